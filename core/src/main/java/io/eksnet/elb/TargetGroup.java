package io.eksnet.elb;

import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.Tags;
import io.eksnet.id.TargetGroupArn;
import io.eksnet.id.VpcId;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Instant;
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
 * @param healthCheck how its targets are checked
 * @param attributes those that were changed; the others have ELB's defaults
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

  /** Target groups by account and Region. */
  public static final Index<TargetGroup, Scope> BY_SCOPE =
      Index.by("target groups by scope", TargetGroup::scope);

  /** Target groups by ARN. */
  public static final Kind<TargetGroupArn, TargetGroup> KIND =
      Kind.of("target-group", TargetGroup.class, TargetGroup::arn).indexed(BY_SCOPE);

  public TargetGroup {
    attributes = java.util.Collections.unmodifiableMap(new TreeMap<>(attributes));
  }
}
