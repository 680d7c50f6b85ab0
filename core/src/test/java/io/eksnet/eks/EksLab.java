package io.eksnet.eks;

import io.eksnet.iam.CreateRole;
import io.eksnet.iam.Policy;
import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.IdSource;
import io.eksnet.id.Refusal;
import io.eksnet.id.Region;
import io.eksnet.id.Scope;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.id.ZoneName;
import io.eksnet.net.Cidr;
import io.eksnet.table.Change;
import io.eksnet.vpc.CreateSecurityGroup;
import io.eksnet.vpc.CreateSubnet;
import io.eksnet.vpc.CreateVpc;
import io.eksnet.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A VPC 10.0.0.0/16 with a subnet in each of three zones, another VPC, and roles that EKS and its
 * pods may assume. Nothing happens in it by itself.
 */
final class EksLab {
  static final Scope SCOPE = new Scope(new AccountId("123456789012"), new Region("us-east-1"));
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  static final String ROOT = "arn:aws:iam::123456789012:root";
  static final VpcId VPC = new VpcId("vpc-0000000000000000a");
  static final SubnetId A = new SubnetId("subnet-0000000000000000a");
  static final SubnetId B = new SubnetId("subnet-0000000000000000b");
  static final SubnetId A2 = new SubnetId("subnet-000000000000000a2");
  static final SubnetId C = new SubnetId("subnet-0000000000000000c");
  static final SubnetId E = new SubnetId("subnet-0000000000000000e");
  static final SubnetId OTHER = new SubnetId("subnet-000000000000000ff");
  static final SecurityGroupId GROUP = new SecurityGroupId("sg-0000000000000000a");
  static final SecurityGroupId OTHER_GROUP = new SecurityGroupId("sg-000000000000000ff");
  static final String ROLE = "arn:aws:iam::123456789012:role/eks";
  static final String POD_ROLE = "arn:aws:iam::123456789012:role/path/pods";
  static final String DEV_ROLE = "arn:aws:iam::123456789012:role/path/dev";

  private final IdSource ids = IdSource.seeded(3);
  private World world = World.EMPTY;

  EksLab() {
    VpcId other = new VpcId("vpc-000000000000000ff");
    done(new CreateVpc(SCOPE, Cidr.parse("10.0.0.0/16"), Tags.NONE, Optional.of(VPC)));
    done(new CreateVpc(SCOPE, Cidr.parse("10.1.0.0/16"), Tags.NONE, Optional.of(other)));
    subnet(VPC, A, "10.0.0.0/24", "us-east-1a");
    subnet(VPC, B, "10.0.1.0/24", "us-east-1b");
    subnet(VPC, A2, "10.0.2.0/24", "us-east-1a");
    subnet(VPC, C, "10.0.3.0/24", "us-east-1c");
    subnet(VPC, E, "10.0.4.0/24", "us-east-1d");
    subnet(other, OTHER, "10.1.0.0/24", "us-east-1b");
    group(VPC, GROUP);
    group(other, OTHER_GROUP);
    role("/", "eks", "eks.amazonaws.com");
    role("/path/", "pods", "pods.eks.amazonaws.com");
    role("/path/", "dev", "ec2.amazonaws.com");
  }

  private void subnet(VpcId vpc, SubnetId id, String cidr, String zone) {
    done(
        new CreateSubnet(
            vpc, Cidr.parse(cidr), Optional.of(new ZoneName(zone)), Tags.NONE, Optional.of(id)));
  }

  private void group(VpcId vpc, SecurityGroupId id) {
    done(new CreateSecurityGroup(vpc, "mine", "mine", Tags.NONE, Optional.of(id)));
  }

  void role(String path, String name, String service) {
    done(
        new CreateRole(
            SCOPE.account(),
            path,
            name,
            Policy.trustingWithTags(List.of(service)),
            "",
            Duration.ofHours(1),
            Optional.empty(),
            Tags.NONE));
  }

  World world() {
    return world;
  }

  Context context() {
    return new Context(NOW, ids);
  }

  void state(Change<?, ?> change) {
    world = world.with(List.of(change));
  }

  <T> T done(Command<T> command) {
    return switch (command.decide(world, context())) {
      case Decision.Accepted<T>(T value, List<Change<?, ?>> changes) -> {
        world = world.with(changes);
        yield value;
      }
      case Decision.Refused<T>(Refusal why) ->
          throw new AssertionError(command.action() + " was refused: " + why);
    };
  }

  /** Code and message of a refusal; the test fails if there is none. */
  String refused(Command<?> command) {
    return switch (command.decide(world, context())) {
      case Decision.Refused<?>(Refusal why) -> why.toString();
      case Decision.Accepted<?>(Object value, var _) ->
          throw new AssertionError(command.action() + " was accepted: " + value);
    };
  }

  /** What a client asks at least. */
  static CreateCluster create(String name) {
    return asking(name, ClusterSettings.STANDARD, List.of(A, B));
  }

  static CreateCluster asking(String name, ClusterSettings settings, List<SubnetId> subnets) {
    return new CreateCluster(
        SCOPE,
        name,
        Optional.empty(),
        ROLE,
        subnets,
        settings,
        Optional.empty(),
        true,
        true,
        ROOT,
        Optional.of("token"),
        Tags.NONE);
  }

  /** The cluster {@code demo}, active, with access entries. */
  EksLab withCluster() {
    Cluster made =
        done(
            asking(
                "demo",
                ClusterSettings.STANDARD.withAuthenticationMode(
                    ClusterSettings.AuthenticationMode.API_AND_CONFIG_MAP),
                List.of(A, B)));
    active(made);
    return this;
  }

  void active(Cluster cluster) {
    state(Change.put(Cluster.KIND, cluster.withStatus(Cluster.Status.ACTIVE)));
  }

  Cluster cluster() {
    return Cluster.only(world).orElseThrow();
  }
}
