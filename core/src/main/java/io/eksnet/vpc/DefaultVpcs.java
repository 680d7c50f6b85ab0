package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.InternetGatewayId;
import io.eksnet.id.Refusal;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.net.AddressBitmap;
import io.eksnet.net.Cidr;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules for default VPCs and subnets (VPC user guide, "Default VPCs"). */
final class DefaultVpcs {
  private static final Cidr BLOCK = Cidr.parse("172.31.0.0/16");
  private static final int SUBNET_LENGTH = 20;

  private DefaultVpcs() {}

  static Decision<Vpc> create(Facts facts, CreateDefaultVpc command, Context context) {
    if (find(new Vpcs(facts), command.scope()).isPresent()) {
      return Decision.refuse(AddressingRefusals.defaultVpcExists());
    }
    VpcId id = new VpcId(context.ids().next("vpc"));
    Facts after = facts;
    List<Change<?, ?>> changes = new ArrayList<>();
    for (Command<?> step : steps(command.scope(), id, context)) {
      switch (step.decide(after, context)) {
        case Decision.Accepted<?>(Object _, List<Change<?, ?>> made) -> {
          after = after.with(made);
          changes.addAll(made);
        }
        case Decision.Refused<?>(Refusal refusal) -> {
          return Decision.refuse(refusal);
        }
      }
    }
    Vpcs vpcs = new Vpcs(after);
    Vpc made = asDefault(vpcs.vpc(id).orElseThrow());
    changes.add(Change.put(Vpc.KIND, made));
    for (Subnet subnet : vpcs.subnetsOf(id)) {
      changes.add(Change.put(Subnet.KIND, asDefault(subnet)));
    }
    return Decision.accept(made, changes);
  }

  static Decision<Subnet> subnet(Facts facts, CreateDefaultSubnet command, Context context) {
    Vpcs vpcs = new Vpcs(facts);
    Optional<Vpc> vpc = find(vpcs, command.scope());
    if (vpc.isEmpty()) {
      return Decision.refuse(AddressingRefusals.noDefaultVpc());
    }
    List<Subnet> siblings = vpcs.subnetsOf(vpc.get().id());
    Optional<Subnet> present =
        siblings.stream()
            .filter(it -> it.defaultForAz() && it.zone().name().equals(command.zone()))
            .findFirst();
    if (present.isPresent()) {
      return Decision.refuse(
          AddressingRefusals.defaultSubnetExists(present.get().id(), command.zone()));
    }
    AddressBitmap used = AddressBitmap.EMPTY;
    for (Subnet sibling : siblings) {
      used = used.withBlock(sibling.cidr());
    }
    Cidr primary = vpc.get().primaryCidr();
    Optional<Cidr> free = used.lowestFreeBlock(primary, SUBNET_LENGTH);
    if (free.isEmpty()) {
      return Decision.refuse(NetworkRefusals.subnetConflict(primary.block(SUBNET_LENGTH, 0)));
    }
    CreateSubnet plain =
        new CreateSubnet(
            vpc.get().id(), free.get(), Optional.of(command.zone()), Tags.NONE, Optional.empty());
    return switch (plain.decide(facts, context)) {
      case Decision.Refused<Subnet>(Refusal refusal) -> Decision.refuse(refusal);
      case Decision.Accepted<Subnet>(Subnet made, List<Change<?, ?>> changes) -> {
        Subnet subnet = asDefault(made);
        yield Decision.accept(
            subnet,
            Stream.concat(changes.stream(), Stream.of(Change.put(Subnet.KIND, subnet))).toList());
      }
    };
  }

  /** The default VPC of an account in a Region. */
  static Optional<Vpc> find(Vpcs vpcs, Scope scope) {
    return vpcs.facts().table(Vpc.KIND).by(Vpc.BY_SCOPE, scope).stream()
        .filter(Vpc::isDefault)
        .findFirst();
  }

  private static List<Command<?>> steps(Scope scope, VpcId vpc, Context context) {
    RouteTableId main = new RouteTableId(context.ids().next("rtb"));
    InternetGatewayId gateway = new InternetGatewayId(context.ids().next("igw"));
    List<Command<?>> steps = new ArrayList<>();
    steps.add(new CreateVpc(scope, BLOCK, Tags.NONE, Optional.of(vpc), Optional.of(main)));
    steps.add(new CreateInternetGateway(scope, Tags.NONE, Optional.of(gateway)));
    steps.add(new AttachInternetGateway(gateway, vpc));
    steps.add(new CreateRoute(main, Cidr.ANY_IPV4, new RouteTable.Target.Internet(gateway)));
    List<Zone> zones = Zones.of(scope.region());
    for (int i = 0; i < zones.size(); i++) {
      steps.add(
          new CreateSubnet(
              vpc,
              BLOCK.block(SUBNET_LENGTH, i),
              Optional.of(zones.get(i).name()),
              Tags.NONE,
              Optional.empty()));
    }
    return steps;
  }

  private static Vpc asDefault(Vpc vpc) {
    return new Vpc(
        vpc.id(),
        vpc.scope(),
        vpc.cidrs(),
        vpc.ipv6Cidrs(),
        vpc.dhcpOptions(),
        vpc.attributes().withDns(true, true),
        true,
        vpc.tags());
  }

  private static Subnet asDefault(Subnet subnet) {
    return new Subnet(
        subnet.id(),
        subnet.scope(),
        subnet.vpc(),
        subnet.zone(),
        subnet.cidr(),
        subnet.ipv6(),
        subnet.attributes().withMapPublicIpOnLaunch(true),
        true,
        subnet.tags());
  }
}
