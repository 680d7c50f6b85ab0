package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.id.RouteTableId;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.VpcEndpointId;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.EndpointDns;
import io.eksnet.vpc.RouteTable;
import io.eksnet.vpc.SecurityGroup;
import io.eksnet.vpc.VpcEndpoint;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.DnsEntry;
import software.amazon.awssdk.services.ec2.model.SecurityGroupIdentifier;

/** VPC endpoints as EC2 shows them. */
final class VpcEndpointActions {
  private VpcEndpointActions() {}

  /** The one family of addresses that endpoints have here. */
  static final String IPV4 = "ipv4";

  /** What the names of an endpoint resolve to when its service decides. */
  static final String SERVICE_DEFINED = "service-defined";

  static final Resources<VpcEndpointId, VpcEndpoint> ENDPOINTS =
      new Resources<>(
          Pages.of("DescribeVpcEndpoints"),
          Ec2Resources.VPC_ENDPOINTS,
          Filters.<VpcEndpoint>of()
              .by("vpc-endpoint-id", VpcEndpoint::id)
              .by("vpc-id", VpcEndpoint::vpc)
              .by("service-name", VpcEndpoint::serviceName)
              .by("service-region", endpoint -> endpoint.scope().region())
              .by("vpc-endpoint-state", endpoint -> endpoint.state().text())
              .by("vpc-endpoint-type", endpoint -> endpoint.type().text())
              .by("ip-address-type", _ -> IPV4)
              .tags(VpcEndpoint::tags)
              .build());

  static void register(Ec2Registration on) {
    on.on(
        "DescribeVpcEndpoints",
        DescribeVpcEndpointsRequest::builder,
        served("VpcEndpointIds", "Filters", "MaxResults", "NextToken", "DryRun"),
        (q, call) -> {
          View view = call.view();
          return ENDPOINTS
              .list(view, q, q.vpcEndpointIds())
              .map(
                  page ->
                      DescribeVpcEndpointsResponse.builder()
                          .vpcEndpoints(page.map(endpoint -> sdk(endpoint, view)))
                          .nextToken(page.nextOrNull())
                          .build());
        });
  }

  static software.amazon.awssdk.services.ec2.model.VpcEndpoint sdk(
      VpcEndpoint endpoint, View view) {
    var sdk =
        software.amazon.awssdk.services.ec2.model.VpcEndpoint.builder()
            .vpcEndpointId(endpoint.id().value())
            .vpcEndpointType(endpoint.type().text())
            .vpcId(endpoint.vpc().value())
            .serviceName(endpoint.serviceName())
            .state(endpoint.state().text())
            .policyDocument(endpoint.policy())
            .ipAddressType(IPV4)
            .requesterManaged(false)
            .creationTimestamp(endpoint.createdAt())
            .ownerId(endpoint.scope().account().value())
            .serviceRegion(endpoint.scope().region().value())
            .tags(Sdk.tags(endpoint.tags()));
    return switch (endpoint.access()) {
      case VpcEndpoint.Gateway _ ->
          sdk.routeTableIds(tables(endpoint, view))
              .subnetIds(List.of())
              .groups(List.of())
              .networkInterfaceIds(List.of())
              .dnsEntries(List.of())
              .dnsOptions(it -> it.dnsRecordIpType(SERVICE_DEFINED))
              .privateDnsEnabled(false)
              .build();
      case VpcEndpoint.Interface access ->
          sdk.routeTableIds(List.of())
              .subnetIds(access.placements().stream().map(it -> it.subnet().value()).toList())
              .groups(access.groups().stream().map(id -> group(id, view)).toList())
              .networkInterfaceIds(
                  access.placements().stream().map(it -> it.eni().value()).toList())
              .dnsEntries(names(endpoint, view))
              .dnsOptions(it -> it.dnsRecordIpType(access.dnsRecordIpType()))
              .privateDnsEnabled(access.privateDns())
              .build();
    };
  }

  /** The DNS names of an endpoint. */
  static List<DnsEntry> names(VpcEndpoint endpoint, View view) {
    return EndpointDns.of(view.vpcs(), endpoint).stream()
        .map(it -> DnsEntry.builder().dnsName(it.name()).hostedZoneId(it.hostedZone()).build())
        .toList();
  }

  private static List<String> tables(VpcEndpoint endpoint, View view) {
    Stream<RouteTableId> ids = view.vpcs().tablesOf(endpoint).stream().map(RouteTable::id);
    return ids.map(RouteTableId::value).toList();
  }

  private static SecurityGroupIdentifier group(SecurityGroupId id, View view) {
    return SecurityGroupIdentifier.builder()
        .groupId(id.value())
        .groupName(view.vpcs().securityGroup(id).map(SecurityGroup::name).orElse(""))
        .build();
  }
}
