package io.eksnet.elb;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.AccountId;
import io.eksnet.id.AllocationId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.IdSource;
import io.eksnet.id.InternetGatewayId;
import io.eksnet.id.LoadBalancerArn;
import io.eksnet.id.Refusal;
import io.eksnet.id.Region;
import io.eksnet.id.Scope;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.id.ZoneName;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Change;
import io.eksnet.vpc.AllocateAddress;
import io.eksnet.vpc.AttachInternetGateway;
import io.eksnet.vpc.CreateInternetGateway;
import io.eksnet.vpc.CreateSecurityGroup;
import io.eksnet.vpc.CreateSubnet;
import io.eksnet.vpc.CreateVpc;
import io.eksnet.vpc.CreateVpcEndpointServiceConfiguration;
import io.eksnet.vpc.ElasticIp;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoadBalancersTest {
  private static final Scope SCOPE =
      new Scope(new AccountId("123456789012"), new Region("us-west-2"));
  private static final Scope OTHER = new Scope(new AccountId("999988887777"), SCOPE.region());

  private final Context context =
      new Context(Instant.parse("2026-01-01T00:00:00Z"), IdSource.seeded(1));
  private World world = World.EMPTY;

  private final VpcId vpc = vpc("vpc-1", "10.0.0.0/16");
  private final SubnetId first = subnet("subnet-1", vpc, "us-west-2a", "10.0.0.0/24");
  private final SubnetId second = subnet("subnet-2", vpc, "us-west-2b", "10.0.1.0/24");
  private final SubnetId twin = subnet("subnet-3", vpc, "us-west-2a", "10.0.2.0/24");
  private final SubnetId small = subnet("subnet-4", vpc, "us-west-2c", "10.0.3.0/28");

  @Test
  void aLoadBalancerHasAnInterfaceInEachZoneThatNamesIt() {
    LoadBalancer made = done(internal("web", first, second));

    assertThat(made.arn().value())
        .startsWith("arn:aws:elasticloadbalancing:us-west-2:123456789012:loadbalancer/net/web/");
    assertThat(made.dnsName()).matches("web-[0-9a-f]{16}\\.elb\\.us-west-2\\.amazonaws\\.com");
    assertThat(world.vpcs().interfacesOfLoadBalancer(made.arn().value()))
        .hasSize(2)
        .allMatch(eni -> eni.type() == NetworkInterface.Type.NETWORK_LOAD_BALANCER)
        .allMatch(eni -> eni.description().equals("ELB " + made.arn().path()));
  }

  @Test
  void anInternetFacingOneHasAPublicAddressInEachZone() {
    online();
    ElasticIp elastic = done(new AllocateAddress(SCOPE, Tags.NONE, Optional.empty()));

    LoadBalancer made =
        done(
            create(
                "web",
                LoadBalancer.Scheme.INTERNET_FACING,
                new CreateLoadBalancer.Mapping(first, Optional.empty(), Optional.of(elastic.id())),
                CreateLoadBalancer.Mapping.in(second)));

    assertThat(made.nodes())
        .extracting(node -> node.publicAddress().orElseThrow().toString())
        .containsExactly("203.0.113.1", "203.0.113.2");
    assertThat(world.find(ElasticIp.KIND, elastic.id()).orElseThrow().association())
        .hasValueSatisfying(it -> assertThat(it.eni()).isEqualTo(made.nodes().getFirst().eni()));

    done(new DeleteLoadBalancer(SCOPE, made.arn()));
    assertThat(world.find(ElasticIp.KIND, elastic.id()).orElseThrow().association()).isEmpty();
    assertThat(world.table(NetworkInterface.KIND).size()).isZero();
  }

  @Test
  void theSameRequestTwiceMakesOneAndOtherSettingsUnderItsNameAreRefused() {
    LoadBalancer made = done(internal("web", first));

    assertThat(done(internal("web", first))).isEqualTo(made);
    assertThat(refused(internal("web", second)))
        .isEqualTo(
            "DuplicateLoadBalancerName: A load balancer with the same name 'web' exists, but with"
                + " different settings");
  }

  @Test
  void namesAreElbs() {
    String name = "ValidationError: The load balancer name '";
    assertThat(refused(internal("x".repeat(33), first)))
        .endsWith("cannot be longer than '32' characters");
    assertThat(refused(internal("a_b", first)))
        .isEqualTo(
            name
                + "a_b' can only contain characters that are alphanumeric characters and"
                + " hyphens(-)");
    assertThat(refused(internal("-a", first)))
        .isEqualTo(name + "-a' cannot begin or end with a hyphen(-)");
    assertThat(refused(internal("internal-a", first)))
        .isEqualTo(name + "internal-a' cannot begin with 'internal-'");
  }

  @Test
  void placesAreJudgedAsElbDoes() {
    VpcId other = vpc("vpc-2", "10.1.0.0/16");
    SubnetId foreign = subnet("subnet-9", other, "us-west-2b", "10.1.0.0/24");
    for (int i = 0; i < 4; i++) {
      done(internal("small-" + i, small));
    }

    assertThat(refused(internal("web")))
        .isEqualTo("ValidationError: At least one subnet must be specified");
    assertThat(refused(internal("web", new SubnetId("subnet-0"))))
        .isEqualTo("SubnetNotFound: The subnet ID 'subnet-0' does not exist");
    assertThat(refused(internal("web", first, twin)))
        .isEqualTo(
            "InvalidConfigurationRequest: A load balancer cannot be attached to multiple subnets in"
                + " the same Availability Zone");
    assertThat(refused(internal("web", first, foreign)))
        .isEqualTo("InvalidConfigurationRequest: All subnets must belong to the same VPC");
    assertThat(refused(internal("web", small)))
        .isEqualTo(
            "InvalidSubnet: Not enough IP space available in subnet-4. ELB requires at least 8 free"
                + " IP addresses in each subnet.");
    assertThat(
            refused(
                create(
                    "web",
                    LoadBalancer.Scheme.INTERNET_FACING,
                    CreateLoadBalancer.Mapping.in(first))))
        .isEqualTo("InvalidSubnet: VPC vpc-1 has no internet gateway");
  }

  @Test
  void addressesAreJudgedByTheScheme() {
    online();
    Optional<Ipv4Address> address = Optional.of((Ipv4Address) IpAddress.parse("10.0.0.77"));
    Optional<AllocationId> none = Optional.of(new AllocationId("eipalloc-0"));

    assertThat(
            done(create(
                    "inside",
                    LoadBalancer.Scheme.INTERNAL,
                    new CreateLoadBalancer.Mapping(first, address, Optional.empty())))
                .nodes()
                .getFirst()
                .privateAddress())
        .hasToString("10.0.0.77");
    assertThat(
            refused(
                create(
                    "web",
                    LoadBalancer.Scheme.INTERNET_FACING,
                    new CreateLoadBalancer.Mapping(first, address, Optional.empty()))))
        .contains("with scheme 'internal'");
    assertThat(
            refused(
                create(
                    "web",
                    LoadBalancer.Scheme.INTERNET_FACING,
                    new CreateLoadBalancer.Mapping(first, Optional.empty(), none))))
        .isEqualTo("AllocationIdNotFound: The allocation ID 'eipalloc-0' does not exist");
    assertThat(
            refused(
                create(
                    "web",
                    LoadBalancer.Scheme.INTERNAL,
                    new CreateLoadBalancer.Mapping(first, Optional.empty(), none))))
        .contains("internet-facing load balancers only");
  }

  @Test
  void attributesHaveDefaultsAndOnlyKnownValues() {
    LoadBalancer made = done(internal("web", first));
    assertThat(LoadBalancerAttributes.of(made))
        .containsEntry("deletion_protection.enabled", "false")
        .containsEntry("load_balancing.cross_zone.enabled", "false");

    LoadBalancer changed = done(set(made, "load_balancing.cross_zone.enabled", "true"));

    assertThat(LoadBalancerAttributes.of(changed))
        .containsEntry("load_balancing.cross_zone.enabled", "true");
    assertThat(refused(set(made, "idle_timeout.timeout_seconds", "60")))
        .isEqualTo(
            "InvalidConfigurationRequest: Load balancer attribute key"
                + " 'idle_timeout.timeout_seconds' is not supported on load balancers with type"
                + " 'network'");
    assertThat(refused(set(made, "deletion_protection.enabled", "maybe")))
        .startsWith("InvalidConfigurationRequest: The value 'maybe'");
  }

  @Test
  void aProtectedOneAndOneThatServesEndpointsStay() {
    LoadBalancer made = done(internal("web", first));
    DeleteLoadBalancer delete = new DeleteLoadBalancer(SCOPE, made.arn());
    done(set(made, "deletion_protection.enabled", "true"));
    assertThat(refused(delete)).startsWith("OperationNotPermitted: Load balancer 'arn:");

    done(set(made, "deletion_protection.enabled", "false"));
    done(
        new CreateVpcEndpointServiceConfiguration(
            SCOPE, List.of(made.arn().value()), false, Optional.empty(), Tags.NONE));
    assertThat(refused(delete)).startsWith("ResourceInUse: Load balancer 'arn:");
  }

  @Test
  void deletingWhatIsNotThereIsDone() {
    LoadBalancer made = done(internal("web", first));

    done(new DeleteLoadBalancer(SCOPE, new LoadBalancerArn("arn:x")));
    done(new DeleteLoadBalancer(OTHER, made.arn()));

    assertThat(world.find(LoadBalancer.KIND, made.arn())).contains(made);
  }

  @Test
  void groupsCanBeExchangedButNotBeGivenLater() {
    SecurityGroupId web = group("web");
    SecurityGroupId api = group("api");
    LoadBalancer bare = done(internal("bare", first));
    LoadBalancer made =
        done(
            new CreateLoadBalancer(
                SCOPE,
                "web",
                LoadBalancer.Scheme.INTERNAL,
                List.of(CreateLoadBalancer.Mapping.in(first)),
                List.of(web),
                Tags.NONE));

    done(new SetSecurityGroups(SCOPE, made.arn(), List.of(api)));

    assertThat(world.vpcs().networkInterface(made.nodes().getFirst().eni()).orElseThrow().groups())
        .containsExactly(api);
    assertThat(refused(new SetSecurityGroups(SCOPE, bare.arn(), List.of(api))))
        .startsWith("InvalidConfigurationRequest:");
    assertThat(
            refused(new SetSecurityGroups(SCOPE, made.arn(), List.of(new SecurityGroupId("sg-0")))))
        .startsWith("InvalidSecurityGroup:");
  }

  @Test
  void tagsAreAddedAndTakenByTheirKeys() {
    LoadBalancer made = done(internal("web", first));

    done(new AddTags(SCOPE, List.of(made.arn().value()), Tags.NONE.with("a", "1").with("b", "2")));
    done(new RemoveTags(SCOPE, List.of(made.arn().value()), List.of("a", "c")));

    assertThat(world.find(LoadBalancer.KIND, made.arn()).orElseThrow().tags())
        .isEqualTo(Tags.NONE.with("b", "2"));
    assertThat(refused(new AddTags(OTHER, List.of(made.arn().value()), Tags.NONE.with("a", "1"))))
        .startsWith("LoadBalancerNotFound: Load balancer 'arn:");
  }

  private static CreateLoadBalancer internal(String name, SubnetId... subnets) {
    return create(
        name,
        LoadBalancer.Scheme.INTERNAL,
        List.of(subnets).stream()
            .map(CreateLoadBalancer.Mapping::in)
            .toArray(CreateLoadBalancer.Mapping[]::new));
  }

  private static CreateLoadBalancer create(
      String name, LoadBalancer.Scheme scheme, CreateLoadBalancer.Mapping... mappings) {
    return new CreateLoadBalancer(SCOPE, name, scheme, List.of(mappings), List.of(), Tags.NONE);
  }

  private static ModifyLoadBalancerAttributes set(LoadBalancer balancer, String key, String value) {
    return new ModifyLoadBalancerAttributes(SCOPE, balancer.arn(), Map.of(key, value));
  }

  private VpcId vpc(String id, String cidr) {
    return done(new CreateVpc(SCOPE, Cidr.parse(cidr), Tags.NONE, Optional.of(new VpcId(id)))).id();
  }

  private SubnetId subnet(String id, VpcId of, String zone, String cidr) {
    return done(new CreateSubnet(
            of,
            Cidr.parse(cidr),
            Optional.of(new ZoneName(zone)),
            Tags.NONE,
            Optional.of(new SubnetId(id))))
        .id();
  }

  private SecurityGroupId group(String name) {
    return done(new CreateSecurityGroup(vpc, name, name, Tags.NONE, Optional.empty())).id();
  }

  private void online() {
    InternetGatewayId id = done(new CreateInternetGateway(SCOPE, Tags.NONE, Optional.empty())).id();
    done(new AttachInternetGateway(id, vpc));
  }

  private <T> T done(Command<T> command) {
    return switch (command.decide(world, context)) {
      case Decision.Accepted<T>(T value, List<Change<?, ?>> changes) -> {
        world = world.with(changes);
        yield value;
      }
      case Decision.Refused<T>(Refusal refusal) ->
          throw new AssertionError(command + " was refused: " + refusal);
    };
  }

  private String refused(Command<?> command) {
    var decision = command.decide(world, context);
    assertThat(decision).as("%s", command).isInstanceOf(Decision.Refused.class);
    return ((Decision.Refused<?>) decision).refusal().toString();
  }
}
