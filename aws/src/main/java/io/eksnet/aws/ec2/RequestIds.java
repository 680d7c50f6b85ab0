package io.eksnet.aws.ec2;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.Refusal;
import io.eksnet.id.Scoped;
import io.eksnet.vpc.Ec2Resource;
import io.eksnet.vpc.Ec2Resources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Judges the ids in a request before its handler does: one that cannot be an id is malformed, and
 * one of another account or Region is not found, as if it did not exist.
 */
final class RequestIds {

  /** What members name, by their names in the API; a list's name ends in s. */
  private static final Map<String, Ec2Resource<?, ?>> MEMBERS =
      Map.ofEntries(
          Map.entry("VpcId", Ec2Resources.VPCS),
          Map.entry("SubnetId", Ec2Resources.SUBNETS),
          Map.entry("SubnetIds", Ec2Resources.SUBNETS),
          Map.entry("SubnetCidrReservationId", Ec2Resources.SUBNET_CIDR_RESERVATIONS),
          Map.entry("DhcpOptionsId", Ec2Resources.DHCP_OPTIONS),
          Map.entry("NetworkInterfaceId", Ec2Resources.NETWORK_INTERFACES),
          Map.entry("BranchInterfaceId", Ec2Resources.NETWORK_INTERFACES),
          Map.entry("TrunkInterfaceId", Ec2Resources.NETWORK_INTERFACES),
          Map.entry("Groups", Ec2Resources.SECURITY_GROUPS),
          Map.entry("InstanceId", Ec2Resources.INSTANCES),
          Map.entry("InstanceIds", Ec2Resources.INSTANCES),
          Map.entry("GroupId", Ec2Resources.SECURITY_GROUPS),
          Map.entry("SecurityGroupId", Ec2Resources.SECURITY_GROUPS),
          Map.entry("SecurityGroupIds", Ec2Resources.SECURITY_GROUPS),
          Map.entry("SecurityGroupRuleId", Ec2Resources.SECURITY_GROUP_RULES),
          Map.entry("SecurityGroupRuleIds", Ec2Resources.SECURITY_GROUP_RULES),
          Map.entry("RouteTableId", Ec2Resources.ROUTE_TABLES),
          Map.entry("RouteTableIds", Ec2Resources.ROUTE_TABLES),
          Map.entry("NetworkAclId", Ec2Resources.NETWORK_ACLS),
          Map.entry("InternetGatewayId", Ec2Resources.INTERNET_GATEWAYS),
          Map.entry("EgressOnlyInternetGatewayId", Ec2Resources.EGRESS_ONLY_INTERNET_GATEWAYS),
          Map.entry("NatGatewayId", Ec2Resources.NAT_GATEWAYS),
          Map.entry("AllocationId", Ec2Resources.ELASTIC_IPS),
          Map.entry("SecondaryAllocationIds", Ec2Resources.ELASTIC_IPS),
          Map.entry("AllocationIds", Ec2Resources.ELASTIC_IPS),
          Map.entry("TransitGatewayId", Ec2Resources.TRANSIT_GATEWAYS),
          Map.entry("TransitGatewayRouteTableId", Ec2Resources.TRANSIT_GATEWAY_ROUTE_TABLES),
          Map.entry("VpnGatewayId", Ec2Resources.VPN_GATEWAYS),
          Map.entry("CustomerGatewayId", Ec2Resources.CUSTOMER_GATEWAYS),
          Map.entry("VpnConnectionId", Ec2Resources.VPN_CONNECTIONS),
          Map.entry("VpcEndpointId", Ec2Resources.VPC_ENDPOINTS),
          Map.entry("ServiceId", Ec2Resources.ENDPOINT_SERVICES),
          Map.entry("AddRouteTableIds", Ec2Resources.ROUTE_TABLES),
          Map.entry("RemoveRouteTableIds", Ec2Resources.ROUTE_TABLES),
          Map.entry("AddSubnetIds", Ec2Resources.SUBNETS),
          Map.entry("RemoveSubnetIds", Ec2Resources.SUBNETS),
          Map.entry("AddSecurityGroupIds", Ec2Resources.SECURITY_GROUPS),
          Map.entry("RemoveSecurityGroupIds", Ec2Resources.SECURITY_GROUPS));

  /**
   * Members that may name what others have, or that are judged by rules with words of their own, as
   * "Action.Member".
   */
  private static final Set<String> FOREIGN =
      Set.of(
          "AssociateDhcpOptions.DhcpOptionsId",
          "CreateRoute.NatGatewayId",
          "ReplaceRoute.NatGatewayId",
          "CreateNatGateway.AllocationId",
          "CreateNatGateway.AllocationIds",
          "CreateNatGateway.SecondaryAllocationIds",
          "CreateTransitGatewayVpcAttachment.TransitGatewayId");

  private RequestIds() {}

  /** The first id that the caller cannot mean. */
  static Reply<Boolean> check(String action, SdkPojo request, View view) {
    return problem(action, request, view)
        .<Reply<Boolean>>map(it -> Reply.refuse(it.code(), it.message()))
        .orElseGet(() -> Reply.answer(true));
  }

  private static Optional<Refusal> problem(String action, SdkPojo part, View view) {
    for (SdkField<?> field : part.sdkFields()) {
      Optional<Refusal> problem =
          Optional.ofNullable(field.getValueOrDefault(part))
              .flatMap(value -> problem(action, field, value, view));
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> problem(
      String action, SdkField<?> field, Object value, View view) {
    return switch (value) {
      case String text -> judged(action, field.memberName(), text, view);
      case List<?> list ->
          list.stream().flatMap(item -> problem(action, field, item, view).stream()).findFirst();
      case SdkPojo nested -> problem(nestedName(action, field), nested, view);
      default -> Optional.empty();
    };
  }

  /** Permissions name other accounts' groups; they are judged by the rules for permissions. */
  private static String nestedName(String action, SdkField<?> field) {
    return field.memberName().equals("UserIdGroupPairs") ? action + "!" : action;
  }

  private static Optional<Refusal> judged(String action, String member, String id, View view) {
    Ec2Resource<?, ?> resource = MEMBERS.get(member);
    if (resource == null || action.endsWith("!") || FOREIGN.contains(action + "." + member)) {
      return Optional.empty();
    }
    Optional<? extends Scoped> own = resource.find(view.vpcs().facts(), id, view.scope());
    return own.isPresent() ? Optional.empty() : Optional.of(resource.missing(List.of(id)));
  }
}
