package io.eksnet.kubernetes.admission;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/** Addresses that endpoints and external addresses of Services may use. */
final class AddressRules {
  private AddressRules() {}

  /** An address that others can reach: not unspecified, loopback, link-local or multicast. */
  static void usable(String text, String path, Problems problems) {
    List<String> reasons = Formats.address(text);
    problems.invalid(path, text, reasons);
    if (!reasons.isEmpty()) {
      return;
    }
    InetAddress address =
        Formats.isIpv6(text) ? Inet6Address.ofLiteral(text) : Inet4Address.ofLiteral(text);
    if (address.isAnyLocalAddress()) {
      problems.invalid(path, text, "may not be unspecified (" + text + ")");
    }
    if (address.isLoopbackAddress()) {
      problems.invalid(path, text, "may not be in the loopback range (127.0.0.0/8, ::1/128)");
    }
    if (address.isLinkLocalAddress()) {
      problems.invalid(
          path, text, "may not be in the link-local range (169.254.0.0/16, fe80::/10)");
    }
    if (address.isMCLinkLocal()) {
      problems.invalid(
          path, text, "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)");
    }
  }
}
