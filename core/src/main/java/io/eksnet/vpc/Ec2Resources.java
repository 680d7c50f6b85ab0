package io.eksnet.vpc;

import io.eksnet.id.AllocationId;
import io.eksnet.id.CustomerGatewayId;
import io.eksnet.id.DhcpOptionsId;
import io.eksnet.id.EgressOnlyInternetGatewayId;
import io.eksnet.id.EniId;
import io.eksnet.id.InstanceId;
import io.eksnet.id.InternetGatewayId;
import io.eksnet.id.NatGatewayId;
import io.eksnet.id.NetworkAclId;
import io.eksnet.id.PrefixListId;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SecurityGroupRuleId;
import io.eksnet.id.SubnetCidrReservationId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.TransitGatewayAttachmentId;
import io.eksnet.id.TransitGatewayId;
import io.eksnet.id.TransitGatewayRouteTableId;
import io.eksnet.id.TrunkAssociationId;
import io.eksnet.id.VpcEndpointId;
import io.eksnet.id.VpcEndpointServiceId;
import io.eksnet.id.VpcId;
import io.eksnet.id.VpcPeeringConnectionId;
import io.eksnet.id.VpnConnectionId;
import io.eksnet.id.VpnGatewayId;
import java.util.List;
import java.util.Optional;

/** Every kind of EC2 resource that eksnet has, with its ids, tags and refusals. */
public final class Ec2Resources {
  public static final Ec2Resource<VpcId, Vpc> VPCS =
      new Ec2Resource<>(
          "vpc",
          "vpc",
          Vpc.KIND,
          VpcId::new,
          Vpc::tags,
          Vpc::withTags,
          new Ec2Resource.Names("InvalidVpcID.NotFound", "InvalidVpcID.Malformed", "vpc ID"));

  public static final Ec2Resource<SubnetId, Subnet> SUBNETS =
      new Ec2Resource<>(
          "subnet",
          "subnet",
          Subnet.KIND,
          SubnetId::new,
          Subnet::tags,
          Subnet::withTags,
          new Ec2Resource.Names(
              "InvalidSubnetID.NotFound", "InvalidSubnetID.Malformed", "subnet ID"));

  public static final Ec2Resource<SubnetCidrReservationId, SubnetCidrReservation>
      SUBNET_CIDR_RESERVATIONS =
          new Ec2Resource<>(
              "scr",
              "subnet-cidr-reservation",
              SubnetCidrReservation.KIND,
              SubnetCidrReservationId::new,
              SubnetCidrReservation::tags,
              SubnetCidrReservation::withTags,
              new Ec2Resource.Names(
                  "InvalidSubnetCidrReservationID.NotFound",
                  "InvalidSubnetCidrReservationID.Malformed",
                  "subnet CIDR reservation ID"));

  public static final Ec2Resource<DhcpOptionsId, DhcpOptions> DHCP_OPTIONS =
      new Ec2Resource<>(
          "dopt",
          "dhcp-options",
          DhcpOptions.KIND,
          DhcpOptionsId::new,
          DhcpOptions::tags,
          DhcpOptions::withTags,
          new Ec2Resource.Names(
              "InvalidDhcpOptionID.NotFound", "InvalidDhcpOptionsId.Malformed", "dhcpOption ID"));

  public static final Ec2Resource<EniId, NetworkInterface> NETWORK_INTERFACES =
      new Ec2Resource<>(
          "eni",
          "network-interface",
          NetworkInterface.KIND,
          EniId::new,
          NetworkInterface::tags,
          NetworkInterface::withTags,
          new Ec2Resource.Names(
              "InvalidNetworkInterfaceID.NotFound",
              "InvalidNetworkInterfaceId.Malformed",
              "networkInterface ID"));

  public static final Ec2Resource<InstanceId, Instance> INSTANCES =
      new Ec2Resource<>(
          "i",
          "instance",
          Instance.KIND,
          InstanceId::new,
          Instance::tags,
          Instance::withTags,
          new Ec2Resource.Names(
              "InvalidInstanceID.NotFound", "InvalidInstanceID.Malformed", "instance ID"));

  public static final Ec2Resource<SecurityGroupId, SecurityGroup> SECURITY_GROUPS =
      new Ec2Resource<>(
          "sg",
          "security-group",
          SecurityGroup.KIND,
          SecurityGroupId::new,
          SecurityGroup::tags,
          SecurityGroup::withTags,
          new Ec2Resource.Names(
              "InvalidGroup.NotFound", "InvalidGroupId.Malformed", "security group"));

  public static final Ec2Resource<SecurityGroupRuleId, SecurityGroupRule> SECURITY_GROUP_RULES =
      new Ec2Resource<>(
          "sgr",
          "security-group-rule",
          SecurityGroupRule.KIND,
          SecurityGroupRuleId::new,
          SecurityGroupRule::tags,
          SecurityGroupRule::withTags,
          new Ec2Resource.Names(
              "InvalidSecurityGroupRuleId.NotFound",
              "InvalidSecurityGroupRuleId.Malformed",
              "security group rule ID"));

  public static final Ec2Resource<RouteTableId, RouteTable> ROUTE_TABLES =
      new Ec2Resource<>(
          "rtb",
          "route-table",
          RouteTable.KIND,
          RouteTableId::new,
          RouteTable::tags,
          RouteTable::withTags,
          new Ec2Resource.Names(
              "InvalidRouteTableID.NotFound", "InvalidRouteTableId.Malformed", "routeTable ID"));

  public static final Ec2Resource<NetworkAclId, NetworkAcl> NETWORK_ACLS =
      new Ec2Resource<>(
          "acl",
          "network-acl",
          NetworkAcl.KIND,
          NetworkAclId::new,
          NetworkAcl::tags,
          NetworkAcl::withTags,
          new Ec2Resource.Names(
              "InvalidNetworkAclID.NotFound", "InvalidNetworkAclId.Malformed", "networkAcl ID"));

  public static final Ec2Resource<InternetGatewayId, InternetGateway> INTERNET_GATEWAYS =
      new Ec2Resource<>(
          "igw",
          "internet-gateway",
          InternetGateway.KIND,
          InternetGatewayId::new,
          InternetGateway::tags,
          InternetGateway::withTags,
          new Ec2Resource.Names(
              "InvalidInternetGatewayID.NotFound",
              "InvalidInternetGatewayId.Malformed",
              "internetGateway ID"));

  public static final Ec2Resource<EgressOnlyInternetGatewayId, EgressOnlyInternetGateway>
      EGRESS_ONLY_INTERNET_GATEWAYS =
          new Ec2Resource<>(
              "eigw",
              "egress-only-internet-gateway",
              EgressOnlyInternetGateway.KIND,
              EgressOnlyInternetGatewayId::new,
              EgressOnlyInternetGateway::tags,
              EgressOnlyInternetGateway::withTags,
              new Ec2Resource.Names(
                  "InvalidGatewayID.NotFound", "InvalidGatewayID.Malformed", "gateway ID"));

  public static final Ec2Resource<NatGatewayId, NatGateway> NAT_GATEWAYS =
      new Ec2Resource<>(
          "nat",
          "natgateway",
          NatGateway.KIND,
          NatGatewayId::new,
          NatGateway::tags,
          NatGateway::withTags,
          new Ec2Resource.Names("NatGatewayNotFound", "NatGatewayMalformed", "NatGateway ID"));

  public static final Ec2Resource<AllocationId, ElasticIp> ELASTIC_IPS =
      new Ec2Resource<>(
          "eipalloc",
          "elastic-ip",
          ElasticIp.KIND,
          AllocationId::new,
          ElasticIp::tags,
          ElasticIp::withTags,
          new Ec2Resource.Names(
              "InvalidAllocationID.NotFound", "InvalidAllocationID.NotFound", "allocation ID"));

  public static final Ec2Resource<PrefixListId, ManagedPrefixList> PREFIX_LISTS =
      new Ec2Resource<>(
          "pl",
          "prefix-list",
          ManagedPrefixList.KIND,
          PrefixListId::new,
          ManagedPrefixList::tags,
          ManagedPrefixList::withTags,
          new Ec2Resource.Names(
              "InvalidPrefixListID.NotFound", "InvalidPrefixListId.Malformed", "prefix list ID"));

  public static final Ec2Resource<VpcPeeringConnectionId, VpcPeeringConnection>
      VPC_PEERING_CONNECTIONS =
          new Ec2Resource<>(
              "pcx",
              "vpc-peering-connection",
              VpcPeeringConnection.KIND,
              VpcPeeringConnectionId::new,
              VpcPeeringConnection::tags,
              VpcPeeringConnection::withTags,
              new Ec2Resource.Names(
                  "InvalidVpcPeeringConnectionID.NotFound",
                  "InvalidVpcPeeringConnectionId.Malformed",
                  "vpcPeeringConnection ID"));

  public static final Ec2Resource<TransitGatewayId, TransitGateway> TRANSIT_GATEWAYS =
      new Ec2Resource<>(
          "tgw",
          "transit-gateway",
          TransitGateway.KIND,
          TransitGatewayId::new,
          TransitGateway::tags,
          TransitGateway::withTags,
          new Ec2Resource.Names(
              "InvalidTransitGatewayID.NotFound",
              "InvalidTransitGatewayID.Malformed",
              "transitGateway ID"));

  public static final Ec2Resource<TransitGatewayAttachmentId, TransitGatewayAttachment>
      TRANSIT_GATEWAY_ATTACHMENTS =
          new Ec2Resource<>(
              "tgw-attach",
              "transit-gateway-attachment",
              TransitGatewayAttachment.KIND,
              TransitGatewayAttachmentId::new,
              TransitGatewayAttachment::tags,
              TransitGatewayAttachment::withTags,
              new Ec2Resource.Names(
                  "InvalidTransitGatewayAttachmentID.NotFound",
                  "InvalidTransitGatewayAttachmentID.Malformed",
                  "transitGatewayAttachment ID"));

  public static final Ec2Resource<TransitGatewayRouteTableId, TransitGatewayRouteTable>
      TRANSIT_GATEWAY_ROUTE_TABLES =
          new Ec2Resource<>(
              "tgw-rtb",
              "transit-gateway-route-table",
              TransitGatewayRouteTable.KIND,
              TransitGatewayRouteTableId::new,
              TransitGatewayRouteTable::tags,
              TransitGatewayRouteTable::withTags,
              new Ec2Resource.Names(
                  "InvalidRouteTableID.NotFound",
                  "InvalidRouteTableId.Malformed",
                  "transitGatewayRouteTable ID"));

  public static final Ec2Resource<VpnGatewayId, VpnGateway> VPN_GATEWAYS =
      new Ec2Resource<>(
          "vgw",
          "vpn-gateway",
          VpnGateway.KIND,
          VpnGatewayId::new,
          VpnGateway::tags,
          VpnGateway::withTags,
          new Ec2Resource.Names(
              "InvalidVpnGatewayID.NotFound", "InvalidVpnGatewayId.Malformed", "vpnGateway ID"));

  public static final Ec2Resource<CustomerGatewayId, CustomerGateway> CUSTOMER_GATEWAYS =
      new Ec2Resource<>(
          "cgw",
          "customer-gateway",
          CustomerGateway.KIND,
          CustomerGatewayId::new,
          CustomerGateway::tags,
          CustomerGateway::withTags,
          new Ec2Resource.Names(
              "InvalidCustomerGatewayID.NotFound",
              "InvalidCustomerGatewayId.Malformed",
              "customerGateway ID"));

  public static final Ec2Resource<VpnConnectionId, VpnConnection> VPN_CONNECTIONS =
      new Ec2Resource<>(
          "vpn",
          "vpn-connection",
          VpnConnection.KIND,
          VpnConnectionId::new,
          VpnConnection::tags,
          VpnConnection::withTags,
          new Ec2Resource.Names(
              "InvalidVpnConnectionID.NotFound",
              "InvalidVpnConnectionId.Malformed",
              "vpnConnection ID"));
  public static final Ec2Resource<TrunkAssociationId, TrunkAssociation> TRUNK_ASSOCIATIONS =
      new Ec2Resource<>(
          "trunk-assoc",
          "trunk-interface-association",
          TrunkAssociation.KIND,
          TrunkAssociationId::new,
          TrunkAssociation::tags,
          TrunkAssociation::withTags,
          new Ec2Resource.Names(
              "InvalidTrunkInterfaceAssociationID.NotFound",
              "InvalidTrunkInterfaceAssociationID.Malformed",
              "trunk interface association ID"));

  public static final Ec2Resource<VpcEndpointId, VpcEndpoint> VPC_ENDPOINTS =
      new Ec2Resource<>(
          "vpce",
          "vpc-endpoint",
          VpcEndpoint.KIND,
          VpcEndpointId::new,
          VpcEndpoint::tags,
          VpcEndpoint::withTags,
          new Ec2Resource.Names(
              "InvalidVpcEndpointId.NotFound",
              "InvalidVpcEndpointId.Malformed",
              "Vpc Endpoint Id"));

  public static final Ec2Resource<VpcEndpointServiceId, VpcEndpointService> ENDPOINT_SERVICES =
      new Ec2Resource<>(
          "vpce-svc",
          "vpc-endpoint-service",
          VpcEndpointService.KIND,
          VpcEndpointServiceId::new,
          VpcEndpointService::tags,
          VpcEndpointService::withTags,
          new Ec2Resource.Names(
              "InvalidVpcEndpointServiceId.NotFound",
              "InvalidVpcEndpointServiceId.Malformed",
              "VpcEndpointService Id"));

  private static final List<Ec2Resource<?, ?>> ALL =
      List.of(
          VPCS,
          SUBNETS,
          SUBNET_CIDR_RESERVATIONS,
          DHCP_OPTIONS,
          NETWORK_INTERFACES,
          INSTANCES,
          SECURITY_GROUPS,
          SECURITY_GROUP_RULES,
          ROUTE_TABLES,
          NETWORK_ACLS,
          INTERNET_GATEWAYS,
          EGRESS_ONLY_INTERNET_GATEWAYS,
          NAT_GATEWAYS,
          ELASTIC_IPS,
          PREFIX_LISTS,
          VPC_PEERING_CONNECTIONS,
          TRANSIT_GATEWAYS,
          TRANSIT_GATEWAY_ATTACHMENTS,
          TRANSIT_GATEWAY_ROUTE_TABLES,
          VPN_GATEWAYS,
          CUSTOMER_GATEWAYS,
          VPN_CONNECTIONS,
          TRUNK_ASSOCIATIONS,
          VPC_ENDPOINTS,
          ENDPOINT_SERVICES);

  private Ec2Resources() {}

  /** All kinds. */
  public static List<Ec2Resource<?, ?>> all() {
    return ALL;
  }

  /** The kind whose ids start as a text does; the part before its last hyphen is the prefix. */
  public static Optional<Ec2Resource<?, ?>> of(String id) {
    for (Ec2Resource<?, ?> resource : ALL) {
      if (id.lastIndexOf('-') == resource.prefix().length() && id.startsWith(resource.prefix())) {
        return Optional.of(resource);
      }
    }
    return Optional.empty();
  }
}
