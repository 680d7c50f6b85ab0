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
 * Launches instances: as many as there is room for, and none if there is not room for the least.
 * They are pending at first. The answer is the first; all have its reservation.
 *
 * <p>Refused with InvalidSubnetID.NotFound, InvalidParameterValue (the type, the address, the
 * number), InvalidIPAddress.InUse, InsufficientFreeAddressesInSubnet, AttachmentLimitExceeded,
 * InvalidInterface.IpAddressLimitExceeded, InvalidParameterCombination (things that belong to one
 * instance alone, for several), and what {@link CreateNetworkInterface} says of groups.
 *
 * @param least how many at least
 * @param most how many at most
 * @param id pinned in networks that are built from files; otherwise none
 */
public record RunInstances(Launch launch, int least, int most, Optional<InstanceId> id)
    implements Command<Instance> {

  /**
   * One instance with one interface.
   *
   * @param groups none means the VPC's default security group
   * @param privateAddress none means one of EC2's choice
   * @param publicAddress whether it gets a public address; none means what the subnet says
   */
  public static RunInstances one(
      SubnetId subnet,
      String type,
      List<SecurityGroupId> groups,
      String imageId,
      Optional<Ipv4Address> privateAddress,
      Optional<Boolean> publicAddress,
      Tags tags,
      Optional<InstanceId> id) {
    Launch.Source source =
        new Launch.Source.New(
            subnet,
            groups,
            "",
            AddressSpecification.at(privateAddress),
            NetworkInterface.Type.INTERFACE);
    return new RunInstances(
        new Launch(
            type,
            imageId,
            List.of(new Launch.Interface(0, 0, source, true, publicAddress)),
            List.of(),
            Instance.Settings.STANDARD,
            tags,
            Tags.NONE,
            Tags.NONE),
        1,
        1,
        id);
  }

  /** The subnet of the primary interface, if the launch makes that. */
  public Optional<SubnetId> subnet() {
    return launch
        .primary()
        .filter(it -> it.source() instanceof Launch.Source.New)
        .map(it -> ((Launch.Source.New) it.source()).subnet());
  }

  @Override
  public Decision<Instance> decide(Facts facts, Context context) {
    return InstanceLaunch.run(facts, this, context);
  }
}
