package io.eksnet.aws.ec2;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.net.PortRange;
import io.eksnet.net.Protocol;
import io.eksnet.vpc.IcmpType;
import io.eksnet.vpc.Traffic;
import java.util.Optional;

/** Reads what traffic a rule is asked for: a protocol and ports, or an ICMP type and code. */
final class AskedTraffic {
  private static final int MOST_PORT = 65_535;

  private AskedTraffic() {}

  /**
   * Reads a security group rule's traffic.
   *
   * @param from the first port, or the ICMP type
   * @param to the last port, or the ICMP code
   */
  static Reply<Traffic> read(
      Optional<String> protocolName, Optional<Integer> from, Optional<Integer> to) {
    if (protocolName.isEmpty()) {
      return Reply.refuse("MissingParameter", "The request must contain the parameter ipProtocol");
    }
    return protocol(protocolName.get())
        .then(
            protocol -> {
              if (Traffic.hasPorts(protocol)) {
                return ports(protocol, from, to);
              }
              return protocol.isIcmp()
                  ? icmp(protocol, from.orElse(IcmpType.ANY), to.orElse(IcmpType.ANY))
                  : Reply.answer(new Traffic(protocol));
            });
  }

  /** A protocol by its name or number. */
  static Reply<Protocol> protocol(String name) {
    return Protocol.tryParse(name)
        .map(Reply::answer)
        .orElseGet(
            () -> invalid("Invalid value '" + name + "' for IP protocol. Unknown protocol."));
  }

  /** The messages of a type and code. */
  static Reply<Traffic> icmp(Protocol protocol, int type, int code) {
    return IcmpType.valid(type, code)
        ? Reply.answer(new Traffic(protocol, new IcmpType(type, code)))
        : invalid(
            "Invalid ICMP type and code ("
                + type
                + ":"
                + code
                + "). Expected -1 to 255, and no code where the type is -1.");
  }

  /** The packets to a range of ports. */
  static Reply<Traffic> ports(Protocol protocol, Optional<Integer> from, Optional<Integer> to) {
    if (from.isEmpty() || to.isEmpty()) {
      return invalid(
          "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.");
    }
    int low = from.get();
    int high = to.get();
    if (low < 0 || high > MOST_PORT || low > high) {
      return invalid(
          "Invalid TCP/UDP port range ("
              + low
              + ":"
              + high
              + "). Expected 0 to "
              + MOST_PORT
              + ".");
    }
    return Reply.answer(new Traffic(protocol, PortRange.of(low, high)));
  }

  private static <T> Reply<T> invalid(String message) {
    return Reply.refuse("InvalidParameterValue", message);
  }
}
