package io.eksnet.elb;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.acm.Certificate;
import io.eksnet.acm.CertificateBody;
import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.IdSource;
import io.eksnet.id.ListenerArn;
import io.eksnet.id.Refusal;
import io.eksnet.id.Region;
import io.eksnet.id.Scope;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.TargetGroupArn;
import io.eksnet.id.VpcId;
import io.eksnet.id.ZoneName;
import io.eksnet.net.Cidr;
import io.eksnet.table.Change;
import io.eksnet.table.Kind;
import io.eksnet.vpc.AssociateSubnetCidrBlock;
import io.eksnet.vpc.AssociateVpcCidrBlock;
import io.eksnet.vpc.AttachInternetGateway;
import io.eksnet.vpc.CreateInternetGateway;
import io.eksnet.vpc.CreateSecurityGroup;
import io.eksnet.vpc.CreateSubnet;
import io.eksnet.vpc.CreateVpc;
import io.eksnet.vpc.Quota;
import io.eksnet.vpc.QuotaSetting;
import io.eksnet.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A VPC with an internet gateway and subnets of both families in three zones. */
final class BalancerLab {
  static final Scope SCOPE = new Scope(new AccountId("123456789012"), new Region("us-west-2"));
  static final Scope OTHER = new Scope(new AccountId("999988887777"), SCOPE.region());
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  static final VpcId VPC = new VpcId("vpc-1");
  static final SubnetId A = new SubnetId("subnet-a");
  static final SubnetId B = new SubnetId("subnet-b");
  static final SubnetId C = new SubnetId("subnet-c");
  static final SubnetId TINY = new SubnetId("subnet-tiny");
  static final SubnetId OLD = new SubnetId("subnet-old");
  static final String CERTIFICATE = certificateArn("1");
  static final ListenerAction HELLO =
      new ListenerAction.FixedResponse(
          "200", Optional.of("text/plain"), Optional.of("hello"), Optional.empty());

  final Context context;
  World world = World.EMPTY;

  BalancerLab() {
    this(1);
  }

  BalancerLab(long seed) {
    context = new Context(NOW, IdSource.seeded(seed));
    done(new CreateVpc(SCOPE, Cidr.parse("10.0.0.0/16"), Tags.NONE, Optional.of(VPC)));
    Cidr ipv6 =
        done(new AssociateVpcCidrBlock(VPC, new AssociateVpcCidrBlock.Block.AmazonProvidedIpv6()))
            .cidr();
    List<SubnetId> dual = List.of(A, B, C);
    for (int i = 0; i < dual.size(); i++) {
      subnet(dual.get(i), "us-west-2" + "abc".charAt(i), "10.0." + i + ".0/24");
      done(new AssociateSubnetCidrBlock(dual.get(i), ipv6.block(64, i)));
    }
    subnet(TINY, "us-west-2b", "10.0.9.0/28");
    subnet(OLD, "us-west-2b", "10.0.10.0/24");
    var gateway = done(new CreateInternetGateway(SCOPE, Tags.NONE, Optional.empty()));
    done(new AttachInternetGateway(gateway.id(), VPC));
    certificate(CERTIFICATE);
  }

  private void subnet(SubnetId id, String zone, String cidr) {
    done(
        new CreateSubnet(
            VPC, Cidr.parse(cidr), Optional.of(new ZoneName(zone)), Tags.NONE, Optional.of(id)));
  }

  static String certificateArn(String id) {
    return SCOPE.arn("acm", "certificate/" + id);
  }

  void certificate(String arn) {
    certificate(arn, Certificate.Status.ISSUED);
  }

  void certificate(String arn, Certificate.Status status) {
    stated(
        Certificate.KIND,
        new Certificate(
            arn,
            SCOPE,
            "www.example.com",
            List.of("www.example.com"),
            new Certificate.Origin.Imported(),
            status,
            new CertificateBody(
                "",
                Optional.empty(),
                "www.example.com",
                List.of("www.example.com"),
                "01",
                "CN=www.example.com",
                "Amazon",
                NOW,
                NOW,
                "RSA_2048",
                "SHA256WITHRSA",
                List.of(),
                List.of()),
            NOW,
            Optional.of(NOW),
            Tags.NONE));
  }

  SecurityGroupId group(String name) {
    return done(new CreateSecurityGroup(VPC, name, name, Tags.NONE, Optional.empty())).id();
  }

  TargetGroupArn targetGroup(String name, ElbProtocol protocol) {
    return targetGroup(name, Optional.of(protocol), Optional.of(VPC), TargetGroup.TargetType.IP);
  }

  TargetGroupArn targetGroup(
      String name,
      Optional<ElbProtocol> protocol,
      Optional<VpcId> vpc,
      TargetGroup.TargetType type) {
    TargetGroupArn arn =
        new TargetGroupArn(
            SCOPE.arn("elasticloadbalancing", "targetgroup/" + name + "/0123456789abcdef"));
    stated(
        TargetGroup.KIND,
        new TargetGroup(
            arn,
            SCOPE,
            name,
            protocol,
            Optional.of("HTTP1"),
            Optional.of(80),
            vpc,
            type,
            "ipv4",
            new HealthCheck(
                true,
                Optional.of(ElbProtocol.HTTP),
                Optional.of(HealthCheck.TRAFFIC_PORT),
                Optional.of("/"),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                5,
                2,
                Optional.of("200")),
            Map.of(),
            NOW,
            Tags.NONE));
    return arn;
  }

  static CreateLoadBalancer alb(String name, SubnetId... subnets) {
    return anyBalancer(LoadBalancerType.APPLICATION, name, IpAddressType.IPV4, subnets);
  }

  static CreateLoadBalancer nlb(String name, SubnetId... subnets) {
    return anyBalancer(LoadBalancerType.NETWORK, name, IpAddressType.IPV4, subnets);
  }

  static CreateLoadBalancer anyBalancer(
      LoadBalancerType type, String name, IpAddressType family, SubnetId... subnets) {
    return new CreateLoadBalancer(
        SCOPE,
        name,
        type,
        LoadBalancer.Scheme.INTERNET_FACING,
        family,
        List.of(subnets).stream().map(CreateLoadBalancer.Mapping::in).toList(),
        List.of(),
        Tags.NONE);
  }

  static CreateListener listener(
      LoadBalancer balancer, ElbProtocol protocol, int port, ListenerAction... actions) {
    return new CreateListener(
        SCOPE,
        balancer.arn(),
        Optional.of(protocol),
        Optional.of(port),
        protocol == ElbProtocol.HTTPS || protocol == ElbProtocol.TLS
            ? tls(CERTIFICATE)
            : CreateListener.TlsRequest.NONE,
        List.of(actions),
        Tags.NONE);
  }

  static CreateListener.TlsRequest tls(String... certificates) {
    return new CreateListener.TlsRequest(
        Optional.empty(), List.of(certificates), List.of(), Optional.empty());
  }

  static ListenerAction forward(TargetGroupArn... groups) {
    boolean several = groups.length > 1;
    return new ListenerAction.Forward(
        List.of(groups).stream()
            .map(it -> new ListenerAction.Weighted(it, several ? Optional.of(1) : Optional.empty()))
            .toList(),
        Optional.empty());
  }

  static RuleCondition path(String... values) {
    return new RuleCondition.PathPattern(new RuleCondition.Patterns(List.of(values), List.of()));
  }

  static CreateRule rule(ListenerArn listener, int priority, ListenerAction... actions) {
    return new CreateRule(
        SCOPE,
        listener,
        priority,
        List.of(path("/" + priority)),
        List.of(actions),
        List.of(),
        Tags.NONE);
  }

  void lowered(Quota quota, int value) {
    stated(QuotaSetting.KIND, new QuotaSetting(quota, value));
  }

  <K extends Comparable<? super K>, V> V stated(Kind<K, V> kind, V fact) {
    world = world.with(List.of(Change.put(kind, fact)));
    return fact;
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

  /** The refusal of a command, as {@code Code: message}. */
  String refused(Command<?> command) {
    var decision = command.decide(world, context);
    assertThat(decision).as("%s", command).isInstanceOf(Decision.Refused.class);
    return ((Decision.Refused<?>) decision).refusal().toString();
  }
}
