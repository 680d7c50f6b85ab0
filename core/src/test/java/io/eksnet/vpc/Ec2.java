package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.IdSource;
import io.eksnet.id.InstanceId;
import io.eksnet.id.Refusal;
import io.eksnet.id.Region;
import io.eksnet.id.Scope;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcCidrAssociationId;
import io.eksnet.id.VpcId;
import io.eksnet.id.ZoneId;
import io.eksnet.id.ZoneName;
import io.eksnet.net.Cidr;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Change;
import io.eksnet.world.World;
import java.time.Instant;
import java.util.List;

/** EC2 in a test: one account whose facts commands change. */
final class Ec2 {
  static final Scope SCOPE = new Scope(new AccountId("123456789012"), new Region("us-west-2"));
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  static final Zone ZONE_A = new Zone(new ZoneName("us-west-2a"), new ZoneId("usw2-az1"));
  static final Zone ZONE_B = new Zone(new ZoneName("us-west-2b"), new ZoneId("usw2-az2"));

  final Context context = new Context(NOW, IdSource.seeded(1));
  World world = World.EMPTY;

  Vpcs vpcs() {
    return new Vpcs(world);
  }

  /** Carries a command out and gives its answer. */
  <T> T done(Command<T> command) {
    return switch (command.decide(world, context)) {
      case Decision.Accepted<T>(T value, List<Change<?, ?>> changes) -> {
        world = world.with(changes);
        yield value;
      }
      case Decision.Refused<T>(Refusal refusal) ->
          throw new AssertionError(command + " was refused: " + refusal);
    };
  }

  /** The refusal of a command. */
  Refusal refused(Command<?> command) {
    var decision = command.decide(world, context);
    assertThat(decision).as("%s", command).isInstanceOf(Decision.Refused.class);
    return ((Decision.Refused<?>) decision).refusal();
  }

  <K extends Comparable<? super K>, V> V stated(io.eksnet.table.Kind<K, V> kind, V fact) {
    world = world.with(List.of(Change.put(kind, fact)));
    return fact;
  }

  Vpc vpc(String id, String cidr) {
    var association =
        new Vpc.CidrAssociation(new VpcCidrAssociationId("vpc-cidr-assoc-1"), Cidr.parse(cidr));
    return stated(
        Vpc.KIND,
        new Vpc(new VpcId(id), SCOPE, List.of(association), true, true, false, Tags.NONE));
  }

  Subnet subnet(String id, Vpc vpc, Zone zone, String cidr) {
    return stated(
        Subnet.KIND,
        new Subnet(new SubnetId(id), vpc.id(), zone, Cidr.parse(cidr), false, Tags.NONE));
  }

  SecurityGroup group(String id, Vpc vpc, String name) {
    return stated(
        SecurityGroup.KIND,
        new SecurityGroup(new SecurityGroupId(id), SCOPE, vpc.id(), name, name, Tags.NONE));
  }

  Instance instance(String id, String type, Subnet subnet) {
    return stated(
        Instance.KIND,
        new Instance(
            new InstanceId(id),
            SCOPE,
            type,
            subnet.id(),
            subnet.vpc(),
            subnet.zone(),
            Ipv4Address.of(10, 0, 0, 200),
            Instance.State.RUNNING,
            NOW,
            "ami-1",
            Tags.NONE));
  }
}
