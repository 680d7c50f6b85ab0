package io.eksnet.vpc;

import io.eksnet.id.EniId;
import io.eksnet.id.InstanceId;
import io.eksnet.id.PrefixListId;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.TransitGatewayId;
import io.eksnet.id.VpcId;
import io.eksnet.id.VpcPeeringConnectionId;
import io.eksnet.id.VpnGatewayId;
import io.eksnet.net.AddressBitmap;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.net.IpFamily;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Facts;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * EC2's facts at one moment, in the words of EC2.
 *
 * @param facts where they are read
 */
public record Vpcs(Facts facts) {
  /** How many of something an account may have. */
  public int quota(Quota quota) {
    return facts.find(QuotaSetting.KIND, quota).map(QuotaSetting::value).orElse(quota.standard());
  }

  /** Whether a route is for a destination, and by how long a prefix; empty when it is not. */
  public OptionalInt match(RouteTable.Destination destination, IpAddress address) {
    return switch (destination) {
      case RouteTable.Destination.Range(Cidr cidr) ->
          cidr.contains(address) ? OptionalInt.of(cidr.length()) : OptionalInt.empty();
      case RouteTable.Destination.PrefixList(PrefixListId id) ->
          prefixList(id).stream()
              .flatMap(list -> list.entries().stream())
              .map(ManagedPrefixList.Entry::cidr)
              .filter(cidr -> cidr.contains(address))
              .mapToInt(Cidr::length)
              .max();
    };
  }

  /** A prefix list: a customer's, or one of AWS's own. */
  public Optional<ManagedPrefixList> prefixList(PrefixListId id) {
    return facts.find(ManagedPrefixList.KIND, id).or(() -> ManagedPrefixLists.aws(id));
  }

  /** The rules of security groups that name a prefix list. */
  public List<SecurityGroupRule> rulesNaming(PrefixListId list) {
    return facts.table(SecurityGroupRule.KIND).by(SecurityGroupRule.BY_PREFIX_LIST, list);
  }

  /** The route tables with a route for a prefix list. */
  public List<RouteTable> tablesNaming(PrefixListId list) {
    return facts.table(RouteTable.KIND).by(RouteTable.BY_PREFIX_LIST, list);
  }

  /** A VPC. */
  public Optional<Vpc> vpc(VpcId id) {
    return facts.find(Vpc.KIND, id);
  }

  /** A subnet. */
  public Optional<Subnet> subnet(SubnetId id) {
    return facts.find(Subnet.KIND, id);
  }

  /** The subnets of a VPC. */
  public List<Subnet> subnetsOf(VpcId vpc) {
    return facts.table(Subnet.KIND).by(Subnet.BY_VPC, vpc);
  }

  /** An interface. */
  public Optional<NetworkInterface> networkInterface(EniId id) {
    return facts.find(NetworkInterface.KIND, id);
  }

  /**
   * The interfaces of a Network Load Balancer, one in each of its zones. EC2 knows load balancers
   * by the interfaces that Elastic Load Balancing keeps for them, and by nothing else.
   *
   * @param arn {@code arn:aws:elasticloadbalancing:REGION:ACCOUNT:loadbalancer/net/NAME/ID}
   */
  public List<NetworkInterface> interfacesOfLoadBalancer(String arn) {
    int slash = arn.indexOf(":loadbalancer/");
    if (slash < 0) {
      return List.of();
    }
    String description = "ELB " + arn.substring(slash + ":loadbalancer/".length());
    return facts
        .table(NetworkInterface.KIND)
        .by(NetworkInterface.BY_LOAD_BALANCER, description)
        .stream()
        .filter(
            eni ->
                eni.scope()
                    .arn("elasticloadbalancing", "")
                    .concat(arn.substring(slash + 1))
                    .equals(arn))
        .toList();
  }

  /** The tables that have a route to a gateway endpoint: those it is associated with. */
  public List<RouteTable> tablesOf(VpcEndpoint endpoint) {
    RouteTable.Target target = new RouteTable.Target.Endpoint(endpoint.id());
    return facts.table(RouteTable.KIND).by(RouteTable.BY_VPC, endpoint.vpc()).stream()
        .filter(table -> table.routes().stream().anyMatch(it -> it.target().equals(target)))
        .toList();
  }

  /** The interfaces of an instance, by device index. */
  public List<NetworkInterface> interfacesOf(InstanceId instance) {
    return facts.table(NetworkInterface.KIND).by(NetworkInterface.BY_INSTANCE, instance).stream()
        .sorted(
            Comparator.comparingInt(
                eni -> eni.attachment().map(NetworkInterface.Attachment::deviceIndex).orElse(0)))
        .toList();
  }

  /** The interface that holds a private address in a VPC, by itself or in a prefix. */
  public Optional<NetworkInterface> interfaceWith(VpcId vpc, IpAddress address) {
    int length =
        address.family() == IpFamily.IPV4
            ? NetworkInterface.PREFIX_LENGTH
            : NetworkInterface.IPV6_PREFIX_LENGTH;
    IpAddress base = Cidr.of(address, length).base();
    var interfaces = facts.table(NetworkInterface.KIND);
    return interfaces
        .firstBy(NetworkInterface.BY_ADDRESS, new NetworkInterface.VpcAddress(vpc, address))
        .or(
            () ->
                interfaces.firstBy(
                    NetworkInterface.BY_PREFIX, new NetworkInterface.VpcAddress(vpc, base)));
  }

  /** The interface behind a public address. */
  public Optional<NetworkInterface> interfaceBehind(Ipv4Address publicAddress) {
    return facts
        .table(NetworkInterface.KIND)
        .firstBy(NetworkInterface.BY_PUBLIC_ADDRESS, publicAddress);
  }

  /** An instance. */
  public Optional<Instance> instance(InstanceId id) {
    return facts.find(Instance.KIND, id);
  }

  /** What EC2, or this network in its stead, says of an instance type. */
  public Optional<InstanceType> instanceType(String name) {
    return facts.find(InstanceType.KIND, name).or(() -> InstanceTypes.standard().find(name));
  }

  /** A security group. */
  public Optional<SecurityGroup> securityGroup(SecurityGroupId id) {
    return facts.find(SecurityGroup.KIND, id);
  }

  /** The rules of a security group, in the order of their ids. */
  public List<SecurityGroupRule> rulesOf(SecurityGroupId group) {
    return facts.table(SecurityGroupRule.KIND).by(SecurityGroupRule.BY_GROUP, group);
  }

  /** Whether interfaces of a VPC may carry a group: it is the group's own, or associated. */
  public boolean usableIn(SecurityGroup group, VpcId vpc) {
    return group.vpc().equals(vpc)
        || facts
            .table(SecurityGroupVpcAssociation.KIND)
            .contains(new SecurityGroupVpcAssociation.Key(group.id(), vpc));
  }

  /**
   * Whether a rule names a group that it can no longer mean: it is gone, or no connection or
   * association leads to it any more. Such a rule stays and matches nothing.
   */
  public boolean isStale(SecurityGroupRule rule) {
    return rule.peer() instanceof SecurityGroupRule.Peer.Group(var peer, _)
        && !securityGroup(rule.group())
            .flatMap(group -> securityGroup(peer).map(it -> knowEachOther(group, it)))
            .orElse(false);
  }

  private boolean knowEachOther(SecurityGroup group, SecurityGroup peer) {
    return usableIn(peer, group.vpc())
        || usableIn(group, peer.vpc())
        || knowsGroupsOf(group.vpc(), peer.vpc(), true);
  }

  /**
   * The connection over which rules of one VPC's groups may name the other's: an active one within
   * a Region.
   */
  public Optional<VpcPeeringConnectionId> peeringForGroups(VpcId one, VpcId other) {
    return Peerings.of(this, one).stream()
        .filter(it -> it.isActive() && it.isWithinRegion())
        .filter(it -> it.across(one).filter(side -> side.vpc().equals(other)).isPresent())
        .map(VpcPeeringConnection::id)
        .findFirst();
  }

  /** The route table that a subnet uses: its own, else the VPC's main one. */
  public Optional<RouteTable> routeTableOf(Subnet subnet) {
    var tables = facts.table(RouteTable.KIND);
    return tables
        .firstBy(RouteTable.BY_SUBNET, subnet.id())
        .or(
            () ->
                tables.by(RouteTable.BY_VPC, subnet.vpc()).stream()
                    .filter(RouteTable::isMain)
                    .findFirst());
  }

  /**
   * All routes of a table: those that are stored, then those that virtual private gateways
   * propagate to it. What equals a stored route's destination, or lies in the VPC itself, is not
   * taken over (VPC user guide, "Route priority and propagated routes").
   */
  public List<RouteTable.Route> routesOf(RouteTable table) {
    if (table.propagating().isEmpty()) {
      return table.routes();
    }
    Map<RouteTable.Destination, RouteTable.Route> routes = new LinkedHashMap<>();
    table.routes().forEach(route -> routes.put(route.destination(), route));
    Optional<Vpc> vpc = vpc(table.vpc());
    for (VpnGatewayId gateway : table.propagating()) {
      for (RouteTable.Route route : VpnGateways.propagated(this, gateway, table.vpc())) {
        boolean own =
            route.destination() instanceof RouteTable.Destination.Range(Cidr cidr)
                && vpc.filter(it -> it.contains(cidr)).isPresent();
        if (!own) {
          routes.putIfAbsent(route.destination(), route);
        }
      }
    }
    return List.copyOf(routes.values());
  }

  /** The attachment by which packets of a VPC get to a transit gateway. */
  public Optional<TransitGatewayAttachment> transitAttachment(TransitGatewayId gateway, VpcId vpc) {
    return TransitAttachments.of(this, gateway, vpc);
  }

  /**
   * Whether rules of security groups in one VPC may name groups of another: the two are peers
   * within a Region, or, for what comes in, on a transit gateway where it is on (VPC user guide,
   * "Security group rules"; Transit Gateways guide, "Security group referencing").
   */
  public boolean knowsGroupsOf(VpcId vpc, VpcId other, boolean ingress) {
    boolean peers = peeringForGroups(vpc, other).isPresent();
    return peers || (ingress && TransitAttachments.sharesGroups(this, vpc, other));
  }

  /** The network ACL that guards a subnet; every subnet has one. */
  public Optional<NetworkAcl> networkAclOf(SubnetId subnet) {
    return facts.table(NetworkAcl.KIND).firstBy(NetworkAcl.BY_SUBNET, subnet);
  }

  /** The internet gateway attached to a VPC. */
  public Optional<InternetGateway> internetGatewayOf(VpcId vpc) {
    return facts.table(InternetGateway.KIND).firstBy(InternetGateway.BY_VPC, vpc);
  }

  /** Whether an interface of a VPC is behind a public address. */
  public boolean hasPublicAddresses(VpcId vpc) {
    return facts.table(NetworkInterface.KIND).fold(NetworkInterface.PUBLIC_ADDRESSES, vpc) > 0;
  }

  /** The addresses of a subnet that interfaces hold; the five reserved ones are not among them. */
  public AddressBitmap addressesInUse(SubnetId subnet) {
    return facts.table(NetworkInterface.KIND).fold(NetworkInterface.ADDRESSES_IN_USE, subnet);
  }

  /** EC2's AvailableIpAddressCount: how many IPv4 addresses can still be handed out. */
  public long availableAddresses(Subnet subnet) {
    return subnet.usableAddresses() - addressesInUse(subnet.id()).usedIn(subnet.cidr());
  }

  /**
   * How many /28 prefixes EC2 could still give to interfaces of a subnet, which EC2 itself tells
   * nobody: aligned blocks without an address that is in use, reserved by AWS, or in a CIDR
   * reservation of type explicit.
   */
  public long freePrefixes(Subnet subnet) {
    return SubnetAddresses.of(this, subnet).freePrefixes();
  }

  /** The CIDR reservations of a subnet, in the order of their blocks. */
  public List<SubnetCidrReservation> reservationsOf(SubnetId subnet) {
    return facts
        .table(SubnetCidrReservation.KIND)
        .by(SubnetCidrReservation.BY_SUBNET, subnet)
        .stream()
        .sorted(Comparator.comparing(SubnetCidrReservation::cidr))
        .toList();
  }

  /** How EC2 picks addresses. */
  public AddressPicking addressPicking() {
    return facts.find(AddressPicking.KIND, AddressPicking.KEY).orElse(AddressPicking.STANDARD);
  }

  /** Whether a subnet's route table sends anything to an internet gateway. */
  public boolean isPublic(Subnet subnet) {
    return routeTableOf(subnet).stream()
        .flatMap(table -> table.routes().stream())
        .anyMatch(route -> route.target() instanceof RouteTable.Target.Internet);
  }
}
