package io.eksnet.vpc;

import io.eksnet.id.Context;
import io.eksnet.net.Cidr;
import io.eksnet.table.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a VPC's first IPv6 block does to its defaults (VPC user guide, "Default network ACL",
 * "Default security groups"): what still lets out all of IPv4 lets out all of IPv6 too. What was
 * changed stays as it is.
 */
final class Ipv6Defaults {
  private static final int ACL_RULE = 101;

  private Ipv6Defaults() {}

  static List<Change<?, ?>> added(Vpcs vpcs, Vpc vpc, Context context) {
    List<Change<?, ?>> changes = new ArrayList<>();
    for (NetworkAcl acl : vpcs.facts().table(NetworkAcl.KIND).by(NetworkAcl.BY_VPC, vpc.id())) {
      NetworkAcl open = opened(acl);
      if (!open.equals(acl)) {
        changes.add(Change.put(NetworkAcl.KIND, open));
      }
    }
    vpcs.facts().table(SecurityGroup.KIND).by(SecurityGroup.BY_VPC, vpc.id()).stream()
        .filter(SecurityGroup::isDefault)
        .filter(group -> unchanged(vpcs, group))
        .map(group -> egress(group, context))
        .forEach(changes::add);
    return changes;
  }

  /** The egress rule for all of IPv6. */
  static Change<?, ?> egress(SecurityGroup group, Context context) {
    return SecurityGroupRules.put(
        group,
        SecurityGroupRule.Direction.EGRESS,
        Permission.of(Traffic.ALL, Cidr.ANY_IPV6),
        context);
  }

  /** A default ACL that also passes IPv6, in each direction in which it was left as it was made. */
  static NetworkAcl opened(NetworkAcl acl) {
    List<NetworkAcl.Entry> entries = new ArrayList<>(acl.entries());
    for (boolean egress : new boolean[] {false, true}) {
      Predicate<NetworkAcl.Entry> made =
          entry ->
              entry.allow()
                  && entry.traffic().equals(Traffic.ALL)
                  && entry.cidr().equals(Cidr.ANY_IPV4);
      List<NetworkAcl.Entry> present =
          acl.entries().stream().filter(entry -> entry.egress() == egress).toList();
      if (acl.isDefault() && present.size() == 1 && made.test(present.getFirst())) {
        entries.add(new NetworkAcl.Entry(ACL_RULE, egress, true, Traffic.ALL, Cidr.ANY_IPV6));
      }
    }
    return acl.withEntries(entries);
  }

  private static boolean unchanged(Vpcs vpcs, SecurityGroup group) {
    List<SecurityGroupRule> egress =
        vpcs.rulesOf(group.id()).stream()
            .filter(rule -> rule.direction() == SecurityGroupRule.Direction.EGRESS)
            .toList();
    return egress.size() == 1
        && Permission.of(Traffic.ALL, Cidr.ANY_IPV4).isThatOf(egress.getFirst());
  }
}
