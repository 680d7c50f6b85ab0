package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.InstanceId;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Facts;
import java.util.List;
import java.util.Optional;

/**
 * Launches one instance with its primary interface. It is pending at first.
 *
 * <p>Refused with InvalidSubnetID.NotFound, InvalidParameterValue (the type, the address),
 * InvalidIPAddress.InUse, InsufficientFreeAddressesInSubnet, and what {@link
 * CreateNetworkInterface} says of groups.
 *
 * @param type such as {@code m5.large}
 * @param groups none means the VPC's default security group
 * @param privateAddress none means the lowest free address
 * @param publicAddress whether it gets a public address; none means what the subnet says
 * @param id pinned in networks that are built from files; otherwise none
 */
public record RunInstances(
    SubnetId subnet,
    String type,
    List<SecurityGroupId> groups,
    String imageId,
    Optional<Ipv4Address> privateAddress,
    Optional<Boolean> publicAddress,
    Tags tags,
    Optional<InstanceId> id)
    implements Command<Instance> {
  public RunInstances {
    groups = List.copyOf(groups);
  }

  @Override
  public Decision<Instance> decide(Facts facts, Context context) {
    return Instances.run(new Vpcs(facts), this, context);
  }
}
