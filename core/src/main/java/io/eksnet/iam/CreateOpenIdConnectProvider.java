package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Tags;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Makes an account trust an identity provider.
 *
 * <p>Refused with EntityAlreadyExists, LimitExceeded, InvalidInput, ValidationError.
 */
public record CreateOpenIdConnectProvider(
    AccountId account, String url, List<String> clientIds, List<String> thumbprints, Tags tags)
    implements Command<OidcProvider> {
  @Override
  public Decision<OidcProvider> decide(Facts facts, Context context) {
    return OidcProviders.create(facts, this, context);
  }

  @Override
  public String action() {
    return "CreateOpenIDConnectProvider";
  }
}
