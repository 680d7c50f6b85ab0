package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.EniId;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.table.Facts;
import java.util.List;
import java.util.Optional;

/**
 * Makes an interface that is attached to nothing.
 *
 * <p>Refused with InvalidSubnetID.NotFound, InvalidGroup.NotFound, InvalidParameter (a group of
 * another VPC), SecurityGroupsPerInterfaceLimitExceeded, NetworkInterfaceLimitExceeded,
 * InvalidIPAddress.InUse (the primary address), InvalidParameterValue (an address outside of the
 * subnet, a reserved one, a secondary one in use, too few free prefixes),
 * InvalidParameterCombination (addresses and prefixes of one family),
 * InsufficientFreeAddressesInSubnet.
 *
 * @param groups none means the VPC's default security group
 * @param type what it is for; clients make only interfaces, EFAs and trunks
 * @param id pinned in networks that are built from files; otherwise none
 */
public record CreateNetworkInterface(
    SubnetId subnet,
    List<SecurityGroupId> groups,
    String description,
    AddressSpecification addresses,
    NetworkInterface.Type type,
    Tags tags,
    Optional<EniId> id)
    implements Command<NetworkInterface> {
  public CreateNetworkInterface {
    groups = groups.stream().distinct().toList();
  }

  /** An ordinary interface with addresses of EC2's choice. */
  public static CreateNetworkInterface in(
      SubnetId subnet,
      List<SecurityGroupId> groups,
      String description,
      int secondaryCount,
      Tags tags) {
    return new CreateNetworkInterface(
        subnet,
        groups,
        description,
        AddressSpecification.STANDARD.withSecondary(new AddressRequest.Count<>(secondaryCount)),
        NetworkInterface.Type.INTERFACE,
        tags,
        Optional.empty());
  }

  @Override
  public Decision<NetworkInterface> decide(Facts facts, Context context) {
    return NetworkInterfaces.create(new Vpcs(facts), this, context);
  }
}
