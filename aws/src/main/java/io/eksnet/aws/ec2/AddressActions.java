package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.AllocationId;
import io.eksnet.id.AssociationId;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.ElasticIp;
import io.eksnet.vpc.ElasticIp.Association;
import io.eksnet.vpc.NetworkInterface;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesResponse;
import software.amazon.awssdk.services.ec2.model.DomainType;
import software.amazon.awssdk.services.ec2.model.ServiceManaged;

/** Elastic IP addresses as EC2 shows them; this action has no pages. */
final class AddressActions {
  private AddressActions() {}

  /** The pool that AWS's own public addresses come from. */
  static final String POOL = "amazon";

  static final Resources<AllocationId, ElasticIp> ADDRESSES =
      new Resources<>(
          Pages.of("DescribeAddresses"),
          Ec2Resources.ELASTIC_IPS,
          Filters.<ElasticIp>of()
              .by("allocation-id", ElasticIp::id)
              .by("public-ip", ElasticIp::publicAddress)
              .by("domain", _ -> DomainType.VPC)
              .maybe("association-id", AddressActions::association)
              .seen(
                  "network-interface-owner-id",
                  (ip, view) -> ip.association().map(_ -> view.owner()).stream())
              .maybe("network-interface-id", ip -> ip.association().map(Association::eni))
              .maybe("private-ip-address", ip -> ip.association().map(Association::privateAddress))
              .seen("instance-id", (ip, view) -> instance(ip, view).stream())
              .seen("network-border-group", (_, view) -> Stream.of(view.region()))
              .tags(ElasticIp::tags)
              .build());

  static void register(Ec2Registration on) {
    on.on(
        "DescribeAddresses",
        DescribeAddressesRequest::builder,
        served("AllocationIds", "PublicIps", "Filters", "DryRun"),
        (q, call) -> {
          View view = call.view();
          return ADDRESSES
              .list(view, q, q.allocationIds())
              .then(page -> withPublicIps(page.items(), q.publicIps()))
              .map(
                  found ->
                      DescribeAddressesResponse.builder()
                          .addresses(found.stream().map(ip -> sdk(ip, view)).toList())
                          .build());
        });
  }

  private static Reply<List<ElasticIp>> withPublicIps(List<ElasticIp> found, List<String> wanted) {
    for (String address : wanted) {
      if (found.stream().noneMatch(ip -> ip.publicAddress().toString().equals(address))) {
        return Reply.refuse("InvalidAddress.NotFound", "Address '" + address + "' not found.");
      }
    }
    return Reply.answer(
        wanted.isEmpty()
            ? found
            : found.stream().filter(ip -> wanted.contains(ip.publicAddress().toString())).toList());
  }

  private static Optional<AssociationId> association(ElasticIp ip) {
    return ip.association()
        .map(Association::id)
        .or(() -> ip.gateway().map(ElasticIp.OfGateway::id));
  }

  private static Optional<String> instance(ElasticIp ip, View view) {
    return ip.association()
        .flatMap(association -> view.vpcs().networkInterface(association.eni()))
        .flatMap(NetworkInterface::attachment)
        .map(attachment -> attachment.instance().value());
  }

  private static Address sdk(ElasticIp ip, View view) {
    var sdk =
        Address.builder()
            .allocationId(ip.id().value())
            .publicIp(ip.publicAddress().toString())
            .domain(DomainType.VPC)
            .publicIpv4Pool(POOL)
            .networkBorderGroup(view.region())
            .tags(Sdk.tagsIfAny(ip.tags()));
    ip.association()
        .ifPresent(
            association ->
                sdk.associationId(association.id().value())
                    .networkInterfaceId(association.eni().value())
                    .networkInterfaceOwnerId(view.owner())
                    .privateIpAddress(association.privateAddress().toString()));
    instance(ip, view).ifPresent(sdk::instanceId);
    ip.gateway()
        .ifPresent(
            use -> {
              sdk.associationId(use.id().value());
              if (use.provisioned()) {
                sdk.serviceManaged(ServiceManaged.RNAT);
              }
            });
    return sdk.build();
  }
}
