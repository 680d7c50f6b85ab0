package io.eksnet.vpc;

import io.eksnet.id.EniId;
import io.eksnet.id.InternetGatewayId;
import io.eksnet.id.NatGatewayId;
import io.eksnet.id.RouteTableAssociationId;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.Scope;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.net.Cidr;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.util.List;
import java.util.Optional;

/**
 * Where packets that leave a subnet go.
 *
 * @param routes one per destination
 * @param mainAssociation present when this is the VPC's main table, used by subnets without another
 * @param associations the subnets that use it by their own association
 */
public record RouteTable(
    RouteTableId id,
    Scope scope,
    VpcId vpc,
    List<Route> routes,
    Optional<RouteTableAssociationId> mainAssociation,
    List<Association> associations,
    Tags tags) {

  /** A destination and what takes its packets. */
  public record Route(Cidr destination, Target target, Origin origin) {}

  /** What put a route there, in AWS's words. */
  public enum Origin {
    CREATE_ROUTE_TABLE("CreateRouteTable"),
    CREATE_ROUTE("CreateRoute");

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
  }

  /** A subnet's use of the table. */
  public record Association(RouteTableAssociationId id, SubnetId subnet) {}

  /** Route tables by VPC. */
  public static final Index<RouteTable, VpcId> BY_VPC =
      Index.by("route tables by VPC", RouteTable::vpc);

  /** Route tables by the subnets associated with them. */
  public static final Index<RouteTable, SubnetId> BY_SUBNET =
      Index.byEach(
          "route tables by subnet",
          table -> table.associations().stream().map(Association::subnet).toList());

  /** Route tables by id. */
  public static final Kind<RouteTableId, RouteTable> KIND =
      Kind.of("route-table", RouteTable.class, RouteTable::id).indexed(BY_VPC).indexed(BY_SUBNET);

  public RouteTable {
    routes = List.copyOf(routes);
    associations = List.copyOf(associations);
  }

  /** Whether it serves the subnets that have no association of their own. */
  public boolean isMain() {
    return mainAssociation.isPresent();
  }

  /** This table with other routes. */
  public RouteTable withRoutes(List<Route> others) {
    return new RouteTable(id, scope, vpc, others, mainAssociation, associations, tags);
  }

  /** This table with other associations. */
  public RouteTable withAssociations(List<Association> others) {
    return new RouteTable(id, scope, vpc, routes, mainAssociation, others, tags);
  }

  /** This table with other tags. */
  public RouteTable withTags(Tags others) {
    return new RouteTable(id, scope, vpc, routes, mainAssociation, associations, others);
  }
}
