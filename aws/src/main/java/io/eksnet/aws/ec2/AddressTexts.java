package io.eksnet.aws.ec2;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Ipv4Address;

/** Addresses as requests bring them. */
final class AddressTexts {
  private AddressTexts() {}

  /** An IPv4 address. */
  static Reply<Ipv4Address> ipv4(String text, String parameter) {
    return IpAddress.tryParse(text)
        .filter(Ipv4Address.class::isInstance)
        .map(address -> Reply.answer((Ipv4Address) address))
        .orElseGet(
            () ->
                Reply.refuse(
                    "InvalidParameterValue",
                    "Value ("
                        + text
                        + ") for parameter "
                        + parameter
                        + " is invalid. Invalid IPv4 address."));
  }
}
