package io.eksnet.aws.elb;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.acm.Certificate;
import io.eksnet.acm.CertificateBody;
import io.eksnet.aws.SmallNetwork;
import io.eksnet.aws.TestClient;
import io.eksnet.aws.TestClient.Said;
import io.eksnet.elb.ElbProtocol;
import io.eksnet.elb.HealthCheck;
import io.eksnet.elb.TargetGroup;
import io.eksnet.id.Decision;
import io.eksnet.id.Tags;
import io.eksnet.id.TargetGroupArn;
import io.eksnet.table.Change;
import io.eksnet.table.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ListenerWireTest {
  private static final String CERTIFICATE = SmallNetwork.SCOPE.arn("acm", "certificate/1");

  private final SmallNetwork network = new SmallNetwork();
  private final TestClient client = new TestClient(network.ledger);
  private final String balancer =
      client
          .elb(
              "CreateLoadBalancer",
              "Name",
              "web",
              "Scheme",
              "internal",
              "Subnets.member.1",
              SmallNetwork.PRIVATE.value(),
              "Subnets.member.2",
              SmallNetwork.PUBLIC.value())
          .one("LoadBalancerArn");

  @Test
  void anApplicationLoadBalancerIsShownAsElbDoes() {
    Said shown = client.elb("DescribeLoadBalancers", "Names.member.1", "web");

    assertThat(shown.one("Type")).isEqualTo("application");
    assertThat(shown.one("DNSName"))
        .matches("internal-web-[0-9]+\\.us-west-2\\.elb\\.amazonaws\\.com");
    assertThat(shown.one("CanonicalHostedZoneId")).isEqualTo("Z1H1FL5HABSF5");
    assertThat(shown.all("ZoneName")).containsExactly("us-west-2a", "us-west-2b");
    assertThat(shown.all("member")).isNotEmpty();
    assertThat(shown.all("EnablePrefixForIpv6SourceNat")).isEmpty();
    assertThat(
            client
                .ec2(
                    "DescribeNetworkInterfaces",
                    "Filter.1.Name",
                    "description",
                    "Filter.1.Value.1",
                    "ELB app/web/*")
                .all("interfaceType"))
        .containsExactly("interface", "interface");
  }

  @Test
  void aListenerIsMadeShownChangedAndDeleted() {
    Said made = listener("80", "Tags.member.1.Key", "a", "Tags.member.1.Value", "1");
    String arn = made.one("ListenerArn");

    assertThat(made.one("Protocol")).isEqualTo("HTTP");
    assertThat(made.one("MessageBody")).isEqualTo("hello");
    assertThat(made.all("Order")).isEmpty();
    assertThat(client.elb("DescribeTags", "ResourceArns.member.1", arn).one("Value"))
        .isEqualTo("1");
    assertThat(client.elb("ModifyListener", "ListenerArn", arn, "Port", "8080").one("Port"))
        .isEqualTo("8080");
    assertThat(client.elb("DescribeListeners", "LoadBalancerArn", balancer).all("ListenerArn"))
        .containsExactly(arn);
    assertThat(client.elb("DeleteListener", "ListenerArn", arn).status()).isEqualTo(200);
    assertThat(client.elb("DescribeListeners", "ListenerArns.member.1", arn).refusal())
        .isEqualTo("ListenerNotFound: One or more listeners not found");
  }

  @Test
  void listenersComeInPages() {
    for (String port : List.of("80", "81", "82")) {
      listener(port);
    }

    Said first = client.elb("DescribeListeners", "LoadBalancerArn", balancer, "PageSize", "2");
    Said second =
        client.elb(
            "DescribeListeners",
            "LoadBalancerArn",
            balancer,
            "PageSize",
            "2",
            "Marker",
            first.one("NextMarker"));

    assertThat(first.all("ListenerArn")).hasSize(2);
    assertThat(second.all("ListenerArn"))
        .hasSize(1)
        .doesNotContainAnyElementsOf(first.all("ListenerArn"));
    assertThat(second.all("NextMarker")).isEmpty();
    assertThat(client.elb("DescribeListeners").refusal())
        .isEqualTo("ValidationError: You must specify either listener ARNs or a load balancer ARN");
  }

  @Test
  void anEncryptedListenerShowsItsPolicyAndCertificates() {
    certificate(CERTIFICATE);
    certificate(CERTIFICATE + "2");
    Said made = https();
    String arn = made.one("ListenerArn");

    assertThat(made.one("SslPolicy")).isEqualTo("ELBSecurityPolicy-2016-08");
    assertThat(made.one("CertificateArn")).isEqualTo(CERTIFICATE);
    assertThat(made.all("IsDefault")).isEmpty();
    assertThat(made.one("Mode")).isEqualTo("off");
    client.elb(
        "AddListenerCertificates",
        "ListenerArn",
        arn,
        "Certificates.member.1.CertificateArn",
        CERTIFICATE + "2");
    Said certificates = client.elb("DescribeListenerCertificates", "ListenerArn", arn);
    assertThat(certificates.all("CertificateArn")).containsExactly(CERTIFICATE, CERTIFICATE + "2");
    assertThat(certificates.all("IsDefault")).containsExactly("true", "false");
  }

  @Test
  void acmKnowsWhoPresentsACertificate() {
    certificate(CERTIFICATE);
    https();

    assertThat(
            client
                .acm("DescribeCertificate", "{\"CertificateArn\":\"" + CERTIFICATE + "\"}")
                .text())
        .contains(balancer);
  }

  @Test
  void aSecretIsNeverShown() {
    certificate(CERTIFICATE);
    String arn = https().one("ListenerArn");
    String config = "Actions.member.1.AuthenticateOidcConfig.";

    Said made =
        client.elb(
            "CreateRule",
            with(
                List.of(
                    "ListenerArn",
                    arn,
                    "Priority",
                    "1",
                    "Conditions.member.1.Field",
                    "path-pattern",
                    "Conditions.member.1.Values.member.1",
                    "/login/*",
                    "Actions.member.1.Type",
                    "authenticate-oidc",
                    "Actions.member.1.Order",
                    "1",
                    config + "Issuer",
                    "https://idp.example.com",
                    config + "AuthorizationEndpoint",
                    "https://idp.example.com/a",
                    config + "TokenEndpoint",
                    "https://idp.example.com/t",
                    config + "UserInfoEndpoint",
                    "https://idp.example.com/u",
                    config + "ClientId",
                    "client",
                    config + "ClientSecret",
                    "very-secret"),
                answer("Actions.member.2."),
                List.of("Actions.member.2.Order", "2")));

    assertThat(made.text()).contains("<ClientId>client</ClientId>").doesNotContain("very-secret");
    assertThat(made.one("SessionTimeout")).isEqualTo("604800");
    assertThat(made.one("SessionCookieName")).isEqualTo("AWSELBAuthSessionCookie");
    assertThat(client.elb("DescribeRules", "ListenerArn", arn).text())
        .doesNotContain("very-secret");
  }

  @Test
  void rulesAreShownByPriorityAndTheDefaultOneLast() {
    String arn = listener("80").one("ListenerArn");
    rule(arn, "20");
    rule(arn, "3");

    Said shown = client.elb("DescribeRules", "ListenerArn", arn);

    assertThat(shown.all("Priority")).containsExactly("3", "20", "default");
    assertThat(shown.all("IsDefault")).containsExactly("false", "false", "true");
    String last = shown.all("RuleArn").getLast();
    assertThat(client.elb("DeleteRule", "RuleArn", last).refusal())
        .isEqualTo("OperationNotPermitted: Default rule '" + last + "' cannot be deleted");
    assertThat(client.elb("DescribeRules", "RuleArns.member.1", last).one("Priority"))
        .isEqualTo("default");
    assertThat(
            client
                .elb(
                    "SetRulePriorities",
                    "RulePriorities.member.1.RuleArn",
                    shown.all("RuleArn").getFirst(),
                    "RulePriorities.member.1.Priority",
                    "20",
                    "RulePriorities.member.2.RuleArn",
                    shown.all("RuleArn").get(1),
                    "RulePriorities.member.2.Priority",
                    "3")
                .status())
        .isEqualTo(200);
    assertThat(client.elb("DescribeRules", "ListenerArn", arn).all("RuleArn").getFirst())
        .isEqualTo(shown.all("RuleArn").get(1));
  }

  @Test
  void conditionsAndTransformsComeBackAsTheyWere() {
    String arn = listener("80").one("ListenerArn");
    String third = "Conditions.member.3.";

    Said made =
        client.elb(
            "CreateRule",
            with(
                List.of(
                    "ListenerArn",
                    arn,
                    "Priority",
                    "1",
                    "Conditions.member.1.Field",
                    "host-header",
                    "Conditions.member.1.HostHeaderConfig.Values.member.1",
                    "a.example.com",
                    "Conditions.member.2.Field",
                    "http-header",
                    "Conditions.member.2.HttpHeaderConfig.HttpHeaderName",
                    "X-Test",
                    "Conditions.member.2.HttpHeaderConfig.RegexValues.member.1",
                    "^a+$",
                    third + "Field",
                    "query-string",
                    third + "QueryStringConfig.Values.member.1.Key",
                    "k",
                    third + "QueryStringConfig.Values.member.1.Value",
                    "v",
                    "Transforms.member.1.Type",
                    "url-rewrite",
                    "Transforms.member.1.UrlRewriteConfig.Rewrites.member.1.Regex",
                    "^/a/(.*)$",
                    "Transforms.member.1.UrlRewriteConfig.Rewrites.member.1.Replace",
                    "/$1"),
                answer("Actions.member.1.")));

    assertThat(made.all("Field")).containsExactly("host-header", "http-header", "query-string");
    assertThat(made.text())
        .contains("<Values><member>a.example.com</member></Values>")
        .contains("<RegexValues><member>^a+$</member></RegexValues>")
        .contains("<Regex>^/a/(.*)$</Regex>");
    assertThat(made.one("Key")).isEqualTo("k");
    Said reset =
        client.elb("ModifyRule", "RuleArn", made.one("RuleArn"), "ResetTransforms", "true");
    assertThat(reset.all("Regex")).isEmpty();
    assertThat(reset.all("Field")).hasSize(3);
  }

  @Test
  void aForwardToOneTargetGroupIsShownInBothForms() {
    String group = targetGroup();

    Said made =
        client.elb(
            "CreateListener",
            "LoadBalancerArn",
            balancer,
            "Protocol",
            "HTTP",
            "Port",
            "80",
            "DefaultActions.member.1.Type",
            "forward",
            "DefaultActions.member.1.TargetGroupArn",
            group);

    assertThat(made.all("TargetGroupArn")).containsExactlyInAnyOrder(group, group);
    assertThat(made.one("Weight")).isEqualTo("1");
    assertThat(made.one("Enabled")).isEqualTo("false");
  }

  @Test
  void settingsOfAnotherKindAreRefused() {
    String arn = listener("80").one("ListenerArn");

    assertThat(action(arn, "redirect").refusal())
        .isEqualTo(
            "InvalidLoadBalancerAction: For actions of type 'redirect', you must specify the"
                + " following fields: 'RedirectConfig'");
    assertThat(action(arn, "dance").refusal())
        .startsWith("ValidationError: 1 validation error detected: Value 'dance'");
    assertThat(condition(arn, "colour", "Values.member.1").refusal())
        .isEqualTo(
            "ValidationError: Condition field 'colour' must be one of"
                + " 'http-header,http-request-method,host-header,query-string,source-ip,"
                + "path-pattern'");
    assertThat(condition(arn, "host-header", "PathPatternConfig.Values.member.1").refusal())
        .isEqualTo(
            "ValidationError: 'PathPatternConfig' cannot be specified for a condition of type"
                + " 'host-header'");
    assertThat(
            client
                .elb(
                    "CreateListener",
                    with(
                        List.of(
                            "LoadBalancerArn", balancer,
                            "Protocol", "HTTPS",
                            "Port", "443",
                            "MutualAuthentication.Mode", "verify"),
                        answer("DefaultActions.member.1.")))
                .refusal())
        .startsWith("UnsupportedOperation: eksnet does not serve mutual authentication");
  }

  @Test
  void attributesOfAListenerAreShownAndChanged() {
    String arn = listener("80").one("ListenerArn");

    Said changed =
        client.elb(
            "ModifyListenerAttributes",
            "ListenerArn",
            arn,
            "Attributes.member.1.Key",
            "routing.http.response.server.enabled",
            "Attributes.member.1.Value",
            "false");

    assertThat(changed.all("Value")).contains("false");
    assertThat(client.elb("DescribeListenerAttributes", "ListenerArn", arn).all("Key"))
        .contains("routing.http.response.server.enabled")
        .doesNotContain("tcp.idle_timeout.seconds");
  }

  @Test
  void subnetsAndFamiliesAreSet() {
    assertThat(
            client
                .elb(
                    "SetSubnets",
                    "LoadBalancerArn",
                    balancer,
                    "Subnets.member.1",
                    SmallNetwork.PRIVATE.value(),
                    "Subnets.member.2",
                    SmallNetwork.PUBLIC.value())
                .all("ZoneName"))
        .hasSize(2);
    assertThat(
            client
                .elb("SetIpAddressType", "LoadBalancerArn", balancer, "IpAddressType", "dualstack")
                .refusal())
        .startsWith("InvalidSubnet:");
    assertThat(
            client
                .elb("SetIpAddressType", "LoadBalancerArn", balancer, "IpAddressType", "ipv4")
                .one("IpAddressType"))
        .isEqualTo("ipv4");
  }

  @Test
  void policiesLimitsAndTrustStoresAreListed() {
    Said policy =
        client.elb("DescribeSSLPolicies", "Names.member.1", "ELBSecurityPolicy-TLS13-1-3-2021-06");
    assertThat(policy.text()).contains("<member>TLSv1.3</member>");
    assertThat(policy.all("Priority")).containsExactly("1", "2", "3");
    assertThat(client.elb("DescribeSSLPolicies").all("NextMarker")).isEmpty();
    assertThat(client.elb("DescribeSSLPolicies", "Names.member.1", "x").refusal())
        .isEqualTo("SSLPolicyNotFound: SSL policy 'x' not found");
    assertThat(client.elb("DescribeAccountLimits").all("Name"))
        .contains("application-load-balancers", "rules-per-application-load-balancer");
    assertThat(client.elb("DescribeTrustStores").status()).isEqualTo(200);
    assertThat(client.elb("DescribeTrustStores", "Names.member.1", "x").refusal())
        .startsWith("TrustStoreNotFound:");
  }

  @Test
  void anotherAccountSeesNothing() {
    String arn = listener("80").one("ListenerArn");
    TestClient other = client.ofOtherAccount();

    assertThat(other.elb("DescribeLoadBalancers").all("LoadBalancerArn")).isEmpty();
    assertThat(other.elb("DescribeRules", "ListenerArn", arn).refusal())
        .startsWith("ListenerNotFound:");
    assertThat(other.elb("DeleteListener", "ListenerArn", arn).refusal())
        .startsWith("ListenerNotFound:");
  }

  private Said listener(String port, String... more) {
    return client.elb(
        "CreateListener",
        with(
            List.of("LoadBalancerArn", balancer, "Protocol", "HTTP", "Port", port),
            answer("DefaultActions.member.1."),
            List.of(more)));
  }

  private Said https() {
    return client.elb(
        "CreateListener",
        with(
            List.of(
                "LoadBalancerArn",
                balancer,
                "Protocol",
                "HTTPS",
                "Port",
                "443",
                "Certificates.member.1.CertificateArn",
                CERTIFICATE),
            answer("DefaultActions.member.1.")));
  }

  private Said rule(String listener, String priority) {
    return client.elb(
        "CreateRule",
        with(
            List.of(
                "ListenerArn",
                listener,
                "Priority",
                priority,
                "Conditions.member.1.Field",
                "path-pattern",
                "Conditions.member.1.Values.member.1",
                "/" + priority),
            answer("Actions.member.1.")));
  }

  private Said action(String listener, String type) {
    return client.elb(
        "ModifyListener", "ListenerArn", listener, "DefaultActions.member.1.Type", type);
  }

  private Said condition(String listener, String field, String member) {
    return client.elb(
        "CreateRule",
        with(
            List.of(
                "ListenerArn",
                listener,
                "Priority",
                "9",
                "Conditions.member.1.Field",
                field,
                "Conditions.member.1." + member,
                "/x"),
            answer("Actions.member.1.")));
  }

  private static List<String> answer(String at) {
    return List.of(
        at + "Type", "fixed-response",
        at + "FixedResponseConfig.StatusCode", "200",
        at + "FixedResponseConfig.ContentType", "text/plain",
        at + "FixedResponseConfig.MessageBody", "hello");
  }

  private static String[] with(List<String> first, List<String> second) {
    return with(first, second, List.of());
  }

  private static String[] with(List<String> first, List<String> second, List<String> third) {
    return Stream.of(first, second, third).flatMap(List::stream).toArray(String[]::new);
  }

  private void certificate(String arn) {
    state(
        Certificate.KIND,
        new Certificate(
            arn,
            SmallNetwork.SCOPE,
            "www.example.com",
            List.of("www.example.com"),
            new Certificate.Origin.Imported(),
            Certificate.Status.ISSUED,
            new CertificateBody(
                "",
                Optional.empty(),
                "www.example.com",
                List.of("www.example.com"),
                "01",
                "CN=www.example.com",
                "Amazon",
                SmallNetwork.NOW,
                SmallNetwork.NOW,
                "RSA_2048",
                "SHA256WITHRSA",
                List.of(),
                List.of()),
            SmallNetwork.NOW,
            Optional.of(SmallNetwork.NOW),
            Tags.NONE));
  }

  private String targetGroup() {
    TargetGroupArn arn =
        new TargetGroupArn(
            SmallNetwork.SCOPE.arn("elasticloadbalancing", "targetgroup/t/0123456789abcdef"));
    state(
        TargetGroup.KIND,
        new TargetGroup(
            arn,
            SmallNetwork.SCOPE,
            "t",
            Optional.of(ElbProtocol.HTTP),
            Optional.of("HTTP1"),
            Optional.of(80),
            Optional.of(SmallNetwork.VPC),
            TargetGroup.TargetType.IP,
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
            SmallNetwork.NOW,
            Tags.NONE));
    return arn.value();
  }

  private <K extends Comparable<? super K>, V> void state(Kind<K, V> kind, V fact) {
    network.ledger.transact((_, _) -> Decision.accept(fact, Change.put(kind, fact)));
  }
}
