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
import io.eksnet.net.Ipv6Address;
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
 * @param groups its security groups; a Network Load Balancer made without any never has some
 * @param filtersPrivateLink whether its groups filter what comes through PrivateLink; means
 *     something for Network Load Balancers with groups
 * @param attributes those that were changed; the others have ELB's defaults
 */
public record LoadBalancer(
    LoadBalancerArn arn,
    Scope scope,
    String name,
    LoadBalancerType type,
    Scheme scheme,
    IpAddressType ipAddressType,
    VpcId vpc,
    List<Node> nodes,
    List<SecurityGroupId> groups,
    boolean filtersPrivateLink,
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
   * @param ipv6AddressChosen whether the IPv6 address was asked for
   */
  public record Node(
      Zone zone,
      SubnetId subnet,
      EniId eni,
      Ipv4Address privateAddress,
      boolean addressChosen,
      Optional<AllocationId> allocation,
      Optional<Ipv4Address> publicAddress,
      Optional<Ipv6Address> ipv6Address,
      boolean ipv6AddressChosen) {}

  /** The numbers at the end of names have up to ten digits. */
  private static final long NUMBERS = 10_000_000_000L;

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

  /**
   * The name that clients resolve. Those of Application Load Balancers end in a number and say
   * whether they are internal.
   */
  public String dnsName() {
    String id = arn.value().substring(arn.value().lastIndexOf('/') + 1);
    return switch (type) {
      case NETWORK -> name + "-" + id + ".elb." + scope.region() + ".amazonaws.com";
      case APPLICATION ->
          (scheme == Scheme.INTERNAL ? "internal-" : "")
              + name
              + "-"
              + Long.remainderUnsigned(Long.parseUnsignedLong(id, 16), NUMBERS)
              + "."
              + scope.region()
              + ".elb.amazonaws.com";
    };
  }

  /** What its interfaces say of themselves. */
  String interfaceDescription() {
    return "ELB " + arn.path();
  }

  /** This load balancer in another state. */
  public LoadBalancer withState(State next) {
    return with(ipAddressType, nodes, groups, filtersPrivateLink, next, attributes, tags);
  }

  /** This load balancer with other nodes, which have addresses of these families. */
  LoadBalancer withNodes(IpAddressType families, List<Node> others) {
    return with(families, others, groups, filtersPrivateLink, state, attributes, tags);
  }

  /** This load balancer with other security groups. */
  LoadBalancer withGroups(List<SecurityGroupId> others, boolean privateLinkToo) {
    return with(ipAddressType, nodes, others, privateLinkToo, state, attributes, tags);
  }

  /** This load balancer with other attributes. */
  LoadBalancer withAttributes(Map<String, String> others) {
    return with(ipAddressType, nodes, groups, filtersPrivateLink, state, others, tags);
  }

  /** This load balancer with other tags. */
  LoadBalancer withTags(Tags others) {
    return with(ipAddressType, nodes, groups, filtersPrivateLink, state, attributes, others);
  }

  private LoadBalancer with(
      IpAddressType families,
      List<Node> places,
      List<SecurityGroupId> guards,
      boolean privateLinkToo,
      State next,
      Map<String, String> settings,
      Tags labels) {
    return new LoadBalancer(
        arn,
        scope,
        name,
        type,
        scheme,
        families,
        vpc,
        places,
        guards,
        privateLinkToo,
        next,
        settings,
        createdAt,
        labels);
  }
}
