package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.EniId;
import io.eksnet.net.IpFamily;
import io.eksnet.vpc.AssignIpv6Addresses;
import io.eksnet.vpc.AssignPrivateIpAddresses;
import io.eksnet.vpc.UnassignIpv6Addresses;
import io.eksnet.vpc.UnassignPrivateIpAddresses;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.AssignIpv6AddressesRequest;
import software.amazon.awssdk.services.ec2.model.AssignIpv6AddressesResponse;
import software.amazon.awssdk.services.ec2.model.AssignPrivateIpAddressesRequest;
import software.amazon.awssdk.services.ec2.model.AssignPrivateIpAddressesResponse;
import software.amazon.awssdk.services.ec2.model.AssignedPrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.Ipv4PrefixSpecification;
import software.amazon.awssdk.services.ec2.model.UnassignIpv6AddressesRequest;
import software.amazon.awssdk.services.ec2.model.UnassignIpv6AddressesResponse;
import software.amazon.awssdk.services.ec2.model.UnassignPrivateIpAddressesRequest;
import software.amazon.awssdk.services.ec2.model.UnassignPrivateIpAddressesResponse;

/** Addresses and prefixes that interfaces get and give back. These actions have no dry run. */
final class PrivateAddressActions {
  private PrivateAddressActions() {}

  static void register(Ec2Registration on) {
    on.on(
            "AssignPrivateIpAddresses",
            AssignPrivateIpAddressesRequest::builder,
            served(
                "NetworkInterfaceId!",
                "PrivateIpAddresses",
                "SecondaryPrivateIpAddressCount",
                "Ipv4Prefixes",
                "Ipv4PrefixCount",
                "AllowReassignment"),
            (q, call) -> id(q.networkInterfaceId()).then(id -> assign(id, q, call)))
        .on(
            "UnassignPrivateIpAddresses",
            UnassignPrivateIpAddressesRequest::builder,
            served("NetworkInterfaceId!", "PrivateIpAddresses", "Ipv4Prefixes"),
            (q, call) -> id(q.networkInterfaceId()).then(id -> unassign(id, q, call)))
        .on(
            "AssignIpv6Addresses",
            AssignIpv6AddressesRequest::builder,
            served(
                "NetworkInterfaceId!",
                "Ipv6Addresses",
                "Ipv6AddressCount",
                "Ipv6Prefixes",
                "Ipv6PrefixCount"),
            (q, call) -> id(q.networkInterfaceId()).then(id -> assignIpv6(id, q, call)))
        .on(
            "UnassignIpv6Addresses",
            UnassignIpv6AddressesRequest::builder,
            served("NetworkInterfaceId!", "Ipv6Addresses", "Ipv6Prefixes"),
            (q, call) -> id(q.networkInterfaceId()).then(id -> unassignIpv6(id, q, call)));
  }

  private static Reply<EniId> id(String text) {
    return NetworkInterfaceChanges.eni(Optional.ofNullable(text));
  }

  private static Reply<AssignPrivateIpAddressesResponse> assign(
      EniId eni, AssignPrivateIpAddressesRequest q, Call call) {
    return AskedAddresses.ipv4("privateIpAddress", q.privateIpAddresses())
        .then(
            named ->
                AskedAddresses.request(
                    "privateIpAddresses",
                    named,
                    "secondaryPrivateIpAddressCount",
                    Optional.ofNullable(q.secondaryPrivateIpAddressCount())))
        .then(
            addresses ->
                AskedAddresses.prefixes("ipv4Prefixes", q.ipv4Prefixes(), IpFamily.IPV4)
                    .then(
                        named ->
                            AskedAddresses.request(
                                "ipv4Prefixes",
                                named,
                                "ipv4PrefixCount",
                                Optional.ofNullable(q.ipv4PrefixCount())))
                    .then(
                        prefixes ->
                            call.execute(
                                new AssignPrivateIpAddresses(
                                    eni,
                                    addresses,
                                    prefixes,
                                    Boolean.TRUE.equals(q.allowReassignment())))))
        .map(
            given ->
                AssignPrivateIpAddressesResponse.builder()
                    .networkInterfaceId(eni.value())
                    .assignedPrivateIpAddresses(
                        given.addresses().stream()
                            .map(
                                it ->
                                    AssignedPrivateIpAddress.builder()
                                        .privateIpAddress(it.toString())
                                        .build())
                            .toList())
                    .assignedIpv4Prefixes(
                        given.prefixes().stream()
                            .map(
                                it ->
                                    Ipv4PrefixSpecification.builder()
                                        .ipv4Prefix(it.toString())
                                        .build())
                            .toList())
                    .build());
  }

  private static Reply<UnassignPrivateIpAddressesResponse> unassign(
      EniId eni, UnassignPrivateIpAddressesRequest q, Call call) {
    return AskedAddresses.ipv4("privateIpAddress", q.privateIpAddresses())
        .then(
            addresses ->
                AskedAddresses.prefixes("ipv4Prefixes", q.ipv4Prefixes(), IpFamily.IPV4)
                    .then(
                        prefixes ->
                            call.execute(new UnassignPrivateIpAddresses(eni, addresses, prefixes))))
        .map(_ -> UnassignPrivateIpAddressesResponse.builder().build());
  }

  private static Reply<AssignIpv6AddressesResponse> assignIpv6(
      EniId eni, AssignIpv6AddressesRequest q, Call call) {
    return AskedAddresses.ipv6("ipv6Addresses", q.ipv6Addresses())
        .then(
            named ->
                AskedAddresses.request(
                    "ipv6Addresses",
                    named,
                    "ipv6AddressCount",
                    Optional.ofNullable(q.ipv6AddressCount())))
        .then(
            addresses ->
                AskedAddresses.prefixes("ipv6Prefixes", q.ipv6Prefixes(), IpFamily.IPV6)
                    .then(
                        named ->
                            AskedAddresses.request(
                                "ipv6Prefixes",
                                named,
                                "ipv6PrefixCount",
                                Optional.ofNullable(q.ipv6PrefixCount())))
                    .then(
                        prefixes ->
                            call.execute(new AssignIpv6Addresses(eni, addresses, prefixes))))
        .map(
            given ->
                AssignIpv6AddressesResponse.builder()
                    .networkInterfaceId(eni.value())
                    .assignedIpv6Addresses(texts(given.addresses()))
                    .assignedIpv6Prefixes(texts(given.prefixes()))
                    .build());
  }

  private static Reply<UnassignIpv6AddressesResponse> unassignIpv6(
      EniId eni, UnassignIpv6AddressesRequest q, Call call) {
    return AskedAddresses.ipv6("ipv6Addresses", q.ipv6Addresses())
        .then(
            addresses ->
                AskedAddresses.prefixes("ipv6Prefixes", q.ipv6Prefixes(), IpFamily.IPV6)
                    .then(
                        prefixes ->
                            call.execute(new UnassignIpv6Addresses(eni, addresses, prefixes))))
        .map(
            _ ->
                UnassignIpv6AddressesResponse.builder()
                    .networkInterfaceId(eni.value())
                    .unassignedIpv6Addresses(q.ipv6Addresses())
                    .unassignedIpv6Prefixes(q.ipv6Prefixes())
                    .build());
  }

  private static List<String> texts(List<?> things) {
    return things.stream().map(Object::toString).toList();
  }
}
