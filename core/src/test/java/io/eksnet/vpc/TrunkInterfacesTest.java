package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.EniId;
import io.eksnet.id.Tags;
import io.eksnet.id.TrunkAssociationId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrunkInterfacesTest {
  private final Ec2 ec2 = new Ec2();
  private final Vpc vpc = ec2.vpc("vpc-1", "10.0.0.0/16");
  private final Subnet subnet = ec2.subnet("subnet-1", vpc, Ec2.ZONE_A, "10.0.0.0/24");
  private final Subnet other = ec2.subnet("subnet-2", vpc, Ec2.ZONE_B, "10.0.1.0/24");
  private final Instance node = ec2.instance("i-1", "m5.large", subnet);
  private final EniId trunk = eni(subnet, NetworkInterface.Type.TRUNK);

  @Test
  void aBranchIsInUseUntilItLeavesItsTrunk() {
    EniId branch = eni(subnet, NetworkInterface.Type.INTERFACE);
    TrunkAssociation on = ec2.done(vlan(trunk, branch, 7));

    assertThat(type(branch)).isEqualTo(NetworkInterface.Type.BRANCH);
    assertThat(ec2.refused(new DeleteNetworkInterface(branch)).code())
        .isEqualTo("InvalidNetworkInterface.InUse");
    assertThat(ec2.refused(new AttachNetworkInterface(branch, node.id(), 1)).code())
        .isEqualTo("InvalidNetworkInterface.InUse");
    assertThat(ec2.refused(vlan(trunk, branch, 8)).code())
        .isEqualTo("InvalidNetworkInterface.InUse");
    ec2.done(new DisassociateTrunkInterface(on.id()));
    ec2.done(new DeleteNetworkInterface(branch));
    assertThat(ec2.refused(new DisassociateTrunkInterface(on.id())).code())
        .isEqualTo("InvalidTrunkInterfaceAssociationID.NotFound");
  }

  @Test
  void eachBranchOfATrunkHasAKeyOfItsOwn() {
    ec2.done(vlan(trunk, eni(subnet, NetworkInterface.Type.INTERFACE), 7));
    EniId second = eni(subnet, NetworkInterface.Type.INTERFACE);

    assertThat(ec2.refused(vlan(trunk, second, 7)).code()).isEqualTo("InvalidParameterValue");
    assertThat(ec2.refused(vlan(trunk, second, 0)).code()).isEqualTo("InvalidParameterValue");
    assertThat(ec2.refused(vlan(trunk, second, 4095)).code()).isEqualTo("InvalidParameterValue");
    ec2.done(new AssociateTrunkInterface(trunk, second, new TrunkAssociation.Key.Gre(7)));
  }

  @Test
  void onlyAFreeInterfaceOfTheSameZoneGoesOnATrunk() {
    EniId branch = eni(subnet, NetworkInterface.Type.INTERFACE);
    EniId far = eni(other, NetworkInterface.Type.INTERFACE);
    EniId primary = ec2.vpcs().interfacesOf(node.id()).getFirst().id();

    assertThat(ec2.refused(vlan(branch, primary, 1)).code()).isEqualTo("InvalidParameterValue");
    assertThat(ec2.refused(vlan(trunk, primary, 1)).code()).isEqualTo("InvalidParameterValue");
    assertThat(ec2.refused(vlan(trunk, far, 1)).code()).isEqualTo("InvalidParameterCombination");
    assertThat(ec2.refused(vlan(trunk, new EniId("eni-none"), 1)).code())
        .isEqualTo("InvalidNetworkInterfaceID.NotFound");
  }

  @Test
  void anAttachedTrunkCarriesAsManyBranchesAsItsInstancesTypeAllows() {
    ec2.done(new AttachNetworkInterface(trunk, node.id(), 1));
    for (int vlan = 1; vlan <= 9; vlan++) {
      ec2.done(vlan(trunk, eni(subnet, NetworkInterface.Type.INTERFACE), vlan));
    }

    assertThat(ec2.refused(vlan(trunk, eni(subnet, NetworkInterface.Type.INTERFACE), 10)))
        .hasToString("AttachmentLimitExceeded: Interface count 10 exceeds the limit for m5.large");
  }

  @Test
  void aTypeWithoutTrunksTakesNone() {
    Instance small = ec2.instance("i-2", "t3.small", subnet);

    assertThat(ec2.refused(new AttachNetworkInterface(trunk, small.id(), 1)))
        .hasToString(
            "InvalidParameterCombination: Trunk network interfaces are not supported on instance"
                + " type t3.small.");
  }

  @Test
  void whenATrunkGoesItsBranchesStayAsOrdinaryInterfaces() {
    EniId branch = eni(subnet, NetworkInterface.Type.INTERFACE);
    TrunkAssociationId on = ec2.done(vlan(trunk, branch, 7)).id();

    ec2.done(new DeleteNetworkInterface(trunk));

    assertThat(ec2.vpcs().facts().find(TrunkAssociation.KIND, on)).isEmpty();
    assertThat(type(branch)).isEqualTo(NetworkInterface.Type.INTERFACE);
  }

  private NetworkInterface.Type type(EniId eni) {
    return ec2.vpcs().networkInterface(eni).orElseThrow().type();
  }

  private static AssociateTrunkInterface vlan(EniId trunk, EniId branch, int vlan) {
    return new AssociateTrunkInterface(trunk, branch, new TrunkAssociation.Key.Vlan(vlan));
  }

  private EniId eni(Subnet in, NetworkInterface.Type type) {
    return ec2.done(
            new CreateNetworkInterface(
                in.id(),
                List.of(),
                "",
                AddressSpecification.STANDARD,
                type,
                Tags.NONE,
                Optional.empty()))
        .id();
  }
}
