package io.eksnet.vpc;

import io.eksnet.id.AllocationId;
import io.eksnet.id.AssociationId;
import io.eksnet.id.Command;
import io.eksnet.id.EgressOnlyInternetGatewayId;
import io.eksnet.id.EniId;
import io.eksnet.id.InstanceId;
import io.eksnet.id.InternetGatewayId;
import io.eksnet.id.NatGatewayId;
import io.eksnet.id.RouteTableAssociationId;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.net.Cidr;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Kind;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Requests about routes, gateways and Elastic IPs; see {@link RandomCommands}. */
final class RandomRoutes {
  private static final InstanceId NO_INSTANCE = new InstanceId("i-none");

  private static final NatGatewayId NO_NAT = new NatGatewayId("nat-none");

  private final SplittableRandom random;
  private final Ec2 ec2;
  private final List<Supplier<Command<?>>> kinds;

  RandomRoutes(Ec2 ec2, SplittableRandom random) {
    this.ec2 = ec2;
    this.random = random;
    this.kinds =
        List.of(
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
                        new EgressOnlyInternetGatewayId("eigw-none"))));
  }

  Command<?> next() {
    return kinds.get(random.nextInt(kinds.size())).get();
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
      case 1 ->
          new AssignPrivateNatGatewayAddress(id, new AddressRequest.Count<>(random.nextInt(5)));
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

  private EniId eni() {
    return pick(NetworkInterface.KIND, new EniId("eni-none"));
  }

  private SubnetId subnet() {
    return pick(Subnet.KIND, new SubnetId("subnet-none"));
  }

  /** One of the things that are there, and now and then one that is not. */
  private <K extends Comparable<? super K>, V> K pick(Kind<K, V> kind, K none) {
    List<K> keys = List.copyOf(ec2.world.table(kind).rows().keySet());
    return keys.isEmpty() || random.nextInt(30) == 0 ? none : keys.get(random.nextInt(keys.size()));
  }
}
