package io.eksnet.reach;

import io.eksnet.id.EniId;
import io.eksnet.id.NetworkAclId;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.ZoneName;
import io.eksnet.kube.ObjectKey;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Packet;
import io.eksnet.net.PortRange;
import io.eksnet.net.Protocol;
import io.eksnet.policy.Verdict;
import io.eksnet.vpc.NetworkAcl;
import io.eksnet.vpc.RouteTable;
import io.eksnet.vpc.SecurityGroupRule;
import java.util.List;
import java.util.Optional;

/** One decision about a packet: what decided, how, and where the deciding rule stands. */
public sealed interface Step {

  /** What stops the packet here; none when it passes. */
  Optional<Obstacle> obstacle();

  /** Where the deciding rules stand; none for what is built in. */
  List<Origin> origins();

  /**
   * The NetworkPolicies of a pod.
   *
   * @param pod whose policies
   * @param notEnforced why the verdict has no effect; none when an engine enforces policies
   */
  record PolicyCheck(
      ObjectKey pod,
      Verdict verdict,
      Optional<String> notEnforced,
      Optional<Obstacle> obstacle,
      List<Origin> origins)
      implements Step {}

  /**
   * kube-proxy picks one of a Service's endpoints, each as likely as the others.
   *
   * @param frontend what was called, such as {@code ClusterIP 10.100.0.10:80/TCP}
   * @param endpoints how many there are to pick from
   */
  record Balance(
      ObjectKey service,
      String frontend,
      int endpoints,
      Optional<Obstacle> obstacle,
      List<Origin> origins)
      implements Step {}

  /** Addresses or ports of the packet are rewritten; replies are written back. */
  record Translation(
      Translator by,
      Packet before,
      Packet after,
      String why,
      Optional<Obstacle> obstacle,
      List<Origin> origins)
      implements Step {
    /** Whether the destination changes, else the source does. */
    public boolean changesDestination() {
      return !before.destination().equals(after.destination())
          || before.destinationPort() != after.destinationPort();
    }
  }

  /** What translates. */
  enum Translator {
    KUBE_PROXY("kube-proxy"),
    NODE("node"),
    NAT_GATEWAY("NAT gateway"),
    INTERNET_GATEWAY("internet gateway");

    private final String text;

    Translator(String text) {
      this.text = text;
    }

    /** A word for people. */
    public String text() {
      return text;
    }
  }

  /**
   * The node's rules and route tables.
   *
   * @param rule the ip rule that decided, such as {@code from-pod rule 1536}
   * @param table the route table that it names, such as {@code table 2} or {@code main}
   * @param device the interface inside the node, such as {@code eth1}
   * @param eni the interface of the VPC behind the device; none for a pod's own pair
   * @param zone that interface's zone
   */
  record NodeRoute(
      String node,
      String rule,
      String table,
      String device,
      Optional<EniId> eni,
      Optional<ZoneName> zone,
      Optional<Obstacle> obstacle,
      List<Origin> origins)
      implements Step {}

  /**
   * The security groups of an interface.
   *
   * @param groups all groups of the interface
   * @param rule the rule that allows; none when tracked or denied
   * @param tracked whether it passes as the reply of a connection that was let through
   */
  record GroupCheck(
      EniId eni,
      SecurityGroupRule.Direction direction,
      List<SecurityGroupId> groups,
      Packet packet,
      Optional<SecurityGroupRule> rule,
      boolean tracked,
      Optional<Obstacle> obstacle,
      List<Origin> origins)
      implements Step {
    public GroupCheck {
      groups = List.copyOf(groups);
    }
  }

  /**
   * The network ACL at the border of a subnet.
   *
   * @param leaving whether the packet leaves the subnet
   * @param ports the destination ports that must pass: one, or the client's possible ports for
   *     replies
   * @param entry the entry that decides; none for the final denial
   */
  record AclCheck(
      NetworkAclId acl,
      SubnetId subnet,
      boolean leaving,
      Packet packet,
      PortRange ports,
      Optional<NetworkAcl.Entry> entry,
      Optional<Obstacle> obstacle,
      List<Origin> origins)
      implements Step {}

  /**
   * The VPC's router.
   *
   * @param subnet the subnet that the packet leaves, whose table is read
   * @param route the route taken; none when no route has the destination
   * @param crossing the zones between which it goes; none within one zone and towards gateways
   */
  record VpcRoute(
      RouteTableId table,
      SubnetId subnet,
      IpAddress destination,
      Optional<RouteTable.Route> route,
      Optional<ZoneCrossing> crossing,
      Optional<Obstacle> obstacle,
      List<Origin> origins)
      implements Step {}

  /** A way from one zone to another, which AWS bills in each direction. */
  record ZoneCrossing(ZoneName from, ZoneName to) {}

  /** Both interfaces are in one subnet: no route table and no network ACL is asked. */
  record SameSubnet(SubnetId subnet, ZoneName zone) implements Step {
    @Override
    public Optional<Obstacle> obstacle() {
      return Optional.empty();
    }

    @Override
    public List<Origin> origins() {
      return List.of(Origin.aws("subnet", subnet));
    }
  }

  /** A gateway takes the packet, or does not. */
  record Gateway(
      Place.Kind kind, String id, String why, Optional<Obstacle> obstacle, List<Origin> origins)
      implements Step {}

  /**
   * The end of the way.
   *
   * @param place what takes the packet
   * @param from the source as it is seen here
   * @param listening what is known of the port
   */
  record Deliver(
      Place place,
      IpAddress from,
      Protocol protocol,
      int port,
      Listening listening,
      Optional<Obstacle> obstacle,
      List<Origin> origins)
      implements Step {}

  /** What is known of the port at the end of the way. */
  enum Listening {
    /** The pod declares it, or what is there is known to answer. */
    LISTENS,
    /** The pod declares ports and not this one: refused. */
    REFUSES,
    /** The pod declares no ports at all, or the end is not a pod. */
    NOT_KNOWN
  }

  /** The packet can go no further. */
  record Drop(String at, Obstacle cause, List<Origin> origins) implements Step {
    @Override
    public Optional<Obstacle> obstacle() {
      return Optional.of(cause);
    }
  }
}
