package io.eksnet.vpc;

import io.eksnet.id.AssociationId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.table.Facts;

/**
 * Takes an Elastic IP from the interface that it stands before.
 *
 * <p>Refused with InvalidAssociationID.NotFound, OperationNotPermitted (what a service keeps).
 */
public record DisassociateAddress(AssociationId association) implements Command<ElasticIp> {
  @Override
  public Decision<ElasticIp> decide(Facts facts, Context context) {
    return ElasticIps.disassociate(new Vpcs(facts), this);
  }
}
