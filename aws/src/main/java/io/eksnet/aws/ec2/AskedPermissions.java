package io.eksnet.aws.ec2;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpFamily;
import io.eksnet.net.PortRange;
import io.eksnet.net.Protocol;
import io.eksnet.vpc.Permission;
import io.eksnet.vpc.SecurityGroupRule.Peer;
import io.eksnet.vpc.Traffic;
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

  /** The parts of {@code IpPermissions} that are read here; prefix lists are not. */
  static final List<String> SERVED =
      List.of(
          "IpPermissions.IpProtocol",
          "IpPermissions.FromPort",
          "IpPermissions.ToPort",
          "IpPermissions.IpRanges",
          "IpPermissions.Ipv6Ranges",
          "IpPermissions.UserIdGroupPairs.GroupId",
          "IpPermissions.UserIdGroupPairs.UserId",
          "IpPermissions.UserIdGroupPairs.Description");

  private static final Pattern DESCRIPTION =
      Pattern.compile("[a-zA-Z0-9. _\\-:/()#,@\\[\\]+=&;{}!$*]{0,255}");
  private static final int MOST_PORT = 65_535;

  private final String owner;

  AskedPermissions(String owner) {
    this.owner = owner;
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
    Optional<String> name = Optional.ofNullable(permission.ipProtocol());
    if (name.isEmpty()) {
      return Reply.refuse("MissingParameter", "The request must contain the parameter ipProtocol");
    }
    Optional<Protocol> protocol = Protocol.tryParse(name.get());
    if (protocol.isEmpty()) {
      return invalid("Invalid value '" + name.get() + "' for IP protocol. Unknown protocol.");
    }
    Optional<Integer> from = Optional.ofNullable(permission.fromPort());
    Optional<Integer> to = Optional.ofNullable(permission.toPort());
    if (Permissions.hasPorts(protocol.get())) {
      return ports(protocol.get(), from, to);
    }
    boolean everyType = from.orElse(-1) == -1 && to.orElse(-1) == -1;
    if (protocol.get().isIcmp() && !everyType) {
      return Reply.refuse(
          "UnsupportedOperation",
          "eksnet does not serve single ICMP types and codes in security group rules. Nothing was"
              + " done. Use FromPort -1 and ToPort -1 for all ICMP.");
    }
    return Reply.answer(new Traffic(protocol.get(), PortRange.ALL));
  }

  private static Reply<Traffic> ports(
      Protocol protocol, Optional<Integer> from, Optional<Integer> to) {
    if (from.isEmpty() || to.isEmpty()) {
      return invalid(
          "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.");
    }
    int low = from.get();
    int high = to.get();
    if (low < 0 || high > MOST_PORT || low > high) {
      return invalid(
          "Invalid TCP/UDP port range ("
              + low
              + ":"
              + high
              + "). Expected 0 to "
              + MOST_PORT
              + ".");
    }
    return Reply.answer(new Traffic(protocol, PortRange.of(low, high)));
  }

  private Reply<List<Permission>> withPeers(IpPermission permission, Traffic traffic) {
    List<Reply<Permission>> each = new ArrayList<>();
    for (IpRange range : permission.ipRanges()) {
      each.add(range(traffic, range.cidrIp(), IpFamily.IPV4, range.description()));
    }
    for (Ipv6Range range : permission.ipv6Ranges()) {
      each.add(range(traffic, range.cidrIpv6(), IpFamily.IPV6, range.description()));
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

  private static Reply<Permission> range(
      Traffic traffic, String text, IpFamily family, String description) {
    Optional<Cidr> cidr =
        Optional.ofNullable(text).flatMap(Cidr::tryParse).filter(c -> c.family() == family);
    return cidr.isEmpty()
        ? invalid("CIDR block " + text + " is malformed")
        : described(new Permission(traffic, new Peer.Range(cidr.get()), text(description)));
  }

  private Reply<Permission> group(Traffic traffic, UserIdGroupPair pair) {
    if (pair.groupId() == null) {
      return Reply.refuse("MissingParameter", "The request must contain the parameter groupId");
    }
    if (pair.userId() != null && !pair.userId().equals(owner)) {
      return Reply.refuse(
          "InvalidGroup.NotFound",
          "The security group '"
              + pair.groupId()
              + "' of account "
              + pair.userId()
              + " does not exist; this network has account "
              + owner
              + " only");
    }
    return described(
        new Permission(
            traffic,
            new Peer.Group(new SecurityGroupId(pair.groupId())),
            text(pair.description())));
  }

  private static Reply<Permission> described(Permission permission) {
    return DESCRIPTION.matcher(permission.description()).matches()
        ? Reply.answer(permission)
        : invalid(
            "Invalid rule description. Valid descriptions are strings less than 256 characters from"
                + " the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*");
  }

  /** Whether a text can describe a security group. */
  static boolean describes(String text) {
    return DESCRIPTION.matcher(text).matches();
  }

  private static String text(String maybe) {
    return maybe == null ? "" : maybe;
  }

  private static <T> Reply<T> invalid(String message) {
    return Reply.refuse("InvalidParameterValue", message);
  }
}
