package io.eksnet.acm;

import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.Tags;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A certificate of ACM.
 *
 * @param domainName what it is for, such as {@code www.example.com} or {@code *.example.com}
 * @param alternativeNames its subject alternative names, the domain name among them
 * @param origin where it comes from
 * @param createdAt when it was requested or first imported
 * @param issuedAt when it was issued or last imported; none while it is pending
 */
public record Certificate(
    String arn,
    Scope scope,
    String domainName,
    List<String> alternativeNames,
    Origin origin,
    Status status,
    CertificateBody body,
    Instant createdAt,
    Optional<Instant> issuedAt,
    Tags tags)
    implements Scoped {

  /** Where a certificate comes from. */
  public sealed interface Origin {
    /** Its owner brought it. */
    record Imported() implements Origin {}

    /**
     * Amazon issued it.
     *
     * @param method how its owner shows that the names are theirs
     * @param validationDomains whose owners get mail, by name; for others it is the name itself
     * @param transparencyLogging whether it is in the public logs of certificates
     * @param token the client's token, which makes a repetition the same request
     */
    record Requested(
        ValidationMethod method,
        List<ValidationDomain> validationDomains,
        boolean transparencyLogging,
        Optional<String> token)
        implements Origin {
      public Requested {
        validationDomains = List.copyOf(validationDomains);
      }
    }
  }

  /** How the owner of a name is asked. */
  public enum ValidationMethod {
    DNS,
    EMAIL
  }

  /** A name and the domain whose owners get mail about it. */
  public record ValidationDomain(String name, String domain) {}

  /** The states of a certificate, by AWS's names. */
  public enum Status {
    PENDING_VALIDATION,
    ISSUED,
    EXPIRED
  }

  /** Certificates by account and Region. */
  public static final Index<Certificate, Scope> BY_SCOPE =
      Index.by("certificates by scope", Certificate::scope);

  /** Certificates by ARN. */
  public static final Kind<String, Certificate> KIND =
      Kind.of("acm-certificate", Certificate.class, Certificate::arn).indexed(BY_SCOPE);

  public Certificate {
    alternativeNames = List.copyOf(alternativeNames);
  }

  /** Whether its owner brought it. */
  public boolean imported() {
    return origin instanceof Origin.Imported;
  }

  /** What its owner asked for, unless it is imported. */
  public Optional<Origin.Requested> requested() {
    return origin instanceof Origin.Requested it ? Optional.of(it) : Optional.empty();
  }

  /** This certificate once Amazon has issued it. */
  public Certificate issued(Instant at) {
    return new Certificate(
        arn,
        scope,
        domainName,
        alternativeNames,
        origin,
        Status.ISSUED,
        body,
        createdAt,
        Optional.of(at),
        tags);
  }

  /** This certificate after its end. */
  public Certificate expired() {
    return new Certificate(
        arn,
        scope,
        domainName,
        alternativeNames,
        origin,
        Status.EXPIRED,
        body,
        createdAt,
        issuedAt,
        tags);
  }

  /** This certificate with other tags. */
  public Certificate withTags(Tags others) {
    return new Certificate(
        arn,
        scope,
        domainName,
        alternativeNames,
        origin,
        status,
        body,
        createdAt,
        issuedAt,
        others);
  }

  /** This certificate from elsewhere. */
  Certificate withOrigin(Origin other) {
    return new Certificate(
        arn, scope, domainName, alternativeNames, other, status, body, createdAt, issuedAt, tags);
  }

  /** This imported certificate, imported anew. */
  Certificate withBody(CertificateBody other, Instant at) {
    return new Certificate(
        arn,
        scope,
        other.domainName(),
        other.alternativeNames(),
        origin,
        Status.ISSUED,
        other,
        createdAt,
        Optional.of(at),
        tags);
  }
}
