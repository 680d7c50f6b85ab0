package io.eksnet.aws.elb;

import io.eksnet.elb.LoadBalancer;
import io.eksnet.elb.LoadBalancerType;
import java.util.List;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAddress;

/** Load balancers as ELB shows them. */
final class LoadBalancerView {
  private LoadBalancerView() {}

  static software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer sdk(
      LoadBalancer balancer) {
    var sdk =
        software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer.builder()
            .loadBalancerArn(balancer.arn().value())
            .loadBalancerName(balancer.name())
            .dnsName(balancer.dnsName())
            .canonicalHostedZoneId(
                HostedZones.of(balancer.scope().region().value(), balancer.type()))
            .createdTime(balancer.createdAt())
            .scheme(balancer.scheme().text())
            .vpcId(balancer.vpc().value())
            .state(it -> it.code(balancer.state().text()))
            .type(balancer.type().text())
            .availabilityZones(zones(balancer))
            .ipAddressType(balancer.ipAddressType().text());
    if (!balancer.groups().isEmpty()) {
      sdk.securityGroups(balancer.groups().stream().map(it -> it.value()).toList());
    }
    if (balancer.type() == LoadBalancerType.NETWORK) {
      sdk.enablePrefixForIpv6SourceNat("off");
      if (!balancer.groups().isEmpty()) {
        sdk.enforceSecurityGroupInboundRulesOnPrivateLinkTraffic(enforced(balancer));
      }
    }
    return sdk.build();
  }

  /** Whether its groups filter what comes through PrivateLink, in ELB's words. */
  static String enforced(LoadBalancer balancer) {
    return balancer.filtersPrivateLink() ? "on" : "off";
  }

  /** Its zones with the addresses that were asked for; those of ELB's choice are not shown. */
  static List<AvailabilityZone> zones(LoadBalancer balancer) {
    return balancer.nodes().stream()
        .map(
            node ->
                AvailabilityZone.builder()
                    .zoneName(node.zone().name().value())
                    .subnetId(node.subnet().value())
                    .loadBalancerAddresses(addresses(node, balancer))
                    .build())
        .toList();
  }

  private static List<LoadBalancerAddress> addresses(
      LoadBalancer.Node node, LoadBalancer balancer) {
    LoadBalancerAddress.Builder address = LoadBalancerAddress.builder();
    if (node.ipv6AddressChosen()) {
      node.ipv6Address().ifPresent(it -> address.iPv6Address(it.toString()));
    }
    if (node.allocation().isPresent() && node.publicAddress().isPresent()) {
      address
          .allocationId(node.allocation().get().value())
          .ipAddress(node.publicAddress().get().toString());
    }
    if (balancer.scheme() == LoadBalancer.Scheme.INTERNAL && node.addressChosen()) {
      address.privateIPv4Address(node.privateAddress().toString());
    }
    LoadBalancerAddress made = address.build();
    return made.equals(LoadBalancerAddress.builder().build()) ? List.of() : List.of(made);
  }
}
