package io.eksnet.vpc;

import io.eksnet.id.Refusal;
import java.util.Optional;

/**
 * What an instance's type allows the interfaces on it (EC2 user guide, "Maximum IP addresses per
 * network interface"). It binds an interface only while it is attached.
 */
final class InterfaceLimits {
  private InterfaceLimits() {}

  /**
   * Why an attached interface cannot have so many more slots, if so.
   *
   * @param prefixes whether some of them are for prefixes
   */
  static Optional<Refusal> problem(
      Vpcs vpcs, NetworkInterface eni, int moreIpv4, int moreIpv6, boolean prefixes) {
    return eni.attachment()
        .flatMap(at -> vpcs.instance(at.instance()))
        .flatMap(instance -> vpcs.instanceType(instance.type()))
        .flatMap(
            type ->
                problem(
                    type,
                    eni.held().ipv4Slots() + moreIpv4,
                    eni.held().ipv6Slots() + moreIpv6,
                    prefixes));
  }

  /** Why an interface as it is cannot be on an instance of a type, if so. */
  static Optional<Refusal> problem(InstanceType type, NetworkInterface eni) {
    boolean prefixes = !eni.held().prefixes().isEmpty() || !eni.held().ipv6Prefixes().isEmpty();
    return problem(type, eni.held().ipv4Slots(), eni.held().ipv6Slots(), prefixes);
  }

  /** Why an interface with so many slots cannot be on an instance of a type, if so. */
  static Optional<Refusal> problem(InstanceType type, int ipv4, int ipv6, boolean prefixes) {
    if (prefixes && !type.prefixDelegation()) {
      return Optional.of(InterfaceRefusals.prefixesNotSupported(type.name()));
    }
    return ipv4 > type.ipv4PerEni() || ipv6 > type.ipv6PerEni()
        ? Optional.of(Ec2Refusals.addressLimit())
        : Optional.empty();
  }
}
