package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.DhcpOptionsId;
import io.eksnet.id.SubnetCidrAssociationId;
import io.eksnet.id.SubnetCidrReservationId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcCidrAssociationId;
import io.eksnet.id.VpcId;
import io.eksnet.net.Cidr;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Requests about VPCs, subnets and their blocks, as {@link RandomCommands} makes them. */
final class RandomNetworkCommands {
  private static final List<String> BLOCKS =
      List.of("10.0.0.0/16", "10.1.0.0/20", "100.64.0.0/16", "172.16.0.0/20", "10.0.2.0/24");

  private final Ec2 ec2;
  private final SplittableRandom random;
  private final List<Supplier<Command<?>>> kinds;

  RandomNetworkCommands(Ec2 ec2, SplittableRandom random) {
    this.ec2 = ec2;
    this.random = random;
    this.kinds =
        List.of(
            this::createVpc,
            this::deleteVpc,
            this::associate,
            this::associate,
            this::disassociate,
            () -> new DeleteSubnet(subnet()),
            this::subnetBlock,
            this::subnetBlock,
            this::withoutSubnetBlock,
            this::modifySubnet,
            this::reserve,
            () ->
                new DeleteSubnetCidrReservation(
                    pick(SubnetCidrReservation.KIND, new SubnetCidrReservationId("scr-none"))),
            this::dhcpOptions,
            () -> new DeleteDhcpOptions(options()),
            () ->
                new AssociateDhcpOptions(
                    vpc(), random.nextBoolean() ? Optional.of(options()) : Optional.empty()),
            () -> new CreateDefaultVpc(Ec2.SCOPE),
            () ->
                new CreateDefaultSubnet(
                    Ec2.SCOPE, (random.nextBoolean() ? Ec2.ZONE_A : Ec2.ZONE_B).name()));
  }

  Command<?> next() {
    return kinds.get(random.nextInt(kinds.size())).get();
  }

  private Command<?> createVpc() {
    return new CreateVpc(
        Ec2.SCOPE,
        block(),
        random.nextBoolean(),
        Vpc.Tenancy.DEFAULT,
        Tags.NONE,
        Optional.empty(),
        Optional.empty());
  }

  /** Now and then one that is empty, which are rare. */
  private Command<?> deleteVpc() {
    List<VpcId> empty =
        ec2.world.table(Vpc.KIND).stream()
            .map(Vpc::id)
            .filter(id -> !VpcDependents.any(ec2.vpcs(), id))
            .toList();
    return new DeleteVpc(
        empty.isEmpty() || random.nextBoolean() ? vpc() : empty.get(random.nextInt(empty.size())));
  }

  private Command<?> associate() {
    return new AssociateVpcCidrBlock(
        vpc(),
        random.nextInt(3) == 0
            ? new AssociateVpcCidrBlock.Block.AmazonProvidedIpv6()
            : new AssociateVpcCidrBlock.Block.Ipv4(block()));
  }

  private Command<?> disassociate() {
    List<VpcCidrAssociationId> ids =
        ec2.vpcs().vpc(vpc()).stream()
            .flatMap(Vpc::associations)
            .map(Vpc.CidrAssociation::id)
            .toList();
    return new DisassociateVpcCidrBlock(
        Ec2.SCOPE,
        ids.isEmpty()
            ? new VpcCidrAssociationId("vpc-cidr-assoc-none")
            : ids.get(random.nextInt(ids.size())));
  }

  private Command<?> subnetBlock() {
    SubnetId subnet = subnet();
    Cidr block =
        ec2.vpcs()
            .subnet(subnet)
            .flatMap(it -> ec2.vpcs().vpc(it.vpc()))
            .flatMap(vpc -> vpc.ipv6Cidrs().stream().findFirst())
            .map(Vpc.CidrAssociation::cidr)
            .orElse(Cidr.parse("2600:1f00::/56"));
    return new AssociateSubnetCidrBlock(subnet, block.block(64, random.nextInt(4)));
  }

  private Command<?> withoutSubnetBlock() {
    return new DisassociateSubnetCidrBlock(
        Ec2.SCOPE,
        ec2.vpcs()
            .subnet(subnet())
            .flatMap(Subnet::ipv6)
            .map(Subnet.Ipv6Association::id)
            .orElse(new SubnetCidrAssociationId("subnet-cidr-assoc-none")));
  }

  private Command<?> modifySubnet() {
    return new ModifySubnetAttribute(
        subnet(),
        random.nextBoolean()
            ? new ModifySubnetAttribute.Attribute.AssignIpv6AddressOnCreation(random.nextBoolean())
            : new ModifySubnetAttribute.Attribute.MapPublicIpOnLaunch(random.nextBoolean()));
  }

  private Command<?> reserve() {
    SubnetId subnet = subnet();
    Cidr block = ec2.vpcs().subnet(subnet).map(Subnet::cidr).orElse(block());
    Ipv4Address within =
        (Ipv4Address) block.first().plus(random.nextLong(block.addressCount() + 4));
    return new CreateSubnetCidrReservation(
        subnet,
        Cidr.of(within, 27 + random.nextInt(4)),
        random.nextBoolean()
            ? SubnetCidrReservation.Type.PREFIX
            : SubnetCidrReservation.Type.EXPLICIT,
        "",
        Tags.NONE);
  }

  private Command<?> dhcpOptions() {
    return new CreateDhcpOptions(
        Ec2.SCOPE,
        random.nextInt(4) == 0 ? Map.of() : Map.of("domain-name", List.of("corp.example")),
        Tags.NONE);
  }

  private Cidr block() {
    return Cidr.parse(BLOCKS.get(random.nextInt(BLOCKS.size())));
  }

  private VpcId vpc() {
    return pick(Vpc.KIND, new VpcId("vpc-none"));
  }

  private SubnetId subnet() {
    return pick(Subnet.KIND, new SubnetId("subnet-none"));
  }

  private DhcpOptionsId options() {
    return pick(DhcpOptions.KIND, new DhcpOptionsId("dopt-none"));
  }

  private <K extends Comparable<? super K>, V> K pick(Kind<K, V> kind, K none) {
    List<K> keys = List.copyOf(ec2.world.table(kind).rows().keySet());
    return keys.isEmpty() || random.nextInt(30) == 0 ? none : keys.get(random.nextInt(keys.size()));
  }
}
