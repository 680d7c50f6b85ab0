package io.eksnet.app.config;

import io.eksnet.net.Cidr;
import io.eksnet.world.Pace;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network to run, in the terms of eksctl's ClusterConfig (eksctl.io/v1alpha5).
 *
 * @param version Kubernetes' minor version, such as {@code 1.34}
 * @param zones the Availability Zones in use, by name
 * @param eksnet eksnet's own section, which eksctl does not have
 */
public record ClusterConfig(
    String name,
    String region,
    String version,
    Map<String, String> tags,
    Cidr serviceCidr,
    VpcConfig vpc,
    List<String> zones,
    List<NodeGroupConfig> nodeGroups,
    List<AddonConfig> addons,
    EksnetConfig eksnet) {

  /** How private subnets reach the internet. */
  public enum NatMode {
    DISABLE,
    SINGLE,
    HIGHLY_AVAILABLE
  }

  /**
   * The VPC.
   *
   * @param id the id that it is to have; eksnet makes one when there is none
   */
  public record VpcConfig(Optional<String> id, Cidr cidr, NatMode nat, List<SubnetConfig> subnets) {
    public VpcConfig {
      subnets = List.copyOf(subnets);
    }
  }

  /** A subnet. */
  public record SubnetConfig(
      String name, Optional<String> id, Cidr cidr, String zone, boolean isPublic) {}

  /**
   * A managed node group.
   *
   * @param zones those of its nodes; none means all of the cluster's
   */
  public record NodeGroupConfig(
      String name,
      String instanceType,
      int min,
      int max,
      int desired,
      boolean privateNetworking,
      Optional<Integer> maxPods,
      List<String> zones,
      Map<String, String> labels,
      List<TaintConfig> taints,
      Map<String, String> tags) {}

  /** A node group's taint. */
  public record TaintConfig(String key, String value, String effect) {}

  /** An add-on. */
  public record AddonConfig(String name, Optional<String> version, String configurationValues) {}

  /**
   * What only eksnet knows.
   *
   * @param guide whether the network is the guide's own, with its rulings
   * @param pace how fast latencies pass
   * @param pins ids that things are to have, by the thing: {@code mainRouteTable} and {@code
   *     clusterSecurityGroup} and {@code podSecurityGroup}
   */
  public record EksnetConfig(boolean guide, Pace pace, Map<String, String> pins) {}

  /** The AWS account of every network that names none: AWS's own documentation example. */
  public static final String ACCOUNT = "123456789012";

  /** A second account, for what takes two: PrivateLink and peering between accounts. */
  public static final String OTHER_ACCOUNT = "210987654321";
}
