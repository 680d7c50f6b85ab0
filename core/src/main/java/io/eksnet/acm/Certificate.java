package io.eksnet.acm;

import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.Tags;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Instant;
import java.util.List;

/**
 * A certificate of ACM.
 *
 * @param domainName what it is for, such as {@code www.example.com} or {@code *.example.com}
 * @param alternativeNames its subject alternative names, the domain name among them
 */
public record Certificate(
    String arn,
    Scope scope,
    String domainName,
    List<String> alternativeNames,
    Instant createdAt,
    Tags tags)
    implements Scoped {

  /** Certificates by account and Region. */
  public static final Index<Certificate, Scope> BY_SCOPE =
      Index.by("certificates by scope", Certificate::scope);

  /** Certificates by ARN. */
  public static final Kind<String, Certificate> KIND =
      Kind.of("acm-certificate", Certificate.class, Certificate::arn).indexed(BY_SCOPE);

  public Certificate {
    alternativeNames = List.copyOf(alternativeNames);
  }
}
