package io.eksnet.aws.sigv4;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a request says about its own signature.
 *
 * @param signedHeaders names in lower case, as listed
 * @param timestamp the date as signed: {@code 20261123T100000Z}
 * @param expires how long a presigned request asks to be good; empty for the header form
 */
record Signature(
    Scope scope,
    List<String> signedHeaders,
    String signature,
    String timestamp,
    Instant signedAt,
    Optional<Duration> expires,
    Optional<String> sessionToken) {

  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  private static final DateTimeFormatter BASIC_ISO =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 +Credential=([^,\\s]+),\\s*SignedHeaders=([^,\\s]+),\\s*Signature=([^,\\s]+)");

  boolean presigned() {
    return expires.isPresent();
  }

  static Found find(WireRequest request) {
    Map<String, List<String>> query = new HashMap<>();
    Canonical.parameters(request.rawQuery())
        .forEach(p -> query.merge(p.name(), List.of(p.value()), Signature::joined));
    if (query.containsKey("X-Amz-Algorithm")) {
      return presigned(query);
    }
    return request
        .firstHeader("authorization")
        .map(text -> inHeader(text, request))
        .orElse(new None());
  }

  /** What was found. */
  sealed interface Found {}

  record Complete(Signature signature) implements Found {}

  record Incomplete(String message) implements Found {}

  record None() implements Found {}

  private static Found inHeader(String authorization, WireRequest request) {
    var parts = AUTHORIZATION.matcher(authorization.strip());
    if (!parts.matches()) {
      return new Incomplete(
          "Authorization header requires 'Credential' parameter. Authorization header requires"
              + " 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter."
              + " Expected: "
              + ALGORITHM
              + " Credential=..., SignedHeaders=..., Signature=...");
    }
    return request
        .firstHeader("x-amz-date")
        .map(
            date ->
                complete(
                    parts.group(1),
                    parts.group(2),
                    parts.group(3),
                    date,
                    Optional.empty(),
                    request.firstHeader("x-amz-security-token")))
        .orElse(
            new Incomplete("Authorization header requires existence of a 'X-Amz-Date' header."));
  }

  private static Found presigned(Map<String, List<String>> query) {
    for (String name :
        List.of(
            "X-Amz-Algorithm",
            "X-Amz-Credential",
            "X-Amz-SignedHeaders",
            "X-Amz-Signature",
            "X-Amz-Date")) {
      if (query.getOrDefault(name, List.of()).size() != 1) {
        return new Incomplete("AWS query-string parameters must include '" + name + "' once.");
      }
    }
    if (!one(query, "X-Amz-Algorithm").equals(ALGORITHM)) {
      return new Incomplete("X-Amz-Algorithm must be " + ALGORITHM + ".");
    }
    List<String> tokens = query.getOrDefault("X-Amz-Security-Token", List.of());
    return complete(
        one(query, "X-Amz-Credential"),
        one(query, "X-Amz-SignedHeaders"),
        one(query, "X-Amz-Signature"),
        one(query, "X-Amz-Date"),
        Optional.of(lifetime(query.getOrDefault("X-Amz-Expires", List.of("900")))),
        tokens.stream().findFirst());
  }

  private static Found complete(
      String credential,
      String signedHeaders,
      String signature,
      String timestamp,
      Optional<Duration> expires,
      Optional<String> token) {
    Optional<Scope> scope = Scope.parse(credential);
    if (scope.isEmpty()) {
      return new Incomplete(
          "Credential must have exactly 5 slash-delimited elements, e.g."
              + " keyid/date/region/service/term, got '"
              + credential
              + "'");
    }
    if (!HEX.matcher(signature).matches()) {
      return new Incomplete("Signature must be 64 hexadecimal digits.");
    }
    try {
      Instant at = LocalDateTime.parse(timestamp, BASIC_ISO).toInstant(ZoneOffset.UTC);
      return new Complete(
          new Signature(
              scope.get(),
              List.of(signedHeaders.split(";", -1)),
              signature,
              timestamp,
              at,
              expires,
              token));
    } catch (DateTimeException notBasicIso) {
      return new Incomplete(
          "Date must be in ISO-8601 'basic format'. Got '"
              + timestamp
              + "'. See https://en.wikipedia.org/wiki/ISO_8601");
    }
  }

  private static String one(Map<String, List<String>> query, String name) {
    return query.getOrDefault(name, List.of("")).getFirst();
  }

  /** One second to seven days; what is not a number expires at once. */
  private static Duration lifetime(List<String> seconds) {
    String text = seconds.getFirst();
    boolean sane =
        !text.isEmpty() && text.length() <= 6 && text.chars().allMatch(Character::isDigit);
    return sane ? Duration.ofSeconds(Math.min(Long.parseLong(text), 604_800)) : Duration.ZERO;
  }

  private static List<String> joined(List<String> a, List<String> b) {
    return Stream.concat(a.stream(), b.stream()).toList();
  }
}
