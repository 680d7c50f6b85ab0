package io.eksnet.aws.elb.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.aws.Botocore;
import io.eksnet.aws.SmallNetwork;
import io.eksnet.aws.TestClient;
import io.eksnet.aws.TestClient.Said;
import io.eksnet.aws.ec2.CloudAtWork;
import io.eksnet.cloud.Cloud;
import io.eksnet.elb.classic.ClassicLoadBalancer;
import io.eksnet.elb.classic.InstanceHealth;
import io.eksnet.id.Decision;
import io.eksnet.id.IdSource;
import io.eksnet.table.Change;
import io.eksnet.vpc.Instance;
import io.eksnet.world.Controller;
import io.eksnet.world.Effect;
import io.eksnet.world.Moment;
import io.eksnet.world.Outcome;
import io.eksnet.world.Pace;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassicWireTest {
  private static final String NODE = SmallNetwork.NODE.value();

  private final SmallNetwork network = new SmallNetwork();
  private final CloudAtWork cloud = new CloudAtWork(network.ledger, SmallNetwork.NOW);
  private final TestClient client = new TestClient(network.ledger);

  @Test
  void aLoadBalancerIsMadeShownAndDeleted() {
    Said made = create("web", "Tags.member.1.Key=team&Tags.member.1.Value=net");
    assertThat(made.one("DNSName")).matches("web-[0-9]+\\.us-west-2\\.elb\\.amazonaws\\.com");

    Said shown = call("DescribeLoadBalancers", "LoadBalancerNames.member.1=web");

    assertThat(shown.one("DNSName")).isEqualTo(made.one("DNSName"));
    assertThat(shown.one("Target")).isEqualTo("TCP:30080");
    assertThat(shown.one("VPCId")).isEqualTo(SmallNetwork.VPC.value());
    assertThat(shown.one("CanonicalHostedZoneNameID")).isEqualTo("Z1H1FL5HABSF5");
    assertThat(shown.one("GroupName")).isEqualTo("nodes");
    Said enis =
        client.ec2(
            "DescribeNetworkInterfaces",
            "Filter.1.Name",
            "description",
            "Filter.1.Value.1",
            "ELB web");
    assertThat(enis.one("requesterId")).isEqualTo("amazon-elb");
    assertThat(enis.all("publicIp")).isNotEmpty();
    assertThat(call("DescribeTags", "LoadBalancerNames.member.1=web").one("Value"))
        .isEqualTo("net");
    assertThat(create("web", "Tags.member.1.Key=team&Tags.member.1.Value=net").one("DNSName"))
        .isEqualTo(made.one("DNSName"));
    call("DeleteLoadBalancer", "LoadBalancerName=web");
    call("DeleteLoadBalancer", "LoadBalancerName=web");
    assertThat(call("DescribeLoadBalancers", "").all("LoadBalancerName")).isEmpty();
    assertThat(
            client
                .ec2(
                    "DescribeNetworkInterfaces",
                    "Filter.1.Name",
                    "description",
                    "Filter.1.Value.1",
                    "ELB web")
                .all("networkInterfaceId"))
        .isEmpty();
  }

  @Test
  void anInstanceComesIntoServiceAfterItsThresholdAndGoesOutWhenItStops() {
    create("web", "");
    call(
        "ConfigureHealthCheck",
        "LoadBalancerName=web&HealthCheck.Target=TCP:30080&HealthCheck.Interval=10"
            + "&HealthCheck.Timeout=5&HealthCheck.UnhealthyThreshold=6"
            + "&HealthCheck.HealthyThreshold=2");
    call(
        "AttachLoadBalancerToSubnets",
        "LoadBalancerName=web&Subnets.member.1=" + SmallNetwork.PRIVATE);
    call("RegisterInstancesWithLoadBalancer", at("web"));
    runs();
    cloud.settle();
    assertThat(health()).isEqualTo("OutOfService ELB Instance registration is still in progress.");

    Instant due = SmallNetwork.NOW.plusSeconds(20);
    assertThat(reconcile(SmallNetwork.NOW).again()).contains(due);
    reconcile(due);
    assertThat(health()).isEqualTo("InService N/A N/A");

    client.ec2("StopInstances", "InstanceId.1", NODE);
    cloud.settle();
    assertThat(health()).isEqualTo("OutOfService Instance Instance is in stopped state.");
    call("DeregisterInstancesFromLoadBalancer", at("web"));
    cloud.settle();
    assertThat(network.ledger.durable().table(InstanceHealth.KIND).size()).isZero();
  }

  @Test
  void aTerminatedInstanceIsDeregistered() {
    create("web", "");
    call("RegisterInstancesWithLoadBalancer", at("web"));
    client.ec2("TerminateInstances", "InstanceId.1", NODE);
    cloud.settle();
    assertThat(call("DescribeInstanceHealth", "LoadBalancerName=web").all("InstanceId")).isEmpty();
  }

  @Test
  void attributesAreChangedOneByOne() {
    create("web", "");
    call(
        "ModifyLoadBalancerAttributes",
        "LoadBalancerName=web"
            + "&LoadBalancerAttributes.ConnectionDraining.Enabled=true"
            + "&LoadBalancerAttributes.ConnectionDraining.Timeout=60"
            + "&LoadBalancerAttributes.ConnectionSettings.IdleTimeout=120");
    call(
        "ModifyLoadBalancerAttributes",
        "LoadBalancerName=web&LoadBalancerAttributes.CrossZoneLoadBalancing.Enabled=true"
            + "&LoadBalancerAttributes.ConnectionDraining.Enabled=true");

    Said shown = call("DescribeLoadBalancerAttributes", "LoadBalancerName=web");

    assertThat(shown.one("IdleTimeout")).isEqualTo("120");
    assertThat(shown.one("Timeout")).isEqualTo("60");
    assertThat(shown.all("Enabled")).containsExactlyInAnyOrder("true", "true", "false");
  }

  @Test
  void policiesAreMadeAndListenersPutUnderThem() {
    create("web", "");
    call(
        "CreateLBCookieStickinessPolicy",
        "LoadBalancerName=web&PolicyName=sticky&CookieExpirationPeriod=60");
    call(
        "CreateLoadBalancerPolicy",
        "LoadBalancerName=web&PolicyName=proxy&PolicyTypeName=ProxyProtocolPolicyType"
            + "&PolicyAttributes.member.1.AttributeName=ProxyProtocol"
            + "&PolicyAttributes.member.1.AttributeValue=true");
    call(
        "SetLoadBalancerPoliciesOfListener",
        "LoadBalancerName=web&LoadBalancerPort=80&PolicyNames.member.1=sticky");
    call(
        "SetLoadBalancerPoliciesForBackendServer",
        "LoadBalancerName=web&InstancePort=30080&PolicyNames.member.1=proxy");

    String shown = call("DescribeLoadBalancers", "").text();

    assertThat(shown).contains("<CookieExpirationPeriod>60</CookieExpirationPeriod>");
    assertThat(shown).contains("<BackendServerDescriptions><member><InstancePort>30080");
    assertThat(call("DescribeLoadBalancerPolicies", "LoadBalancerName=web").all("PolicyName"))
        .containsExactly("sticky", "proxy");
    assertThat(
            client
                .form(
                    "elasticloadbalancing",
                    "Version=2012-06-01&Action=DeleteLoadBalancerPolicy&LoadBalancerName=web"
                        + "&PolicyName=proxy")
                .status())
        .isEqualTo(409);
    call("SetLoadBalancerPoliciesForBackendServer", "LoadBalancerName=web&InstancePort=30080");
    call("DeleteLoadBalancerPolicy", "LoadBalancerName=web&PolicyName=proxy");
  }

  @Test
  void aCertificateOfAListenerIsInUse() {
    String arn =
        Botocore.text(
            client.acm("RequestCertificate", "{\"DomainName\": \"a.com\"}").json(),
            "CertificateArn");
    create("web", "");
    call(
        "CreateLoadBalancerListeners",
        "LoadBalancerName=web&Listeners.member.1.Protocol=HTTPS"
            + "&Listeners.member.1.LoadBalancerPort=443&Listeners.member.1.InstancePort=30080"
            + "&Listeners.member.1.SSLCertificateId="
            + URLEncoder.encode(arn, StandardCharsets.UTF_8));
    String body = "{\"CertificateArn\": \"" + arn + "\"}";

    assertThat(client.acm("DescribeCertificate", body).text()).contains("loadbalancer/web");
    assertThat(client.acm("DeleteCertificate", body).jsonRefusal())
        .isEqualTo(
            "ResourceInUseException: Certificate " + arn + " in account 111122223333 is in use.");
    call("DeleteLoadBalancerListeners", "LoadBalancerName=web&LoadBalancerPorts.member.1=443");
    assertThat(client.acm("DeleteCertificate", body).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DescribeLoadBalancers | LoadBalancerNames.member.1=x | LoadBalancerNotFound: There is no ACTIVE Load Balancer named 'x'
          DescribeInstanceHealth | LoadBalancerName=x | LoadBalancerNotFound: There is no ACTIVE
          DescribeInstanceHealth | LoadBalancerName=web&Instances.member.1.InstanceId=i-1 | InvalidInstance: Could not find EC2 instance i-1.
          RegisterInstancesWithLoadBalancer | LoadBalancerName=web&Instances.member.1.InstanceId=i-1 | InvalidInstance: Could not find EC2 instance i-1.
          CreateLoadBalancer | Listeners.member.1.Protocol=TCP | ValidationError: 1 validation error detected: Value null at 'loadBalancerName' failed to satisfy constraint: Member must not be null
          CreateLoadBalancer | LoadBalancerName=y&Listeners.member.1.Protocol=TCP&Listeners.member.1.LoadBalancerPort=80&Listeners.member.1.InstancePort=80 | ValidationError: Either AvailabilityZones or SubnetIds must be specified
          CreateLoadBalancer | LoadBalancerName=y&AvailabilityZones.member.1=us-west-2a&Listeners.member.1.Protocol=TCP&Listeners.member.1.LoadBalancerPort=80&Listeners.member.1.InstancePort=80 | InvalidConfigurationRequest: Default VPC not found
          CreateLoadBalancer | LoadBalancerName=y&Subnets.member.1=subnet-1&Listeners.member.1.Protocol=TCP&Listeners.member.1.LoadBalancerPort=80&Listeners.member.1.InstancePort=80 | SubnetNotFound: The subnet ID 'subnet-1' does not exist
          CreateLoadBalancer | LoadBalancerName=web&Subnets.member.1=subnet-1&Listeners.member.1.Protocol=TCP&Listeners.member.1.LoadBalancerPort=80&Listeners.member.1.InstancePort=80 | DuplicateLoadBalancerName: Load Balancer named web already exists and it is configured with different parameters.
          CreateLoadBalancerListeners | LoadBalancerName=web&Listeners.member.1.Protocol=TCP&Listeners.member.1.LoadBalancerPort=80&Listeners.member.1.InstancePort=1 | DuplicateListener: A listener already exists for web with LoadBalancerPort 80
          CreateLoadBalancerListeners | LoadBalancerName=web&Listeners.member.1.Protocol=SSL&Listeners.member.1.LoadBalancerPort=81&Listeners.member.1.InstancePort=1&Listeners.member.1.SSLCertificateId=x | CertificateNotFound: Server Certificate not found for the key: x
          CreateLoadBalancerListeners | LoadBalancerName=web&Listeners.member.1.Protocol=UDP&Listeners.member.1.LoadBalancerPort=81&Listeners.member.1.InstancePort=1 | UnsupportedProtocol: The protocol UDP
          SetLoadBalancerListenerSSLCertificate | LoadBalancerName=web&LoadBalancerPort=82&SSLCertificateId=x | ListenerNotFound: There is no listener on LoadBalancerPort 82
          SetLoadBalancerPoliciesOfListener | LoadBalancerName=web&LoadBalancerPort=80&PolicyNames.member.1=x | PolicyNotFound: There is no policy with name x for load balancer web.
          CreateLoadBalancerPolicy | LoadBalancerName=web&PolicyName=x&PolicyTypeName=y | PolicyTypeNotFound: Policy type y was not found.
          ConfigureHealthCheck | LoadBalancerName=web&HealthCheck.Target=UDP:1&HealthCheck.Interval=10&HealthCheck.Timeout=5&HealthCheck.UnhealthyThreshold=2&HealthCheck.HealthyThreshold=2 | ValidationError: HealthCheck Target must begin with one of HTTP, TCP, HTTPS, SSL
          ConfigureHealthCheck | LoadBalancerName=web&HealthCheck.Target=HTTP:1&HealthCheck.Interval=10&HealthCheck.Timeout=5&HealthCheck.UnhealthyThreshold=2&HealthCheck.HealthyThreshold=2 | ValidationError: HealthCheck HTTP Target must specify a port
          ConfigureHealthCheck | LoadBalancerName=web&HealthCheck.Target=TCP:1&HealthCheck.Interval=10&HealthCheck.Timeout=10&HealthCheck.UnhealthyThreshold=2&HealthCheck.HealthyThreshold=2 | ValidationError: HealthCheck timeout must be less than interval
          DetachLoadBalancerFromSubnets | LoadBalancerName=web&Subnets.member.1=subnet-0aaaaaaaaaaaaaaa2 | InvalidConfigurationRequest: A load balancer must be attached
          ApplySecurityGroupsToLoadBalancer | LoadBalancerName=web&SecurityGroups.member.1=sg-1 | InvalidSecurityGroup: One or more of the specified security groups do not exist.
          EnableAvailabilityZonesForLoadBalancer | LoadBalancerName=web | InvalidAction: The action EnableAvailabilityZonesForLoadBalancer is not valid
          """)
  void badRequestsAreRefusedInElbsWords(String action, String parameters, String refusal) {
    create("web", "");
    Said said =
        client.form(
            "elasticloadbalancing", "Version=2012-06-01&Action=" + action + "&" + parameters);
    assertThat(said.status()).isIn(400, 409);
    assertThat(said.refusal().replace("&apos;", "'")).startsWith(refusal);
  }

  private void runs() {
    Instance node = network.ledger.durable().find(Instance.KIND, SmallNetwork.NODE).orElseThrow();
    network.ledger.transact(
        (_, _) ->
            Decision.accept(
                true, Change.put(Instance.KIND, node.withState(Instance.State.RUNNING))));
  }

  private Outcome reconcile(Instant now) {
    var key =
        new InstanceHealth.Key(
            new ClassicLoadBalancer.Key(SmallNetwork.SCOPE, "web"), SmallNetwork.NODE);
    Outcome outcome =
        health(Cloud.controllers())
            .reconcile(
                network.ledger.durable(), key, new Moment(now, IdSource.seeded(1), Pace.FAST));
    for (Effect effect : outcome.effects()) {
      if (effect instanceof Effect.State(var change)) {
        network.ledger.transact((_, _) -> Decision.accept(true, change));
      }
    }
    return outcome;
  }

  @SuppressWarnings("unchecked")
  private static Controller<InstanceHealth.Key> health(List<Controller<?>> all) {
    return (Controller<InstanceHealth.Key>)
        all.stream()
            .filter(it -> it.name().equals("classic-instance-health"))
            .findFirst()
            .orElseThrow();
  }

  private String health() {
    Said said = call("DescribeInstanceHealth", "LoadBalancerName=web");
    return said.one("State") + " " + said.one("ReasonCode") + " " + said.one("Description");
  }

  private static String at(String name) {
    return "LoadBalancerName=" + name + "&Instances.member.1.InstanceId=" + NODE;
  }

  private Said create(String name, String more) {
    return call(
        "CreateLoadBalancer",
        "LoadBalancerName="
            + name
            + "&Subnets.member.1="
            + SmallNetwork.PUBLIC
            + "&SecurityGroups.member.1="
            + SmallNetwork.NODES
            + "&Listeners.member.1.Protocol=tcp&Listeners.member.1.LoadBalancerPort=80"
            + "&Listeners.member.1.InstancePort=30080"
            + (more.isEmpty() ? "" : "&" + more));
  }

  private Said call(String action, String parameters) {
    Said said =
        client.form(
            "elasticloadbalancing",
            "Version=2012-06-01&Action="
                + action
                + (parameters.isEmpty() ? "" : "&" + parameters.replace(":", "%3A")));
    assertThat(said.status()).as(said.text()).isEqualTo(200);
    return said;
  }
}
