package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.table.Facts;

/**
 * Ends the trust in an identity provider; one that is not there is nothing to do.
 *
 * <p>Refused with NoSuchEntity.
 */
public record DeleteOpenIdConnectProvider(AccountId account, String arn)
    implements Command<String> {
  @Override
  public Decision<String> decide(Facts facts, Context context) {
    return OidcProviders.delete(facts, this);
  }

  @Override
  public String action() {
    return "DeleteOpenIDConnectProvider";
  }
}
