package io.eksnet.aws.ec2;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpFamily;
import java.util.Optional;

/** Blocks of addresses as requests bring them; EC2 zeroes their host bits silently. */
final class AskedCidr {
  private AskedCidr() {}

  /**
   * A block of one family.
   *
   * @param parameter the member that brings it, as EC2's messages call it
   */
  static Reply<Cidr> of(String text, String parameter, IpFamily family) {
    Optional<Cidr> cidr = Cidr.tryParse(text).filter(it -> it.family() == family);
    return cidr.map(Reply::answer).orElseGet(() -> invalid(text, parameter));
  }

  /** A block of either family. */
  static Reply<Cidr> ofAny(String text, String parameter) {
    return Cidr.tryParse(text).map(Reply::answer).orElseGet(() -> invalid(text, parameter));
  }

  private static <T> Reply<T> invalid(String text, String parameter) {
    return Reply.refuse(
        "InvalidParameterValue",
        "Value ("
            + text
            + ") for parameter "
            + parameter
            + " is invalid. This is not a valid CIDR block.");
  }
}
