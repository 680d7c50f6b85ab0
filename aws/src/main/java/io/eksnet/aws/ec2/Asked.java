package io.eksnet.aws.ec2;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpFamily;
import java.util.Optional;

/** What requests say in the same way in many places. */
final class Asked {
  private Asked() {}

  /** A member that must be there. */
  static Reply<String> required(Optional<String> value, String member) {
    return value
        .filter(text -> !text.isEmpty())
        .map(Reply::answer)
        .orElseGet(
            () ->
                Reply.refuse(
                    "MissingParameter", "The request must contain the parameter " + member));
  }

  /** An IPv4 block; its host bits are zeroed. */
  static Reply<Cidr> ipv4(String text, String member) {
    return Cidr.tryParse(text)
        .filter(cidr -> cidr.family() == IpFamily.IPV4)
        .map(Reply::answer)
        .orElseGet(
            () ->
                Reply.refuse(
                    "InvalidParameterValue",
                    "Value ("
                        + text
                        + ") for parameter "
                        + member
                        + " is invalid. This is not a valid CIDR block."));
  }

  /** A block of either family; its host bits are zeroed. */
  static Reply<Cidr> block(Optional<String> text, String member) {
    return required(text, member)
        .then(
            it ->
                Cidr.tryParse(it)
                    .map(Reply::answer)
                    .orElseGet(
                        () ->
                            Reply.refuse(
                                "InvalidParameterValue",
                                "Value ("
                                    + it
                                    + ") for parameter "
                                    + member
                                    + " is invalid. This is not a valid CIDR block.")));
  }

  /** A value that AWS knows and eksnet does not serve. */
  static <R> Reply<R> notServed(String member, String value, String expected) {
    return Reply.refuse(
        "InvalidParameterValue",
        "Value ("
            + value
            + ") for parameter "
            + member
            + " is not served by eksnet. Expected "
            + expected
            + ".");
  }

  /** A switch that says {@code enable} or {@code disable}; absent stays absent. */
  static Optional<Boolean> enabled(Optional<String> text) {
    return text.map("enable"::equals);
  }

  /** The words of a switch. */
  static String enable(boolean on) {
    return on ? "enable" : "disable";
  }

  /** Refuses the first of some switches that says something else; pairs of member and value. */
  static Reply<Boolean> switches(Switch... switches) {
    for (Switch it : switches) {
      if (it.value()
          .filter(text -> !text.equals("enable") && !text.equals("disable"))
          .isPresent()) {
        return Reply.refuse(
            "InvalidParameterValue",
            "Value ("
                + it.value().get()
                + ") for parameter "
                + it.member()
                + " is invalid. Expected enable or disable.");
      }
    }
    return Reply.answer(true);
  }

  /** One switch of a request. */
  record Switch(String member, Optional<String> value) {}
}
