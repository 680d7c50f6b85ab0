package io.eksnet.vpc;

import io.eksnet.id.AccountId;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A service as somebody who may connect to it sees it.
 *
 * @param serviceId {@code vpce-svc-...}
 * @param owner an account, or {@value #AMAZON}
 * @param zones where interfaces may be made
 * @param baseDnsName what the names of its endpoints end with; a leading {@code *.} says that those
 *     stand for all names below them
 * @param privateDnsNames its own names, which private DNS makes lead to an endpoint
 * @param customers what a customer made it of; none for AWS's services
 */
public record EndpointOffer(
    String serviceName,
    String serviceId,
    VpcEndpoint.Type type,
    String owner,
    List<Zone> zones,
    String baseDnsName,
    List<String> privateDnsNames,
    Optional<VpcEndpointService> customers) {

  /** The owner of AWS's services. */
  public static final String AMAZON = "amazon";

  public EndpointOffer {
    zones = List.copyOf(zones);
    privateDnsNames = List.copyOf(privateDnsNames);
  }

  /** Whether its endpoints may have a policy of their own. */
  public boolean policySupported() {
    return customers.isEmpty();
  }

  /** Its tags, which only customers' services have. */
  public Tags tags() {
    return customers.map(VpcEndpointService::tags).orElse(Tags.NONE);
  }

  /**
   * All services that a caller may connect to, AWS's first, each group in the order of the names.
   *
   * @param principal the caller's ARN
   */
  public static List<EndpointOffer> seenBy(Vpcs vpcs, Scope scope, String principal) {
    Stream<EndpointOffer> amazons =
        AwsEndpointServices.of(scope.region()).stream()
            .sorted(Comparator.comparing(EndpointOffer::serviceName));
    Stream<EndpointOffer> customers =
        vpcs.facts().table(VpcEndpointService.KIND).stream()
            .filter(service -> visible(service, scope, principal))
            .map(service -> of(vpcs, service));
    return Stream.concat(amazons, customers).toList();
  }

  /** The services of one name that a caller may connect to; S3 and DynamoDB have two each. */
  static List<EndpointOffer> named(Vpcs vpcs, Scope scope, String principal, String name) {
    return seenBy(vpcs, scope, principal).stream()
        .filter(offer -> offer.serviceName().equals(name))
        .toList();
  }

  /** The service behind an endpoint, whoever may still see it. */
  public static Optional<EndpointOffer> behind(Vpcs vpcs, VpcEndpoint endpoint) {
    return endpoint.connection().isPresent()
        ? vpcs.facts()
            .find(VpcEndpointService.KIND, endpoint.connection().get().service())
            .map(service -> of(vpcs, service))
        : AwsEndpointServices.of(endpoint.scope().region()).stream()
            .filter(offer -> offer.serviceName().equals(endpoint.serviceName()))
            .filter(offer -> offer.type() == endpoint.type())
            .findFirst();
  }

  /** A customer's service. */
  public static EndpointOffer of(Vpcs vpcs, VpcEndpointService service) {
    return new EndpointOffer(
        service.serviceName(),
        service.id().value(),
        VpcEndpoint.Type.INTERFACE,
        service.scope().account().value(),
        zones(vpcs, service),
        service.baseDnsName(),
        service.privateDns().map(VpcEndpointService.PrivateName::name).stream().toList(),
        Optional.of(service));
  }

  /** The zones in which a service's load balancers have an interface. */
  private static List<Zone> zones(Vpcs vpcs, VpcEndpointService service) {
    Set<Zone> zones = new LinkedHashSet<>();
    for (String arn : service.loadBalancers()) {
      vpcs.interfacesOfLoadBalancer(arn).forEach(eni -> zones.add(eni.zone()));
    }
    List<Zone> sorted = new ArrayList<>(zones);
    sorted.sort(Comparator.comparing(Zone::name));
    return sorted;
  }

  private static boolean visible(VpcEndpointService service, Scope scope, String principal) {
    if (!service.scope().region().equals(scope.region())) {
      return false;
    }
    return service.scope().account().equals(scope.account())
        || service.allowed().stream()
            .anyMatch(it -> allows(it.principal(), scope.account(), principal));
  }

  /** Whether an allowed principal is everybody, the caller's account, or the caller. */
  private static boolean allows(String allowed, AccountId account, String caller) {
    return allowed.equals("*")
        || allowed.equals("arn:aws:iam::" + account + ":root")
        || allowed.equals(roleOf(caller));
  }

  /** A session of a role is allowed what the role is. */
  private static String roleOf(String caller) {
    int start = caller.indexOf(":assumed-role/");
    if (!caller.startsWith("arn:aws:sts::") || start < 0) {
      return caller;
    }
    String role = caller.substring(start + ":assumed-role/".length());
    int session = role.indexOf('/');
    return caller.substring(0, start).replace(":sts:", ":iam:")
        + ":role/"
        + (session < 0 ? role : role.substring(0, session));
  }
}
