package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.vpc.EndpointOffer;
import io.eksnet.vpc.VpcEndpointService;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointServicesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointServicesResponse;
import software.amazon.awssdk.services.ec2.model.PayerResponsibility;
import software.amazon.awssdk.services.ec2.model.PrivateDnsDetails;
import software.amazon.awssdk.services.ec2.model.ServiceConnectivityType;
import software.amazon.awssdk.services.ec2.model.ServiceDetail;
import software.amazon.awssdk.services.ec2.model.ServiceTypeDetail;

/** The services that endpoints can be made to: AWS's own, and those that customers share. */
final class EndpointOfferActions {
  private EndpointOfferActions() {}

  private static final Pages PAGES = Pages.of("DescribeVpcEndpointServices");

  private static final Filters<EndpointOffer> FILTERS =
      Filters.<EndpointOffer>of()
          .by("owner", EndpointOffer::owner)
          .by("service-name", EndpointOffer::serviceName)
          .seen("service-region", (_, view) -> Stream.of(view.region()))
          .by("service-type", offer -> offer.type().text())
          .by("supported-ip-address-types", _ -> VpcEndpointActions.IPV4)
          .tags(EndpointOffer::tags)
          .build();

  static void register(Ec2Registration on) {
    on.on(
        "DescribeVpcEndpointServices",
        DescribeVpcEndpointServicesRequest::builder,
        served("ServiceNames", "ServiceRegions", "Filters", "MaxResults", "NextToken", "DryRun"),
        (q, call) -> describe(q, call));
  }

  private static Reply<DescribeVpcEndpointServicesResponse> describe(
      DescribeVpcEndpointServicesRequest q, Call call) {
    View view = call.view();
    List<EndpointOffer> all =
        EndpointOffer.seenBy(view.vpcs(), view.scope(), call.principal()).stream()
            .sorted(Comparator.comparing(EndpointOfferActions::key))
            .toList();
    Optional<String> unknown =
        q.serviceNames().stream()
            .filter(name -> all.stream().noneMatch(it -> it.serviceName().equals(name)))
            .findFirst();
    if (unknown.isPresent()) {
      return Reply.refuse(
          "InvalidServiceName", "The Vpc Endpoint Service '" + unknown.get() + "' does not exist");
    }
    return FILTERS
        .predicate(q.filters(), view)
        .then(
            wanted ->
                PAGES
                    .asked(q)
                    .map(
                        asked ->
                            PAGES.cut(
                                all.stream()
                                    .filter(it -> named(q, it) && inRegions(q, view))
                                    .filter(wanted)
                                    .filter(it -> after(asked, it)),
                                asked,
                                EndpointOfferActions::key)))
        .map(
            page ->
                DescribeVpcEndpointServicesResponse.builder()
                    .serviceNames(page.map(EndpointOffer::serviceName).stream().distinct().toList())
                    .serviceDetails(page.map(offer -> sdk(offer, view)))
                    .nextToken(page.nextOrNull())
                    .build());
  }

  private static boolean named(DescribeVpcEndpointServicesRequest q, EndpointOffer offer) {
    return q.serviceNames().isEmpty() || q.serviceNames().contains(offer.serviceName());
  }

  private static boolean inRegions(DescribeVpcEndpointServicesRequest q, View view) {
    return q.serviceRegions().isEmpty() || q.serviceRegions().contains(view.region());
  }

  private static boolean after(Pages.Asked asked, EndpointOffer offer) {
    return asked.after().map(key -> key(offer).compareTo(key) > 0).orElse(true);
  }

  private static String key(EndpointOffer offer) {
    return offer.serviceName() + " " + offer.type().text();
  }

  private static ServiceDetail sdk(EndpointOffer offer, View view) {
    var sdk =
        ServiceDetail.builder()
            .serviceName(offer.serviceName())
            .serviceId(offer.serviceId())
            .serviceType(ServiceTypeDetail.builder().serviceType(offer.type().text()).build())
            .serviceRegion(view.region())
            .availabilityZones(offer.zones().stream().map(it -> it.name().value()).toList())
            .availabilityZoneIds(offer.zones().stream().map(it -> it.id().value()).toList())
            .owner(offer.owner())
            .baseEndpointDnsNames(offer.baseDnsName().replace("*.", ""))
            .vpcEndpointPolicySupported(offer.policySupported())
            .acceptanceRequired(
                offer.customers().map(VpcEndpointService::acceptanceRequired).orElse(false))
            .managesVpcEndpoints(false)
            .supportedIpAddressTypes(ServiceConnectivityType.IPV4)
            .tags(Sdk.tags(offer.tags()));
    if (!offer.privateDnsNames().isEmpty()) {
      sdk.privateDnsName(offer.privateDnsNames().getFirst())
          .privateDnsNames(
              offer.privateDnsNames().stream()
                  .map(name -> PrivateDnsDetails.builder().privateDnsName(name).build())
                  .toList());
    }
    offer
        .customers()
        .flatMap(VpcEndpointService::privateDns)
        .ifPresentOrElse(
            name -> sdk.privateDnsNameVerificationState(EndpointServiceActions.state(name)),
            () -> {
              if (!offer.privateDnsNames().isEmpty()) {
                sdk.privateDnsNameVerificationState("verified");
              }
            });
    if (offer.customers().filter(VpcEndpointService::ownerPays).isPresent()) {
      sdk.payerResponsibility(PayerResponsibility.SERVICE_OWNER);
    }
    return sdk.build();
  }
}
