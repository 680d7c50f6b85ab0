package io.eksnet.app.config;

import io.eksnet.net.Cidr;
import io.eksnet.table.Change;
import io.eksnet.vpc.AddressPicking;
import io.eksnet.vpc.CidrRestrictions;
import io.eksnet.vpc.Quota;
import io.eksnet.vpc.QuotaSetting;
import io.eksnet.world.Pace;
import java.util.ArrayList;
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
   * @param ec2 how EC2 differs from AWS's defaults
   * @param cluster whether there is an EKS cluster from the beginning
   */
  public record EksnetConfig(
      boolean guide, Pace pace, Map<String, String> pins, Ec2Config ec2, boolean cluster) {
    /** What holds without such a section. */
    static final EksnetConfig NONE =
        new EksnetConfig(false, Pace.FAST, Map.of(), Ec2Config.STANDARD, true);
  }

  /**
   * How EC2 differs from AWS's defaults.
   *
   * @param quotas those that are raised or lowered
   * @param addresses how free addresses are picked
   * @param cidrRestrictions whether AWS's table of restricted pairs of ranges binds
   */
  public record Ec2Config(
      Map<Quota, Integer> quotas, AddressPicking addresses, CidrRestrictions cidrRestrictions) {
    /** No difference. */
    public static final Ec2Config STANDARD =
        new Ec2Config(Map.of(), AddressPicking.STANDARD, CidrRestrictions.STANDARD);

    /** As facts, which EC2's rules read. */
    public List<Change<?, ?>> changes() {
      List<Change<?, ?>> changes = new ArrayList<>();
      quotas.forEach(
          (quota, value) ->
              changes.add(Change.put(QuotaSetting.KIND, new QuotaSetting(quota, value))));
      if (!addresses.equals(AddressPicking.STANDARD)) {
        changes.add(Change.put(AddressPicking.KIND, addresses));
      }
      if (!cidrRestrictions.equals(CidrRestrictions.STANDARD)) {
        changes.add(Change.put(CidrRestrictions.KIND, cidrRestrictions));
      }
      return changes;
    }
  }

  /** The AWS account of every network that names none: AWS's own documentation example. */
  public static final String ACCOUNT = "123456789012";

  /** A second account, for what takes two: PrivateLink and peering between accounts. */
  public static final String OTHER_ACCOUNT = "210987654321";
}
