package io.eksnet.vpc;

import io.eksnet.id.EniId;
import io.eksnet.id.PrefixListId;
import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcEndpointId;
import io.eksnet.id.VpcEndpointServiceId;
import io.eksnet.id.VpcId;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A VPC endpoint: a private way from a VPC to a service, be it AWS's or another customer's.
 *
 * @param serviceName such as {@code com.amazonaws.us-west-2.s3}
 * @param access how the VPC reaches the service
 * @param policy the endpoint's policy as JSON; it is shown and never evaluated
 * @param changedAt when its state last changed
 */
public record VpcEndpoint(
    VpcEndpointId id,
    Scope scope,
    VpcId vpc,
    String serviceName,
    Access access,
    State state,
    String policy,
    Instant createdAt,
    Instant changedAt,
    Tags tags)
    implements Scoped {

  /** The types of endpoints that eksnet has, in AWS's words. */
  public enum Type {
    GATEWAY("Gateway"),
    INTERFACE("Interface");

    private final String text;

    Type(String text) {
      this.text = text;
    }

    /** AWS's word. */
    public String text() {
      return text;
    }
  }

  /** How a VPC reaches the service. */
  public sealed interface Access {
    /** The type of an endpoint with this access. */
    Type type();
  }

  /**
   * By routes: each table that the endpoint is associated with has one, from the service's prefix
   * list to the endpoint. The tables themselves say which they are.
   *
   * @param prefixList AWS's list of the service's addresses in the Region
   */
  public record Gateway(PrefixListId prefixList) implements Access {
    @Override
    public Type type() {
      return Type.GATEWAY;
    }
  }

  /**
   * By interfaces, one in each of some subnets.
   *
   * @param groups the security groups of all its interfaces
   * @param dnsLabel what makes its DNS names hard to guess: eight letters and digits
   * @param privateDns whether the service's own DNS name leads here within the VPC
   * @param dnsRecordIpType what its names resolve to, in AWS's word: {@code ipv4}
   * @param connection the connection to a customer's service; none to AWS's own services
   */
  public record Interface(
      List<Placement> placements,
      List<SecurityGroupId> groups,
      String dnsLabel,
      boolean privateDns,
      String dnsRecordIpType,
      Optional<Connection> connection)
      implements Access {
    public Interface {
      placements = List.copyOf(placements);
      groups = List.copyOf(groups);
    }

    @Override
    public Type type() {
      return Type.INTERFACE;
    }

    /** This access with interfaces elsewhere. */
    public Interface withPlacements(List<Placement> others) {
      return new Interface(others, groups, dnsLabel, privateDns, dnsRecordIpType, connection);
    }

    /** This access with other security groups. */
    public Interface withGroups(List<SecurityGroupId> others) {
      return new Interface(placements, others, dnsLabel, privateDns, dnsRecordIpType, connection);
    }

    /** This access with or without the service's own DNS name. */
    public Interface withPrivateDns(boolean on) {
      return new Interface(placements, groups, dnsLabel, on, dnsRecordIpType, connection);
    }
  }

  /** An interface of the endpoint and where it is. */
  public record Placement(SubnetId subnet, Zone zone, EniId eni) {}

  /**
   * What a service's owner sees of an endpoint.
   *
   * @param id such as {@code vpce-con-0a1b2c3d4e5f60718}
   */
  public record Connection(String id, VpcEndpointServiceId service) {}

  /** The states of an endpoint. */
  public enum State {
    /** The owner of the service has not accepted the connection yet. */
    PENDING_ACCEPTANCE("pendingAcceptance"),
    PENDING("pending"),
    AVAILABLE("available"),
    DELETING("deleting"),
    REJECTED("rejected");

    private final String text;

    State(String text) {
      this.text = text;
    }

    /** AWS's word. */
    public String text() {
      return text;
    }
  }

  /** Endpoints by VPC. */
  public static final Index<VpcEndpoint, VpcId> BY_VPC =
      Index.by("VPC endpoints by VPC", VpcEndpoint::vpc);

  /** Endpoints by the customer's service that they connect to. */
  public static final Index<VpcEndpoint, VpcEndpointServiceId> BY_SERVICE =
      Index.byOptional(
          "VPC endpoints by service", endpoint -> endpoint.connection().map(Connection::service));

  /** Endpoints by their interfaces. */
  public static final Index<VpcEndpoint, EniId> BY_INTERFACE =
      Index.byEach(
          "VPC endpoints by interface",
          endpoint -> endpoint.placements().stream().map(Placement::eni).toList());

  /** Endpoints by id. */
  public static final Kind<VpcEndpointId, VpcEndpoint> KIND =
      Kind.of("vpc-endpoint", VpcEndpoint.class, VpcEndpoint::id)
          .indexed(BY_VPC)
          .indexed(BY_SERVICE)
          .indexed(BY_INTERFACE);

  /** Its type. */
  public Type type() {
    return access.type();
  }

  /** Its interfaces; a gateway endpoint has none. */
  public List<Placement> placements() {
    return switch (access) {
      case Gateway _ -> List.of();
      case Interface it -> it.placements();
    };
  }

  /** Its connection to a customer's service, if it has one. */
  public Optional<Connection> connection() {
    return switch (access) {
      case Gateway _ -> Optional.empty();
      case Interface it -> it.connection();
    };
  }

  /** Its ARN. */
  public String arn() {
    return scope.arn("ec2", "vpc-endpoint/" + id);
  }

  /** This endpoint in another state. */
  public VpcEndpoint in(State next, Instant now) {
    return new VpcEndpoint(id, scope, vpc, serviceName, access, next, policy, createdAt, now, tags);
  }

  /** This endpoint with another access. */
  public VpcEndpoint withAccess(Access other) {
    return new VpcEndpoint(
        id, scope, vpc, serviceName, other, state, policy, createdAt, changedAt, tags);
  }

  /** This endpoint with another policy. */
  public VpcEndpoint withPolicy(String other) {
    return new VpcEndpoint(
        id, scope, vpc, serviceName, access, state, other, createdAt, changedAt, tags);
  }

  /** This endpoint with other tags. */
  public VpcEndpoint withTags(Tags others) {
    return new VpcEndpoint(
        id, scope, vpc, serviceName, access, state, policy, createdAt, changedAt, others);
  }
}
