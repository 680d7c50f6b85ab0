package io.eksnet.vpc;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.VpcCidrAssociationId;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpFamily;
import io.eksnet.table.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules for the blocks of VPCs (VPC user guide, "VPC CIDR blocks"). */
final class VpcCidrs {
  private VpcCidrs() {}

  static Decision<Vpc.CidrAssociation> associate(
      Vpcs vpcs, AssociateVpcCidrBlock command, Context context) {
    Optional<Vpc> found = vpcs.vpc(command.id());
    if (found.isEmpty()) {
      return Decision.refuse(NetworkRefusals.vpcNotFound(command.id()));
    }
    Vpc vpc = found.get();
    return switch (command.block()) {
      case AssociateVpcCidrBlock.Block.Ipv4(Cidr cidr) ->
          problem(vpcs, vpc, cidr)
              .<Decision<Vpc.CidrAssociation>>map(Decision::refuse)
              .orElseGet(() -> associated(vpcs, vpc, cidr, context));
      case AssociateVpcCidrBlock.Block.AmazonProvidedIpv6() -> ipv6(vpcs, vpc, context);
    };
  }

  private static Decision<Vpc.CidrAssociation> ipv6(Vpcs vpcs, Vpc vpc, Context context) {
    int limit = vpcs.quota(Quota.IPV6_CIDR_BLOCKS_PER_VPC);
    if (vpc.ipv6Cidrs().size() >= limit) {
      return Decision.refuse(AddressingRefusals.cidrLimit(vpc.id(), limit));
    }
    return AmazonIpv6.free(vpcs, vpc.scope().region())
        .map(cidr -> associated(vpcs, vpc, cidr, context))
        .orElseGet(() -> Decision.refuse(NetworkRefusals.noPublicAddress()));
  }

  private static Optional<Refusal> problem(Vpcs vpcs, Vpc vpc, Cidr cidr) {
    if (!VpcRules.sizeAllowed(cidr)) {
      return Optional.of(NetworkRefusals.vpcRange(cidr));
    }
    for (Cidr own : vpc.blocks()) {
      if (own.overlaps(cidr)) {
        return Optional.of(AddressingRefusals.overlapsOwn(cidr, own));
      }
    }
    CidrRestrictions restrictions =
        vpcs.facts()
            .find(CidrRestrictions.KIND, CidrRestrictions.KEY)
            .orElse(CidrRestrictions.STANDARD);
    if (CidrRestrictions.never(cidr) || restrictions.forbids(vpc.blocks(), cidr)) {
      return Optional.of(AddressingRefusals.restricted(cidr));
    }
    int limit = vpcs.quota(Quota.IPV4_CIDR_BLOCKS_PER_VPC);
    if (vpc.cidrs().size() >= limit) {
      return Optional.of(AddressingRefusals.cidrLimit(vpc.id(), limit));
    }
    return Peerings.cidrProblem(vpcs, vpc.id(), cidr).or(() -> routeProblem(vpcs, vpc, cidr));
  }

  /** A block smaller than a route's destination is fine: the local route is then the longer one. */
  private static Optional<Refusal> routeProblem(Vpcs vpcs, Vpc vpc, Cidr cidr) {
    for (RouteTable table : tables(vpcs, vpc)) {
      for (RouteTable.Route route : table.routes()) {
        if (route.destination() instanceof RouteTable.Destination.Range(Cidr destination)
            && cidr.contains(destination)) {
          return Optional.of(AddressingRefusals.overlapsRoute(cidr, table, route.destination()));
        }
      }
    }
    return Optional.empty();
  }

  private static Decision<Vpc.CidrAssociation> associated(
      Vpcs vpcs, Vpc vpc, Cidr cidr, Context context) {
    Vpc.CidrAssociation made = association(cidr, CidrState.ASSOCIATING, context);
    Vpc more =
        cidr.family() == IpFamily.IPV4
            ? vpc.withCidrs(plus(vpc.cidrs(), made), vpc.ipv6Cidrs())
            : vpc.withCidrs(vpc.cidrs(), plus(vpc.ipv6Cidrs(), made));
    List<Change<?, ?>> changes = new ArrayList<>();
    changes.add(Change.put(Vpc.KIND, more));
    RouteTable.Route local = RouteTables.localRoute(cidr);
    for (RouteTable table : tables(vpcs, vpc)) {
      changes.add(Change.put(RouteTable.KIND, table.withRoutes(plus(table.routes(), local))));
    }
    if (cidr.family() == IpFamily.IPV6 && vpc.ipv6Cidrs().isEmpty()) {
      changes.addAll(Ipv6Defaults.added(vpcs, vpc, context));
    }
    return Decision.accept(made, changes);
  }

  static Vpc.CidrAssociation association(Cidr cidr, CidrState state, Context context) {
    return new Vpc.CidrAssociation(
        new VpcCidrAssociationId(context.ids().next("vpc-cidr-assoc")), cidr, state, context.now());
  }

  static Decision<Vpc> disassociate(Vpcs vpcs, DisassociateVpcCidrBlock command, Context context) {
    Optional<Vpc> found =
        vpcs.facts().table(Vpc.KIND).by(Vpc.BY_SCOPE, command.scope()).stream()
            .filter(vpc -> vpc.associations().anyMatch(it -> it.id().equals(command.id())))
            .findFirst();
    if (found.isEmpty()) {
      return Decision.refuse(AddressingRefusals.vpcAssociationNotFound(command.id()));
    }
    Vpc vpc = found.get();
    if (vpc.cidrs().getFirst().id().equals(command.id())) {
      return Decision.refuse(AddressingRefusals.primaryBlock(command.id()));
    }
    Vpc.CidrAssociation association =
        vpc.associations().filter(it -> it.id().equals(command.id())).findFirst().orElseThrow();
    if (!association.state().inUse()) {
      return Decision.accept(vpc); // on its way out; the block may be associated anew by now
    }
    Cidr cidr = association.cidr();
    boolean used =
        vpcs.subnetsOf(vpc.id()).stream()
            .anyMatch(
                subnet ->
                    cidr.contains(subnet.cidr())
                        || subnet.ipv6Cidr().filter(cidr::contains).isPresent());
    if (used) {
      return Decision.refuse(AddressingRefusals.blockHasSubnet(vpc.id(), cidr));
    }
    Vpc less =
        vpc.withCidrs(
            leaving(vpc.cidrs(), command.id(), context),
            leaving(vpc.ipv6Cidrs(), command.id(), context));
    List<Change<?, ?>> changes = new ArrayList<>();
    changes.add(Change.put(Vpc.KIND, less));
    for (RouteTable table : tables(vpcs, vpc)) {
      changes.add(Change.put(RouteTable.KIND, withoutLocal(table, cidr)));
    }
    return Decision.accept(less, changes);
  }

  private static List<Vpc.CidrAssociation> leaving(
      List<Vpc.CidrAssociation> blocks, VpcCidrAssociationId id, Context context) {
    return blocks.stream()
        .map(it -> it.id().equals(id) ? it.to(CidrState.DISASSOCIATING, context.now()) : it)
        .toList();
  }

  /** A table without the route that came with a block, whatever its target is now. */
  private static RouteTable withoutLocal(RouteTable table, Cidr cidr) {
    RouteTable.Destination gone = new RouteTable.Destination.Range(cidr);
    return table.withRoutes(
        table.routes().stream()
            .filter(
                route ->
                    !route.destination().equals(gone)
                        || route.origin() != RouteTable.Origin.CREATE_ROUTE_TABLE)
            .toList());
  }

  private static List<RouteTable> tables(Vpcs vpcs, Vpc vpc) {
    return vpcs.facts().table(RouteTable.KIND).by(RouteTable.BY_VPC, vpc.id());
  }

  private static <T> List<T> plus(List<T> list, T item) {
    List<T> all = new ArrayList<>(list);
    all.add(item);
    return all;
  }
}
