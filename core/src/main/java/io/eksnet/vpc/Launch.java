package io.eksnet.vpc;

import io.eksnet.id.EniId;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import java.util.List;
import java.util.Optional;

/**
 * What instances are launched with.
 *
 * @param type such as {@code m5.large}
 * @param interfaces one of them at device index 0 of card 0
 * @param devices volumes; the root volume is made in any case
 * @param interfaceTags for interfaces that the launch makes
 */
public record Launch(
    String type,
    String imageId,
    List<Interface> interfaces,
    List<BlockDevice> devices,
    Instance.Settings settings,
    Tags tags,
    Tags interfaceTags,
    Tags volumeTags) {
  public Launch {
    interfaces = List.copyOf(interfaces);
    devices = List.copyOf(devices);
  }

  /**
   * An interface of a new instance.
   *
   * @param deleteOnTermination whether it goes with the instance
   * @param publicAddress whether AWS lends it a public address; none means what the subnet says of
   *     an instance's only interface
   */
  public record Interface(
      int networkCard,
      int deviceIndex,
      Source source,
      boolean deleteOnTermination,
      Optional<Boolean> publicAddress) {

    /** Whether it is the instance's primary interface. */
    boolean isPrimary() {
      return networkCard == 0 && deviceIndex == 0;
    }
  }

  /** Where an interface comes from. */
  public sealed interface Source {
    /** One that is there already. */
    record Existing(EniId id) implements Source {}

    /** One that is made. */
    record New(
        SubnetId subnet,
        List<SecurityGroupId> groups,
        String description,
        AddressSpecification addresses,
        NetworkInterface.Type type)
        implements Source {
      public New {
        groups = groups.stream().distinct().toList();
      }
    }
  }

  /** The primary interface. */
  Optional<Interface> primary() {
    return interfaces.stream().filter(Interface::isPrimary).findFirst();
  }
}
