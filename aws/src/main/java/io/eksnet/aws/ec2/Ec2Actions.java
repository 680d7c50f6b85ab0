package io.eksnet.aws.ec2;

import io.eksnet.aws.endpoint.Actions.Registration;
import io.eksnet.world.Ledger;

/** All of EC2 that eksnet serves. */
public final class Ec2Actions {

  private Ec2Actions() {}

  /** Registers EC2's actions over a world. */
  public static void register(Registration actions, Ledger ledger) {
    Ec2Registration on = new Ec2Registration(actions, ledger);
    ZoneActions.register(on);
    VpcActions.register(on);
    VpcChanges.register(on);
    DhcpOptionsActions.register(on);
    SubnetActions.register(on);
    SubnetChanges.register(on);
    CidrReservationActions.register(on);
    RouteTableActions.register(on);
    RouteTableChanges.register(on);
    RouteChanges.register(on);
    NetworkAclActions.register(on);
    NetworkAclChanges.register(on);
    PrefixListActions.register(on);
    PrefixListChanges.register(on);
    GatewayActions.register(on);
    GatewayChanges.register(on);
    EgressOnlyGatewayActions.register(on);
    NatGatewayActions.register(on);
    NatGatewayChanges.register(on);
    AddressActions.register(on);
    AddressChanges.register(on);
    AddressAttributeActions.register(on);
    SecurityGroupActions.register(on);
    SecurityGroupRuleActions.register(on);
    SecurityGroupChanges.register(on);
    PeeringActions.register(on);
    TransitGatewayActions.register(on);
    TransitAttachmentActions.register(on);
    TransitPeeringActions.register(on);
    TransitTableActions.register(on);
    TransitRouteActions.register(on);
    VpnGatewayActions.register(on);
    VpnConnectionActions.register(on);
    SecurityGroupRuleChanges.register(on);
    SecurityGroupReferences.register(on);
    SecurityGroupVpcs.register(on);
    TagActions.register(on);
    NetworkInterfaceActions.register(on);
    NetworkInterfaceChanges.register(on);
    PrivateAddressActions.register(on);
    TrunkActions.register(on);
    InstanceActions.register(on);
    InstanceTypeActions.register(on);
    VpcEndpointActions.register(on);
    VpcEndpointChanges.register(on);
    EndpointOfferActions.register(on);
    EndpointServiceActions.register(on);
    EndpointConnectionActions.register(on);
  }
}
