package io.eksnet.reach;

import io.eksnet.fabric.AclDecision;
import io.eksnet.fabric.Fabric;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Packet;
import io.eksnet.net.PortRange;
import io.eksnet.vpc.NetworkAcl;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.RouteTable;
import io.eksnet.vpc.SecurityGroupRule;
import io.eksnet.vpc.Subnet;
import java.util.List;
import java.util.Optional;

/** The aws commands that lift what the VPC puts in the way. */
final class Fixes {
  private Fixes() {}

  /** A rule of an interface's first group for just this packet's other end and port. */
  static Fix allowInGroup(
      Fabric fabric, NetworkInterface eni, SecurityGroupRule.Direction direction, Packet packet) {
    boolean ingress = direction == SecurityGroupRule.Direction.INGRESS;
    SecurityGroupId group = eni.groups().getFirst();
    IpAddress other = ingress ? packet.source() : packet.destination();
    String verb = ingress ? "authorize-security-group-ingress" : "authorize-security-group-egress";
    String traffic =
        packet.protocol().hasPorts()
            ? "--protocol " + packet.protocol().ec2Name() + " --port " + packet.destinationPort()
            : "--protocol " + packet.protocol().ec2Name() + " --port -1";
    String peer =
        groupOf(fabric, eni, other)
            .map(it -> " --source-group " + it)
            .orElseGet(() -> " --cidr " + cidr(other));
    return Fix.command(
        "let " + group + " " + (ingress ? "take it" : "send it"),
        "aws ec2 " + verb + " --group-id " + group + " " + traffic + peer);
  }

  /** The first group of the interface that has an address, as a rule may name it. */
  static Optional<SecurityGroupId> groupOf(
      Fabric fabric, NetworkInterface near, IpAddress address) {
    return fabric
        .vpcs()
        .interfaceWith(near.vpc(), address)
        .flatMap(it -> it.groups().stream().findFirst());
  }

  /** An entry before the one that denies, or after all when none speaks of the packet. */
  static Fix allowInAcl(
      Fabric fabric,
      NetworkAcl acl,
      Packet packet,
      PortRange ports,
      boolean leaving,
      AclDecision decision) {
    IpAddress other = leaving ? packet.destination() : packet.source();
    String range =
        packet.protocol().hasPorts()
            ? " --port-range From=" + ports.from() + ",To=" + ports.to()
            : packet.protocol().isIcmp()
                ? " --icmp-type-code Type=" + packet.sourcePort() + ",Code=-1"
                : "";
    return Fix.command(
        "let " + acl.id() + " pass it",
        "aws ec2 create-network-acl-entry --network-acl-id "
            + acl.id()
            + (leaving ? " --egress" : " --ingress")
            + " --rule-number "
            + freeNumber(acl, leaving, decision.entry())
            + " --protocol "
            + packet.protocol().ec2Name()
            + range
            + " --cidr-block "
            + subnetOf(fabric, acl, other).map(it -> it.cidr().toString()).orElse(cidr(other))
            + " --rule-action allow");
  }

  private static Optional<Subnet> subnetOf(Fabric fabric, NetworkAcl acl, IpAddress address) {
    return fabric.vpcs().subnetsOf(acl.vpc()).stream()
        .filter(subnet -> subnet.cidr().contains(address))
        .findFirst();
  }

  private static int freeNumber(
      NetworkAcl acl, boolean leaving, Optional<NetworkAcl.Entry> denying) {
    List<Integer> taken =
        acl.entries().stream()
            .filter(entry -> entry.egress() == leaving)
            .map(NetworkAcl.Entry::number)
            .toList();
    int number =
        denying
            .map(entry -> entry.number() - 1)
            .orElse(taken.isEmpty() ? 100 : Math.min(taken.getLast() + 10, 32766));
    while (number > 1 && taken.contains(number)) {
      number--;
    }
    return Math.max(number, 1);
  }

  /** A default route, to the gateway that fits. */
  static Fix route(RouteTable table, RouteTable.Target target) {
    String option =
        switch (target) {
          case RouteTable.Target.Internet(var gateway) -> " --gateway-id " + gateway;
          case RouteTable.Target.Nat(var gateway) -> " --nat-gateway-id " + gateway;
          case RouteTable.Target.Interface(var eni) -> " --network-interface-id " + eni;
          case RouteTable.Target.EgressOnly(var gateway) ->
              " --egress-only-internet-gateway-id " + gateway;
          case RouteTable.Target.Peering(var pcx) -> " --vpc-peering-connection-id " + pcx;
          case RouteTable.Target.Transit(var tgw) -> " --transit-gateway-id " + tgw;
          case RouteTable.Target.VirtualPrivate(var gateway) -> " --gateway-id " + gateway;
          case RouteTable.Target.Endpoint(var endpoint) -> " --vpc-endpoint-id " + endpoint;
          case RouteTable.Target.Local _ -> " --gateway-id local";
        };
    boolean replaces =
        table.routes().stream()
            .anyMatch(
                route ->
                    route.destination().equals(new RouteTable.Destination.Range(Cidr.ANY_IPV4)));
    return Fix.command(
        "send what is not for the VPC to " + target,
        "aws ec2 "
            + (replaces ? "replace-route" : "create-route")
            + " --route-table-id "
            + table.id()
            + " --destination-cidr-block 0.0.0.0/0"
            + option);
  }

  /** A public address in front of an interface. */
  static Fix publicAddress(NetworkInterface eni) {
    return Fix.command(
        "put a public address in front of " + eni.id(),
        "aws ec2 associate-address --network-interface-id "
            + eni.id()
            + " --allocation-id $(aws ec2 allocate-address --query AllocationId --output text)");
  }

  private static String cidr(IpAddress address) {
    return address.equals(Ends.INTERNET) ? "0.0.0.0/0" : Cidr.single(address).toString();
  }
}
