package io.eksnet.aws.sigv4;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An HTTP request as it came over the wire: nothing decoded, because signatures cover raw text. */
public final class WireRequest {

  private final String method;
  private final String rawPath;
  private final String rawQuery;
  private final Map<String, List<String>> headers;
  private final byte[] body;

  /**
   * @param rawPath the path as sent, percent escapes and all, without the query string
   * @param rawQuery what follows the question mark, as sent; empty if nothing does
   * @param headers names in any case; every value that was sent
   */
  public WireRequest(
      String method,
      String rawPath,
      String rawQuery,
      Map<String, List<String>> headers,
      byte[] body) {
    this.method = method;
    this.rawPath = rawPath.isEmpty() ? "/" : rawPath;
    this.rawQuery = rawQuery;
    Map<String, List<String>> lower = new TreeMap<>();
    headers.forEach(
        (name, values) ->
            lower
                .computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                .addAll(values));
    this.headers = lower;
    this.body = body.clone();
  }

  public String method() {
    return method;
  }

  public String rawPath() {
    return rawPath;
  }

  public String rawQuery() {
    return rawQuery;
  }

  /** The values of a header, by its name in lower case; none if it was not sent. */
  public List<String> header(String lowerCaseName) {
    return headers.getOrDefault(lowerCaseName, List.of());
  }

  /** The first value of a header. */
  public Optional<String> firstHeader(String lowerCaseName) {
    return header(lowerCaseName).stream().findFirst();
  }

  Iterable<String> headerNames() {
    return headers.keySet();
  }

  /** The body; callers do not write to it. */
  public byte[] body() {
    return body;
  }
}
