package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;

/**
 * Makes the default VPC of an account in a Region: 172.31.0.0/16 with DNS host names, an internet
 * gateway that the main route table routes to, and a public /20 subnet in each zone.
 *
 * <p>Refused with DefaultVpcAlreadyExists, VpcLimitExceeded, InternetGatewayLimitExceeded.
 */
public record CreateDefaultVpc(Scope scope) implements Command<Vpc> {
  @Override
  public Decision<Vpc> decide(Facts facts, Context context) {
    return DefaultVpcs.create(facts, this, context);
  }
}
