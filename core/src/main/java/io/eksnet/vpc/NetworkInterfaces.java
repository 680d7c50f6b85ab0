package io.eksnet.vpc;

import io.eksnet.id.AttachmentId;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.EniId;
import io.eksnet.id.Refusal;
import io.eksnet.id.Scope;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.VpcId;
import io.eksnet.table.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The rules for interfaces by themselves; see {@link Attachments} and {@link PrivateAddresses}. */
final class NetworkInterfaces {
  private NetworkInterfaces() {}

  static Decision<NetworkInterface> create(
      Vpcs vpcs, CreateNetworkInterface command, Context context) {
    Optional<Subnet> subnet = vpcs.subnet(command.subnet());
    if (subnet.isEmpty()) {
      return Decision.refuse(Ec2Refusals.subnetNotFound(command.subnet()));
    }
    EniId id = command.id().orElseGet(() -> new EniId(context.ids().next("eni")));
    if (vpcs.networkInterface(id).isPresent()) {
      return Decision.refuse(Ec2Refusals.idInUse(id));
    }
    if (limitReached(vpcs, subnet.get().scope(), 1)) {
      return Decision.refuse(Ec2Refusals.interfaceLimit());
    }
    VpcId vpc = subnet.get().vpc();
    List<SecurityGroupId> groups =
        command.groups().isEmpty() ? defaultGroup(vpcs, vpc) : command.groups();
    Optional<Refusal> badGroup = groupProblem(vpcs, groups, vpc, command.subnet());
    if (badGroup.isPresent()) {
      return Decision.refuse(badGroup.get());
    }
    Optional<Refusal> noIpv6 = ipv6Problem(subnet.get(), command.addresses());
    if (noIpv6.isPresent()) {
      return Decision.refuse(noIpv6.get());
    }
    return AddressChoice.forNew(SubnetAddresses.of(vpcs, subnet.get()))
        .all(command.addresses())
        .map(addresses -> made(id, subnet.get(), groups, addresses, command))
        .then(NetworkInterfaces::changed);
  }

  /** Whether an account cannot have so many more interfaces in a Region. */
  static boolean limitReached(Vpcs vpcs, Scope scope, int more) {
    int held = vpcs.facts().table(NetworkInterface.KIND).fold(NetworkInterface.PER_SCOPE, scope);
    return held + more > vpcs.quota(Quota.NETWORK_INTERFACES_PER_REGION);
  }

  static Decision<EniId> delete(Vpcs vpcs, DeleteNetworkInterface command) {
    Optional<NetworkInterface> eni = vpcs.networkInterface(command.id());
    if (eni.isEmpty()) {
      return Decision.refuse(Ec2Refusals.interfaceNotFound(command.id()));
    }
    if (eni.get().status().equals("in-use")) {
      return Decision.refuse(Ec2Refusals.interfaceInUse(command.id()));
    }
    return Decision.accept(command.id(), removal(vpcs, eni.get()));
  }

  static Decision<NetworkInterface> modify(Vpcs vpcs, ModifyNetworkInterfaceAttribute command) {
    Optional<NetworkInterface> found = vpcs.networkInterface(command.id());
    if (found.isEmpty()) {
      return Decision.refuse(Ec2Refusals.interfaceNotFound(command.id()));
    }
    NetworkInterface eni = found.get();
    if (eni.type().requesterManaged()) {
      return Decision.refuse(Ec2Refusals.requesterManaged(eni.id()));
    }
    return switch (command.attribute()) {
      case ModifyNetworkInterfaceAttribute.Attribute.Groups(List<SecurityGroupId> groups) ->
          withGroups(vpcs, eni, groups);
      case ModifyNetworkInterfaceAttribute.Attribute.SourceDestCheck(boolean check) ->
          changed(eni.withSourceDestCheck(check));
      case ModifyNetworkInterfaceAttribute.Attribute.Description(String text) ->
          changed(eni.withDescription(text));
      case ModifyNetworkInterfaceAttribute.Attribute.DeleteOnTermination(
              AttachmentId attachment,
              boolean delete) ->
          eni.attachment()
              .filter(at -> at.id().equals(attachment))
              .map(at -> changed(eni.attached(at.withDeleteOnTermination(delete))))
              .orElseGet(() -> Decision.refuse(Ec2Refusals.attachmentNotFound(attachment)));
    };
  }

  /** What goes when an interface goes: itself, and the association of an Elastic IP with it. */
  static List<Change<?, ?>> removal(Vpcs vpcs, NetworkInterface eni) {
    List<Change<?, ?>> changes = new ArrayList<>();
    for (NetworkInterface.PublicAddress behind : eni.publicAddresses()) {
      behind
          .allocation()
          .flatMap(allocation -> vpcs.facts().find(ElasticIp.KIND, allocation))
          .ifPresent(address -> changes.add(Change.put(ElasticIp.KIND, address.disassociated())));
    }
    changes.addAll(TrunkInterfaces.withoutTrunk(vpcs, eni.id()));
    changes.add(Change.remove(NetworkInterface.KIND, eni.id()));
    return changes;
  }

  /** Why an interface in a subnet cannot carry these groups, if so. */
  static Optional<Refusal> groupProblem(
      Vpcs vpcs, List<SecurityGroupId> groups, VpcId vpc, SubnetId subnet) {
    if (groups.size() > vpcs.quota(Quota.SECURITY_GROUPS_PER_INTERFACE)) {
      return Optional.of(Ec2Refusals.groupsPerInterfaceLimit());
    }
    for (SecurityGroupId id : groups) {
      Optional<SecurityGroup> group = vpcs.securityGroup(id);
      if (group.isEmpty()) {
        return Optional.of(Ec2Refusals.groupNotFound(id));
      }
      if (!vpcs.usableIn(group.get(), vpc)) {
        return Optional.of(Ec2Refusals.groupOfOtherNetwork(id, subnet));
      }
    }
    return Optional.empty();
  }

  /** An address of its own that no vendor has: locally administered, derived from the id. */
  static String macAddress(EniId id) {
    long hash = 0xcbf29ce484222325L; // FNV-1a, 64 bits
    for (int i = 0; i < id.value().length(); i++) {
      hash = (hash ^ id.value().charAt(i)) * 0x100000001b3L;
    }
    StringBuilder text = new StringBuilder("02");
    for (int octet = 0; octet < 5; octet++) {
      text.append(String.format(Locale.ROOT, ":%02x", (hash >>> (8 * octet)) & 0xff));
    }
    return text.toString();
  }

  private static Decision<NetworkInterface> withGroups(
      Vpcs vpcs, NetworkInterface eni, List<SecurityGroupId> groups) {
    if (groups.isEmpty()) {
      return Decision.refuse(Ec2Refusals.missing("groups"));
    }
    return groupProblem(vpcs, groups, eni.vpc(), eni.subnet())
        .<Decision<NetworkInterface>>map(Decision::refuse)
        .orElseGet(() -> changed(eni.withGroups(groups)));
  }

  private static Decision<NetworkInterface> changed(NetworkInterface eni) {
    return Decision.accept(eni, Change.put(NetworkInterface.KIND, eni));
  }

  private static List<SecurityGroupId> defaultGroup(Vpcs vpcs, VpcId vpc) {
    return vpcs.facts().table(SecurityGroup.KIND).by(SecurityGroup.BY_VPC, vpc).stream()
        .filter(SecurityGroup::isDefault)
        .map(SecurityGroup::id)
        .toList();
  }

  private static Optional<Refusal> ipv6Problem(Subnet subnet, AddressSpecification wanted) {
    return wanted.ipv6Slots() > 0 && subnet.ipv6Cidr().isEmpty()
        ? Optional.of(InterfaceRefusals.noIpv6(subnet.id()))
        : Optional.empty();
  }

  private static NetworkInterface made(
      EniId id,
      Subnet subnet,
      List<SecurityGroupId> groups,
      NetworkInterface.Addresses addresses,
      CreateNetworkInterface command) {
    return new NetworkInterface(
        id,
        subnet.scope(),
        subnet.id(),
        subnet.vpc(),
        subnet.zone(),
        command.type(),
        macAddress(id),
        addresses,
        new NetworkInterface.Attributes(command.description(), groups, true),
        Optional.empty(),
        List.of(),
        command.tags());
  }
}
