package io.eksnet.aws.sigv4;

import static io.eksnet.aws.sigv4.Verdict.Reason.EXPIRED;
import static io.eksnet.aws.sigv4.Verdict.Reason.INCOMPLETE;
import static io.eksnet.aws.sigv4.Verdict.Reason.MISMATCH;
import static io.eksnet.aws.sigv4.Verdict.Reason.OUT_OF_TIME;
import static io.eksnet.aws.sigv4.Verdict.Reason.UNKNOWN_KEY;
import static io.eksnet.aws.sigv4.Verdict.Reason.UNSIGNED;
import static io.eksnet.aws.sigv4.Verdict.Reason.WRONG_SCOPE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.eksnet.aws.sigv4.Credentials.Credential;
import io.eksnet.aws.sigv4.Verdict.Rejected;
import io.eksnet.aws.sigv4.Verdict.Verified;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks signatures of version 4.
 *
 * <p>Source of the rules: "AWS Signature Version 4 for API requests" in the IAM user guide. A
 * request is good for 15 minutes either way of its date; a presigned one for as long as it says,
 * except for STS, which takes it for 15 minutes whatever it says: {@code aws eks get-token} asks
 * for 60 seconds, and kubectl uses the token for 14 minutes.
 */
public final class SigV4 {

  /** How far a request's date may be from ours. */
  public static final Duration SKEW = Duration.ofMinutes(15);

  private static final String UNSIGNED_MESSAGE = "Request is missing Authentication Token";

  private final Credentials credentials;
  private final InstantSource clock;

  public SigV4(Credentials credentials, InstantSource clock) {
    this.credentials = credentials;
    this.clock = clock;
  }

  /**
   * What a request's scope has to say.
   *
   * @param service the signing name of the service that was called; empty if that is not known
   * @param region which Regions are served
   */
  public record Expected(Optional<String> service, Predicate<String> region) {}

  /** The scope that a request claims, unchecked: good for choosing the form of a refusal. */
  public static Optional<Scope> claimedScope(WireRequest request) {
    return switch (Signature.find(request)) {
      case Signature.Complete(var signature) -> Optional.of(signature.scope());
      case Signature.Incomplete _, Signature.None _ -> Optional.empty();
    };
  }

  /** A query string's parameters, decoded as signatures see them: {@code +} stays a plus. */
  public static List<Map.Entry<String, String>> parameters(String rawQuery) {
    return Canonical.parameters(rawQuery).stream()
        .<Map.Entry<String, String>>map(p -> Map.entry(p.name(), p.value()))
        .toList();
  }

  /** Checks who signed the request and whether all of it is what was signed. */
  public Verdict verify(WireRequest request, Expected expected) {
    return switch (Signature.find(request)) {
      case Signature.None _ -> new Rejected(UNSIGNED, UNSIGNED_MESSAGE);
      case Signature.Incomplete(var message) -> new Rejected(INCOMPLETE, message);
      case Signature.Complete(var signature) -> verify(request, signature, expected);
    };
  }

  private Verdict verify(WireRequest request, Signature signature, Expected expected) {
    Optional<Credential> credential =
        credentials.find(signature.scope().accessKeyId(), signature.sessionToken());
    if (credential.isEmpty()) {
      return new Rejected(UNKNOWN_KEY, "The security token included in the request is invalid.");
    }
    return unsignedHeader(request, signature)
        .or(() -> wrongScope(signature, expected))
        .or(() -> outOfTime(signature))
        .or(() -> expired(credential.get()))
        .<Verdict>map(rejected -> rejected)
        .orElseGet(() -> compare(request, signature, credential.get()));
  }

  private Optional<Rejected> expired(Credential credential) {
    return credential
        .principal()
        .session()
        .filter(session -> !clock.instant().isBefore(session.expires()))
        .map(_ -> new Rejected(EXPIRED, "The security token included in the request is expired"));
  }

  private static Verdict compare(WireRequest request, Signature signature, Credential credential) {
    String canonical =
        Canonical.request(request, signature.signedHeaders(), hex(sha256(request.body())));
    String toSign =
        String.join(
            "\n",
            Signature.ALGORITHM,
            signature.timestamp(),
            signature.scope().text(),
            hex(sha256(canonical.getBytes(UTF_8))));
    byte[] ours = sign(credential.secretKey(), signature.scope(), toSign);
    byte[] theirs = HexFormat.of().parseHex(signature.signature());
    return MessageDigest.isEqual(ours, theirs)
        ? new Verified(signature.scope(), credential.principal())
        : new Rejected(
            MISMATCH,
            "The request signature we calculated does not match the signature you provided. Check"
                + " your AWS Secret Access Key and signing method. Consult the service"
                + " documentation for details.");
  }

  /** The host and every x-amz- header must be covered, or they could be changed on the way. */
  private static Optional<Rejected> unsignedHeader(WireRequest request, Signature signature) {
    if (!signature.signedHeaders().contains("host")) {
      return Optional.of(
          new Rejected(INCOMPLETE, "'Host' must be a 'SignedHeader' in the AWS Authorization."));
    }
    for (String name : request.headerNames()) {
      if (name.startsWith("x-amz-") && !signature.signedHeaders().contains(name)) {
        return Optional.of(
            new Rejected(
                INCOMPLETE, "'" + name + "' must be a 'SignedHeader' in the AWS Authorization."));
      }
    }
    return Optional.empty();
  }

  private static Optional<Rejected> wrongScope(Signature signature, Expected expected) {
    Scope scope = signature.scope();
    if (!signature.timestamp().startsWith(scope.date())) {
      return Optional.of(
          new Rejected(
              WRONG_SCOPE,
              "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
                  + " HTTP: '"
                  + scope.date()
                  + "' != '"
                  + signature.timestamp().substring(0, 8)
                  + "', from '"
                  + signature.timestamp()
                  + "'."));
    }
    if (expected.service().filter(service -> !service.equals(scope.service())).isPresent()) {
      return Optional.of(
          new Rejected(
              WRONG_SCOPE,
              "Credential should be scoped to correct service: '"
                  + expected.service().get()
                  + "'. "));
    }
    if (!expected.region().test(scope.region())) {
      return Optional.of(
          new Rejected(
              WRONG_SCOPE,
              "Credential should be scoped to a valid region. '"
                  + scope.region()
                  + "' is not a Region here; set AWS_REGION as `eksnet env` prints it."));
    }
    return Optional.empty();
  }

  private Optional<Rejected> outOfTime(Signature signature) {
    Instant now = clock.instant();
    if (signature.signedAt().isAfter(now.plus(SKEW))) {
      return Optional.of(
          new Rejected(
              OUT_OF_TIME,
              "Signature not yet current: "
                  + signature.signedAt()
                  + " is still later than "
                  + now.plus(SKEW)
                  + " ("
                  + now
                  + " + 15 min.)"));
    }
    boolean sts = signature.scope().service().equals("sts");
    Duration lifetime = sts ? SKEW : signature.expires().orElse(SKEW);
    if (signature.signedAt().isBefore(now.minus(lifetime))) {
      return Optional.of(
          new Rejected(
              OUT_OF_TIME,
              "Signature expired: "
                  + signature.signedAt()
                  + " is now earlier than "
                  + now.minus(lifetime)
                  + " ("
                  + now
                  + " - "
                  + lifetime.toMinutes()
                  + " min.)"));
    }
    return Optional.empty();
  }

  /** The signature of {@code toSign} by the key that is derived for a scope. */
  static byte[] sign(String secretKey, Scope scope, String toSign) {
    byte[] date = hmac(("AWS4" + secretKey).getBytes(UTF_8), scope.date());
    byte[] region = hmac(date, scope.region());
    byte[] service = hmac(region, scope.service());
    return hmac(hmac(service, "aws4_request"), toSign);
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("Every JDK has HmacSHA256", missing);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("Every JDK has SHA-256", missing);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
