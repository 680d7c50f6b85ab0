package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.table.Facts;

/**
 * Adds an audience; one that is there stays.
 *
 * <p>Refused with NoSuchEntity, LimitExceeded.
 */
public record AddClientIdToOpenIdConnectProvider(AccountId account, String arn, String clientId)
    implements Command<OidcProvider> {
  @Override
  public Decision<OidcProvider> decide(Facts facts, Context context) {
    return OidcProviders.addClient(facts, this);
  }

  @Override
  public String action() {
    return "AddClientIDToOpenIDConnectProvider";
  }
}
