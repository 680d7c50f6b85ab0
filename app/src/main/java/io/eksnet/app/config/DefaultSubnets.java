package io.eksnet.app.config;

import io.eksnet.app.config.ClusterConfig.NatMode;
import io.eksnet.app.config.ClusterConfig.SubnetConfig;
import io.eksnet.app.config.ClusterConfig.VpcConfig;
import io.eksnet.net.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The subnets that eksctl makes when none are named: the VPC in equal parts, first a public and
 * then a private one for each zone (eksctl documentation, "VPC configuration").
 */
final class DefaultSubnets {
  private DefaultSubnets() {}

  /** How much longer than the VPC's prefix the subnets' is: 3 bits for up to 4 zones, else 4. */
  static int bits(int zones) {
    return zones <= 4 ? 3 : 4;
  }

  static VpcConfig vpc(Optional<String> id, Cidr cidr, NatMode nat, List<String> zones) {
    List<Cidr> blocks = cidr.blocks(cidr.length() + bits(zones.size())).toList();
    List<SubnetConfig> subnets = new ArrayList<>();
    for (int i = 0; i < zones.size(); i++) {
      subnets.add(
          new SubnetConfig(
              "public-" + letter(zones.get(i)),
              Optional.empty(),
              blocks.get(i),
              zones.get(i),
              true));
    }
    for (int i = 0; i < zones.size(); i++) {
      subnets.add(
          new SubnetConfig(
              "private-" + letter(zones.get(i)),
              Optional.empty(),
              blocks.get(zones.size() + i),
              zones.get(i),
              false));
    }
    return new VpcConfig(id, cidr, nat, subnets);
  }

  private static char letter(String zone) {
    return zone.charAt(zone.length() - 1);
  }
}
