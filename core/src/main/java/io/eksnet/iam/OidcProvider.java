package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Tags;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Instant;
import java.util.List;

/**
 * An identity provider that an account trusts, such as an EKS cluster's.
 *
 * @param url the issuer without {@code https://}
 * @param clientIds the audiences of tokens that are taken, such as {@code sts.amazonaws.com}
 * @param thumbprints of its certificate's authority; kept, not looked at
 */
public record OidcProvider(
    AccountId account,
    String url,
    List<String> clientIds,
    List<String> thumbprints,
    Instant createdAt,
    Tags tags) {

  /** Identity providers by account. */
  public static final Index<OidcProvider, AccountId> BY_ACCOUNT =
      Index.by("identity providers by account", OidcProvider::account);

  /** Identity providers by ARN. */
  public static final Kind<String, OidcProvider> KIND =
      Kind.of("iam-oidc-provider", OidcProvider.class, OidcProvider::arn).indexed(BY_ACCOUNT);

  public OidcProvider {
    clientIds = List.copyOf(clientIds);
    thumbprints = List.copyOf(thumbprints);
  }

  /** Its ARN, such as {@code arn:aws:iam::111122223333:oidc-provider/oidc.example.com/id/A}. */
  public String arn() {
    return "arn:aws:iam::" + account + ":oidc-provider/" + url;
  }

  /** This provider with other tags. */
  public OidcProvider withTags(Tags others) {
    return new OidcProvider(account, url, clientIds, thumbprints, createdAt, others);
  }

  OidcProvider withClientIds(List<String> others) {
    return new OidcProvider(account, url, others, thumbprints, createdAt, tags);
  }

  OidcProvider withThumbprints(List<String> others) {
    return new OidcProvider(account, url, clientIds, others, createdAt, tags);
  }
}
