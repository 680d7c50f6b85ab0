package io.eksnet.vpc;

import io.eksnet.id.CustomerGatewayId;
import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.Tags;
import io.eksnet.net.IpAddress;
import io.eksnet.table.Kind;
import java.time.Instant;
import java.util.Optional;

/**
 * What AWS knows of a customer's end of VPN connections.
 *
 * @param bgpAsn the number of the customer's autonomous system, 1 to 4294967295
 * @param address its outside address; none for one with a certificate
 * @param since when it came into its state
 */
public record CustomerGateway(
    CustomerGatewayId id,
    Scope scope,
    long bgpAsn,
    Optional<IpAddress> address,
    Optional<String> certificate,
    Optional<String> device,
    State state,
    Instant since,
    Tags tags)
    implements Scoped {

  /** The states of a customer gateway, in AWS's words when lower-cased. */
  public enum State {
    PENDING,
    AVAILABLE,
    DELETING,
    DELETED
  }

  /** Customer gateways by id. */
  public static final Kind<CustomerGatewayId, CustomerGateway> KIND =
      Kind.of("customer-gateway", CustomerGateway.class, CustomerGateway::id);

  /** This gateway in another state. */
  public CustomerGateway withState(State next, Instant at) {
    return new CustomerGateway(id, scope, bgpAsn, address, certificate, device, next, at, tags);
  }

  /** This gateway with other tags. */
  public CustomerGateway withTags(Tags others) {
    return new CustomerGateway(
        id, scope, bgpAsn, address, certificate, device, state, since, others);
  }
}
