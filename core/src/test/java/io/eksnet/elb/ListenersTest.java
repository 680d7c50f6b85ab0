package io.eksnet.elb;

import static io.eksnet.elb.BalancerLab.A;
import static io.eksnet.elb.BalancerLab.B;
import static io.eksnet.elb.BalancerLab.CERTIFICATE;
import static io.eksnet.elb.BalancerLab.HELLO;
import static io.eksnet.elb.BalancerLab.OTHER;
import static io.eksnet.elb.BalancerLab.SCOPE;
import static io.eksnet.elb.BalancerLab.alb;
import static io.eksnet.elb.BalancerLab.certificateArn;
import static io.eksnet.elb.BalancerLab.forward;
import static io.eksnet.elb.BalancerLab.listener;
import static io.eksnet.elb.BalancerLab.nlb;
import static io.eksnet.elb.BalancerLab.tls;
import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.acm.Certificate;
import io.eksnet.id.ListenerArn;
import io.eksnet.id.LoadBalancerArn;
import io.eksnet.id.Tags;
import io.eksnet.id.TargetGroupArn;
import io.eksnet.id.VpcId;
import io.eksnet.vpc.Quota;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ListenersTest {
  private final BalancerLab lab = new BalancerLab();
  private final LoadBalancer web = lab.done(alb("web", A, B));
  private final LoadBalancer net = lab.done(nlb("net", A));

  @Test
  void aListenerIsNamedAfterItsLoadBalancerAndHasADefaultRule() {
    Listener made = lab.done(listener(web, ElbProtocol.HTTP, 80, HELLO));

    assertThat(made.arn().value())
        .startsWith(SCOPE.arn("elasticloadbalancing", "listener/" + web.arn().path() + "/"));
    assertThat(made.defaultRule().arn().value())
        .startsWith(made.arn().value().replace(":listener/", ":listener-rule/") + "/");
  }

  @Test
  void theSameRequestTwiceMakesOneAndAnotherOnItsPortIsRefused() {
    Listener made = lab.done(listener(web, ElbProtocol.HTTPS, 443, HELLO));

    assertThat(lab.done(listener(web, ElbProtocol.HTTPS, 443, HELLO))).isEqualTo(made);
    assertThat(lab.refused(listener(web, ElbProtocol.HTTP, 443, HELLO)))
        .isEqualTo(
            "DuplicateListener: A listener already exists on this port for this load balancer '"
                + web.arn()
                + "'");
    lab.done(listener(net, ElbProtocol.TCP, 443, forward(lab.targetGroup("t", ElbProtocol.TCP))));
  }

  @Test
  void anEncryptedListenerHasElbsOldPolicyUnlessItNamesOne() {
    Listener made = lab.done(listener(web, ElbProtocol.HTTPS, 443, HELLO));

    assertThat(made.tls())
        .contains(
            new Listener.Tls(
                "ELBSecurityPolicy-2016-08",
                CERTIFICATE,
                List.of(),
                Optional.empty(),
                Listener.MutualAuthentication.OFF));
  }

  /**
   * A row of the table.
   *
   * @param what what is tried
   */
  private record Row(String what, CreateListener command, String refusal) {}

  @TestFactory
  Stream<DynamicTest> eachWrongListenerIsRefused() {
    lab.certificate(certificateArn("pending"), Certificate.Status.PENDING_VALIDATION);
    var http = lab.targetGroup("http", ElbProtocol.HTTP);
    var tcp = lab.targetGroup("tcp", ElbProtocol.TCP);
    var foreign =
        lab.targetGroup(
            "foreign",
            Optional.of(ElbProtocol.HTTP),
            Optional.of(new VpcId("vpc-2")),
            TargetGroup.TargetType.IP);
    var lambda =
        lab.targetGroup(
            "lambda", Optional.empty(), Optional.empty(), TargetGroup.TargetType.LAMBDA);
    var none = lab.targetGroup("none", ElbProtocol.HTTP).value().replace("none", "gone");
    return Stream.of(
            new Row(
                "a protocol of the other type",
                listener(web, ElbProtocol.TCP, 80, HELLO),
                "ValidationError: Listener protocol 'TCP' must be one of 'HTTPS, HTTP'"),
            new Row(
                "no port",
                with(Optional.empty(), CreateListener.TlsRequest.NONE),
                "ValidationError: A listener port must be specified"),
            new Row(
                "port 0",
                listener(web, ElbProtocol.HTTP, 0, HELLO),
                "ValidationError: Listener port '0' must be between 1 and 65535"),
            new Row(
                "no certificate",
                with(Optional.of(443), CreateListener.TlsRequest.NONE),
                "ValidationError: A certificate must be specified for HTTPS listeners"),
            new Row(
                "a certificate that ACM has not",
                with(Optional.of(443), tls(certificateArn("2"))),
                "CertificateNotFound: Certificate '" + certificateArn("2") + "' not found"),
            new Row(
                "a certificate that is not issued yet",
                with(Optional.of(443), tls(certificateArn("pending"))),
                "UnsupportedCertificate: The certificate '"
                    + certificateArn("pending")
                    + "' must have a fully-qualified domain name, a supported signature, and a"
                    + " supported key size."),
            new Row(
                "a certificate of IAM",
                with(Optional.of(443), tls("arn:aws:iam::123456789012:server-certificate/x")),
                "CertificateNotFound: Certificate"
                    + " 'arn:aws:iam::123456789012:server-certificate/x' not found"),
            new Row(
                "two certificates",
                with(Optional.of(443), tls(CERTIFICATE, CERTIFICATE)),
                "ValidationError: Exactly one default certificate must be specified"),
            new Row(
                "an unknown policy",
                with(Optional.of(443), policy("ELBSecurityPolicy-1999")),
                "SSLPolicyNotFound: SSL policy 'ELBSecurityPolicy-1999' not found"),
            new Row(
                "a policy of the other type",
                with(Optional.of(443), policy("ELBSecurityPolicy-2015-05")),
                "SSLPolicyNotFound: SSL policy 'ELBSecurityPolicy-2015-05' not found"),
            new Row(
                "an ALPN policy on HTTPS",
                with(
                    Optional.of(443),
                    new CreateListener.TlsRequest(
                        Optional.empty(),
                        List.of(CERTIFICATE),
                        List.of("HTTP2Only"),
                        Optional.empty())),
                "ValidationError: ALPN policies can be specified for TLS listeners only"),
            new Row(
                "no action",
                listener(web, ElbProtocol.HTTP, 80),
                "ValidationError: An action must be specified"),
            new Row(
                "an answer of a Network Load Balancer",
                listener(net, ElbProtocol.TCP, 80, HELLO),
                "InvalidLoadBalancerAction: Actions of type 'fixed-response' are not supported for"
                    + " load balancers with type 'network'"),
            new Row(
                "a target group that is not there",
                listener(web, ElbProtocol.HTTP, 80, forward(new TargetGroupArn(none))),
                "TargetGroupNotFound: Target group '" + none + "' not found"),
            new Row(
                "a target group of another VPC",
                listener(web, ElbProtocol.HTTP, 80, forward(foreign)),
                "InvalidConfigurationRequest: Target group '"
                    + foreign
                    + "' is in a different VPC than load balancer '"
                    + web.arn()
                    + "'"),
            new Row(
                "a target group of another protocol",
                listener(net, ElbProtocol.TCP, 80, forward(http)),
                "IncompatibleProtocols: The listener and its associated target group '"
                    + http
                    + "' have incompatible protocols: 'TCP' and 'HTTP'"),
            new Row(
                "UDP to TCP",
                listener(net, ElbProtocol.UDP, 80, forward(tcp)),
                "IncompatibleProtocols: The listener and its associated target group '"
                    + tcp
                    + "' have incompatible protocols: 'UDP' and 'TCP'"),
            new Row(
                "a function behind a Network Load Balancer",
                listener(net, ElbProtocol.TCP, 80, forward(lambda)),
                "InvalidConfigurationRequest: Target group '"
                    + lambda
                    + "' with target type 'lambda' is not supported for load balancers with type"
                    + " 'network'"),
            new Row(
                "no load balancer",
                new CreateListener(
                    SCOPE,
                    new LoadBalancerArn("arn:x"),
                    Optional.of(ElbProtocol.HTTP),
                    Optional.of(80),
                    CreateListener.TlsRequest.NONE,
                    List.of(HELLO),
                    Tags.NONE),
                "LoadBalancerNotFound: Load balancer 'arn:x' not found"))
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.what(),
                    () -> assertThat(lab.refused(row.command())).isEqualTo(row.refusal())));
  }

  private CreateListener with(Optional<Integer> port, CreateListener.TlsRequest tls) {
    return new CreateListener(
        SCOPE, web.arn(), Optional.of(ElbProtocol.HTTPS), port, tls, List.of(HELLO), Tags.NONE);
  }

  private static CreateListener.TlsRequest policy(String name) {
    return new CreateListener.TlsRequest(
        Optional.of(name), List.of(CERTIFICATE), List.of(), Optional.empty());
  }

  @Test
  void aTargetGroupBelongsToOneLoadBalancer() {
    var group = lab.targetGroup("http", ElbProtocol.HTTP);
    LoadBalancer other = lab.done(alb("other", A, B));
    lab.done(listener(web, ElbProtocol.HTTP, 80, forward(group)));
    lab.done(listener(web, ElbProtocol.HTTP, 81, forward(group)));

    assertThat(lab.refused(listener(other, ElbProtocol.HTTP, 80, forward(group))))
        .isEqualTo(
            "TargetGroupAssociationLimit: The following target groups cannot be associated with"
                + " more than one load balancer: "
                + group);
  }

  @Test
  void quotasLimitListenersTargetGroupsAndCertificates() {
    Listener https = lab.done(listener(web, ElbProtocol.HTTPS, 443, HELLO));
    lab.certificate(certificateArn("2"));
    lab.certificate(certificateArn("3"));
    lab.lowered(Quota.LISTENERS_PER_LOAD_BALANCER, 1);
    lab.lowered(Quota.CERTIFICATES_PER_LOAD_BALANCER, 1);
    lab.lowered(Quota.TARGET_GROUPS_PER_LOAD_BALANCER, 1);
    lab.lowered(Quota.TARGET_GROUPS_PER_ACTION, 2);
    var one = lab.targetGroup("one", ElbProtocol.HTTP);
    var two = lab.targetGroup("two", ElbProtocol.HTTP);
    var three = lab.targetGroup("three", ElbProtocol.HTTP);

    assertThat(lab.refused(listener(web, ElbProtocol.HTTP, 80, HELLO)))
        .startsWith("TooManyListeners:");
    assertThat(lab.refused(BalancerLab.rule(https.arn(), 1, forward(one, two))))
        .startsWith("TooManyUniqueTargetGroupsPerLoadBalancer:");
    assertThat(lab.refused(BalancerLab.rule(https.arn(), 1, forward(one, two, three))))
        .startsWith("TooManyTargetGroups:");
    assertThat(
            lab.refused(
                new AddListenerCertificates(
                    SCOPE, https.arn(), List.of(certificateArn("2"), certificateArn("3")))))
        .startsWith("TooManyCertificates:");
  }

  @Test
  void certificatesAreAddedAndTakenButNotTheDefaultOne() {
    Listener https = lab.done(listener(web, ElbProtocol.HTTPS, 443, HELLO));
    Listener http = lab.done(listener(web, ElbProtocol.HTTP, 80, HELLO));
    lab.certificate(certificateArn("2"));

    lab.done(
        new AddListenerCertificates(SCOPE, https.arn(), List.of(certificateArn("2"), CERTIFICATE)));
    assertThat(certificates(https)).containsExactly(certificateArn("2"));
    assertThat(
            lab.refused(new RemoveListenerCertificates(SCOPE, https.arn(), List.of(CERTIFICATE))))
        .startsWith("OperationNotPermitted:");
    lab.done(
        new RemoveListenerCertificates(
            SCOPE, https.arn(), List.of(certificateArn("2"), certificateArn("9"))));
    assertThat(certificates(https)).isEmpty();
    assertThat(
            lab.refused(
                new AddListenerCertificates(SCOPE, http.arn(), List.of(certificateArn("2")))))
        .startsWith("ValidationError:");
    assertThat(
            lab.refused(
                new AddListenerCertificates(SCOPE, https.arn(), List.of(certificateArn("9")))))
        .startsWith("CertificateNotFound:");
  }

  private List<String> certificates(Listener listener) {
    return lab.world
        .find(Listener.KIND, listener.arn())
        .flatMap(Listener::tls)
        .orElseThrow()
        .certificates();
  }

  @Test
  void whatIsNotGivenStaysWhenAListenerChanges() {
    Listener http = lab.done(listener(web, ElbProtocol.HTTP, 80, HELLO));

    Listener https =
        lab.done(
            modify(http.arn(), Optional.of(ElbProtocol.HTTPS), Optional.of(443), tls(CERTIFICATE)));
    assertThat(https.defaultActions()).containsExactly(HELLO);
    assertThat(https.defaultRule()).isEqualTo(http.defaultRule());
    Listener newer =
        lab.done(
            modify(
                http.arn(),
                Optional.empty(),
                Optional.empty(),
                new CreateListener.TlsRequest(
                    Optional.of("ELBSecurityPolicy-TLS13-1-2-2021-06"),
                    List.of(),
                    List.of(),
                    Optional.of(Listener.MutualAuthentication.PASSTHROUGH))));
    assertThat(newer.tls().orElseThrow().certificate()).isEqualTo(CERTIFICATE);
    assertThat(newer.tls().orElseThrow().mutualAuthentication())
        .isEqualTo(Listener.MutualAuthentication.PASSTHROUGH);
    Listener plain =
        lab.done(
            modify(
                http.arn(),
                Optional.of(ElbProtocol.HTTP),
                Optional.empty(),
                CreateListener.TlsRequest.NONE));
    assertThat(plain.tls()).isEmpty();
    assertThat(plain.port()).isEqualTo(443);
  }

  @Test
  void aChangeIsJudgedLikeANewListener() {
    Listener http = lab.done(listener(web, ElbProtocol.HTTP, 80, HELLO));
    lab.done(listener(web, ElbProtocol.HTTP, 81, HELLO));
    var none = CreateListener.TlsRequest.NONE;

    assertThat(lab.refused(modify(http.arn(), Optional.empty(), Optional.of(81), none)))
        .startsWith("DuplicateListener:");
    assertThat(
            lab.refused(modify(http.arn(), Optional.of(ElbProtocol.HTTPS), Optional.empty(), none)))
        .isEqualTo("ValidationError: A certificate must be specified for HTTPS listeners");
    assertThat(
            lab.refused(modify(http.arn(), Optional.of(ElbProtocol.UDP), Optional.empty(), none)))
        .startsWith("ValidationError: Listener protocol 'UDP'");
    assertThat(
            lab.refused(modify(new ListenerArn("arn:x"), Optional.empty(), Optional.of(81), none)))
        .isEqualTo("ListenerNotFound: Listener 'arn:x' not found");
  }

  private static ModifyListener modify(
      ListenerArn arn,
      Optional<ElbProtocol> protocol,
      Optional<Integer> port,
      CreateListener.TlsRequest tls) {
    return new ModifyListener(SCOPE, arn, protocol, port, tls, List.of());
  }

  @Test
  void attributesAreThoseOfTheProtocol() {
    Listener http = lab.done(listener(web, ElbProtocol.HTTP, 80, HELLO));
    Listener https = lab.done(listener(web, ElbProtocol.HTTPS, 443, HELLO));
    Listener tcp =
        lab.done(
            listener(net, ElbProtocol.TCP, 80, forward(lab.targetGroup("t", ElbProtocol.TCP))));

    assertThat(ListenerAttributes.of(tcp)).isEqualTo(Map.of("tcp.idle_timeout.seconds", "350"));
    assertThat(ListenerAttributes.of(http))
        .containsEntry("routing.http.response.server.enabled", "true")
        .doesNotContainKey("routing.http.request.x_amzn_tls_version.header_name");
    assertThat(ListenerAttributes.of(https))
        .containsEntry("routing.http.request.x_amzn_tls_version.header_name", "X-Amzn-Tls-Version");
    assertThat(ListenerAttributes.of(lab.done(set(tcp, "tcp.idle_timeout.seconds", "6000"))))
        .containsEntry("tcp.idle_timeout.seconds", "6000");
    assertThat(lab.refused(set(tcp, "tcp.idle_timeout.seconds", "59")))
        .startsWith("InvalidConfigurationRequest: The value '59'");
    assertThat(lab.refused(set(http, "tcp.idle_timeout.seconds", "60")))
        .isEqualTo(
            "InvalidConfigurationRequest: Listener attribute key 'tcp.idle_timeout.seconds' is not"
                + " supported on listeners with protocol 'HTTP'");
  }

  private static ModifyListenerAttributes set(Listener listener, String key, String value) {
    return new ModifyListenerAttributes(SCOPE, listener.arn(), Map.of(key, value));
  }

  @Test
  void deletingAListenerDeletesItsRulesAndAnothersIsNotFound() {
    Listener http = lab.done(listener(web, ElbProtocol.HTTP, 80, HELLO));
    lab.done(BalancerLab.rule(http.arn(), 1, HELLO));

    assertThat(lab.refused(new DeleteListener(OTHER, http.arn()))).startsWith("ListenerNotFound:");
    lab.done(new DeleteListener(SCOPE, http.arn()));

    assertThat(lab.world.table(ListenerRule.KIND).size()).isZero();
    assertThat(lab.refused(new DeleteListener(SCOPE, http.arn()))).startsWith("ListenerNotFound:");
  }
}
