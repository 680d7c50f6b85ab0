package io.eksnet.aws.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The canonical request: the one text that client and server must make alike. */
final class Canonical {

  private static final HexFormat PERCENT = HexFormat.of().withUpperCase();
  private static final Pattern SPACES = Pattern.compile(" +");

  private Canonical() {}

  /** A query parameter, decoded. */
  record Parameter(String name, String value) {}

  static String request(WireRequest request, List<String> signedHeaders, String bodyHash) {
    StringBuilder text = new StringBuilder();
    text.append(request.method()).append('\n');
    text.append(path(request.rawPath())).append('\n');
    text.append(query(request.rawQuery())).append('\n');
    for (String name : signedHeaders) {
      text.append(name).append(':').append(header(request.header(name))).append('\n');
    }
    text.append('\n').append(String.join(";", signedHeaders)).append('\n').append(bodyHash);
    return text.toString();
  }

  /** Dot segments removed, then encoded once more: every service but S3 does so. */
  static String path(String rawPath) {
    List<String> kept = new ArrayList<>();
    for (String segment : rawPath.split("/", -1)) {
      switch (segment) {
        case "", "." -> {} // nothing between two slashes
        case ".." -> {
          if (!kept.isEmpty()) {
            kept.removeLast();
          }
        }
        default -> kept.add(encode(segment));
      }
    }
    String path = "/" + String.join("/", kept);
    return rawPath.endsWith("/") && !kept.isEmpty() ? path + "/" : path;
  }

  /** Sorted by encoded name, then value; the signature itself is not part of what is signed. */
  static String query(String rawQuery) {
    return parameters(rawQuery).stream()
        .filter(parameter -> !parameter.name().equals("X-Amz-Signature"))
        .map(parameter -> new Parameter(encode(parameter.name()), encode(parameter.value())))
        .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
        .map(parameter -> parameter.name() + "=" + parameter.value())
        .collect(Collectors.joining("&"));
  }

  static List<Parameter> parameters(String rawQuery) {
    List<Parameter> parameters = new ArrayList<>();
    for (String pair : rawQuery.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        parameters.add(new Parameter(decode(name), decode(value)));
      }
    }
    return parameters;
  }

  private static String header(List<String> values) {
    return values.stream()
        .map(value -> SPACES.matcher(value.strip()).replaceAll(" "))
        .collect(Collectors.joining(","));
  }

  /** RFC 3986: everything but letters, digits and {@code -._~} becomes a percent escape. */
  static String encode(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-._~".indexOf(c) >= 0;
      if (plain) {
        out.append(c);
      } else {
        out.append('%').append(PERCENT.toHexDigits(b));
      }
    }
    return out.toString();
  }

  /** Percent escapes only; a broken one stands for itself and then fails to verify. */
  static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] in = text.getBytes(UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
    for (int i = 0; i < in.length; i++) {
      boolean escape =
          in[i] == '%'
              && i + 2 < in.length
              && HexFormat.isHexDigit(in[i + 1])
              && HexFormat.isHexDigit(in[i + 2]);
      if (escape) {
        out.write(HexFormat.fromHexDigits(new String(in, i + 1, 2, UTF_8)));
        i += 2;
      } else {
        out.write(in[i]);
      }
    }
    return out.toString(UTF_8);
  }
}
