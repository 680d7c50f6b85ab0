package io.eksnet.aws.elb.classic;

import io.eksnet.elb.LoadBalancer.Scheme;
import io.eksnet.elb.classic.ClassicHealthCheck;
import io.eksnet.elb.classic.ClassicListener;
import io.eksnet.elb.classic.ClassicLoadBalancer;
import io.eksnet.elb.classic.ClassicLoadBalancer.Attribute;
import io.eksnet.elb.classic.ClassicLoadBalancer.Policy;
import io.eksnet.vpc.SecurityGroup;
import io.eksnet.world.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancing.model.AppCookieStickinessPolicy;
import software.amazon.awssdk.services.elasticloadbalancing.model.BackendServerDescription;
import software.amazon.awssdk.services.elasticloadbalancing.model.HealthCheck;
import software.amazon.awssdk.services.elasticloadbalancing.model.Instance;
import software.amazon.awssdk.services.elasticloadbalancing.model.LBCookieStickinessPolicy;
import software.amazon.awssdk.services.elasticloadbalancing.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancing.model.ListenerDescription;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerDescription;

/** Classic Load Balancers as ELB shows them. */
final class BalancerDescriptions {
  static final String APP_COOKIE = "AppCookieStickinessPolicyType";
  static final String LB_COOKIE = "LBCookieStickinessPolicyType";
  static final String COOKIE_NAME = "CookieName";
  static final String COOKIE_EXPIRATION = "CookieExpirationPeriod";

  /** The Route 53 zones of their names ("Elastic Load Balancing endpoints and quotas"). */
  private static final Map<String, String> HOSTED_ZONES =
      Map.of(
          "us-east-1", "Z35SXDOTRQ7X7K",
          "us-east-2", "Z3AADJGX6KTTL2",
          "us-west-1", "Z368ELLRRE2KJ0",
          "us-west-2", "Z1H1FL5HABSF5",
          "eu-west-1", "Z32O12XQLNTSW2",
          "eu-central-1", "Z215JYRZR1TBD5");

  private static final String OTHER_ZONE = "Z00000000ELB0";

  private BalancerDescriptions() {}

  static LoadBalancerDescription describe(ClassicLoadBalancer it, World world) {
    var sdk =
        LoadBalancerDescription.builder()
            .loadBalancerName(it.name())
            .dnsName(it.dnsName())
            .canonicalHostedZoneNameID(
                HOSTED_ZONES.getOrDefault(it.scope().region().value(), OTHER_ZONE))
            .listenerDescriptions(it.listeners().stream().map(BalancerDescriptions::of).toList())
            .policies(
                all ->
                    all.appCookieStickinessPolicies(appCookies(it))
                        .lbCookieStickinessPolicies(lbCookies(it))
                        .otherPolicies(others(it)))
            .backendServerDescriptions(
                it.backends().stream()
                    .map(
                        at ->
                            BackendServerDescription.builder()
                                .instancePort(at.port())
                                .policyNames(at.policies())
                                .build())
                    .toList())
            .availabilityZones(
                it.nodes().stream().map(node -> node.zone().name().value()).sorted().toList())
            .subnets(it.nodes().stream().map(node -> node.subnet().value()).toList())
            .vpcId(it.vpc().value())
            .instances(
                it.instances().stream()
                    .map(each -> Instance.builder().instanceId(each.instance().value()).build())
                    .toList())
            .healthCheck(sdk(it.healthCheck()))
            .securityGroups(it.groups().stream().map(group -> group.value()).toList())
            .createdTime(it.createdAt())
            .scheme(it.scheme().text());
    if (it.scheme() == Scheme.INTERNET_FACING) {
      sdk.canonicalHostedZoneName(it.dnsName());
    }
    it.groups().stream()
        .findFirst()
        .flatMap(id -> world.find(SecurityGroup.KIND, id))
        .ifPresent(
            group ->
                sdk.sourceSecurityGroup(
                    source ->
                        source.ownerAlias(it.scope().account().value()).groupName(group.name())));
    return sdk.build();
  }

  static HealthCheck sdk(ClassicHealthCheck it) {
    return HealthCheck.builder()
        .target(it.target())
        .interval((int) it.interval().toSeconds())
        .timeout((int) it.timeout().toSeconds())
        .unhealthyThreshold(it.unhealthyThreshold())
        .healthyThreshold(it.healthyThreshold())
        .build();
  }

  /** The value of a policy's attribute. */
  static Optional<String> attribute(Policy policy, String name) {
    return policy.attributes().stream()
        .filter(it -> it.name().equals(name))
        .map(Attribute::value)
        .findFirst();
  }

  private static ListenerDescription of(ClassicListener it) {
    var listener =
        Listener.builder()
            .protocol(it.protocol())
            .loadBalancerPort(it.port())
            .instanceProtocol(it.instanceProtocol())
            .instancePort(it.instancePort());
    it.certificate().ifPresent(listener::sslCertificateId);
    return ListenerDescription.builder()
        .listener(listener.build())
        .policyNames(it.policies())
        .build();
  }

  private static List<AppCookieStickinessPolicy> appCookies(ClassicLoadBalancer balancer) {
    return balancer.policies().stream()
        .filter(it -> it.type().equals(APP_COOKIE))
        .map(
            it ->
                AppCookieStickinessPolicy.builder()
                    .policyName(it.name())
                    .cookieName(attribute(it, COOKIE_NAME).orElse(""))
                    .build())
        .toList();
  }

  private static List<LBCookieStickinessPolicy> lbCookies(ClassicLoadBalancer balancer) {
    return balancer.policies().stream()
        .filter(it -> it.type().equals(LB_COOKIE))
        .map(
            it -> {
              var sdk = LBCookieStickinessPolicy.builder().policyName(it.name());
              attribute(it, COOKIE_EXPIRATION)
                  .filter(text -> text.matches("[0-9]{1,18}"))
                  .map(Long::valueOf)
                  .ifPresent(sdk::cookieExpirationPeriod);
              return sdk.build();
            })
        .toList();
  }

  private static List<String> others(ClassicLoadBalancer balancer) {
    return balancer.policies().stream()
        .filter(it -> !it.type().equals(APP_COOKIE) && !it.type().equals(LB_COOKIE))
        .map(Policy::name)
        .toList();
  }
}
