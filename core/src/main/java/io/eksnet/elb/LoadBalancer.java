package io.eksnet.elb;

import io.eksnet.id.AllocationId;
import io.eksnet.id.EniId;
import io.eksnet.id.LoadBalancerArn;
import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import io.eksnet.vpc.Zone;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A load balancer of ELBv2.
 *
 * @param name unique in its account and Region
 * @param nodes one in each of its zones
 * @param groups its security groups; one made without any never has some
 * @param attributes those that were changed; the others have ELB's defaults
 */
public record LoadBalancer(
    LoadBalancerArn arn,
    Scope scope,
    String name,
    LoadBalancerType type,
    Scheme scheme,
    VpcId vpc,
    List<Node> nodes,
    List<SecurityGroupId> groups,
    State state,
    Map<String, String> attributes,
    Instant createdAt,
    Tags tags)
    implements Scoped {

  /** Whether it has public addresses. */
  public enum Scheme {
    INTERNET_FACING("internet-facing"),
    INTERNAL("internal");

    private final String text;

    Scheme(String text) {
      this.text = text;
    }

    /** AWS's word. */
    public String text() {
      return text;
    }
  }

  /** Its states. */
  public enum State {
    PROVISIONING("provisioning"),
    ACTIVE("active");

    private final String text;

    State(String text) {
      this.text = text;
    }

    /** AWS's word. */
    public String text() {
      return text;
    }
  }

  /**
   * Its presence in a zone.
   *
   * @param addressChosen whether the private address was asked for
   * @param allocation the Elastic IP that was asked for; other public addresses are lent
   */
  public record Node(
      Zone zone,
      SubnetId subnet,
      EniId eni,
      Ipv4Address privateAddress,
      boolean addressChosen,
      Optional<AllocationId> allocation,
      Optional<Ipv4Address> publicAddress) {}

  /** Load balancers by account and Region. */
  public static final Index<LoadBalancer, Scope> BY_SCOPE =
      Index.by("load balancers by scope", LoadBalancer::scope);

  /** Load balancers by ARN. */
  public static final Kind<LoadBalancerArn, LoadBalancer> KIND =
      Kind.of("load-balancer", LoadBalancer.class, LoadBalancer::arn).indexed(BY_SCOPE);

  public LoadBalancer {
    nodes = List.copyOf(nodes);
    groups = List.copyOf(groups);
    attributes = java.util.Collections.unmodifiableMap(new TreeMap<>(attributes));
  }

  /** The name that clients resolve. */
  public String dnsName() {
    String id = arn.value().substring(arn.value().lastIndexOf('/') + 1);
    return name + "-" + id + ".elb." + scope.region() + ".amazonaws.com";
  }

  /** What its interfaces say of themselves. */
  String interfaceDescription() {
    return "ELB " + arn.path();
  }

  /** This load balancer in another state. */
  public LoadBalancer withState(State next) {
    return new LoadBalancer(
        arn, scope, name, type, scheme, vpc, nodes, groups, next, attributes, createdAt, tags);
  }

  /** This load balancer with other security groups. */
  public LoadBalancer withGroups(List<SecurityGroupId> others) {
    return new LoadBalancer(
        arn, scope, name, type, scheme, vpc, nodes, others, state, attributes, createdAt, tags);
  }

  /** This load balancer with other attributes. */
  public LoadBalancer withAttributes(Map<String, String> others) {
    return new LoadBalancer(
        arn, scope, name, type, scheme, vpc, nodes, groups, state, others, createdAt, tags);
  }

  /** This load balancer with other tags. */
  public LoadBalancer withTags(Tags others) {
    return new LoadBalancer(
        arn, scope, name, type, scheme, vpc, nodes, groups, state, attributes, createdAt, others);
  }
}
