package io.eksnet.vpc;

import io.eksnet.id.EgressOnlyInternetGatewayId;
import io.eksnet.id.EniId;
import io.eksnet.id.InternetGatewayId;
import io.eksnet.id.NatGatewayId;
import io.eksnet.id.PrefixListId;
import io.eksnet.id.RouteTableAssociationId;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.TransitGatewayId;
import io.eksnet.id.VpcEndpointId;
import io.eksnet.id.VpcId;
import io.eksnet.id.VpcPeeringConnectionId;
import io.eksnet.id.VpnGatewayId;
import io.eksnet.net.Cidr;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where packets that leave a subnet go.
 *
 * @param routes one per destination
 * @param mainAssociation present when this is the VPC's main table, used by subnets without another
 * @param associations the subnets that use it by their own association
 * @param gatewayAssociations the gateways whose incoming packets it steers
 * @param propagating the virtual private gateways whose routes it takes over
 */
public record RouteTable(
    RouteTableId id,
    Scope scope,
    VpcId vpc,
    List<Route> routes,
    Optional<RouteTableAssociationId> mainAssociation,
    List<Association> associations,
    List<GatewayAssociation> gatewayAssociations,
    List<VpnGatewayId> propagating,
    Tags tags)
    implements Scoped {

  /** A destination and what takes its packets. */
  public record Route(Destination destination, Target target, Origin origin) {
    /** A route for a block of addresses. */
    public Route(Cidr destination, Target target, Origin origin) {
      this(new Destination.Range(destination), target, origin);
    }
  }

  /** Which packets a route is for. */
  public sealed interface Destination {
    /** Those to a block of addresses. */
    record Range(Cidr cidr) implements Destination {
      @Override
      public String toString() {
        return cidr.toString();
      }
    }

    /** Those to the blocks of a prefix list. */
    record PrefixList(PrefixListId list) implements Destination {
      @Override
      public String toString() {
        return list.toString();
      }
    }
  }

  /** What put a route there, in AWS's words. */
  public enum Origin {
    CREATE_ROUTE_TABLE("CreateRouteTable"),
    CREATE_ROUTE("CreateRoute"),
    ENABLE_VGW_ROUTE_PROPAGATION("EnableVgwRoutePropagation");

    private final String text;

    Origin(String text) {
      this.text = text;
    }

    /** AWS's word. */
    public String text() {
      return text;
    }
  }

  /** What takes a route's packets. */
  public sealed interface Target {
    /** The VPC itself. */
    record Local() implements Target {
      @Override
      public String toString() {
        return "local";
      }
    }

    /** An internet gateway. */
    record Internet(InternetGatewayId gateway) implements Target {
      @Override
      public String toString() {
        return gateway.toString();
      }
    }

    /** A NAT gateway. */
    record Nat(NatGatewayId gateway) implements Target {
      @Override
      public String toString() {
        return gateway.toString();
      }
    }

    /** An interface. */
    record Interface(EniId eni) implements Target {
      @Override
      public String toString() {
        return eni.toString();
      }
    }

    /** An egress-only internet gateway, for IPv6. */
    record EgressOnly(EgressOnlyInternetGatewayId gateway) implements Target {
      @Override
      public String toString() {
        return gateway.toString();
      }
    }

    /** A peering connection. */
    record Peering(VpcPeeringConnectionId connection) implements Target {
      @Override
      public String toString() {
        return connection.toString();
      }
    }

    /** A transit gateway. */
    record Transit(TransitGatewayId gateway) implements Target {
      @Override
      public String toString() {
        return gateway.toString();
      }
    }

    /** A virtual private gateway. */
    record VirtualPrivate(VpnGatewayId gateway) implements Target {
      @Override
      public String toString() {
        return gateway.toString();
      }
    }

    /** A gateway endpoint; its destination is the prefix list of its service. */
    record Endpoint(VpcEndpointId endpoint) implements Target {
      @Override
      public String toString() {
        return endpoint.toString();
      }
    }
  }

  /** A subnet's use of the table. */
  public record Association(RouteTableAssociationId id, SubnetId subnet) {}

  /**
   * The use of the table for what comes in through a gateway, as a gateway route table.
   *
   * @param gateway an internet gateway or a virtual private gateway
   */
  public record GatewayAssociation(RouteTableAssociationId id, String gateway) {}

  /** Route tables by VPC. */
  public static final Index<RouteTable, VpcId> BY_VPC =
      Index.by("route tables by VPC", RouteTable::vpc);

  /** Route tables by the subnets associated with them. */
  public static final Index<RouteTable, SubnetId> BY_SUBNET =
      Index.byEach(
          "route tables by subnet",
          table -> table.associations().stream().map(Association::subnet).toList());

  /** Route tables by the prefix lists that their routes are for. */
  public static final Index<RouteTable, PrefixListId> BY_PREFIX_LIST =
      Index.byEach(
          "route tables by prefix list",
          table ->
              table.routes().stream()
                  .flatMap(
                      route ->
                          route.destination() instanceof Destination.PrefixList(var list)
                              ? Stream.of(list)
                              : Stream.empty())
                  .distinct()
                  .toList());

  /** Route tables by the gateways that use them for what comes in. */
  public static final Index<RouteTable, String> BY_GATEWAY =
      Index.byEach(
          "route tables by gateway",
          table -> table.gatewayAssociations().stream().map(GatewayAssociation::gateway).toList());

  /** Route tables by their associations, the main one too. */
  public static final Index<RouteTable, RouteTableAssociationId> BY_ASSOCIATION =
      Index.byEach("route tables by association", RouteTable::associationIds);

  /** Route tables by id. */
  public static final Kind<RouteTableId, RouteTable> KIND =
      Kind.of("route-table", RouteTable.class, RouteTable::id)
          .indexed(BY_VPC)
          .indexed(BY_SUBNET)
          .indexed(BY_PREFIX_LIST)
          .indexed(BY_GATEWAY)
          .indexed(BY_ASSOCIATION);

  public RouteTable {
    routes = List.copyOf(routes);
    associations = List.copyOf(associations);
    gatewayAssociations = List.copyOf(gatewayAssociations);
    propagating = List.copyOf(propagating);
  }

  /** Whether it serves the subnets that have no association of their own. */
  public boolean isMain() {
    return mainAssociation.isPresent();
  }

  /** The ids of all its associations: the main one, those of subnets, those of gateways. */
  public List<RouteTableAssociationId> associationIds() {
    return Stream.of(
            mainAssociation.stream(),
            associations.stream().map(Association::id),
            gatewayAssociations.stream().map(GatewayAssociation::id))
        .flatMap(ids -> ids)
        .toList();
  }

  /** Whether subnets or gateways use it; a VPC's main table always is. */
  public boolean isUsed() {
    return isMain() || !associations.isEmpty() || !gatewayAssociations.isEmpty();
  }

  /** This table with other routes. */
  public RouteTable withRoutes(List<Route> others) {
    return new RouteTable(
        id,
        scope,
        vpc,
        others,
        mainAssociation,
        associations,
        gatewayAssociations,
        propagating,
        tags);
  }

  /** This table with other associations. */
  public RouteTable withAssociations(List<Association> others) {
    return new RouteTable(
        id, scope, vpc, routes, mainAssociation, others, gatewayAssociations, propagating, tags);
  }

  /** This table with other tags. */
  public RouteTable withTags(Tags others) {
    return new RouteTable(
        id,
        scope,
        vpc,
        routes,
        mainAssociation,
        associations,
        gatewayAssociations,
        propagating,
        others);
  }

  /** This table for other gateways. */
  public RouteTable withGatewayAssociations(List<GatewayAssociation> others) {
    return new RouteTable(
        id, scope, vpc, routes, mainAssociation, associations, others, propagating, tags);
  }

  /** This table with the routes of other virtual private gateways. */
  public RouteTable withPropagating(List<VpnGatewayId> others) {
    return new RouteTable(
        id, scope, vpc, routes, mainAssociation, associations, gatewayAssociations, others, tags);
  }

  /** This table as the VPC's main one, or not. */
  public RouteTable withMainAssociation(Optional<RouteTableAssociationId> other) {
    return new RouteTable(
        id, scope, vpc, routes, other, associations, gatewayAssociations, propagating, tags);
  }
}
