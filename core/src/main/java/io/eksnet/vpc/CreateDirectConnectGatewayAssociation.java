package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.DirectConnectGatewayId;
import io.eksnet.id.Scope;
import io.eksnet.net.Cidr;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Joins a Direct Connect gateway with a virtual private gateway or a transit gateway of the
 * caller's account and Region; with a transit gateway it is an attachment there too.
 *
 * <p>Refused with DirectConnectClientException, IncorrectState.
 *
 * @param with the id of the other gateway
 * @param allowedPrefixes needed for a transit gateway; else the VPC's blocks by default
 * @param by the account and Region of the caller
 */
public record CreateDirectConnectGatewayAssociation(
    DirectConnectGatewayId gateway, String with, List<Cidr> allowedPrefixes, Scope by)
    implements Command<DirectConnectAssociation> {
  @Override
  public Decision<DirectConnectAssociation> decide(Facts facts, Context context) {
    return DirectConnect.associate(new Vpcs(facts), this, context);
  }
}
