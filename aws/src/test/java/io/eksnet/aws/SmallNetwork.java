package io.eksnet.aws;

import io.eksnet.aws.endpoint.AwsEndpoint;
import io.eksnet.aws.sigv4.Credentials;
import io.eksnet.aws.sigv4.Signing;
import io.eksnet.eks.Addon;
import io.eksnet.eks.Cluster;
import io.eksnet.eks.NodeGroup;
import io.eksnet.iam.Policy;
import io.eksnet.iam.Role;
import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Decision;
import io.eksnet.id.IdSource;
import io.eksnet.id.InstanceId;
import io.eksnet.id.Region;
import io.eksnet.id.Scope;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.id.ZoneName;
import io.eksnet.net.Cidr;
import io.eksnet.table.Change;
import io.eksnet.table.Kind;
import io.eksnet.vpc.AllocateAddress;
import io.eksnet.vpc.AssignPrivateIpAddresses;
import io.eksnet.vpc.AssociateRouteTable;
import io.eksnet.vpc.AttachInternetGateway;
import io.eksnet.vpc.CreateInternetGateway;
import io.eksnet.vpc.CreateNatGateway;
import io.eksnet.vpc.CreateRoute;
import io.eksnet.vpc.CreateRouteTable;
import io.eksnet.vpc.CreateSecurityGroup;
import io.eksnet.vpc.CreateSubnet;
import io.eksnet.vpc.CreateVpc;
import io.eksnet.vpc.RouteTable.Target;
import io.eksnet.vpc.RunInstances;
import io.eksnet.world.Ledger;
import io.eksnet.world.MemoryLedger;
import io.eksnet.world.World;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A VPC with a public and a private subnet, a NAT gateway, one m5.large node with ten addresses,
 * and an EKS cluster; made by commands, as everywhere. Its {@code main} serves it, to try by hand.
 */
public final class SmallNetwork {

  public static final Scope SCOPE =
      new Scope(new AccountId("111122223333"), new Region("us-west-2"));
  public static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  public static final VpcId VPC = new VpcId("vpc-12345678");
  public static final SubnetId PRIVATE = new SubnetId("subnet-0aaaaaaaaaaaaaaa1");
  public static final SubnetId PUBLIC = new SubnetId("subnet-0aaaaaaaaaaaaaaa2");
  public static final SecurityGroupId NODES = new SecurityGroupId("sg-1234567890abcdef0");
  public static final InstanceId NODE = new InstanceId("i-0aaaaaaaaaaaaaaa1");

  /** The role of the cluster's nodes. */
  public static final Role NODE_ROLE =
      new Role(
          SCOPE.account(),
          "/",
          "nodes",
          "AROA000000000000NODES",
          Policy.trustingWithTags(List.of("ec2.amazonaws.com")),
          "",
          Duration.ofHours(1),
          NOW,
          Tags.NONE,
          new TreeMap<>(),
          List.of(),
          Optional.empty());

  public final Ledger ledger = new MemoryLedger(World.EMPTY, () -> NOW, IdSource.seeded(1));

  public SmallNetwork() {
    vpc();
    instance();
    cluster();
  }

  private void vpc() {
    done(new CreateVpc(SCOPE, Cidr.parse("10.0.0.0/16"), Tags.named("guide"), Optional.of(VPC)));
    subnet(PRIVATE, "10.0.1.0/24", "us-west-2a", "private-a");
    subnet(PUBLIC, "10.0.2.0/24", "us-west-2b", "public-b");
    var igw = done(new CreateInternetGateway(SCOPE, Tags.NONE, Optional.empty()));
    done(new AttachInternetGateway(igw.id(), VPC));
    var outside = done(new CreateRouteTable(VPC, Tags.named("public"), Optional.empty()));
    done(new CreateRoute(outside.id(), Cidr.ANY_IPV4, new Target.Internet(igw.id())));
    done(new AssociateRouteTable(outside.id(), PUBLIC));
    var ip = done(new AllocateAddress(SCOPE, Tags.NONE, Optional.empty()));
    var nat =
        done(
            new CreateNatGateway(
                PUBLIC, Optional.of(ip.id()), Tags.named("nat"), Optional.empty()));
    var inside = done(new CreateRouteTable(VPC, Tags.named("private"), Optional.empty()));
    done(new CreateRoute(inside.id(), Cidr.ANY_IPV4, new Target.Nat(nat.id())));
    done(new AssociateRouteTable(inside.id(), PRIVATE));
    done(new CreateSecurityGroup(VPC, "nodes", "all nodes", Tags.NONE, Optional.of(NODES)));
  }

  private void subnet(SubnetId id, String cidr, String zone, String name) {
    done(
        new CreateSubnet(
            VPC,
            Cidr.parse(cidr),
            Optional.of(new ZoneName(zone)),
            Tags.named(name),
            Optional.of(id)));
  }

  private void instance() {
    done(
        RunInstances.one(
            PRIVATE,
            "m5.large",
            List.of(NODES),
            "ami-0aaaaaaaaaaaaaaa1",
            Optional.empty(),
            Optional.empty(),
            Tags.named("node-1"),
            Optional.of(NODE)));
    var eni = ledger.durable().vpcs().interfacesOf(NODE).getFirst();
    done(AssignPrivateIpAddresses.count(eni.id(), 9));
  }

  private void cluster() {
    state(
        Cluster.KIND,
        new Cluster(
            "my-cluster",
            SCOPE,
            VPC,
            List.of(PRIVATE, PUBLIC),
            "1.34",
            Cidr.parse("172.20.0.0/16"),
            NODES,
            "https://127.0.0.1:7443",
            "-----BEGIN CERTIFICATE-----\n",
            Cluster.Status.ACTIVE,
            NOW,
            Tags.named("c")));
    state(Role.KIND, NODE_ROLE);
    state(
        NodeGroup.KIND,
        new NodeGroup(
            "my-cluster",
            "workers",
            "11111111-1111-4111-a111-111111111111",
            new NodeGroup.Scaling(1, 3, 1),
            List.of(PRIVATE),
            NodeGroup.Nodes.of("m5.large", "1.34", NODE_ROLE.arn(), Optional.empty()),
            Map.of("role", "worker"),
            List.of(new NodeGroup.Taint("only", "these", "NoSchedule")),
            NodeGroup.UpdateConfig.STANDARD,
            false,
            NodeGroup.Status.ACTIVE,
            NOW,
            NOW,
            Tags.NONE));
    Addon asked =
        Addon.creating(
            new Addon.Key("my-cluster", "vpc-cni"),
            "22222222-2222-4222-a222-222222222222",
            new Addon.Configuration(
                "v1.23.1-eksbuild.1", "{\"enableNetworkPolicy\":\"true\"}", Optional.empty()),
            Addon.Conflicts.NONE,
            NOW,
            Tags.NONE);
    state(Addon.KIND, asked.settled(Addon.Status.ACTIVE, List.of(), NOW));
  }

  /** Carries a command out and gives its answer. */
  public <T> T done(Command<T> command) {
    return switch (ledger.execute(command)) {
      case Decision.Accepted<T>(var value, _) -> value;
      case Decision.Refused<T>(var refusal) -> throw new AssertionError(command + ": " + refusal);
    };
  }

  private <K extends Comparable<? super K>, V> void state(Kind<K, V> kind, V fact) {
    ledger.transact((_, _) -> Decision.accept(fact, Change.put(kind, fact)));
  }

  /** The AWS side of it. */
  public AwsApi api(InstantSource clock) {
    return new AwsApi(ledger, SCOPE, Credentials.only(Signing.CREDENTIAL), clock);
  }

  /** Serves it until the process is stopped; the argument is a port. */
  public static void main(String[] arguments) throws InterruptedException {
    var start =
        new SmallNetwork().api(InstantSource.system()).listen(Integer.parseInt(arguments[0]));
    switch (start) {
      case AwsEndpoint.Listening(var endpoint) -> {
        System.out.println("export AWS_ENDPOINT_URL=" + endpoint.uri());
        Thread.currentThread().join();
      }
      case AwsEndpoint.PortTaken taken -> System.err.println(taken);
    }
  }
}
