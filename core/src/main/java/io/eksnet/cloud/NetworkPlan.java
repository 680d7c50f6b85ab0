package io.eksnet.cloud;

import io.eksnet.id.RouteTableId;
import io.eksnet.id.Scope;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.id.ZoneName;
import io.eksnet.net.Cidr;
import java.util.List;
import java.util.Optional;

/**
 * The network of a cluster as somebody wants it, in eksctl's terms; {@link NetworkLayout} makes the
 * commands.
 *
 * @param cluster the cluster's name; the network's where there is none
 * @param cidr the VPC's block
 * @param subnets in the order in which they are made
 * @param tags what every resource is tagged with, beside its own
 * @param hasCluster whether there is a cluster in it from the beginning
 */
public record NetworkPlan(
    String cluster,
    Scope scope,
    Cidr cidr,
    List<PlannedSubnet> subnets,
    Nat nat,
    Tags tags,
    Pins pins,
    boolean hasCluster) {

  /** How private subnets reach the internet (eksctl's {@code vpc.nat.gateway}). */
  public enum Nat {
    /** Not at all. */
    DISABLE,
    /** Through one gateway in the first public subnet. */
    SINGLE,
    /** Through a gateway in the first public subnet of each zone. */
    HIGHLY_AVAILABLE
  }

  /**
   * A subnet that is wanted.
   *
   * @param name its Name tag; none means as eksctl names it
   * @param id none means one of EC2's choice
   * @param isPublic whether it routes to the internet gateway and gives out public addresses
   */
  public record PlannedSubnet(
      Optional<String> name, Optional<SubnetId> id, Cidr cidr, ZoneName zone, boolean isPublic) {}

  /** Ids that things are to have; nothing that is not named is pinned. */
  public record Pins(
      Optional<VpcId> vpc,
      Optional<RouteTableId> mainRouteTable,
      Optional<SecurityGroupId> clusterSecurityGroup) {
    /** No pinned id. */
    public static final Pins NONE = new Pins(Optional.empty(), Optional.empty(), Optional.empty());
  }

  public NetworkPlan {
    subnets = List.copyOf(subnets);
  }

  /** The network of a cluster. */
  public NetworkPlan(
      String cluster,
      Scope scope,
      Cidr cidr,
      List<PlannedSubnet> subnets,
      Nat nat,
      Tags tags,
      Pins pins) {
    this(cluster, scope, cidr, subnets, nat, tags, pins, true);
  }
}
