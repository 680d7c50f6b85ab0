package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.VpcEndpointServiceId;
import io.eksnet.vpc.CreateVpcEndpointServiceConfiguration;
import io.eksnet.vpc.DeleteVpcEndpointServiceConfigurations;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.EndpointOffer;
import io.eksnet.vpc.ModifyVpcEndpoint.Edit;
import io.eksnet.vpc.ModifyVpcEndpointServiceConfiguration;
import io.eksnet.vpc.ModifyVpcEndpointServicePayerResponsibility;
import io.eksnet.vpc.StartVpcEndpointServicePrivateDnsVerification;
import io.eksnet.vpc.VpcEndpoint;
import io.eksnet.vpc.VpcEndpointService;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointServiceConfigurationRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointServiceConfigurationResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointServiceConfigurationsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointServiceConfigurationsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointServiceConfigurationsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointServiceConfigurationsResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointServiceConfigurationRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointServiceConfigurationResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointServicePayerResponsibilityRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointServicePayerResponsibilityResponse;
import software.amazon.awssdk.services.ec2.model.PayerResponsibility;
import software.amazon.awssdk.services.ec2.model.PrivateDnsNameConfiguration;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.ServiceConfiguration;
import software.amazon.awssdk.services.ec2.model.ServiceConnectivityType;
import software.amazon.awssdk.services.ec2.model.ServiceState;
import software.amazon.awssdk.services.ec2.model.ServiceTypeDetail;
import software.amazon.awssdk.services.ec2.model.StartVpcEndpointServicePrivateDnsVerificationRequest;
import software.amazon.awssdk.services.ec2.model.StartVpcEndpointServicePrivateDnsVerificationResponse;
import software.amazon.awssdk.services.ec2.model.SupportedRegionDetail;

/** Customers' endpoint services, as their owners make and see them. */
final class EndpointServiceActions {
  private EndpointServiceActions() {}

  static final Resources<VpcEndpointServiceId, VpcEndpointService> SERVICES =
      new Resources<>(
          Pages.of("DescribeVpcEndpointServiceConfigurations"),
          Ec2Resources.ENDPOINT_SERVICES,
          Filters.<VpcEndpointService>of()
              .by("service-id", VpcEndpointService::id)
              .by("service-name", VpcEndpointService::serviceName)
              .by("service-state", _ -> ServiceState.AVAILABLE)
              .by("supported-ip-address-types", _ -> VpcEndpointActions.IPV4)
              .tags(VpcEndpointService::tags)
              .build());

  static void register(Ec2Registration on) {
    registerConfigurations(on);
    on.on(
            "StartVpcEndpointServicePrivateDnsVerification",
            StartVpcEndpointServicePrivateDnsVerificationRequest::builder,
            served("ServiceId!", "DryRun"),
            (q, call) ->
                call.execute(
                        new StartVpcEndpointServicePrivateDnsVerification(
                            new VpcEndpointServiceId(q.serviceId())))
                    .map(
                        _ ->
                            StartVpcEndpointServicePrivateDnsVerificationResponse.builder()
                                .returnValue(true)
                                .build()))
        .on(
            "ModifyVpcEndpointServicePayerResponsibility",
            ModifyVpcEndpointServicePayerResponsibilityRequest::builder,
            served("ServiceId!", "PayerResponsibility!", "DryRun"),
            (q, call) ->
                q.payerResponsibility() != PayerResponsibility.SERVICE_OWNER
                    ? Reply.refuse(
                        "InvalidParameterValue",
                        "Value ("
                            + q.payerResponsibilityAsString()
                            + ") for parameter payerResponsibility is invalid. Expected"
                            + " ServiceOwner.")
                    : call.execute(
                            new ModifyVpcEndpointServicePayerResponsibility(
                                new VpcEndpointServiceId(q.serviceId())))
                        .map(
                            _ ->
                                ModifyVpcEndpointServicePayerResponsibilityResponse.builder()
                                    .returnValue(true)
                                    .build()));
  }

  private static void registerConfigurations(Ec2Registration on) {
    on.on(
            "CreateVpcEndpointServiceConfiguration",
            CreateVpcEndpointServiceConfigurationRequest::builder,
            served(
                "NetworkLoadBalancerArns",
                "AcceptanceRequired",
                "PrivateDnsName",
                "SupportedIpAddressTypes",
                "SupportedRegions",
                "TagSpecifications",
                "ClientToken",
                "DryRun"),
            (q, call) -> create(q, call))
        .on(
            "ModifyVpcEndpointServiceConfiguration",
            ModifyVpcEndpointServiceConfigurationRequest::builder,
            served(
                "ServiceId!",
                "AcceptanceRequired",
                "PrivateDnsName",
                "RemovePrivateDnsName",
                "AddNetworkLoadBalancerArns",
                "RemoveNetworkLoadBalancerArns",
                "AddSupportedIpAddressTypes",
                "AddSupportedRegions",
                "DryRun"),
            (q, call) -> modify(q, call))
        .on(
            "DeleteVpcEndpointServiceConfigurations",
            DeleteVpcEndpointServiceConfigurationsRequest::builder,
            served("ServiceIds!", "DryRun"),
            (q, call) ->
                call.execute(
                        new DeleteVpcEndpointServiceConfigurations(
                            call.scope(),
                            q.serviceIds().stream().map(VpcEndpointServiceId::new).toList()))
                    .map(
                        failed ->
                            DeleteVpcEndpointServiceConfigurationsResponse.builder()
                                .unsuccessful(VpcEndpointChanges.sdk(failed))
                                .build()))
        .on(
            "DescribeVpcEndpointServiceConfigurations",
            DescribeVpcEndpointServiceConfigurationsRequest::builder,
            served("ServiceIds", "Filters", "MaxResults", "NextToken", "DryRun"),
            (q, call) -> {
              View view = call.view();
              return SERVICES
                  .list(view, q, q.serviceIds())
                  .map(
                      page ->
                          DescribeVpcEndpointServiceConfigurationsResponse.builder()
                              .serviceConfigurations(page.map(service -> sdk(service, view)))
                              .nextToken(page.nextOrNull())
                              .build());
            });
  }

  private static Reply<CreateVpcEndpointServiceConfigurationResponse> create(
      CreateVpcEndpointServiceConfigurationRequest q, Call call) {
    return onlyHere(q.supportedIpAddressTypes(), q.supportedRegions(), call)
        .then(_ -> TagSpecifications.of(q.tagSpecifications(), ResourceType.VPC_ENDPOINT_SERVICE))
        .then(
            tags ->
                call.create(
                    Ec2Resources.ENDPOINT_SERVICES,
                    new CreateVpcEndpointServiceConfiguration(
                        call.scope(),
                        q.networkLoadBalancerArns(),
                        Optional.ofNullable(q.acceptanceRequired()).orElse(true),
                        Optional.ofNullable(q.privateDnsName()),
                        tags)))
        .map(
            made -> {
              var answer =
                  CreateVpcEndpointServiceConfigurationResponse.builder()
                      .serviceConfiguration(sdk(made, call.now()));
              Optional.ofNullable(q.clientToken()).ifPresent(answer::clientToken);
              return answer.build();
            });
  }

  private static Reply<ModifyVpcEndpointServiceConfigurationResponse> modify(
      ModifyVpcEndpointServiceConfigurationRequest q, Call call) {
    boolean remove = Boolean.TRUE.equals(q.removePrivateDnsName());
    if (remove && q.privateDnsName() != null) {
      return Reply.refuse(
          "InvalidParameterCombination",
          "The parameters PrivateDnsName and RemovePrivateDnsName cannot be used together.");
    }
    return onlyHere(q.addSupportedIpAddressTypes(), q.addSupportedRegions(), call)
        .then(
            _ ->
                call.execute(
                    new ModifyVpcEndpointServiceConfiguration(
                        new VpcEndpointServiceId(q.serviceId()),
                        new Edit<>(
                            q.addNetworkLoadBalancerArns(), q.removeNetworkLoadBalancerArns()),
                        Optional.ofNullable(q.acceptanceRequired()),
                        remove ? Optional.of("") : Optional.ofNullable(q.privateDnsName()))))
        .map(
            _ -> ModifyVpcEndpointServiceConfigurationResponse.builder().returnValue(true).build());
  }

  private static Reply<Boolean> onlyHere(List<String> types, List<String> regions, Call call) {
    Optional<String> type =
        types.stream().filter(it -> !it.equals(VpcEndpointActions.IPV4)).findFirst();
    if (type.isPresent()) {
      return Reply.refuse(
          "UnsupportedOperation",
          "eksnet does not serve the IP address type "
              + type.get()
              + " for endpoint services. Nothing was done; leave it out.");
    }
    Optional<String> region =
        regions.stream().filter(it -> !it.equals(call.view().region())).findFirst();
    return region.isPresent()
        ? Reply.refuse(
            "UnsupportedOperation",
            "eksnet does not serve endpoint services for another Region (SupportedRegions "
                + region.get()
                + "). Nothing was done; leave it out.")
        : Reply.answer(true);
  }

  /** EC2's word for whether a name is proven. */
  static String state(VpcEndpointService.PrivateName name) {
    return name.verified() ? "verified" : "pendingVerification";
  }

  private static ServiceConfiguration sdk(VpcEndpointService service, View view) {
    EndpointOffer offer = EndpointOffer.of(view.vpcs(), service);
    var sdk =
        ServiceConfiguration.builder()
            .serviceType(
                ServiceTypeDetail.builder().serviceType(VpcEndpoint.Type.INTERFACE.text()).build())
            .serviceId(service.id().value())
            .serviceName(service.serviceName())
            .serviceState(ServiceState.AVAILABLE)
            .availabilityZones(offer.zones().stream().map(it -> it.name().value()).toList())
            .availabilityZoneIds(offer.zones().stream().map(it -> it.id().value()).toList())
            .acceptanceRequired(service.acceptanceRequired())
            .managesVpcEndpoints(false)
            .networkLoadBalancerArns(service.loadBalancers())
            .supportedIpAddressTypes(ServiceConnectivityType.IPV4)
            .baseEndpointDnsNames(service.baseDnsName())
            .remoteAccessEnabled(false)
            .supportedRegions(
                SupportedRegionDetail.builder()
                    .region(service.scope().region().value())
                    .serviceState("Available")
                    .build())
            .tags(Sdk.tags(service.tags()));
    service
        .privateDns()
        .ifPresent(
            name ->
                sdk.privateDnsName(name.name())
                    .privateDnsNameConfiguration(
                        PrivateDnsNameConfiguration.builder()
                            .state(state(name))
                            .type("TXT")
                            .name(name.recordName())
                            .value(name.recordValue())
                            .build()));
    if (service.ownerPays()) {
      sdk.payerResponsibility(PayerResponsibility.SERVICE_OWNER);
    }
    return sdk.build();
  }
}
