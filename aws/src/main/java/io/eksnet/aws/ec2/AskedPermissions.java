package io.eksnet.aws.ec2;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.PrefixListId;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpFamily;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.Permission;
import io.eksnet.vpc.SecurityGroup;
import io.eksnet.vpc.SecurityGroupRule.Peer;
import io.eksnet.vpc.Traffic;
import io.eksnet.vpc.Vpc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** Reads the permissions of a request: one {@link Permission} for each peer of each of them. */
final class AskedPermissions {

  /** The parts of {@code IpPermissions} that are read here. */
  static final List<String> SERVED =
      List.of(
          "IpPermissions.IpProtocol",
          "IpPermissions.FromPort",
          "IpPermissions.ToPort",
          "IpPermissions.IpRanges",
          "IpPermissions.Ipv6Ranges",
          "IpPermissions.PrefixListIds",
          "IpPermissions.UserIdGroupPairs");

  static final String BAD_DESCRIPTION =
      "Invalid rule description. Valid descriptions are strings less than 256 characters from the"
          + " following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*";

  private static final Pattern DESCRIPTION =
      Pattern.compile("[a-zA-Z0-9. _\\-:/()#,@\\[\\]+=&;{}!$*]{0,255}");

  private final View view;
  private final SecurityGroupId group;

  /**
   * Reads permissions for a group.
   *
   * @param group whose rules they are to be
   */
  AskedPermissions(View view, SecurityGroupId group) {
    this.view = view;
    this.group = group;
  }

  Reply<List<Permission>> read(List<IpPermission> asked) {
    List<Permission> read = new ArrayList<>();
    for (IpPermission permission : asked) {
      Reply<List<Permission>> some =
          traffic(permission).then(traffic -> withPeers(permission, traffic));
      if (some instanceof Reply.Answer<List<Permission>>(var more)) {
        read.addAll(more);
      } else {
        return some;
      }
    }
    return Reply.answer(read);
  }

  private static Reply<Traffic> traffic(IpPermission permission) {
    return AskedTraffic.read(
        Optional.ofNullable(permission.ipProtocol()),
        Optional.ofNullable(permission.fromPort()),
        Optional.ofNullable(permission.toPort()));
  }

  private Reply<List<Permission>> withPeers(IpPermission permission, Traffic traffic) {
    List<Reply<Permission>> each = new ArrayList<>();
    for (IpRange range : permission.ipRanges()) {
      each.add(range(traffic, range.cidrIp(), IpFamily.IPV4, range.description()));
    }
    for (Ipv6Range range : permission.ipv6Ranges()) {
      each.add(range(traffic, range.cidrIpv6(), IpFamily.IPV6, range.description()));
    }
    for (var list : permission.prefixListIds()) {
      each.add(prefixList(traffic, list.prefixListId(), list.description()));
    }
    for (UserIdGroupPair pair : permission.userIdGroupPairs()) {
      each.add(group(traffic, pair));
    }
    if (each.isEmpty()) {
      return Reply.refuse(
          "MissingParameter",
          "Missing source specification: include source security group or CIDR information");
    }
    List<Permission> all = new ArrayList<>();
    for (Reply<Permission> one : each) {
      switch (one) {
        case Reply.Answer<Permission>(var value) -> all.add(value);
        case Reply.Refusal<Permission>(var error) -> {
          return Reply.refuse(error);
        }
      }
    }
    return Reply.answer(all);
  }

  static Reply<Permission> range(
      Traffic traffic, String text, IpFamily family, String description) {
    Optional<Cidr> cidr =
        Optional.ofNullable(text).flatMap(Cidr::tryParse).filter(c -> c.family() == family);
    return cidr.isEmpty()
        ? invalid("CIDR block " + text + " is malformed")
        : described(new Permission(traffic, new Peer.Range(cidr.get()), text(description)));
  }

  static Reply<Permission> prefixList(Traffic traffic, String id, String description) {
    if (id == null) {
      return Reply.refuse(
          "MissingParameter", "The request must contain the parameter prefixListId");
    }
    if (!Ec2Resources.PREFIX_LISTS.wellFormed(id)) {
      var refusal = Ec2Resources.PREFIX_LISTS.missing(List.of(id));
      return Reply.refuse(refusal.code(), refusal.message());
    }
    return described(
        new Permission(traffic, new Peer.PrefixList(new PrefixListId(id)), text(description)));
  }

  private Reply<Permission> group(Traffic traffic, UserIdGroupPair pair) {
    return id(pair)
        .then(
            id -> {
              Optional<SecurityGroup> found = view.vpcs().securityGroup(id);
              String owner = Optional.ofNullable(pair.userId()).orElse(view.owner());
              boolean ownersMatch =
                  found.map(it -> it.scope().account().value().equals(owner)).orElse(true);
              return ownersMatch
                  ? described(new Permission(traffic, new Peer.Group(id), text(pair.description())))
                  : Reply.refuse(
                      "InvalidGroup.NotFound", "The security group '" + id + "' does not exist");
            });
  }

  private Reply<SecurityGroupId> id(UserIdGroupPair pair) {
    if (pair.groupId() != null) {
      return wellFormed(pair.groupId());
    }
    if (pair.groupName() == null) {
      return Reply.refuse("MissingParameter", "The request must contain the parameter groupId");
    }
    boolean inDefaultVpc =
        view.vpcs()
            .securityGroup(group)
            .flatMap(it -> view.vpcs().vpc(it.vpc()))
            .map(Vpc::isDefault)
            .orElse(false);
    return inDefaultVpc
        ? GroupNames.find(pair.groupName(), view)
        : invalid(
            "Invalid value '"
                + pair.groupName()
                + "' for groupName. You may not reference Amazon VPC security groups by name."
                + " Please use the corresponding id for this operation.");
  }

  static Reply<SecurityGroupId> wellFormed(String id) {
    if (Ec2Resources.SECURITY_GROUPS.wellFormed(id)) {
      return Reply.answer(new SecurityGroupId(id));
    }
    var refusal = Ec2Resources.SECURITY_GROUPS.missing(List.of(id));
    return Reply.refuse(refusal.code(), refusal.message());
  }

  static Reply<Permission> described(Permission permission) {
    return DESCRIPTION.matcher(permission.description()).matches()
        ? Reply.answer(permission)
        : invalid(BAD_DESCRIPTION);
  }

  /** Whether a text can describe a security group. */
  static boolean describes(String text) {
    return DESCRIPTION.matcher(text).matches();
  }

  static String text(String maybe) {
    return maybe == null ? "" : maybe;
  }

  private static <T> Reply<T> invalid(String message) {
    return Reply.refuse("InvalidParameterValue", message);
  }
}
