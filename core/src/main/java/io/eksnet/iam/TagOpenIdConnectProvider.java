package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Tags;
import io.eksnet.table.Facts;

/**
 * Tags an identity provider.
 *
 * <p>Refused with NoSuchEntity, LimitExceeded, InvalidInput, ValidationError.
 */
public record TagOpenIdConnectProvider(AccountId account, String arn, Tags tags)
    implements Command<OidcProvider> {
  @Override
  public Decision<OidcProvider> decide(Facts facts, Context context) {
    return OidcProviders.tag(facts, this);
  }

  @Override
  public String action() {
    return "TagOpenIDConnectProvider";
  }
}
