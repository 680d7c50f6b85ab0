package io.eksnet.reach;

import static io.eksnet.reach.Disposition.DENIED_BY_SECURITY_GROUP;
import static io.eksnet.reach.Disposition.NOT_LISTENING;
import static io.eksnet.reach.Disposition.NO_ENDPOINT;
import static io.eksnet.reach.Disposition.UNREACHABLE;
import static io.eksnet.reach.Scenario.scenario;
import static io.eksnet.reach.Scenario.tcp;
import static io.eksnet.reach.TraceAssert.assertThat;

import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.Tags;
import io.eksnet.kube.KubeSamples;
import io.eksnet.kube.Service;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Protocol;
import io.eksnet.vpc.AuthorizeSecurityGroupIngress;
import io.eksnet.vpc.Permission;
import io.eksnet.vpc.Traffic;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** How Services are reached. */
class ServiceStoryTest {
  private static Service.Port port(int port, int target, int nodePort) {
    return new Service.Port(
        "", Protocol.TCP, port, new Service.TargetPort.Number(target), nodePort);
  }

  private static KubeSamples.ServiceSample clusterIp() {
    return KubeSamples.service("api").clusterIp("10.100.0.10").port(port(80, 8080, 0));
  }

  private static KubeSamples.ServiceSample nodePort(String policy) {
    return KubeSamples.service("api")
        .type(Service.Type.NODE_PORT)
        .clusterIp("10.100.0.10")
        .port(port(80, 8080, 30080))
        .externalTrafficPolicy(policy);
  }

  /** web on n1; api-1 on n1, api-2 on n2; n3 is empty. */
  private static Scenario twoEndpoints() {
    return scenario()
        .zones("a", "b")
        .node("n1", "m5.large")
        .node("n2", "m5.large")
        .inZone("b")
        .node("n3", "m5.large")
        .inPublicSubnet()
        .pod("web")
        .on("n1")
        .pod("api-1")
        .labelled("app", "api")
        .on("n1")
        .listening(tcp(8080))
        .pod("api-2")
        .labelled("app", "api")
        .on("n2")
        .listening(tcp(8080));
  }

  @Test
  void a_cluster_ip_leads_to_each_endpoint_and_each_is_walked() {
    var net = twoEndpoints().service(clusterIp()).settled();

    Trace trace = net.trace("pod/web", "svc/api");

    assertThat(trace)
        .isDelivered()
        .arrivesFrom(net.addressOf("web"))
        .isTranslatedBy(Step.Translator.KUBE_PROXY)
        .andReturns();
    Assertions.assertThat(trace.paths().stream().map(path -> path.endpoint().place().name()))
        .containsExactly("default/api-1", "default/api-2");
    Assertions.assertThat(net.trace("pod/web", "10.100.0.10:80").reachable()).isTrue();
  }

  @Test
  void a_cluster_ip_is_known_inside_the_cluster_only() {
    var net = twoEndpoints().service(clusterIp()).settled();

    assertThat(net.trace("internet", "svc/api"))
        .isStoppedBy(UNREACHABLE)
        .because("10.100.0.10 is the ClusterIP of default/api");
    assertThat(net.trace("node/n3", "svc/api")).isDelivered();
  }

  @Test
  void a_service_is_reachable_in_part_when_one_endpoint_is_denied() {
    var net =
        twoEndpoints()
            .group("sg-0closed")
            .node("n4", "m5.large")
            .inZone("b")
            .guardedBy("sg-0closed")
            .pod("api-3")
            .labelled("app", "api")
            .on("n4")
            .listening(tcp(8080))
            .service(clusterIp())
            .settled();

    Trace trace = net.trace("pod/web", "svc/api");

    assertThat(trace).isStoppedBy(DENIED_BY_SECURITY_GROUP);
    Assertions.assertThat(trace.partial()).isTrue();
    Assertions.assertThat(trace.paths().stream().map(Trace.Path::delivered))
        .containsExactly(true, true, false);
  }

  @Test
  void a_service_without_ready_endpoints_refuses_and_says_why() {
    var net = twoEndpoints().service(clusterIp().selects(java.util.Map.of("app", "x"))).settled();

    assertThat(net.trace("pod/web", "svc/api"))
        .isStoppedBy(NO_ENDPOINT)
        .because("default/api has no ready endpoint: refused (no pod has app=x)");

    var notReady =
        scenario()
            .node("n1", "m5.large")
            .pod("web")
            .on("n1")
            .pod("api")
            .on("n1")
            .notReady()
            .service(clusterIp())
            .settled();
    assertThat(notReady.trace("pod/web", "svc/api"))
        .isStoppedBy(NO_ENDPOINT)
        .because("none of the 1 pods with app=api is ready")
        .offers("kubectl describe pods -l app=api");
  }

  @Test
  void a_target_port_that_the_pod_does_not_declare_is_refused_and_the_right_one_is_offered() {
    var net =
        twoEndpoints()
            .service(KubeSamples.service("api").clusterIp("10.100.0.10").port(port(80, 80, 0)))
            .settled();

    assertThat(net.trace("pod/web", "svc/api"))
        .isStoppedBy(NOT_LISTENING, NOT_LISTENING)
        .offers(
            "kubectl patch service api --type=json -p"
                + " '[{\"op\":\"replace\",\"path\":\"/spec/ports/0/targetPort\",\"value\":8080}]'");
  }

  @Test
  void a_pod_that_is_its_own_endpoint_sees_its_nodes_address() {
    var net =
        scenario()
            .node("n1", "m5.large")
            .pod("api")
            .on("n1")
            .listening(tcp(8080))
            .service(clusterIp())
            .settled();

    assertThat(net.trace("pod/api", "svc/api"))
        .isDelivered()
        .arrivesFrom(net.addressOfNode("n1"))
        .andReturns();
  }

  @Test
  void internal_traffic_policy_local_drops_where_no_endpoint_is_near() {
    var net = twoEndpoints().service(clusterIp().internalTrafficPolicy("Local")).settled();

    Assertions.assertThat(net.trace("pod/web", "svc/api").paths()).hasSize(1);
    assertThat(net.trace("node/n3", "svc/api"))
        .isStoppedBy(NO_ENDPOINT)
        .because("internalTrafficPolicy of default/api is Local and no endpoint is on n3: dropped");
  }

  @Test
  void a_node_port_is_denied_until_a_group_lets_it_in_and_then_delivered() {
    var net = twoEndpoints().service(nodePort("Cluster")).settled();

    assertThat(net.trace("internet", "node/n3:30080"))
        .isStoppedBy(DENIED_BY_SECURITY_GROUP)
        .because("no rule of sg-0node allows TCP 30080 from the internet")
        .offers(
            "aws ec2 authorize-security-group-ingress --group-id sg-0node --protocol tcp --port"
                + " 30080 --cidr 0.0.0.0/0");

    net.run(
        new AuthorizeSecurityGroupIngress(
            new SecurityGroupId("sg-0node"),
            List.of(Permission.of(Traffic.tcp(30080), Cidr.ANY_IPV4)),
            Tags.NONE));
    assertThat(net.trace("internet", "node/n3:30080"))
        .isDelivered()
        .arrivesFrom(net.addressOfNode("n3"))
        .isTranslatedBy(
            Step.Translator.INTERNET_GATEWAY,
            Step.Translator.KUBE_PROXY,
            Step.Translator.KUBE_PROXY)
        .andReturns();
  }

  @Test
  void a_node_port_is_reached_by_any_nodes_address_and_masqueraded_there() {
    var net = twoEndpoints().service(nodePort("Cluster")).settled();

    assertThat(net.trace("pod/web", net.addressOfNode("n3") + ":30080"))
        .isDelivered()
        .arrivesFrom(net.addressOfNode("n3"))
        .andReturns();
    assertThat(net.trace("pod/web", "node/n1:30080"))
        .isDelivered()
        .arrivesFrom(net.addressOfNode("n1"));
  }

  @Test
  void external_traffic_policy_local_keeps_the_clients_address_and_drops_elsewhere() {
    var net =
        twoEndpoints()
            .pod("api-3")
            .labelled("app", "api")
            .on("n3")
            .listening(tcp(8080))
            .service(nodePort("Local"))
            .settled();
    net.run(
        new AuthorizeSecurityGroupIngress(
            new SecurityGroupId("sg-0node"),
            List.of(Permission.of(Traffic.tcp(30080), Cidr.ANY_IPV4)),
            Tags.NONE));

    assertThat(net.trace("internet", "node/n3:30080"))
        .isDelivered()
        .arrivesFrom(IpAddress.parse("192.88.99.1"))
        .andReturns();

    var without = twoEndpoints().service(nodePort("Local")).settled();
    assertThat(without.trace("pod/web", "node/n3:30080"))
        .isStoppedBy(NO_ENDPOINT)
        .because("externalTrafficPolicy of default/api is Local");
  }

  @Test
  void a_node_port_that_no_service_has_is_refused() {
    var net = twoEndpoints().settled();

    assertThat(net.trace("pod/web", "node/n2:30081"))
        .isStoppedBy(NOT_LISTENING)
        .because("no Service has node port 30081");
  }

  @Test
  void a_headless_service_is_walked_by_its_endpoints_own_addresses() {
    var net =
        twoEndpoints()
            .service(KubeSamples.service("api").headless().port(port(80, 8080, 0)))
            .settled();

    Trace trace = net.trace("pod/web", "svc/api");

    assertThat(trace).isDelivered().isTranslatedBy();
    Assertions.assertThat(trace.paths()).hasSize(2);
  }

  @Test
  void many_endpoints_are_walked_once_for_each_kind() {
    Scenario sketch = twoEndpoints();
    for (int i = 3; i <= 15; i++) {
      sketch
          .pod("api-" + i)
          .labelled("app", "api")
          .on(i % 2 == 0 ? "n2" : "n1")
          .listening(tcp(8080))
          .onInterface(i % 3);
    }
    Trace trace = sketch.service(clusterIp()).settled().trace("pod/web", "svc/api");

    assertThat(trace).isDelivered();
    Assertions.assertThat(trace.paths()).hasSize(2);
    Assertions.assertThat(trace.paths().stream().mapToInt(Trace.Path::alike).sum()).isEqualTo(15);
  }

  @Test
  void session_affinity_is_noted() {
    var net = twoEndpoints().service(clusterIp().sessionAffinity("ClientIP")).settled();

    assertThat(net.trace("pod/web", "svc/api")).notes("sessionAffinity ClientIP");
  }
}
