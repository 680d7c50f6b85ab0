package io.eksnet.vpc;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A quota of EC2 networking: how many of something an account may have. Each has AWS's default and
 * can be raised or lowered by a {@link QuotaSetting}, as AWS does on request.
 *
 * <p>The names are those of the VPC user guide, "Amazon VPC quotas", of the EC2 user guide,
 * "Elastic IP address limit", and of the EKS user guide, "Service quotas".
 */
public enum Quota {
  VPCS_PER_REGION(5, "VPCs per Region"),
  IPV4_CIDR_BLOCKS_PER_VPC(5, "IPv4 CIDR blocks per VPC"),
  IPV6_CIDR_BLOCKS_PER_VPC(5, "IPv6 CIDR blocks per VPC"),
  SUBNETS_PER_VPC(200, "Subnets per VPC"),
  NETWORK_INTERFACES_PER_REGION(5_000, "Network interfaces per Region"),
  SECURITY_GROUPS_PER_REGION(2_500, "VPC security groups per Region"),
  SECURITY_GROUPS_PER_INTERFACE(5, "Security groups per network interface"),
  RULES_PER_SECURITY_GROUP(60, "Inbound or outbound rules per security group"),
  NETWORK_ACLS_PER_VPC(200, "Network ACLs per VPC"),
  RULES_PER_NETWORK_ACL(20, "Rules per network ACL"),
  ROUTE_TABLES_PER_VPC(200, "Route tables per VPC"),
  ROUTES_PER_ROUTE_TABLE(50, "Routes per route table (non-propagated routes)"),
  PROPAGATED_ROUTES_PER_ROUTE_TABLE(100, "Propagated routes per route table"),
  INTERNET_GATEWAYS_PER_REGION(5, "Internet gateways per Region"),
  EGRESS_ONLY_INTERNET_GATEWAYS_PER_REGION(5, "Egress-only internet gateways per Region"),
  NAT_GATEWAYS_PER_ZONE(5, "NAT gateways per Availability Zone"),
  ELASTIC_IPS_PER_NAT_GATEWAY(2, "Elastic IP addresses per public NAT gateway"),
  PRIVATE_ADDRESSES_PER_NAT_GATEWAY(8, "Private IP addresses per NAT gateway"),
  ELASTIC_IPS_PER_REGION(5, "EC2-VPC Elastic IPs"),
  ACTIVE_PEERING_CONNECTIONS_PER_VPC(50, "Active VPC peering connections per VPC"),
  OUTSTANDING_PEERING_REQUESTS(25, "Outstanding VPC peering connection requests"),
  GATEWAY_ENDPOINTS_PER_REGION(20, "Gateway VPC endpoints per Region"),
  INTERFACE_ENDPOINTS_PER_VPC(50, "Interface VPC endpoints per VPC"),
  PREFIX_LISTS_PER_REGION(100, "Prefix lists per Region"),
  PREFIX_LIST_ENTRIES(1_000, "Maximum number of entries per prefix list"),
  TRANSIT_GATEWAYS_PER_REGION(5, "Transit gateways per account"),
  TRANSIT_GATEWAY_ATTACHMENTS(5_000, "Attachments per transit gateway"),
  TRANSIT_GATEWAY_ROUTE_TABLES(20, "Transit gateway route tables per transit gateway"),
  VIRTUAL_PRIVATE_GATEWAYS_PER_REGION(5, "Virtual private gateways per Region"),
  CUSTOMER_GATEWAYS_PER_REGION(50, "Customer gateways per Region"),
  VPN_CONNECTIONS_PER_REGION(50, "Site-to-Site VPN connections per Region"),
  NETWORK_LOAD_BALANCERS_PER_REGION(50, "Network Load Balancers per Region"),
  APPLICATION_LOAD_BALANCERS_PER_REGION(50, "Application Load Balancers per Region"),
  LISTENERS_PER_LOAD_BALANCER(50, "Listeners per Application or Network Load Balancer"),
  CERTIFICATES_PER_LOAD_BALANCER(25, "Certificates per Application or Network Load Balancer"),
  RULES_PER_LOAD_BALANCER(100, "Rules per Application Load Balancer"),
  CONDITION_VALUES_PER_RULE(5, "Condition Values per Rule"),
  CONDITION_WILDCARDS_PER_RULE(5, "Condition Wildcards per Rule"),
  TARGET_GROUPS_PER_LOAD_BALANCER(100, "Target Groups per Application Load Balancer"),
  TARGET_GROUPS_PER_ACTION(5, "Target Groups per Action per Application Load Balancer"),
  TARGET_GROUPS_PER_REGION(3_000, "Target groups per Region"),
  TARGETS_PER_TARGET_GROUP(1_000, "Targets per target group per Region"),
  TARGETS_PER_APPLICATION_LOAD_BALANCER(1_000, "Targets per Application Load Balancer"),
  REGISTRATIONS_PER_TARGET(
      1_000, "Number of times a target can be registered per Application Load Balancer"),
  TARGETS_PER_ZONE_PER_NETWORK_LOAD_BALANCER(
      500, "Targets per Availability Zone per Network Load Balancer"),
  TARGETS_PER_NETWORK_LOAD_BALANCER(3_000, "Targets per Network Load Balancer"),
  MANAGED_NODE_GROUPS_PER_CLUSTER(30, "Managed node groups per cluster"),
  NODES_PER_MANAGED_NODE_GROUP(450, "Nodes per managed node group"),
  TAGS_PER_RESOURCE(50, "Tags per resource");

  private final int standard;
  private final String source;

  Quota(int standard, String source) {
    this.standard = standard;
    this.source = source;
  }

  /** AWS's default. */
  public int standard() {
    return standard;
  }

  /** AWS's name of the quota, under which its documents give the default. */
  public String source() {
    return source;
  }

  /** The name of its setting: {@code vpcs-per-region}. */
  public String setting() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The quota with such a setting. */
  public static Optional<Quota> named(String setting) {
    return Arrays.stream(values()).filter(quota -> quota.setting().equals(setting)).findFirst();
  }
}
