package io.eksnet.aws.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eksnet.aws.sigv4.Credentials.Credential;
import io.eksnet.aws.sigv4.Credentials.Principal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Signs requests for tests as clients do. It shares the canonical request with the code under test,
 * so that what it shows is only that a signed request gets through; that the canonical request is
 * AWS's own is shown with AWS's published examples and with botocore.
 */
public final class Signing {

  public static final Principal PRINCIPAL =
      new Principal("111122223333", "arn:aws:iam::111122223333:user/eksnet", "AIDAEKSNETEXAMPLE");
  public static final Credential CREDENTIAL =
      new Credential("AKIAEKSNETEXAMPLE", "secret/key+with=signs", Optional.empty(), PRINCIPAL);

  /** The key of another account. */
  public static final Credential OTHER =
      new Credential(
          "AKIAOTHEREXAMPLE",
          "other/secret+key",
          Optional.empty(),
          new Principal("444455556666", "arn:aws:iam::444455556666:root", "444455556666"));

  public static final String HOST = "127.0.0.1:7433";

  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private Signing() {}

  public static WireRequest post(String service, String form, Instant at) {
    return signed(
        service,
        "POST",
        "/",
        Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
        form,
        at);
  }

  public static WireRequest get(String service, String rawPath, Instant at) {
    return signed(service, "GET", rawPath, Map.of(), "", at);
  }

  /** A signed request; its path may carry a query string. */
  public static WireRequest signed(
      String service,
      String method,
      String rawPath,
      Map<String, String> extra,
      String body,
      Instant at) {
    return signed("us-west-2", service, method, rawPath, extra, body, at);
  }

  /** A request signed for a Region. */
  public static WireRequest signed(
      String region,
      String service,
      String method,
      String rawPath,
      Map<String, String> extra,
      String body,
      Instant at) {
    return signed(CREDENTIAL, region, service, method, rawPath, extra, body, at);
  }

  /** A request signed by someone for a Region. */
  public static WireRequest signed(
      Credential credential,
      String region,
      String service,
      String method,
      String rawPath,
      Map<String, String> extra,
      String body,
      Instant at) {
    String date = BASIC.format(at);
    Map<String, List<String>> headers = new TreeMap<>();
    extra.forEach((name, value) -> headers.put(name, List.of(value)));
    headers.putIfAbsent("Host", List.of(HOST));
    headers.put("X-Amz-Date", List.of(date));
    List<String> names =
        headers.keySet().stream()
            .map(name -> name.toLowerCase(java.util.Locale.ROOT))
            .sorted()
            .toList();
    int question = rawPath.indexOf('?');
    String path = question < 0 ? rawPath : rawPath.substring(0, question);
    String query = question < 0 ? "" : rawPath.substring(question + 1);
    byte[] bytes = body.getBytes(UTF_8);
    Scope scope = new Scope(credential.accessKeyId(), date.substring(0, 8), region, service);
    String canonical =
        Canonical.request(new WireRequest(method, path, query, headers, bytes), names, hash(bytes));
    String toSign =
        String.join("\n", Signature.ALGORITHM, date, scope.text(), hash(canonical.getBytes(UTF_8)));
    headers.put(
        "Authorization",
        List.of(
            Signature.ALGORITHM
                + " Credential="
                + scope.accessKeyId()
                + "/"
                + scope.text()
                + ", SignedHeaders="
                + String.join(";", names)
                + ", Signature="
                + HexFormat.of().formatHex(SigV4.sign(credential.secretKey(), scope, toSign))));
    return new WireRequest(method, path, query, headers, bytes);
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
