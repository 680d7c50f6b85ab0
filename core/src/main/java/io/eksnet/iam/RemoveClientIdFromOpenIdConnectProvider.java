package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.table.Facts;

/**
 * Takes an audience away; one that is not there is nothing to do.
 *
 * <p>Refused with NoSuchEntity.
 */
public record RemoveClientIdFromOpenIdConnectProvider(
    AccountId account, String arn, String clientId) implements Command<OidcProvider> {
  @Override
  public Decision<OidcProvider> decide(Facts facts, Context context) {
    return OidcProviders.removeClient(facts, this);
  }

  @Override
  public String action() {
    return "RemoveClientIDFromOpenIDConnectProvider";
  }
}
