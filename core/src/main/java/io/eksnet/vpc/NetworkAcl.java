package io.eksnet.vpc;

import io.eksnet.id.NetworkAclAssociationId;
import io.eksnet.id.NetworkAclId;
import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Packet;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A network ACL: a stateless filter at the border of its subnets. Traffic within one subnet never
 * meets it.
 *
 * @param entries in the order of their numbers; what none matches is denied
 */
public record NetworkAcl(
    NetworkAclId id,
    Scope scope,
    VpcId vpc,
    boolean isDefault,
    List<Entry> entries,
    List<Association> associations,
    Tags tags)
    implements Scoped {

  /** The number under which AWS shows the final denial of IPv4 traffic. */
  public static final int FINAL_RULE_NUMBER = 32767;

  /** The number under which AWS shows the final denial of IPv6 traffic. */
  public static final int FINAL_IPV6_RULE_NUMBER = 32768;

  /**
   * One numbered rule.
   *
   * @param number 1 to 32766; the lowest that matches decides
   * @param egress whether it judges packets that leave the subnet
   * @param cidr the other end: the source of what enters, the destination of what leaves
   */
  public record Entry(int number, boolean egress, boolean allow, Traffic traffic, Cidr cidr) {
    /** Whether it speaks of a packet that goes in a direction. */
    public boolean matches(Packet packet, boolean leaving) {
      IpAddress other = leaving ? packet.destination() : packet.source();
      return egress == leaving && cidr.contains(other) && traffic.matches(packet);
    }
  }

  /** A subnet's use of the ACL. */
  public record Association(NetworkAclAssociationId id, SubnetId subnet) {}

  /** ACLs by VPC. */
  public static final Index<NetworkAcl, VpcId> BY_VPC =
      Index.by("network ACLs by VPC", NetworkAcl::vpc);

  /** ACLs by their subnets. */
  public static final Index<NetworkAcl, SubnetId> BY_SUBNET =
      Index.byEach(
          "network ACLs by subnet",
          acl -> acl.associations().stream().map(Association::subnet).toList());

  /** ACLs by the associations of their subnets. */
  public static final Index<NetworkAcl, NetworkAclAssociationId> BY_ASSOCIATION =
      Index.byEach(
          "network ACLs by association",
          acl -> acl.associations().stream().map(Association::id).toList());

  /** ACLs by id. */
  public static final Kind<NetworkAclId, NetworkAcl> KIND =
      Kind.of("network-acl", NetworkAcl.class, NetworkAcl::id)
          .indexed(BY_VPC)
          .indexed(BY_SUBNET)
          .indexed(BY_ASSOCIATION);

  public NetworkAcl {
    entries = entries.stream().sorted(Comparator.comparingInt(Entry::number)).toList();
    associations = List.copyOf(associations);
  }

  /** The entry that decides about a packet; none means the final denial. */
  public Optional<Entry> decide(Packet packet, boolean leaving) {
    return entries.stream().filter(entry -> entry.matches(packet, leaving)).findFirst();
  }

  /** The entry with a number in a direction. */
  public Optional<Entry> entry(int number, boolean egress) {
    return entries.stream()
        .filter(entry -> entry.number() == number && entry.egress() == egress)
        .findFirst();
  }

  /** An association of its subnets. */
  public Optional<Association> association(NetworkAclAssociationId association) {
    return associations.stream().filter(it -> it.id().equals(association)).findFirst();
  }

  /** This ACL with other associations. */
  public NetworkAcl withAssociations(List<Association> others) {
    return new NetworkAcl(id, scope, vpc, isDefault, entries, others, tags);
  }

  /** This ACL with other entries. */
  public NetworkAcl withEntries(List<Entry> others) {
    return new NetworkAcl(id, scope, vpc, isDefault, others, associations, tags);
  }

  /** This ACL with other tags. */
  public NetworkAcl withTags(Tags others) {
    return new NetworkAcl(id, scope, vpc, isDefault, entries, associations, others);
  }
}
