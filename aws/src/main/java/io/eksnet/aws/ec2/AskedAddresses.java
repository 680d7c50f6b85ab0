package io.eksnet.aws.ec2;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.net.IpFamily;
import io.eksnet.net.Ipv4Address;
import io.eksnet.net.Ipv6Address;
import io.eksnet.vpc.AddressRequest;
import io.eksnet.vpc.AddressSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.Ipv4PrefixSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.Ipv6PrefixSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.PrivateIpAddressSpecification;

/** Private addresses and prefixes as requests ask for them: named or counted, never both. */
final class AskedAddresses {
  private AskedAddresses() {}

  /** IPv4 addresses of a list of texts. */
  static Reply<List<Ipv4Address>> ipv4(String parameter, List<String> texts) {
    return each(
        parameter,
        texts,
        text ->
            IpAddress.tryParse(text)
                .filter(Ipv4Address.class::isInstance)
                .map(Ipv4Address.class::cast));
  }

  /** IPv6 addresses of a list of texts. */
  static Reply<List<Ipv6Address>> ipv6(String parameter, List<String> texts) {
    return each(
        parameter,
        texts,
        text ->
            IpAddress.tryParse(text)
                .filter(Ipv6Address.class::isInstance)
                .map(Ipv6Address.class::cast));
  }

  /** Prefixes of a list of texts. */
  static Reply<List<Cidr>> prefixes(String parameter, List<String> texts, IpFamily family) {
    return each(
        parameter, texts, text -> Cidr.tryParse(text).filter(cidr -> cidr.family() == family));
  }

  /**
   * What is named, or how many are counted.
   *
   * @param parameter the name of the list, for refusals
   */
  static <T> Reply<AddressRequest<T>> request(
      String parameter, List<T> named, String counter, Optional<Integer> count) {
    if (!named.isEmpty() && count.filter(it -> it > 0).isPresent()) {
      return Reply.refuse(
          "InvalidParameterCombination",
          "The parameter " + parameter + " cannot be used with the parameter " + counter);
    }
    if (count.filter(it -> it < 0).isPresent()) {
      return Reply.refuse(
          "InvalidParameterValue",
          "Value ("
              + count.get()
              + ") for parameter "
              + counter
              + " is invalid. Expected 0 or more.");
    }
    return Reply.answer(
        named.isEmpty()
            ? new AddressRequest.Count<>(count.orElse(0))
            : new AddressRequest.Exactly<>(named));
  }

  /**
   * What CreateNetworkInterface and the interfaces of RunInstances ask for, in the members that
   * both have.
   */
  record Members(
      Optional<String> primary,
      List<PrivateIpAddressSpecification> addresses,
      Optional<Integer> count,
      List<Ipv4PrefixSpecificationRequest> prefixes,
      Optional<Integer> prefixCount,
      List<String> ipv6,
      Optional<Integer> ipv6Count,
      List<Ipv6PrefixSpecificationRequest> ipv6Prefixes,
      Optional<Integer> ipv6PrefixCount) {

    /** The specification that the members make. */
    Reply<AddressSpecification> specification() {
      return ipv4Part().then(this::withIpv6);
    }

    private Reply<AddressSpecification> ipv4Part() {
      List<String> primaries = new ArrayList<>(primary.stream().toList());
      List<String> others = new ArrayList<>();
      for (PrivateIpAddressSpecification each : addresses) {
        boolean first = Boolean.TRUE.equals(each.primary());
        (first ? primaries : others).add(Optional.ofNullable(each.privateIpAddress()).orElse(""));
      }
      List<String> own = primaries.stream().distinct().toList();
      if (own.size() > 1) {
        return Reply.refuse(
            "InvalidParameterValue", "Only one primary private IP address can be specified.");
      }
      others.removeAll(own);
      return ipv4("privateIpAddress", own)
          .then(
              primary ->
                  ipv4("privateIpAddresses", others)
                      .then(
                          named ->
                              request(
                                  "privateIpAddresses",
                                  named,
                                  "secondaryPrivateIpAddressCount",
                                  count))
                      .then(
                          secondary ->
                              ipv4Prefixes()
                                  .map(
                                      blocks ->
                                          AddressSpecification.at(primary.stream().findFirst())
                                              .withSecondary(secondary)
                                              .withPrefixes(blocks))));
    }

    private Reply<AddressRequest<Cidr>> ipv4Prefixes() {
      List<String> texts =
          prefixes.stream().map(it -> Optional.ofNullable(it.ipv4Prefix()).orElse("")).toList();
      return AskedAddresses.prefixes("ipv4Prefixes", texts, IpFamily.IPV4)
          .then(named -> request("ipv4Prefixes", named, "ipv4PrefixCount", prefixCount));
    }

    private Reply<AddressSpecification> withIpv6(AddressSpecification so) {
      List<String> texts =
          ipv6Prefixes.stream().map(it -> Optional.ofNullable(it.ipv6Prefix()).orElse("")).toList();
      Reply<AddressSpecification> singles =
          ipv6.isEmpty() && ipv6Count.isEmpty()
              ? Reply.answer(so)
              : AskedAddresses.ipv6("ipv6Addresses", ipv6)
                  .then(named -> request("ipv6Addresses", named, "ipv6AddressCount", ipv6Count))
                  .map(so::withIpv6);
      return singles.then(
          with ->
              AskedAddresses.prefixes("ipv6Prefixes", texts, IpFamily.IPV6)
                  .then(named -> request("ipv6Prefixes", named, "ipv6PrefixCount", ipv6PrefixCount))
                  .map(with::withIpv6Prefixes));
    }
  }

  private static <T> Reply<List<T>> each(
      String parameter, List<String> texts, Function<String, Optional<T>> read) {
    List<T> all = new ArrayList<>();
    for (String text : texts) {
      Optional<T> one = read.apply(text);
      if (one.isEmpty()) {
        return Reply.refuse(
            "InvalidParameterValue",
            "Value ("
                + text
                + ") for parameter "
                + parameter
                + " is invalid. Invalid IP address"
                + " or prefix.");
      }
      all.add(one.get());
    }
    return Reply.answer(all);
  }
}
