package io.eksnet.cloud;

import static io.eksnet.kube.KubeSamples.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.elb.DeleteTargetGroup;
import io.eksnet.elb.DeregisterTargets;
import io.eksnet.elb.ElbProtocol;
import io.eksnet.elb.HealthCheckSettings;
import io.eksnet.elb.LoadBalancer;
import io.eksnet.elb.LoadBalancerType;
import io.eksnet.elb.ModifyTargetGroup;
import io.eksnet.elb.ModifyTargetGroupAttributes;
import io.eksnet.elb.Target;
import io.eksnet.elb.TargetDescription;
import io.eksnet.elb.TargetGroup;
import io.eksnet.elb.TargetHealth;
import io.eksnet.kube.EndpointSlice;
import io.eksnet.kube.KubeSamples;
import io.eksnet.kube.Service;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Protocol;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.StopInstances;
import io.eksnet.vpc.TerminateInstances;
import io.eksnet.world.Pace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetHealthsTest {
  private static final String POD = "10.0.96.100";
  private static final String FAILED = "unhealthy Target.FailedHealthChecks: Health checks failed";
  private static final String TIMED_OUT = "unhealthy Target.Timeout: Request timed out";
  private static final String DRAINING =
      "draining Target.DeregistrationInProgress: Target deregistration is in progress";

  private final Balanced lab = new Balanced();
  private final Instance node = lab.nodeInstance();

  @Test
  void aTargetIsUnusedUntilAListenerSendsToItsGroup() {
    TargetGroup group = lab.group(TargetGroup.TargetType.IP, ElbProtocol.HTTP);
    lab.podOn(node, "web", POD, true);
    lab.register(group, POD);
    assertThat(lab.health(group, POD))
        .isEqualTo(
            "unused Target.NotInUse: Target group is not configured to receive traffic from the"
                + " load balancer");

    lab.listen(lab.balancer(LoadBalancerType.APPLICATION), ElbProtocol.HTTP, group);

    assertThat(lab.health(group, POD)).isEqualTo("healthy");
  }

  @Test
  void aPodThatIsNoLongerReadyIsUnhealthyAfterTwoChecksAndHealthyAgainAfterFive() {
    TargetGroup group = lab.addressesBehindAlb();
    lab.podOn(node, "web", POD, true);
    lab.register(group, POD);
    lab.aws.after(Duration.ofSeconds(10));

    lab.podOn(node, "web", POD, false);
    lab.aws.after(Duration.ofSeconds(49));
    assertThat(lab.health(group, POD)).isEqualTo("healthy");
    lab.aws.after(Duration.ofSeconds(1));
    assertThat(lab.health(group, POD)).isEqualTo(FAILED);

    lab.podOn(node, "web", POD, true);
    lab.aws.after(Duration.ofSeconds(149));
    assertThat(lab.health(group, POD)).isEqualTo(FAILED);
    lab.aws.after(Duration.ofSeconds(1));
    assertThat(lab.health(group, POD)).isEqualTo("healthy");
  }

  @Test
  void aPodOnANodeThatIsNotReadyDoesNotAnswer() {
    TargetGroup group = lab.addressesBehindAlb();
    lab.podOn(node, "web", POD, true);
    lab.register(group, POD);

    lab.put(Balanced.nodeOf(node, false));
    lab.aws.after(Duration.ofSeconds(60));

    assertThat(lab.health(group, POD)).isEqualTo(TIMED_OUT);
  }

  @Test
  void aNewTargetWithoutAPodIsInitialUntilTheThreshold() {
    TargetGroup group = lab.addressesBehindAlb();
    lab.register(group, POD);

    assertThat(lab.health(group, POD))
        .isEqualTo("initial Elb.InitialHealthChecking: Initial health checks in progress");
    lab.aws.after(Duration.ofSeconds(30));
    assertThat(lab.health(group, POD)).isEqualTo(TIMED_OUT);
  }

  @Test
  void aPodRefusesAPortThatItDoesNotDeclare() {
    TargetGroup group = lab.addressesBehindAlb();
    lab.put(KubeSamples.pod("web").on(node.id().value()).port(8080).running(POD).build());
    lab.register(group, POD);
    lab.aws.after(Duration.ofSeconds(30));

    assertThat(lab.health(group, POD)).isEqualTo(FAILED);
  }

  @Test
  void anAnswerThatTheMatcherDoesNotTakeIsToldByItsCode() {
    TargetGroup group = lab.addressesBehindAlb();
    lab.podOn(node, "web", POD, true);
    lab.register(group, POD);

    lab.aws.done(new ModifyTargetGroup(Aws.SCOPE, group.arn(), matcher("301")));
    lab.aws.after(Duration.ofSeconds(60));

    assertThat(lab.health(group, POD))
        .isEqualTo(
            "unhealthy Target.ResponseCodeMismatch: Health checks failed with these codes: [200]");
  }

  @Test
  void aTargetInAZoneThatItsBalancerDoesNotHaveIsUnused() {
    TargetGroup group = lab.instancesBehindNlb(HealthCheckSettings.NONE);
    Instance elsewhere = lab.instance(lab.aws.privateSubnets().getLast());
    lab.register(group, elsewhere.id().value());

    assertThat(lab.health(group, elsewhere.id().value()))
        .isEqualTo("unused Target.NotInUse: " + TargetHealth.ZONE_NOT_ENABLED);
  }

  @Test
  void anInstanceThatIsNoNodeAnswersWhileItRuns() {
    TargetGroup group = lab.instancesBehindNlb(HealthCheckSettings.NONE);
    Instance instance = lab.instance(lab.aws.privateSubnets().getFirst());
    String id = instance.id().value();
    lab.register(group, id);
    assertThat(lab.health(group, id)).isEqualTo("healthy");

    lab.aws.done(new StopInstances(List.of(instance.id())));
    lab.aws.settled();
    assertThat(lab.health(group, id))
        .isEqualTo("unused Target.InvalidState: Target is in the stopped state");
  }

  @Test
  void aTerminatedInstanceDrainsAndIsGoneByItself() {
    TargetGroup group = lab.instancesBehindNlb(HealthCheckSettings.NONE);
    Instance instance = lab.instance(lab.aws.privateSubnets().getFirst());
    lab.register(group, instance.id().value());

    lab.aws.done(new TerminateInstances(List.of(instance.id())));
    lab.aws.settled();
    assertThat(lab.health(group, instance.id().value())).isEqualTo(DRAINING);
    lab.aws.after(Duration.ofMinutes(5));
    assertThat(lab.health(group, instance.id().value())).isEqualTo("gone");
  }

  @Test
  void aDeregisteredTargetDrainsAsLongAsItsGroupSays() {
    TargetGroup group = lab.addressesBehindAlb();
    lab.podOn(node, "web", POD, true);
    lab.register(group, POD);
    lab.aws.done(
        new ModifyTargetGroupAttributes(
            Aws.SCOPE, group.arn(), Map.of("deregistration_delay.timeout_seconds", "20")));

    deregister(group, POD);
    assertThat(lab.health(group, POD)).isEqualTo(DRAINING);
    lab.aws.after(Duration.ofSeconds(19));
    assertThat(lab.health(group, POD)).isEqualTo(DRAINING);
    lab.aws.after(Duration.ofSeconds(1));
    assertThat(lab.health(group, POD)).isEqualTo("gone");
  }

  @Test
  void aDrainingTargetThatIsRegisteredAgainStartsAnew() {
    TargetGroup group = lab.addressesBehindAlb();
    lab.podOn(node, "web", POD, true);
    lab.register(group, POD);
    deregister(group, POD);

    lab.register(group, POD);

    assertThat(lab.health(group, POD)).isEqualTo("healthy");
    lab.aws.after(Duration.ofMinutes(10));
    assertThat(lab.health(group, POD)).isEqualTo("healthy");
  }

  @Test
  void anUnusedTargetIsGoneAtOnce() {
    TargetGroup group = lab.group(TargetGroup.TargetType.IP, ElbProtocol.HTTP);
    lab.register(group, POD);

    deregister(group, POD);

    assertThat(lab.health(group, POD)).isEqualTo("gone");
    assertThat(lab.aws.world().table(TargetHealth.KIND).size()).isZero();
  }

  @Test
  void aDeletedGroupTakesItsTargetsAlong() {
    TargetGroup group = lab.group(TargetGroup.TargetType.IP, ElbProtocol.HTTP);
    lab.register(group, POD);

    lab.aws.done(new DeleteTargetGroup(Aws.SCOPE, group.arn()));
    lab.aws.settled();

    assertThat(lab.aws.world().table(Target.KIND).size()).isZero();
    assertThat(lab.aws.world().table(TargetHealth.KIND).size()).isZero();
  }

  @Test
  void anAddressOfALoadBalancerCannotBeUsed() {
    TargetGroup group = lab.addressesBehindAlb();
    LoadBalancer other = lab.balancer(LoadBalancerType.NETWORK);
    String address = other.nodes().getFirst().privateAddress().toString();
    lab.register(group, address);

    assertThat(lab.health(group, address))
        .isEqualTo(
            "unused Target.IpUnusable: The IP address cannot be used as a target, as it is in use"
                + " by a load balancer");
  }

  @Test
  void everyNodeAnswersForANodePortWhileTheServiceHasEndpoints() {
    TargetGroup group = lab.instancesBehindNlb(HealthCheckSettings.NONE);
    nodePortService("Cluster");
    lab.register(group, node.id().value());
    lab.aws.after(Duration.ofSeconds(30));
    assertThat(lab.health(group, node.id().value())).isEqualTo(FAILED);

    endpoints("elsewhere");
    lab.aws.after(Duration.ofSeconds(150));

    assertThat(lab.health(group, node.id().value())).isEqualTo("healthy");
  }

  @Test
  void withPolicyLocalOnlyNodesWithEndpointsAnswer() {
    TargetGroup group = lab.instancesBehindNlb(HealthCheckSettings.NONE);
    nodePortService("Local");
    endpoints(node.id().value());
    Instance other = lab.nodeInstance();
    lab.register(group, node.id().value());
    lab.register(group, other.id().value());
    lab.aws.after(Duration.ofSeconds(30));

    assertThat(lab.health(group, node.id().value())).isEqualTo("healthy");
    assertThat(lab.health(group, other.id().value())).isEqualTo(FAILED);

    endpoints(other.id().value());
    lab.aws.after(Duration.ofSeconds(150));
    assertThat(lab.health(group, node.id().value())).isEqualTo(FAILED);
    assertThat(lab.health(group, other.id().value())).isEqualTo("healthy");
  }

  @Test
  void theHealthCheckNodePortTellsWhetherTheNodeHasEndpoints() {
    TargetGroup group = lab.instancesBehindNlb(healthz("31111"));
    nodePortService("Local");
    endpoints(node.id().value());
    lab.register(group, node.id().value());
    assertThat(lab.health(group, node.id().value())).isEqualTo("healthy");

    endpoints("elsewhere");
    lab.aws.after(Duration.ofSeconds(60));

    assertThat(lab.health(group, node.id().value())).isEqualTo(FAILED);
  }

  @Test
  void aNodeThatIsNotReadyIsUnhealthy() {
    TargetGroup group = lab.instancesBehindNlb(HealthCheckSettings.NONE);
    nodePortService("Cluster");
    endpoints("elsewhere");
    lab.register(group, node.id().value());
    assertThat(lab.health(group, node.id().value())).isEqualTo("healthy");

    lab.put(Balanced.nodeOf(node, false));
    lab.aws.after(Duration.ofSeconds(60));

    assertThat(lab.health(group, node.id().value())).isEqualTo(FAILED);
  }

  @Test
  void anUnhealthyTargetDrainsFirstWhereItsConnectionsAreKept() {
    TargetGroup group = lab.instancesBehindNlb(HealthCheckSettings.NONE);
    lab.aws.done(
        new ModifyTargetGroupAttributes(
            Aws.SCOPE,
            group.arn(),
            Map.of(
                "target_health_state.unhealthy.connection_termination.enabled",
                "false",
                "target_health_state.unhealthy.draining_interval_seconds",
                "40")));
    lab.register(group, node.id().value());

    lab.aws.after(Duration.ofSeconds(30));
    assertThat(lab.health(group, node.id().value()))
        .isEqualTo("unhealthy.draining Target.FailedHealthChecks: Health checks failed");
    lab.aws.after(Duration.ofSeconds(40));
    assertThat(lab.health(group, node.id().value())).isEqualTo(FAILED);
  }

  @Test
  void anApplicationLoadBalancerIsHealthyWhileItListensOnThePort() {
    TargetGroup behind = lab.group(TargetGroup.TargetType.IP, ElbProtocol.HTTP);
    LoadBalancer alb = lab.balancer(LoadBalancerType.APPLICATION);
    lab.listen(alb, ElbProtocol.HTTP, behind);
    TargetGroup group = lab.group(TargetGroup.TargetType.ALB, ElbProtocol.TCP);
    lab.listen(lab.balancer(LoadBalancerType.NETWORK), ElbProtocol.TCP, group);

    lab.register(group, alb.arn().value());

    assertThat(lab.health(group, alb.arn().value())).isEqualTo("healthy");
  }

  @Test
  void registrationsTakeTheirTimeAtTheRealPace() {
    Balanced real = new Balanced(Pace.REAL);
    Instance instance = real.instance(real.aws.privateSubnets().getFirst());
    real.aws.after(Duration.ofMinutes(5));
    TargetGroup group = real.instancesBehindNlb(HealthCheckSettings.NONE);
    String id = instance.id().value();
    real.register(group, id);

    assertThat(real.health(group, id))
        .isEqualTo("initial Elb.RegistrationInProgress: Target registration is in progress");
    real.aws.after(TargetHealths.NETWORK_REGISTRATION.plus(LoadBalancerLifecycle.SETUP));
    assertThat(real.health(group, id)).isEqualTo("healthy");
  }

  private void deregister(TargetGroup group, String id) {
    lab.aws.done(new DeregisterTargets(Aws.SCOPE, group.arn(), List.of(TargetDescription.of(id))));
    lab.aws.settled();
  }

  private void nodePortService(String policy) {
    lab.put(
        service("web")
            .type(Service.Type.NODE_PORT)
            .port(
                new Service.Port(
                    "", Protocol.TCP, 80, new Service.TargetPort.Number(80), Balanced.NODE_PORT))
            .externalTrafficPolicy(policy)
            .healthCheckNodePort(31_111)
            .build());
  }

  /** The Service's one endpoint is on a node. */
  private void endpoints(String node) {
    lab.put(
        new EndpointSlice(
            KubeSamples.meta("endpointslice", "default", "web-1")
                .withLabels(Map.of(EndpointSlice.SERVICE_NAME_LABEL, "web")),
            "IPv4",
            List.of(new EndpointSlice.Port("", Protocol.TCP, 80)),
            List.of(
                new EndpointSlice.Endpoint(
                    List.of(IpAddress.parse(POD)),
                    true,
                    true,
                    false,
                    Optional.of(node),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of()))));
  }

  private static HealthCheckSettings matcher(String codes) {
    HealthCheckSettings none = HealthCheckSettings.NONE;
    return new HealthCheckSettings(
        none.enabled(),
        none.protocol(),
        none.port(),
        none.path(),
        none.intervalSeconds(),
        none.timeoutSeconds(),
        none.healthyThreshold(),
        none.unhealthyThreshold(),
        Optional.of(codes),
        none.grpcCode());
  }

  private static HealthCheckSettings healthz(String port) {
    HealthCheckSettings none = HealthCheckSettings.NONE;
    return new HealthCheckSettings(
        none.enabled(),
        Optional.of(ElbProtocol.HTTP),
        Optional.of(port),
        Optional.of("/healthz"),
        none.intervalSeconds(),
        none.timeoutSeconds(),
        none.healthyThreshold(),
        none.unhealthyThreshold(),
        none.httpCode(),
        none.grpcCode());
  }
}
