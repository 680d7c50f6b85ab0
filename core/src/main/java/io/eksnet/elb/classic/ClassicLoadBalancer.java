package io.eksnet.elb.classic;

import io.eksnet.elb.LoadBalancer.Scheme;
import io.eksnet.id.EniId;
import io.eksnet.id.InstanceId;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A Classic Load Balancer.
 *
 * @param number tells its DNS name from those of others
 * @param nodes one in each of its zones
 * @param policies by name
 * @param backends the policies for instances' ports; only those that have some
 * @param instances those registered with it, in the order of their registration
 */
public record ClassicLoadBalancer(
    Key key,
    long number,
    VpcId vpc,
    Scheme scheme,
    List<Node> nodes,
    List<SecurityGroupId> groups,
    List<ClassicListener> listeners,
    ClassicHealthCheck healthCheck,
    ClassicAttributes attributes,
    List<Policy> policies,
    List<Backend> backends,
    List<Registration> instances,
    Instant createdAt,
    Tags tags)
    implements Scoped {

  /** Its name is unique in an account and Region. */
  public record Key(Scope scope, String name) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::scope).thenComparing(Key::name);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /** Its presence in a zone. */
  public record Node(
      Zone zone,
      SubnetId subnet,
      EniId eni,
      Ipv4Address privateAddress,
      Optional<Ipv4Address> publicAddress) {}

  /**
   * A rule under a name that listeners or instances' ports are put under.
   *
   * @param type such as {@code LBCookieStickinessPolicyType}
   */
  public record Policy(String name, String type, List<Attribute> attributes) {
    public Policy {
      attributes = List.copyOf(attributes);
    }
  }

  /** A setting of a policy. */
  public record Attribute(String name, String value) {}

  /** The policies for a port of the instances. */
  public record Backend(int port, List<String> policies) {
    public Backend {
      policies = List.copyOf(policies);
    }
  }

  /** An instance and since when it is registered. */
  public record Registration(InstanceId instance, Instant at) {}

  /** Load balancers by account and Region. */
  public static final Index<ClassicLoadBalancer, Scope> BY_SCOPE =
      Index.by("classic load balancers by scope", ClassicLoadBalancer::scope);

  /** Load balancers by each of their instances. */
  public static final Index<ClassicLoadBalancer, InstanceId> BY_INSTANCE =
      Index.byEach(
          "classic load balancers by instance",
          it -> it.instances().stream().map(Registration::instance).toList());

  /** Load balancers by the ARNs of the certificates of their listeners. */
  public static final Index<ClassicLoadBalancer, String> BY_CERTIFICATE =
      Index.byEach(
          "classic load balancers by certificate",
          it ->
              it.listeners().stream()
                  .flatMap(listener -> listener.certificate().stream())
                  .distinct()
                  .toList());

  /** Load balancers by name. */
  public static final Kind<Key, ClassicLoadBalancer> KIND =
      Kind.of("classic-load-balancer", ClassicLoadBalancer.class, ClassicLoadBalancer::key)
          .indexed(BY_SCOPE)
          .indexed(BY_INSTANCE)
          .indexed(BY_CERTIFICATE);

  public ClassicLoadBalancer {
    nodes = List.copyOf(nodes);
    groups = List.copyOf(groups);
    listeners = List.copyOf(listeners);
    policies = List.copyOf(policies);
    backends = List.copyOf(backends);
    instances = List.copyOf(instances);
  }

  @Override
  public Scope scope() {
    return key.scope();
  }

  /** Its name. */
  public String name() {
    return key.name();
  }

  /** The name that clients resolve. */
  public String dnsName() {
    String prefix = scheme == Scheme.INTERNAL ? "internal-" : "";
    return prefix + name() + "-" + number + "." + scope().region() + ".elb.amazonaws.com";
  }

  /** Its ARN, which other services know it by. */
  public String arn() {
    return scope().arn("elasticloadbalancing", "loadbalancer/" + name());
  }

  /** What its interfaces say of themselves. */
  String interfaceDescription() {
    return "ELB " + name();
  }

  /** Whether an instance is registered. */
  public boolean has(InstanceId instance) {
    return instances.stream().anyMatch(it -> it.instance().equals(instance));
  }

  ClassicLoadBalancer withNodes(List<Node> others) {
    return new ClassicLoadBalancer(
        key,
        number,
        vpc,
        scheme,
        others,
        groups,
        listeners,
        healthCheck,
        attributes,
        policies,
        backends,
        instances,
        createdAt,
        tags);
  }

  ClassicLoadBalancer withGroups(List<SecurityGroupId> others) {
    return new ClassicLoadBalancer(
        key,
        number,
        vpc,
        scheme,
        nodes,
        others,
        listeners,
        healthCheck,
        attributes,
        policies,
        backends,
        instances,
        createdAt,
        tags);
  }

  ClassicLoadBalancer withListeners(List<ClassicListener> others) {
    return new ClassicLoadBalancer(
        key,
        number,
        vpc,
        scheme,
        nodes,
        groups,
        others,
        healthCheck,
        attributes,
        policies,
        backends,
        instances,
        createdAt,
        tags);
  }

  ClassicLoadBalancer withHealthCheck(ClassicHealthCheck other) {
    return new ClassicLoadBalancer(
        key,
        number,
        vpc,
        scheme,
        nodes,
        groups,
        listeners,
        other,
        attributes,
        policies,
        backends,
        instances,
        createdAt,
        tags);
  }

  ClassicLoadBalancer withAttributes(ClassicAttributes others) {
    return new ClassicLoadBalancer(
        key,
        number,
        vpc,
        scheme,
        nodes,
        groups,
        listeners,
        healthCheck,
        others,
        policies,
        backends,
        instances,
        createdAt,
        tags);
  }

  ClassicLoadBalancer withPolicies(List<Policy> others) {
    return new ClassicLoadBalancer(
        key,
        number,
        vpc,
        scheme,
        nodes,
        groups,
        listeners,
        healthCheck,
        attributes,
        others,
        backends,
        instances,
        createdAt,
        tags);
  }

  ClassicLoadBalancer withBackends(List<Backend> others) {
    return new ClassicLoadBalancer(
        key,
        number,
        vpc,
        scheme,
        nodes,
        groups,
        listeners,
        healthCheck,
        attributes,
        policies,
        others,
        instances,
        createdAt,
        tags);
  }

  /** This load balancer with other instances. */
  public ClassicLoadBalancer withInstances(List<Registration> others) {
    return new ClassicLoadBalancer(
        key,
        number,
        vpc,
        scheme,
        nodes,
        groups,
        listeners,
        healthCheck,
        attributes,
        policies,
        backends,
        others,
        createdAt,
        tags);
  }

  ClassicLoadBalancer withTags(Tags others) {
    return new ClassicLoadBalancer(
        key,
        number,
        vpc,
        scheme,
        nodes,
        groups,
        listeners,
        healthCheck,
        attributes,
        policies,
        backends,
        instances,
        createdAt,
        others);
  }
}
