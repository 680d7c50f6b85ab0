package io.eksnet.elb;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.elb.TargetGroup.TargetType;
import io.eksnet.id.InstanceId;
import io.eksnet.id.Tags;
import io.eksnet.id.TargetGroupArn;
import io.eksnet.id.VpcId;
import io.eksnet.net.Cidr;
import io.eksnet.vpc.CreateVpc;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.Quota;
import io.eksnet.vpc.QuotaSetting;
import io.eksnet.vpc.RunInstances;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetGroupsTest {
  private static final String DURATION = "deregistration_delay.timeout_seconds";

  private final BalancerLab lab = new BalancerLab();

  @ParameterizedTest
  @CsvSource({
    "INSTANCE, HTTP,  , HTTP, /, 5, 200",
    "IP, HTTPS,       , HTTP, /, 5, 200",
    "IP, HTTP, GRPC, HTTP, /AWS.ALB/healthcheck, 5, 12",
    "INSTANCE, TCP,   , TCP, , 10, ",
    "IP, TCP_UDP,     , TCP, , 10, ",
    "ALB, TCP,        , HTTP, /, 6, 200-399",
  })
  void healthChecksHaveElbsDefaults(
      TargetType type,
      ElbProtocol protocol,
      String version,
      ElbProtocol by,
      String path,
      int timeout,
      String matcher) {
    HealthCheck check =
        lab.done(
                new CreateTargetGroup(
                    BalancerLab.SCOPE,
                    "web",
                    type,
                    Optional.of(protocol),
                    Optional.ofNullable(version),
                    Optional.of(80),
                    Optional.of(BalancerLab.VPC),
                    Optional.empty(),
                    HealthCheckSettings.NONE,
                    Tags.NONE))
            .healthCheck();

    assertThat(check)
        .isEqualTo(
            new HealthCheck(
                true,
                Optional.of(by),
                Optional.of(HealthCheck.TRAFFIC_PORT),
                Optional.ofNullable(path),
                Duration.ofSeconds(30),
                Duration.ofSeconds(timeout),
                5,
                2,
                Optional.ofNullable(matcher)));
  }

  @Test
  void theSameSettingsMakeOneGroupAndOthersAreRefused() {
    TargetGroup made = lab.done(group("web", TargetType.IP, ElbProtocol.HTTP));

    assertThat(lab.done(group("web", TargetType.IP, ElbProtocol.HTTP))).isEqualTo(made);
    assertThat(refused(group("web", TargetType.IP, ElbProtocol.TCP)))
        .isEqualTo(
            "DuplicateTargetGroupName: A target group with the same name 'web' exists, but with"
                + " different settings");
  }

  @Test
  void whatCannotBeATargetGroupIsRefused() {
    String longName = "x".repeat(33);
    assertThat(refused(group(longName, TargetType.IP, ElbProtocol.TCP)))
        .endsWith("cannot be longer than '32' characters");
    assertThat(refused(group("a_b", TargetType.IP, ElbProtocol.TCP)))
        .contains("can only contain characters that are alphanumeric");
    assertThat(refused(group("a-", TargetType.IP, ElbProtocol.TCP)))
        .endsWith("cannot begin or end with '-'");
    assertThat(refused(group("g", TargetType.IP, ElbProtocol.GENEVE)))
        .startsWith("UnsupportedOperation: eksnet does not serve target groups with the GENEVE");
    assertThat(refused(group("g", TargetType.ALB, ElbProtocol.HTTP)))
        .startsWith("ValidationError: Protocol 'HTTP' is not supported");
    assertThat(refused(group("g", TargetType.LAMBDA, ElbProtocol.HTTP)))
        .isEqualTo(
            "ValidationError: Protocol cannot be specified for target groups with target type"
                + " 'lambda'");
    CreateTargetGroup bare =
        new CreateTargetGroup(
            BalancerLab.SCOPE,
            "g",
            TargetType.IP,
            Optional.of(ElbProtocol.TCP),
            Optional.empty(),
            Optional.of(80),
            Optional.of(new VpcId("vpc-0")),
            Optional.empty(),
            HealthCheckSettings.NONE,
            Tags.NONE);
    assertThat(refused(bare)).isEqualTo("ValidationError: The VPC ID 'vpc-0' is not found");
    lab.stated(QuotaSetting.KIND, new QuotaSetting(Quota.TARGET_GROUPS_PER_REGION, 0));
    assertThat(refused(group("g", TargetType.IP, ElbProtocol.TCP)))
        .startsWith("TooManyTargetGroups: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP | interval | 4 | Member must have value greater than or equal to 5",
        "HTTP | interval | 301 | Member must have value less than or equal to 300",
        "HTTP | timeout | 30 | Health check timeout '30' must be smaller than the interval '30'",
        "TCP | timeout | 31 | must be smaller than or equal to the interval '30'",
        "HTTP | healthy | 1 | Member must have value greater than or equal to 2",
        "HTTP | unhealthy | 11 | Member must have value less than or equal to 10",
        "HTTP | matcher | 500 | code '500' must be within '200-499' inclusive",
        "TCP | matcher | 200 | cannot be specified for health checks of protocol TCP",
        "HTTP | path | healthz | must start with a '/'",
        "TCP | path | /healthz | cannot be specified for health checks of protocol TCP",
        "HTTP | port | 70000 | Health check port '70000' must be 'traffic-port'",
        "HTTP | protocol | TCP | Health check protocol 'TCP' is not supported",
        "TCP | protocol | UDP | Health check protocol 'UDP' is not supported",
        "HTTP | enabled | false | Health check enabled must be true",
      })
  void healthChecksThatCannotBeAreRefused(
      ElbProtocol protocol, String member, String value, String why) {
    TargetGroup made = lab.done(group("web", TargetType.IP, protocol));

    assertThat(
            refused(new ModifyTargetGroup(BalancerLab.SCOPE, made.arn(), setting(member, value))))
        .startsWith("ValidationError: ")
        .contains(why);
  }

  @ParameterizedTest
  @CsvSource({
    "INSTANCE, TCP, true",
    "INSTANCE, TLS, true",
    "IP, TCP, false",
    "IP, TLS, false",
    "IP, UDP, true",
    "ALB, TCP, true",
  })
  void clientAddressesAreKeptByTypeAndProtocol(
      TargetType type, ElbProtocol protocol, String standard) {
    TargetGroup made = lab.done(group("web", type, protocol));

    assertThat(TargetGroupAttributes.of(made))
        .containsEntry("preserve_client_ip.enabled", standard);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "HTTP | no.such | 1 | ValidationError: Target group attribute key 'no.such' is not recognized",
        "HTTP | proxy_protocol_v2.enabled | true | InvalidConfigurationRequest: The provided target group attribute is not supported",
        "TCP | slow_start.duration_seconds | 30 | InvalidConfigurationRequest: The provided target group attribute is not supported",
        "HTTP | target_failover.on_unhealthy | rebalance | InvalidConfigurationRequest: The provided",
        "TCP | stickiness.type | lb_cookie | InvalidConfigurationRequest: Stickiness type 'lb_cookie' is not supported for target groups with the TCP protocol",
        "HTTP | deregistration_delay.timeout_seconds | 3601 | ValidationError: Target group attribute value '3601'",
        "HTTP | slow_start.duration_seconds | 29 | ValidationError:",
        "HTTP | stickiness.app_cookie.cookie_name | AWSALBx | ValidationError:",
        "HTTP | load_balancing.algorithm.anomaly_mitigation | on | InvalidConfigurationRequest: Anomaly",
        "UDP | preserve_client_ip.enabled | false | InvalidConfigurationRequest: Client IP preservation can't",
        "UDP | target_health_state.unhealthy.connection_termination.enabled | true | ValidationError:",
        "TCP | target_health_state.unhealthy.draining_interval_seconds | 10 | InvalidConfigurationRequest:",
      })
  void attributesThatCannotBeAreRefused(
      ElbProtocol protocol, String key, String value, String why) {
    TargetGroup made = lab.done(group("web", TargetType.IP, protocol));

    assertThat(
            refused(
                new ModifyTargetGroupAttributes(BalancerLab.SCOPE, made.arn(), Map.of(key, value))))
        .startsWith(why);
  }

  @Test
  void aChangedAttributeStaysAndTheOthersKeepTheirDefaults() {
    TargetGroup made = lab.done(group("web", TargetType.IP, ElbProtocol.HTTP));

    TargetGroup changed =
        lab.done(
            new ModifyTargetGroupAttributes(BalancerLab.SCOPE, made.arn(), Map.of(DURATION, "20")));

    assertThat(changed.deregistrationDelay()).isEqualTo(Duration.ofSeconds(20));
    assertThat(TargetGroupAttributes.of(changed)).containsEntry("stickiness.enabled", "false");
  }

  @Test
  void aGroupThatAListenerSendsToStays() {
    TargetGroup made = lab.done(group("web", TargetType.IP, ElbProtocol.HTTP));
    LoadBalancer alb = lab.done(BalancerLab.alb("web", BalancerLab.A, BalancerLab.B));
    lab.done(BalancerLab.listener(alb, ElbProtocol.HTTP, 80, BalancerLab.forward(made.arn())));

    assertThat(refused(new DeleteTargetGroup(BalancerLab.SCOPE, made.arn())))
        .isEqualTo(
            "ResourceInUse: Target group '"
                + made.arn()
                + "' is currently in use by a listener or a rule");
    assertThat(TargetGroupUse.balancers(lab.world, made.arn())).containsExactly(alb);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "10.0.0.9 | all | ValidationError: The IP address '10.0.0.9' is within the VPC, and cannot have its Availability Zone overridden to 'all' from 'us-west-2a'",
        "10.9.0.9 | - | ValidationError: The Availability Zone is required for IP address '10.9.0.9' because it is not in the VPC",
        "8.8.8.8 | all | InvalidTarget: The IP address '8.8.8.8' is not within",
        "2001:db8::1 | - | ValidationError: The IP address '2001:db8::1' is not a valid IPv4 address",
        "web | - | ValidationError: The IP address 'web' is not a valid IPv4 address",
        "10.9.0.9 | eu-west-1a | ValidationError: The Availability Zone 'eu-west-1a' is not valid",
      })
  void addressesThatCannotBeTargetsAreRefused(String address, String zone, String why) {
    TargetGroup made = lab.done(group("web", TargetType.IP, ElbProtocol.HTTP));

    assertThat(
            refused(
                new RegisterTargets(
                    BalancerLab.SCOPE,
                    made.arn(),
                    List.of(
                        new TargetDescription(
                            address,
                            Optional.empty(),
                            Optional.ofNullable(zone),
                            Optional.empty())))))
        .startsWith(why);
  }

  @Test
  void withoutCrossZoneBalancingAnAddressOutsideNeedsAZone() {
    TargetGroup made = lab.done(group("web", TargetType.IP, ElbProtocol.HTTP));
    lab.done(
        new ModifyTargetGroupAttributes(
            BalancerLab.SCOPE, made.arn(), Map.of("load_balancing.cross_zone.enabled", "false")));

    assertThat(
            refused(
                new RegisterTargets(
                    BalancerLab.SCOPE,
                    made.arn(),
                    List.of(
                        new TargetDescription(
                            "10.9.0.9", Optional.empty(), Optional.of("all"), Optional.empty())))))
        .contains("you must specify an Availability Zone");
  }

  @Test
  void instancesThatCannotBeTargetsAreRefused() {
    TargetGroup made = lab.done(group("web", TargetType.INSTANCE, ElbProtocol.HTTP));
    Instance starting = instance("i-01");
    lab.done(
        new CreateVpc(BalancerLab.SCOPE, Cidr.parse("10.5.0.0/16"), Tags.NONE, Optional.empty()));

    assertThat(refused(register(made, "10.0.0.9")))
        .isEqualTo("ValidationError: Instance ID '10.0.0.9' is not valid");
    assertThat(refused(register(made, "i-0ff"))).startsWith("InvalidTarget: ");
    assertThat(refused(register(made, starting.id().value())))
        .isEqualTo(
            "InvalidTarget: The following targets are not in a running state and cannot be"
                + " registered: 'i-01'");
    assertThat(
            refused(
                new RegisterTargets(
                    BalancerLab.OTHER, made.arn(), List.of(TargetDescription.of("i-01")))))
        .isEqualTo("TargetGroupNotFound: One or more target groups not found");
  }

  @Test
  void aTargetIsRegisteredOnceForEachPort() {
    TargetGroup made = lab.done(group("web", TargetType.IP, ElbProtocol.HTTP));
    lab.done(register(made, "10.0.0.9"));
    lab.done(register(made, "10.0.0.9"));
    lab.done(
        new RegisterTargets(
            BalancerLab.SCOPE, made.arn(), List.of(TargetDescription.of("10.0.0.9", 81))));

    assertThat(lab.world.table(Target.KIND).by(Target.BY_GROUP, made.arn()))
        .extracting(Target::port)
        .containsExactly(80, 81);
  }

  @Test
  void targetsAreLimitedByGroupAndByBalancer() {
    TargetGroup made = lab.done(group("web", TargetType.IP, ElbProtocol.HTTP));
    lab.stated(QuotaSetting.KIND, new QuotaSetting(Quota.TARGETS_PER_TARGET_GROUP, 2));
    lab.done(register(made, "10.0.0.9", "10.0.0.10"));
    assertThat(refused(register(made, "10.0.0.11")))
        .startsWith("TooManyTargets: The maximum number of targets per target group '2'");

    lab.done(
        new DeregisterTargets(
            BalancerLab.SCOPE, made.arn(), List.of(TargetDescription.of("10.0.0.9"))));
    lab.done(register(made, "10.0.0.11"));

    LoadBalancer alb = lab.done(BalancerLab.alb("web", BalancerLab.A, BalancerLab.B));
    lab.done(BalancerLab.listener(alb, ElbProtocol.HTTP, 80, BalancerLab.forward(made.arn())));
    lab.stated(QuotaSetting.KIND, new QuotaSetting(Quota.TARGETS_PER_TARGET_GROUP, 9));
    lab.stated(QuotaSetting.KIND, new QuotaSetting(Quota.TARGETS_PER_APPLICATION_LOAD_BALANCER, 2));
    assertThat(refused(register(made, "10.0.0.12")))
        .isEqualTo(
            "TooManyTargets: The maximum number of targets per load balancer '2' has been reached"
                + " on load balancer '"
                + alb.arn()
                + "'");
  }

  @Test
  void targetsOfANetworkLoadBalancerAreLimitedInEachZone() {
    TargetGroup made = lab.done(group("web", TargetType.IP, ElbProtocol.TCP));
    LoadBalancer nlb = lab.done(BalancerLab.nlb("web", BalancerLab.A, BalancerLab.B));
    lab.done(BalancerLab.listener(nlb, ElbProtocol.TCP, 80, BalancerLab.forward(made.arn())));
    lab.stated(
        QuotaSetting.KIND, new QuotaSetting(Quota.TARGETS_PER_ZONE_PER_NETWORK_LOAD_BALANCER, 1));

    lab.done(register(made, "10.0.0.9", "10.0.1.9"));

    assertThat(refused(register(made, "10.0.0.10")))
        .startsWith("TooManyTargets: The maximum number of targets per Availability Zone '1'");
  }

  @Test
  void aTargetGroupForLambdaCanBeMadeAndItsFunctionsAreRefusedByName() {
    TargetGroup made =
        lab.done(
            new CreateTargetGroup(
                BalancerLab.SCOPE,
                "fn",
                TargetType.LAMBDA,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                HealthCheckSettings.NONE,
                Tags.NONE));

    assertThat(made.healthCheck().enabled()).isFalse();
    assertThat(TargetGroupAttributes.of(made))
        .containsOnlyKeys("lambda.multi_value_headers.enabled");
    assertThat(refused(register(made, "arn:aws:lambda:us-west-2:123456789012:function:f")))
        .startsWith("UnsupportedOperation: eksnet does not serve Lambda functions as targets");
  }

  private Instance instance(String id) {
    return lab.done(
        RunInstances.one(
            BalancerLab.A,
            "m5.large",
            List.of(),
            "ami-1",
            Optional.empty(),
            Optional.empty(),
            Tags.NONE,
            Optional.of(new InstanceId(id))));
  }

  private static RegisterTargets register(TargetGroup group, String... ids) {
    return register(group.arn(), ids);
  }

  private static RegisterTargets register(TargetGroupArn group, String... ids) {
    return new RegisterTargets(
        BalancerLab.SCOPE, group, List.of(ids).stream().map(TargetDescription::of).toList());
  }

  private static CreateTargetGroup group(String name, TargetType type, ElbProtocol protocol) {
    return new CreateTargetGroup(
        BalancerLab.SCOPE,
        name,
        type,
        Optional.of(protocol),
        Optional.empty(),
        Optional.of(80),
        Optional.of(BalancerLab.VPC),
        Optional.empty(),
        HealthCheckSettings.NONE,
        Tags.NONE);
  }

  private static HealthCheckSettings setting(String member, String value) {
    return new HealthCheckSettings(
        only("enabled", member, value).map(Boolean::valueOf),
        only("protocol", member, value).map(ElbProtocol::valueOf),
        only("port", member, value),
        only("path", member, value),
        only("interval", member, value).map(Integer::valueOf),
        only("timeout", member, value).map(Integer::valueOf),
        only("healthy", member, value).map(Integer::valueOf),
        only("unhealthy", member, value).map(Integer::valueOf),
        only("matcher", member, value),
        Optional.empty());
  }

  private static Optional<String> only(String wanted, String member, String value) {
    return Optional.of(value).filter(_ -> member.equals(wanted));
  }

  private String refused(io.eksnet.id.Command<?> command) {
    return lab.refused(command);
  }
}
