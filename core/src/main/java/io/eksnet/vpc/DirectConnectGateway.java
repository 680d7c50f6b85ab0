package io.eksnet.vpc;

import io.eksnet.id.DirectConnectGatewayId;
import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.Tags;
import io.eksnet.table.Kind;
import java.time.Instant;

/**
 * A Direct Connect gateway: it joins virtual interfaces with the virtual private gateways or the
 * transit gateways of any Region. It belongs to an account and to no Region.
 *
 * @param scope its account; the Region is the one where it was asked for and means nothing
 * @param since when it came into its state
 */
public record DirectConnectGateway(
    DirectConnectGatewayId id,
    Scope scope,
    String name,
    long amazonSideAsn,
    State state,
    Instant since,
    Tags tags)
    implements Scoped {

  /** The states of a gateway, in AWS's words when lower-cased. */
  public enum State {
    PENDING,
    AVAILABLE,
    DELETING,
    DELETED
  }

  /** Gateways by id. */
  public static final Kind<DirectConnectGatewayId, DirectConnectGateway> KIND =
      Kind.of("direct-connect-gateway", DirectConnectGateway.class, DirectConnectGateway::id);

  /** This gateway in another state. */
  public DirectConnectGateway withState(State next, Instant at) {
    return new DirectConnectGateway(id, scope, name, amazonSideAsn, next, at, tags);
  }

  /** This gateway under another name. */
  public DirectConnectGateway withName(String other) {
    return new DirectConnectGateway(id, scope, other, amazonSideAsn, state, since, tags);
  }

  /** This gateway with other tags. */
  public DirectConnectGateway withTags(Tags others) {
    return new DirectConnectGateway(id, scope, name, amazonSideAsn, state, since, others);
  }

  /** Its ARN, which has no Region. */
  public String arn() {
    return "arn:aws:directconnect::" + scope.account() + ":dx-gateway/" + id;
  }
}
