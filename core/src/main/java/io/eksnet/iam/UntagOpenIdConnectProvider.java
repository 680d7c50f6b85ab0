package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Takes tags from an identity provider.
 *
 * <p>Refused with NoSuchEntity.
 */
public record UntagOpenIdConnectProvider(AccountId account, String arn, List<String> keys)
    implements Command<OidcProvider> {
  @Override
  public Decision<OidcProvider> decide(Facts facts, Context context) {
    return OidcProviders.untag(facts, this);
  }

  @Override
  public String action() {
    return "UntagOpenIDConnectProvider";
  }
}
