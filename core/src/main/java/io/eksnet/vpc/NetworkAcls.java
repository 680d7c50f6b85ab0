package io.eksnet.vpc;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.NetworkAclAssociationId;
import io.eksnet.id.NetworkAclId;
import io.eksnet.id.Refusal;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules for network ACLs. */
final class NetworkAcls {
  private NetworkAcls() {}

  static Decision<NetworkAcl> create(Vpcs vpcs, CreateNetworkAcl command, Context context) {
    Optional<Vpc> vpc = vpcs.vpc(command.vpc());
    if (vpc.isEmpty()) {
      return Decision.refuse(NetworkRefusals.vpcNotFound(command.vpc()));
    }
    var table = vpcs.facts().table(NetworkAcl.KIND);
    if (table.keysBy(NetworkAcl.BY_VPC, command.vpc()).size()
        >= vpcs.quota(Quota.NETWORK_ACLS_PER_VPC)) {
      return Decision.refuse(AclRefusals.limit());
    }
    NetworkAclId id = command.id().orElseGet(() -> new NetworkAclId(context.ids().next("acl")));
    if (table.contains(id)) {
      return Decision.refuse(Ec2Refusals.idInUse(id));
    }
    return put(
        new NetworkAcl(
            id, vpc.get().scope(), command.vpc(), false, List.of(), List.of(), command.tags()));
  }

  static Decision<NetworkAclId> delete(Vpcs vpcs, DeleteNetworkAcl command) {
    Optional<NetworkAcl> acl = find(vpcs, command.id());
    if (acl.isEmpty()) {
      return Decision.refuse(AclRefusals.notFound(command.id()));
    }
    if (acl.get().isDefault()) {
      return Decision.refuse(AclRefusals.defaultStays(command.id()));
    }
    return acl.get().associations().isEmpty()
        ? Decision.accept(command.id(), Change.remove(NetworkAcl.KIND, command.id()))
        : Decision.refuse(AclRefusals.inUse(command.id()));
  }

  static Decision<NetworkAcl> add(Vpcs vpcs, CreateNetworkAclEntry command) {
    Optional<NetworkAcl> acl = find(vpcs, command.acl());
    Optional<Refusal> problem = problem(acl, command.acl(), command.entry().number());
    if (problem.isPresent() || acl.isEmpty()) {
      return refused(problem, command.acl());
    }
    NetworkAcl.Entry entry = command.entry();
    if (acl.get().entry(entry.number(), entry.egress()).isPresent()) {
      return Decision.refuse(AclRefusals.entryExists(entry.number()));
    }
    List<NetworkAcl.Entry> entries = new ArrayList<>(acl.get().entries());
    entries.add(entry);
    return withEntries(vpcs, acl.get(), entries, entry);
  }

  static Decision<NetworkAcl> replace(Vpcs vpcs, ReplaceNetworkAclEntry command) {
    Optional<NetworkAcl> acl = find(vpcs, command.acl());
    Optional<Refusal> problem = problem(acl, command.acl(), command.entry().number());
    if (problem.isPresent() || acl.isEmpty()) {
      return refused(problem, command.acl());
    }
    NetworkAcl.Entry entry = command.entry();
    Optional<NetworkAcl.Entry> old = acl.get().entry(entry.number(), entry.egress());
    if (old.isEmpty()) {
      return Decision.refuse(AclRefusals.entryNotFound(entry.number()));
    }
    List<NetworkAcl.Entry> entries = new ArrayList<>(acl.get().entries());
    entries.remove(old.get());
    entries.add(entry);
    return withEntries(vpcs, acl.get(), entries, entry);
  }

  static Decision<NetworkAcl> remove(Vpcs vpcs, DeleteNetworkAclEntry command) {
    Optional<NetworkAcl> acl = find(vpcs, command.acl());
    Optional<Refusal> problem = problem(acl, command.acl(), command.number());
    if (problem.isPresent() || acl.isEmpty()) {
      return refused(problem, command.acl());
    }
    Optional<NetworkAcl.Entry> old = acl.get().entry(command.number(), command.egress());
    if (old.isEmpty()) {
      return Decision.refuse(AclRefusals.entryNotFound(command.number()));
    }
    return put(
        acl.get()
            .withEntries(
                acl.get().entries().stream().filter(it -> !it.equals(old.get())).toList()));
  }

  /** Moves a subnet; the association gets another id, even where nothing changes. */
  static Decision<NetworkAcl.Association> associate(
      Vpcs vpcs, ReplaceNetworkAclAssociation command, Context context) {
    Optional<NetworkAcl> from =
        vpcs.facts()
            .table(NetworkAcl.KIND)
            .firstBy(NetworkAcl.BY_ASSOCIATION, command.association());
    if (from.isEmpty()) {
      return Decision.refuse(AclRefusals.associationNotFound(command.association()));
    }
    Optional<NetworkAcl> to = find(vpcs, command.acl());
    if (to.isEmpty()) {
      return Decision.refuse(AclRefusals.notFound(command.acl()));
    }
    NetworkAcl.Association old = from.get().association(command.association()).orElseThrow();
    if (!to.get().vpc().equals(from.get().vpc())) {
      return Decision.refuse(AclRefusals.otherNetwork(command.acl(), old.subnet()));
    }
    NetworkAcl.Association made =
        new NetworkAcl.Association(
            new NetworkAclAssociationId(context.ids().next("aclassoc")), old.subnet());
    NetworkAcl without =
        from.get()
            .withAssociations(
                from.get().associations().stream().filter(it -> !it.equals(old)).toList());
    NetworkAcl target = to.get().id().equals(without.id()) ? without : to.get();
    List<NetworkAcl.Association> all = new ArrayList<>(target.associations());
    all.add(made);
    return Decision.accept(
        made,
        Change.put(NetworkAcl.KIND, without),
        Change.put(NetworkAcl.KIND, target.withAssociations(all)));
  }

  private static Optional<NetworkAcl> find(Vpcs vpcs, NetworkAclId id) {
    Facts facts = vpcs.facts();
    return facts.find(NetworkAcl.KIND, id);
  }

  private static Optional<Refusal> problem(Optional<NetworkAcl> acl, NetworkAclId id, int number) {
    if (acl.isEmpty()) {
      return Optional.of(AclRefusals.notFound(id));
    }
    return number < 1 || number >= NetworkAcl.FINAL_RULE_NUMBER
        ? Optional.of(AclRefusals.badNumber(number))
        : Optional.empty();
  }

  private static Decision<NetworkAcl> refused(Optional<Refusal> problem, NetworkAclId id) {
    return Decision.refuse(problem.orElseGet(() -> AclRefusals.notFound(id)));
  }

  private static Decision<NetworkAcl> withEntries(
      Vpcs vpcs, NetworkAcl acl, List<NetworkAcl.Entry> entries, NetworkAcl.Entry changed) {
    long alike =
        entries.stream()
            .filter(it -> it.egress() == changed.egress())
            .filter(it -> it.cidr().family() == changed.cidr().family())
            .count();
    return alike > vpcs.quota(Quota.RULES_PER_NETWORK_ACL)
        ? Decision.refuse(AclRefusals.entryLimit())
        : put(acl.withEntries(entries));
  }

  private static Decision<NetworkAcl> put(NetworkAcl acl) {
    return Decision.accept(acl, Change.put(NetworkAcl.KIND, acl));
  }
}
