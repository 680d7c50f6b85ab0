package io.eksnet.vpc;

import io.eksnet.id.VpcId;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * What keeps a VPC from being deleted (API reference, "DeleteVpc"): a row for each kind of thing
 * that lives in VPCs and does not go with them.
 */
final class VpcDependents {
  private static final List<BiPredicate<Vpcs, VpcId>> ROWS =
      List.of(
          (vpcs, vpc) -> !vpcs.subnetsOf(vpc).isEmpty(),
          (vpcs, vpc) -> vpcs.internetGatewayOf(vpc).isPresent(),
          (vpcs, vpc) ->
              !vpcs.facts()
                  .table(EgressOnlyInternetGateway.KIND)
                  .keysBy(EgressOnlyInternetGateway.BY_VPC, vpc)
                  .isEmpty(),
          (vpcs, vpc) ->
              !vpcs.facts().table(VpnGateway.KIND).keysBy(VpnGateway.BY_VPC, vpc).isEmpty(),
          (vpcs, vpc) ->
              Peerings.of(vpcs, vpc).stream()
                  .anyMatch(it -> it.state().isRequest() || it.isActive()),
          (vpcs, vpc) ->
              vpcs.facts().table(NatGateway.KIND).by(NatGateway.BY_VPC, vpc).stream()
                  .anyMatch(VpcDependents::remains),
          (vpcs, vpc) ->
              !vpcs.facts().table(VpcEndpoint.KIND).keysBy(VpcEndpoint.BY_VPC, vpc).isEmpty(),
          (vpcs, vpc) ->
              vpcs.facts().table(RouteTable.KIND).by(RouteTable.BY_VPC, vpc).stream()
                  .anyMatch(table -> !table.isMain()),
          (vpcs, vpc) ->
              vpcs.facts().table(NetworkAcl.KIND).by(NetworkAcl.BY_VPC, vpc).stream()
                  .anyMatch(acl -> !acl.isDefault()),
          (vpcs, vpc) ->
              vpcs.facts().table(SecurityGroup.KIND).by(SecurityGroup.BY_VPC, vpc).stream()
                  .anyMatch(group -> !group.isDefault()));

  private VpcDependents() {}

  /** Whether anything is left in a VPC. */
  static boolean any(Vpcs vpcs, VpcId vpc) {
    return ROWS.stream().anyMatch(row -> row.test(vpcs, vpc));
  }

  /** Whether a NAT gateway is more than a memory. */
  static boolean remains(NatGateway gateway) {
    return gateway.state() != NatGateway.State.DELETED
        && gateway.state() != NatGateway.State.FAILED;
  }
}
