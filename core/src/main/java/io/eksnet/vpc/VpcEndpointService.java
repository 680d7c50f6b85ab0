package io.eksnet.vpc;

import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcEndpointServiceId;
import io.eksnet.table.Kind;
import java.util.List;
import java.util.Optional;

/**
 * A customer's own service behind Network Load Balancers, to which others connect by interface
 * endpoints (AWS PrivateLink).
 *
 * @param loadBalancers the ARNs of its Network Load Balancers, at least one
 * @param acceptanceRequired whether its owner accepts each connection
 * @param allowed who else than its owner's account may connect
 * @param privateDns the owner's name for it, such as {@code api.example.com}
 * @param ownerPays whether the owner pays for the endpoints of consumers
 */
public record VpcEndpointService(
    VpcEndpointServiceId id,
    Scope scope,
    List<String> loadBalancers,
    boolean acceptanceRequired,
    List<AllowedPrincipal> allowed,
    Optional<PrivateName> privateDns,
    boolean ownerPays,
    Tags tags)
    implements Scoped {

  /**
   * Somebody who may connect.
   *
   * @param id such as {@code vpce-svc-perm-0a1b2c3d4e5f60718}
   * @param principal an ARN of IAM, or {@code *}
   */
  public record AllowedPrincipal(String id, String principal) {}

  /**
   * A private DNS name and the record that proves who owns the domain.
   *
   * @param recordName the name of the TXT record, below the domain
   * @param recordValue what the record must say
   */
  public record PrivateName(String name, String recordName, String recordValue, boolean verified) {}

  /** Services by id. */
  public static final Kind<VpcEndpointServiceId, VpcEndpointService> KIND =
      Kind.of("vpc-endpoint-service", VpcEndpointService.class, VpcEndpointService::id);

  public VpcEndpointService {
    loadBalancers = List.copyOf(loadBalancers);
    allowed = List.copyOf(allowed);
  }

  /** What consumers call it: {@code com.amazonaws.vpce.us-west-2.vpce-svc-...}. */
  public String serviceName() {
    return prefix(scope) + id;
  }

  /** What the names of customers' services in a Region start with. */
  static String prefix(Scope scope) {
    return "com.amazonaws.vpce." + scope.region() + ".";
  }

  /** The name below which its endpoints have theirs. */
  public String baseDnsName() {
    return id + "." + scope.region() + ".vpce.amazonaws.com";
  }

  /** Its ARN. */
  public String arn() {
    return scope.arn("ec2", "vpc-endpoint-service/" + id);
  }

  /** This service behind other load balancers. */
  public VpcEndpointService withLoadBalancers(List<String> others) {
    return new VpcEndpointService(
        id, scope, others, acceptanceRequired, allowed, privateDns, ownerPays, tags);
  }

  /** This service with or without acceptance. */
  public VpcEndpointService withAcceptanceRequired(boolean required) {
    return new VpcEndpointService(
        id, scope, loadBalancers, required, allowed, privateDns, ownerPays, tags);
  }

  /** This service for other principals. */
  public VpcEndpointService withAllowed(List<AllowedPrincipal> others) {
    return new VpcEndpointService(
        id, scope, loadBalancers, acceptanceRequired, others, privateDns, ownerPays, tags);
  }

  /** This service with another private DNS name, or none. */
  public VpcEndpointService withPrivateDns(Optional<PrivateName> other) {
    return new VpcEndpointService(
        id, scope, loadBalancers, acceptanceRequired, allowed, other, ownerPays, tags);
  }

  /** This service, whose owner pays for all endpoints. */
  public VpcEndpointService paidByOwner() {
    return new VpcEndpointService(
        id, scope, loadBalancers, acceptanceRequired, allowed, privateDns, true, tags);
  }

  /** This service with other tags. */
  public VpcEndpointService withTags(Tags others) {
    return new VpcEndpointService(
        id, scope, loadBalancers, acceptanceRequired, allowed, privateDns, ownerPays, others);
  }
}
