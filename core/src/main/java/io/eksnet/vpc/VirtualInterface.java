package io.eksnet.vpc;

import io.eksnet.id.DirectConnectGatewayId;
import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.Tags;
import io.eksnet.id.VirtualInterfaceId;
import io.eksnet.id.VpnGatewayId;
import io.eksnet.net.Cidr;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A virtual interface of a Direct Connect connection. What a customer's router says over BGP is not
 * asked of AWS by any action; here the tag {@value #ADVERTISES} tells it.
 *
 * @param connection the cable, {@code dxcon-...}, which is not modelled
 * @param customerAsn the number of the customer's autonomous system
 * @param target where it leads
 * @param since when it came into its state
 */
public record VirtualInterface(
    VirtualInterfaceId id,
    Scope scope,
    Type type,
    String name,
    String connection,
    int vlan,
    long customerAsn,
    Target target,
    State state,
    Instant since,
    Tags tags)
    implements Scoped {

  /** The key of the tag that lists, between spaces, the blocks that the customer advertises. */
  public static final String ADVERTISES = "eksnet:advertises";

  /** What it is for, in AWS's words when lower-cased. */
  public enum Type {
    /** Virtual private gateways. */
    PRIVATE,
    /** Transit gateways. */
    TRANSIT
  }

  /** Where it leads. */
  public sealed interface Target {
    /** A Direct Connect gateway. */
    record OfGateway(DirectConnectGatewayId gateway) implements Target {}

    /** A virtual private gateway of the same Region, directly. */
    record OfVpnGateway(VpnGatewayId gateway) implements Target {}
  }

  /** The states of an interface, in AWS's words when lower-cased. */
  public enum State {
    PENDING,
    AVAILABLE,
    DELETING,
    DELETED
  }

  /** Interfaces by Direct Connect gateway. */
  public static final Index<VirtualInterface, DirectConnectGatewayId> BY_GATEWAY =
      Index.byOptional("virtual interfaces by Direct Connect gateway", VirtualInterface::gateway);

  /** Interfaces by the virtual private gateway that they lead to directly. */
  public static final Index<VirtualInterface, VpnGatewayId> BY_VPN_GATEWAY =
      Index.byOptional(
          "virtual interfaces by virtual private gateway", VirtualInterface::vpnGateway);

  /** Interfaces by id. */
  public static final Kind<VirtualInterfaceId, VirtualInterface> KIND =
      Kind.of("virtual-interface", VirtualInterface.class, VirtualInterface::id)
          .indexed(BY_GATEWAY)
          .indexed(BY_VPN_GATEWAY);

  /** The Direct Connect gateway that it leads to, if to one. */
  public Optional<DirectConnectGatewayId> gateway() {
    return target instanceof Target.OfGateway(DirectConnectGatewayId it)
        ? Optional.of(it)
        : Optional.empty();
  }

  /** The virtual private gateway that it leads to directly, if to one. */
  public Optional<VpnGatewayId> vpnGateway() {
    return target instanceof Target.OfVpnGateway(VpnGatewayId it)
        ? Optional.of(it)
        : Optional.empty();
  }

  /** The blocks that the customer's router advertises; none while it is not available. */
  public List<Cidr> advertised() {
    return state == State.AVAILABLE ? advertised(tags) : List.of();
  }

  /** The blocks that tags tell of; what is no block is left out, and commands refuse it. */
  static List<Cidr> advertised(Tags tags) {
    return tags.get(ADVERTISES).stream()
        .flatMap(text -> List.of(text.strip().split("\\s+", -1)).stream())
        .flatMap(text -> Cidr.tryParse(text).stream())
        .toList();
  }

  /** Its ARN. */
  public String arn() {
    return scope.arn("directconnect", "dxvif/" + id);
  }

  /** This interface in another state. */
  public VirtualInterface withState(State next, Instant at) {
    return new VirtualInterface(
        id, scope, type, name, connection, vlan, customerAsn, target, next, at, tags);
  }

  /** This interface with other tags. */
  public VirtualInterface withTags(Tags others) {
    return new VirtualInterface(
        id, scope, type, name, connection, vlan, customerAsn, target, state, since, others);
  }
}
