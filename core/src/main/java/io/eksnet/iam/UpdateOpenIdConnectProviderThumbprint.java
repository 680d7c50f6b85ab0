package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Gives a provider other thumbprints.
 *
 * <p>Refused with NoSuchEntity, InvalidInput.
 */
public record UpdateOpenIdConnectProviderThumbprint(
    AccountId account, String arn, List<String> thumbprints) implements Command<OidcProvider> {
  @Override
  public Decision<OidcProvider> decide(Facts facts, Context context) {
    return OidcProviders.thumbprints(facts, this);
  }

  @Override
  public String action() {
    return "UpdateOpenIDConnectProviderThumbprint";
  }
}
