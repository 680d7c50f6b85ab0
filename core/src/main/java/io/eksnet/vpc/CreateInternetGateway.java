package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.InternetGatewayId;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.table.Facts;
import java.util.Optional;

/**
 * Makes an internet gateway that is attached to nothing.
 *
 * <p>Refused with InternetGatewayLimitExceeded.
 *
 * @param id pinned in networks that are built from files; otherwise none
 */
public record CreateInternetGateway(Scope scope, Tags tags, Optional<InternetGatewayId> id)
    implements Command<InternetGateway> {
  @Override
  public Decision<InternetGateway> decide(Facts facts, Context context) {
    return InternetGateways.create(new Vpcs(facts), this, context);
  }
}
