package io.eksnet.elb;

import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.Tags;
import io.eksnet.id.TargetGroupArn;
import io.eksnet.id.VpcId;
import io.eksnet.net.IpFamily;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a load balancer sends requests.
 *
 * @param name unique in its account and Region
 * @param protocol none for Lambda functions
 * @param protocolVersion HTTP1, HTTP2 or GRPC; for HTTP and HTTPS only
 * @param port the port of targets that were registered without one; none for Lambda functions
 * @param vpc none for Lambda functions
 * @param ipAddressType ipv4 or ipv6
 * @param healthCheck how its targets are checked
 * @param attributes those that were changed; the others have ELB's defaults, see {@link
 *     TargetGroupAttributes}
 */
public record TargetGroup(
    TargetGroupArn arn,
    Scope scope,
    String name,
    Optional<ElbProtocol> protocol,
    Optional<String> protocolVersion,
    Optional<Integer> port,
    Optional<VpcId> vpc,
    TargetType targetType,
    String ipAddressType,
    HealthCheck healthCheck,
    Map<String, String> attributes,
    Instant createdAt,
    Tags tags)
    implements Scoped {

  /** What its targets are. */
  public enum TargetType {
    INSTANCE("instance"),
    IP("ip"),
    LAMBDA("lambda"),
    ALB("alb");

    private final String text;

    TargetType(String text) {
      this.text = text;
    }

    /** AWS's word. */
    public String text() {
      return text;
    }
  }

  /** The protocol version of target groups that speak gRPC. */
  public static final String GRPC = "GRPC";

  /** The address type of target groups whose targets have IPv4 addresses. */
  public static final String IPV4 = "ipv4";

  /** The address type of target groups whose targets have IPv6 addresses. */
  public static final String IPV6 = "ipv6";

  /** Target groups by account and Region. */
  public static final Index<TargetGroup, Scope> BY_SCOPE =
      Index.by("target groups by scope", TargetGroup::scope);

  /** Target groups by name, unique in an account and Region. */
  public static final Index<TargetGroup, String> BY_NAME =
      Index.by("target groups by name", TargetGroup::name);

  /** Target groups by the port of their health checks, where that is a number. */
  public static final Index<TargetGroup, Integer> BY_HEALTH_CHECK_PORT =
      Index.byOptional(
          "target groups by health check port", group -> group.healthCheck().fixedPort());

  /** Target groups by ARN. */
  public static final Kind<TargetGroupArn, TargetGroup> KIND =
      Kind.of("target-group", TargetGroup.class, TargetGroup::arn)
          .indexed(BY_SCOPE)
          .indexed(BY_NAME)
          .indexed(BY_HEALTH_CHECK_PORT);

  public TargetGroup {
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
  }

  /** Whether it is one for Application Load Balancers. */
  public boolean application() {
    return targetType == TargetType.LAMBDA || protocol.filter(ElbProtocol::application).isPresent();
  }

  /** Whether its targets speak gRPC. */
  public boolean grpc() {
    return protocolVersion.filter(GRPC::equals).isPresent();
  }

  /** The family of its targets' addresses. */
  public IpFamily family() {
    return ipAddressType.equals(IPV6) ? IpFamily.IPV6 : IpFamily.IPV4;
  }

  /** How long a target drains after it was deregistered. */
  public Duration deregistrationDelay() {
    return TargetGroupAttributes.seconds(this, TargetGroupAttributes.DEREGISTRATION_DELAY);
  }

  /** How long an unhealthy target is shown as draining: none where connections are ended. */
  public Duration unhealthyDraining() {
    return TargetGroupAttributes.seconds(this, TargetGroupAttributes.UNHEALTHY_DRAINING);
  }

  /** This target group with other health checks. */
  public TargetGroup withHealthCheck(HealthCheck other) {
    return with(other, attributes, tags);
  }

  /** This target group with other attributes. */
  public TargetGroup withAttributes(Map<String, String> others) {
    return with(healthCheck, others, tags);
  }

  /** This target group with other tags. */
  public TargetGroup withTags(Tags others) {
    return with(healthCheck, attributes, others);
  }

  private TargetGroup with(HealthCheck check, Map<String, String> settings, Tags labels) {
    return new TargetGroup(
        arn,
        scope,
        name,
        protocol,
        protocolVersion,
        port,
        vpc,
        targetType,
        ipAddressType,
        check,
        settings,
        createdAt,
        labels);
  }
}
