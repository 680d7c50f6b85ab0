package io.eksnet.vpc;

import io.eksnet.id.AllocationId;
import io.eksnet.id.AssociationId;
import io.eksnet.id.AttachmentId;
import io.eksnet.id.Command;
import io.eksnet.id.EgressOnlyInternetGatewayId;
import io.eksnet.id.EniId;
import io.eksnet.id.InstanceId;
import io.eksnet.id.InternetGatewayId;
import io.eksnet.id.NatGatewayId;
import io.eksnet.id.RouteTableAssociationId;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.TrunkAssociationId;
import io.eksnet.id.VpcId;
import io.eksnet.net.Cidr;
import io.eksnet.net.Ipv4Address;
import io.eksnet.net.Ipv6Address;
import io.eksnet.table.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Requests as many clients make them: mostly sensible, often too much, sometimes about nothing. */
final class RandomCommands {
  private static final List<String> TYPES = List.of("t3.small", "t3.medium", "m5.large");

  private static final InstanceId NO_INSTANCE = new InstanceId("i-none");

  private static final NatGatewayId NO_NAT = new NatGatewayId("nat-none");

  private final SplittableRandom random;
  private final Ec2 ec2;
  private final RandomFilters filters;
  private final List<Supplier<Command<?>>> kinds;

  RandomCommands(Ec2 ec2, long seed) {
    this.ec2 = ec2;
    this.random = new SplittableRandom(seed);
    RandomNetworkCommands network = new RandomNetworkCommands(ec2, random);
    this.filters = new RandomFilters(ec2, random);
    this.kinds =
        List.of(
            network::next,
            network::next,
            network::next,
            this::createInterface,
            this::createInterface,
            this::assign,
            this::assign,
            this::assignIpv6,
            this::unassignIpv6,
            this::trunk,
            this::trunk,
            this::offTrunk,
            () -> new ResetNetworkInterfaceAttribute(eni()),
            this::unassign,
            this::attach,
            this::attach,
            this::attach,
            this::attach,
            this::detach,
            () -> new DeleteNetworkInterface(eni()),
            this::modify,
            this::run,
            this::run,
            () -> new TerminateInstances(List.of(pick(Instance.KIND, NO_INSTANCE))),
            this::createSubnet,
            this::createGroup,
            () -> new DeleteSecurityGroup(group()),
            this::authorize,
            this::revoke,
            this::nat,
            this::nat,
            () -> new DeleteNatGateway(pick(NatGateway.KIND, NO_NAT)),
            this::natAddresses,
            () -> new AllocateAddress(Ec2.SCOPE, Tags.NONE, Optional.empty()),
            this::associateAddress,
            this::associateAddress,
            this::disassociateAddress,
            () -> new ReleaseAddress(elastic()),
            () -> new CreateRouteTable(vpc(), Tags.NONE, Optional.empty()),
            () -> new DeleteRouteTable(table()),
            this::route,
            this::route,
            () -> new DeleteRoute(table(), destination()),
            this::associateTable,
            this::associateTable,
            this::replaceAssociation,
            () -> new DisassociateRouteTable(tableAssociation()),
            this::attachGateway,
            () -> new DetachInternetGateway(gateway(), vpc()),
            () -> new CreateEgressOnlyInternetGateway(vpc(), Tags.NONE),
            () ->
                new DeleteEgressOnlyInternetGateway(
                    pick(
                        EgressOnlyInternetGateway.KIND,
                        new EgressOnlyInternetGatewayId("eigw-none"))),
            () -> new CreateTags(List.of(eni().value(), group().value()), Tags.named("n")));
  }

  Command<?> next() {
    return random.nextInt(5) == 0 ? filters.next() : kinds.get(random.nextInt(kinds.size())).get();
  }

  private Command<?> createInterface() {
    return new CreateNetworkInterface(
        subnet(),
        groups(),
        "",
        specification(),
        random.nextInt(6) == 0 ? NetworkInterface.Type.TRUNK : NetworkInterface.Type.INTERFACE,
        Tags.NONE,
        Optional.empty());
  }

  private Command<?> assign() {
    return random.nextInt(3) > 0
        ? new AssignPrivateIpAddresses(
            eni(), addresses(), AddressRequest.none(), random.nextBoolean())
        : new AssignPrivateIpAddresses(eni(), AddressRequest.none(), prefixes(), false);
  }

  private Command<?> unassign() {
    EniId eni = eni();
    List<Ipv4Address> held =
        ec2.vpcs().networkInterface(eni).map(NetworkInterface::addresses).orElse(List.of());
    List<Ipv4Address> gone = new ArrayList<>();
    for (Ipv4Address address : held) {
      if (random.nextInt(3) == 0) {
        gone.add(address);
      }
    }
    List<Cidr> prefixes =
        ec2.vpcs()
            .networkInterface(eni)
            .map(it -> it.held().prefixes())
            .filter(_ -> random.nextBoolean())
            .orElse(List.of());
    return new UnassignPrivateIpAddresses(eni, gone, prefixes);
  }

  private Command<?> assignIpv6() {
    boolean blocks = random.nextInt(3) == 0;
    AddressRequest<Ipv6Address> singles =
        random.nextInt(3) == 0
            ? new AddressRequest.Exactly<>(List.of(ipv6()))
            : new AddressRequest.Count<>(random.nextInt(4));
    return new AssignIpv6Addresses(
        eni(),
        blocks ? AddressRequest.none() : singles,
        blocks ? new AddressRequest.Count<>(random.nextInt(3)) : AddressRequest.none());
  }

  private Command<?> unassignIpv6() {
    EniId eni = eni();
    Optional<NetworkInterface.Addresses> held =
        ec2.vpcs().networkInterface(eni).map(NetworkInterface::held);
    return new UnassignIpv6Addresses(
        eni,
        held.map(it -> it.ipv6().stream().limit(1).toList()).orElse(List.of()),
        held.map(it -> it.ipv6Prefixes().stream().limit(1).toList()).orElse(List.of()));
  }

  private Command<?> trunk() {
    List<EniId> trunks =
        ec2.world.table(NetworkInterface.KIND).stream()
            .filter(eni -> eni.type() == NetworkInterface.Type.TRUNK)
            .map(NetworkInterface::id)
            .toList();
    EniId trunk = trunks.isEmpty() ? eni() : trunks.get(random.nextInt(trunks.size()));
    return new AssociateTrunkInterface(
        trunk, eni(), new TrunkAssociation.Key.Vlan(random.nextInt(12)));
  }

  private Command<?> offTrunk() {
    return new DisassociateTrunkInterface(
        pick(TrunkAssociation.KIND, new TrunkAssociationId("trunk-assoc-none")));
  }

  private AddressSpecification specification() {
    AddressSpecification asked =
        AddressSpecification.at(random.nextInt(4) == 0 ? Optional.of(address()) : Optional.empty());
    AddressSpecification ipv4 =
        switch (random.nextInt(6)) {
          case 0 -> asked.withPrefixes(prefixes());
          case 1 -> asked.withPrefixes(prefixes()).withSecondary(addresses());
          default -> asked.withSecondary(addresses());
        };
    return switch (random.nextInt(6)) {
      case 0 -> ipv4.withIpv6(new AddressRequest.Count<>(random.nextInt(3)));
      case 1 -> ipv4.withIpv6Prefixes(new AddressRequest.Count<>(random.nextInt(2)));
      default -> ipv4;
    };
  }

  private AddressRequest<Cidr> prefixes() {
    return random.nextInt(3) == 0
        ? new AddressRequest.Exactly<>(List.of(Cidr.of(address(), 28)))
        : new AddressRequest.Count<>(random.nextInt(3));
  }

  private Ipv6Address ipv6() {
    Cidr cidr =
        ec2.vpcs().subnet(subnet()).flatMap(Subnet::ipv6Cidr).orElse(Cidr.parse("2001:db8::/64"));
    return (Ipv6Address) cidr.first().plus(random.nextInt(20));
  }

  private Command<?> attach() {
    return new AttachNetworkInterface(eni(), anOldInstance(), 1 + random.nextInt(6));
  }

  private Command<?> detach() {
    return new DetachNetworkInterface(attachment());
  }

  private AttachmentId attachment() {
    return ec2.vpcs()
        .networkInterface(eni())
        .flatMap(NetworkInterface::attachment)
        .map(NetworkInterface.Attachment::id)
        .orElse(new AttachmentId("eni-attach-none"));
  }

  private Command<?> modify() {
    EniId eni = eni();
    ModifyNetworkInterfaceAttribute.Attribute attribute =
        switch (random.nextInt(3)) {
          case 0 -> new ModifyNetworkInterfaceAttribute.Attribute.Groups(groups());
          case 1 ->
              new ModifyNetworkInterfaceAttribute.Attribute.SourceDestCheck(random.nextBoolean());
          default ->
              new ModifyNetworkInterfaceAttribute.Attribute.DeleteOnTermination(
                  ec2.vpcs()
                      .networkInterface(eni)
                      .flatMap(NetworkInterface::attachment)
                      .map(NetworkInterface.Attachment::id)
                      .orElse(new AttachmentId("eni-attach-none")),
                  random.nextBoolean());
        };
    return new ModifyNetworkInterfaceAttribute(eni, attribute);
  }

  private Command<?> run() {
    return new RunInstances(
        subnet(),
        TYPES.get(random.nextInt(TYPES.size())),
        groups(),
        "ami-1",
        Optional.empty(),
        Optional.of(random.nextInt(4) == 0),
        Tags.NONE,
        Optional.empty());
  }

  private Command<?> createSubnet() {
    Cidr cidr =
        Cidr.of(
            Ipv4Address.of(10, 0, random.nextInt(4), random.nextInt(256)), 26 + random.nextInt(4));
    Zone zone = random.nextBoolean() ? Ec2.ZONE_A : Ec2.ZONE_B;
    return new CreateSubnet(
        pick(Vpc.KIND, new VpcId("vpc-none")),
        cidr,
        Optional.of(zone.name()),
        Tags.NONE,
        Optional.empty());
  }

  private Command<?> createGroup() {
    return new CreateSecurityGroup(
        pick(Vpc.KIND, new VpcId("vpc-none")),
        "group-" + random.nextInt(20),
        "",
        Tags.NONE,
        Optional.empty());
  }

  private Command<?> authorize() {
    return new AuthorizeSecurityGroupIngress(group(), List.of(filters.permission()), Tags.NONE);
  }

  private Command<?> revoke() {
    return new RevokeSecurityGroupIngress(group(), List.of(filters.permission()), List.of());
  }

  private Command<?> nat() {
    CreateNatGateway.Wanted wanted =
        switch (random.nextInt(4)) {
          case 0 ->
              new CreateNatGateway.Wanted.Private(
                  subnet(), Optional.empty(), new AddressRequest.Count<>(random.nextInt(9)));
          case 1 ->
              new CreateNatGateway.Wanted.Regional(
                  vpc(), List.of(new CreateNatGateway.InZone(Ec2.ZONE_A, List.of(elastic()))));
          default ->
              new CreateNatGateway.Wanted.Public(
                  subnet(),
                  elastic(),
                  Optional.empty(),
                  random.nextBoolean() ? List.of() : List.of(elastic()),
                  List.of());
        };
    return new CreateNatGateway(wanted, Tags.NONE, Optional.empty());
  }

  /** A gateway's further addresses come and go, once EC2 has made it. */
  private Command<?> natAddresses() {
    NatGatewayId id = pick(NatGateway.KIND, NO_NAT);
    Optional<NatGateway> gateway = ec2.world.find(NatGateway.KIND, id);
    gateway
        .filter(it -> it.state() == NatGateway.State.PENDING)
        .ifPresent(
            it -> ec2.world = ec2.world.with(NatGatewayProgress.started(it, ec2.context.now())));
    gateway
        .filter(it -> it.state() == NatGateway.State.DELETING)
        .ifPresent(it -> ec2.world = ec2.world.with(NatGatewayProgress.deleted(ec2.vpcs(), it)));
    return switch (random.nextInt(3)) {
      case 0 -> new AssociateNatGatewayAddress(id, List.of(elastic()), List.of(), Optional.empty());
      case 1 -> new AssignPrivateNatGatewayAddress(id, addresses());
      default ->
          new UnassignPrivateNatGatewayAddress(
              id,
              gateway.stream()
                  .flatMap(it -> it.addresses().stream())
                  .flatMap(it -> it.privateAddress().stream())
                  .filter(_ -> random.nextBoolean())
                  .toList());
    };
  }

  private Command<?> associateAddress() {
    EniId eni = eni();
    return new AssociateAddress(
        elastic(),
        random.nextInt(4) == 0
            ? new AssociateAddress.Behind.OfInstance(pick(Instance.KIND, NO_INSTANCE))
            : new AssociateAddress.Behind.OfInterface(eni),
        random.nextBoolean()
            ? Optional.empty()
            : ec2.vpcs().networkInterface(eni).map(it -> it.addresses().getLast()),
        random.nextInt(3) > 0);
  }

  private Command<?> disassociateAddress() {
    return new DisassociateAddress(
        ec2.world
            .find(ElasticIp.KIND, elastic())
            .flatMap(ElasticIp::association)
            .map(ElasticIp.Association::id)
            .orElse(new AssociationId("eipassoc-none")));
  }

  private Command<?> route() {
    RouteTable.Target target =
        switch (random.nextInt(5)) {
          case 0 -> new RouteTable.Target.Nat(pick(NatGateway.KIND, NO_NAT));
          case 1 -> new RouteTable.Target.Interface(eni());
          case 2 ->
              new RouteTable.Target.EgressOnly(
                  pick(
                      EgressOnlyInternetGateway.KIND,
                      new EgressOnlyInternetGatewayId("eigw-none")));
          case 3 -> new RouteTable.Target.Local();
          default -> new RouteTable.Target.Internet(gateway());
        };
    return random.nextBoolean()
        ? new CreateRoute(table(), destination(), target)
        : new ReplaceRoute(table(), new RouteTable.Destination.Range(destination()), target);
  }

  private Cidr destination() {
    return switch (random.nextInt(5)) {
      case 0 -> Cidr.ANY_IPV6;
      case 1 -> Cidr.parse("10.0.0.0/16");
      case 2 -> ec2.vpcs().subnet(subnet()).map(Subnet::cidr).orElse(Cidr.ANY_IPV4);
      case 3 -> Cidr.of(Ipv4Address.of(172, 16, random.nextInt(256), 0), 24);
      default -> Cidr.ANY_IPV4;
    };
  }

  private Command<?> associateTable() {
    return random.nextInt(4) == 0
        ? new AssociateGatewayRouteTable(table(), gateway().value())
        : new AssociateRouteTable(table(), subnet());
  }

  private Command<?> replaceAssociation() {
    return new ReplaceRouteTableAssociation(tableAssociation(), table());
  }

  private RouteTableAssociationId tableAssociation() {
    List<RouteTableAssociationId> all =
        ec2.world.find(RouteTable.KIND, table()).stream()
            .flatMap(it -> it.associationIds().stream())
            .toList();
    return all.isEmpty()
        ? new RouteTableAssociationId("rtbassoc-none")
        : all.get(random.nextInt(all.size()));
  }

  private Command<?> attachGateway() {
    return random.nextInt(5) == 0
        ? new CreateInternetGateway(Ec2.SCOPE, Tags.NONE, Optional.empty())
        : new AttachInternetGateway(gateway(), vpc());
  }

  private InternetGatewayId gateway() {
    return pick(InternetGateway.KIND, new InternetGatewayId("igw-none"));
  }

  private RouteTableId table() {
    return pick(RouteTable.KIND, new RouteTableId("rtb-none"));
  }

  private VpcId vpc() {
    return ec2.world.table(Vpc.KIND).stream().findFirst().orElseThrow().id();
  }

  private AllocationId elastic() {
    return pick(ElasticIp.KIND, new AllocationId("eipalloc-none"));
  }

  private AddressRequest<Ipv4Address> addresses() {
    int count = random.nextInt(6);
    if (random.nextInt(3) > 0) {
      return new AddressRequest.Count<>(count);
    }
    List<Ipv4Address> named = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      named.add(address());
    }
    return new AddressRequest.Exactly<>(named);
  }

  private Ipv4Address address() {
    Cidr cidr = ec2.vpcs().subnet(subnet()).map(Subnet::cidr).orElse(Cidr.parse("10.9.0.0/24"));
    return (Ipv4Address) cidr.first().plus(random.nextLong(cidr.addressCount() + 2));
  }

  private List<SecurityGroupId> groups() {
    List<SecurityGroupId> groups = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      groups.add(group());
    }
    return groups;
  }

  private EniId eni() {
    return pick(NetworkInterface.KIND, new EniId("eni-none"));
  }

  /** One of a few that live, so that they fill up. */
  private InstanceId anOldInstance() {
    List<InstanceId> alive =
        ec2.world.table(Instance.KIND).stream()
            .filter(it -> it.state() == Instance.State.PENDING)
            .map(Instance::id)
            .limit(3)
            .toList();
    return alive.isEmpty() ? NO_INSTANCE : alive.get(random.nextInt(alive.size()));
  }

  private SubnetId subnet() {
    return pick(Subnet.KIND, new SubnetId("subnet-none"));
  }

  private SecurityGroupId group() {
    return pick(SecurityGroup.KIND, new SecurityGroupId("sg-none"));
  }

  /** One of the things that are there, and now and then one that is not. */
  private <K extends Comparable<? super K>, V> K pick(Kind<K, V> kind, K none) {
    List<K> keys = List.copyOf(ec2.world.table(kind).rows().keySet());
    return keys.isEmpty() || random.nextInt(30) == 0 ? none : keys.get(random.nextInt(keys.size()));
  }
}
