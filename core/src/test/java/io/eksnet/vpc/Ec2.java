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
import io.eksnet.id.VpcId;
import io.eksnet.id.ZoneId;
import io.eksnet.id.ZoneName;
import io.eksnet.net.Cidr;
import io.eksnet.table.Change;
import io.eksnet.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

  /** A VPC as CreateVpc makes it. */
  Vpc vpc(String id, String cidr) {
    return done(new CreateVpc(SCOPE, Cidr.parse(cidr), Tags.NONE, Optional.of(new VpcId(id))));
  }

  Subnet subnet(String id, Vpc vpc, Zone zone, String cidr) {
    return done(
        new CreateSubnet(
            vpc.id(),
            Cidr.parse(cidr),
            Optional.of(zone.name()),
            Tags.NONE,
            Optional.of(new SubnetId(id))));
  }

  SecurityGroup group(String id, Vpc vpc, String name) {
    return done(
        new CreateSecurityGroup(
            vpc.id(), name, name, Tags.NONE, Optional.of(new SecurityGroupId(id))));
  }

  SecurityGroup defaultGroup(Vpc vpc) {
    return world.table(SecurityGroup.KIND).by(SecurityGroup.BY_VPC, vpc.id()).stream()
        .filter(SecurityGroup::isDefault)
        .findFirst()
        .orElseThrow();
  }

  /** An instance that runs. */
  Instance instance(String id, String type, Subnet subnet) {
    Instance instance = done(run(id, type, subnet));
    return stated(Instance.KIND, instance.withState(Instance.State.RUNNING));
  }

  static RunInstances run(String id, String type, Subnet subnet) {
    return RunInstances.one(
        subnet.id(),
        type,
        List.of(),
        "ami-1",
        Optional.empty(),
        Optional.empty(),
        Tags.NONE,
        Optional.of(new InstanceId(id)));
  }
}
