package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.CustomerGatewayId;
import io.eksnet.id.VpcId;
import io.eksnet.id.VpnGatewayId;
import io.eksnet.id.ZoneName;
import io.eksnet.net.IpAddress;
import io.eksnet.vpc.AttachVpnGateway;
import io.eksnet.vpc.CreateCustomerGateway;
import io.eksnet.vpc.CreateVpnGateway;
import io.eksnet.vpc.CustomerGateway;
import io.eksnet.vpc.DeleteCustomerGateway;
import io.eksnet.vpc.DeleteVpnGateway;
import io.eksnet.vpc.DetachVpnGateway;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.VpnGateway;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.AttachVpnGatewayRequest;
import software.amazon.awssdk.services.ec2.model.AttachVpnGatewayResponse;
import software.amazon.awssdk.services.ec2.model.CreateCustomerGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateCustomerGatewayResponse;
import software.amazon.awssdk.services.ec2.model.CreateVpnGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpnGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteCustomerGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteCustomerGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpnGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpnGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DescribeCustomerGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeCustomerGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpnGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpnGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DetachVpnGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DetachVpnGatewayResponse;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.VpcAttachment;

/** The two ends of VPN connections: virtual private gateways and customer gateways. */
final class VpnGatewayActions {
  /** The only type that there is. */
  static final String TYPE = "ipsec.1";

  private VpnGatewayActions() {}

  static final Resources<VpnGatewayId, VpnGateway> VPN_GATEWAYS =
      new Resources<>(
          Pages.of("DescribeVpnGateways"),
          Ec2Resources.VPN_GATEWAYS,
          Filters.<VpnGateway>of()
              .by("amazon-side-asn", VpnGateway::amazonSideAsn)
              .maybe("attachment.state", it -> it.attachment().map(VpnGatewayActions::state))
              .maybe("attachment.vpc-id", it -> it.attachment().map(VpnGateway.Attachment::vpc))
              .maybe("availability-zone", VpnGateway::zone)
              .by("state", it -> lower(it.state()))
              .by("type", _ -> TYPE)
              .by("vpn-gateway-id", VpnGateway::id)
              .tags(VpnGateway::tags)
              .build());

  static final Resources<CustomerGatewayId, CustomerGateway> CUSTOMER_GATEWAYS =
      new Resources<>(
          Pages.of("DescribeCustomerGateways"),
          Ec2Resources.CUSTOMER_GATEWAYS,
          Filters.<CustomerGateway>of()
              .by("bgp-asn", CustomerGateway::bgpAsn)
              .by("customer-gateway-id", CustomerGateway::id)
              .maybe("ip-address", CustomerGateway::address)
              .by("state", it -> lower(it.state()))
              .by("type", _ -> TYPE)
              .tags(CustomerGateway::tags)
              .build());

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  private static String state(VpnGateway.Attachment attachment) {
    return lower(attachment.state());
  }

  static void register(Ec2Registration on) {
    vpnGateways(on);
    customerGateways(on);
  }

  private static void vpnGateways(Ec2Registration on) {
    on.on(
            "CreateVpnGateway",
            CreateVpnGatewayRequest::builder,
            served("Type!", "AvailabilityZone", "AmazonSideAsn", "TagSpecifications", "DryRun"),
            (q, call) ->
                typed(q.typeAsString())
                    .then(
                        _ -> TagSpecifications.of(q.tagSpecifications(), ResourceType.VPN_GATEWAY))
                    .then(
                        tags ->
                            call.execute(
                                new CreateVpnGateway(
                                    call.scope(),
                                    Optional.ofNullable(q.amazonSideAsn())
                                        .orElse(VpnGateway.DEFAULT_ASN),
                                    Optional.ofNullable(q.availabilityZone())
                                        .filter(it -> !it.isEmpty()) // Terraform sends it always
                                        .map(ZoneName::new),
                                    tags)))
                    .map(it -> CreateVpnGatewayResponse.builder().vpnGateway(sdk(it)).build()))
        .on(
            "AttachVpnGateway",
            AttachVpnGatewayRequest::builder,
            served("VpnGatewayId!", "VpcId!", "DryRun"),
            (q, call) ->
                ids(q.vpnGatewayId(), q.vpcId())
                    .then(
                        _ ->
                            call.execute(
                                new AttachVpnGateway(
                                    new VpnGatewayId(q.vpnGatewayId()), new VpcId(q.vpcId()))))
                    .map(
                        it ->
                            AttachVpnGatewayResponse.builder()
                                .vpcAttachment(attachments(it).getFirst())
                                .build()))
        .on(
            "DetachVpnGateway",
            DetachVpnGatewayRequest::builder,
            served("VpnGatewayId!", "VpcId!", "DryRun"),
            (q, call) ->
                ids(q.vpnGatewayId(), q.vpcId())
                    .then(
                        _ ->
                            call.execute(
                                new DetachVpnGateway(
                                    new VpnGatewayId(q.vpnGatewayId()), new VpcId(q.vpcId()))))
                    .map(_ -> DetachVpnGatewayResponse.builder().build()))
        .on(
            "DeleteVpnGateway",
            DeleteVpnGatewayRequest::builder,
            served("VpnGatewayId!", "DryRun"),
            (q, call) ->
                Asked.required(Optional.ofNullable(q.vpnGatewayId()), "vpnGatewayId")
                    .then(id -> call.execute(new DeleteVpnGateway(new VpnGatewayId(id))))
                    .map(_ -> DeleteVpnGatewayResponse.builder().build()))
        .on(
            "DescribeVpnGateways",
            DescribeVpnGatewaysRequest::builder,
            served("VpnGatewayIds", "Filters", "DryRun"),
            (q, call) ->
                VPN_GATEWAYS
                    .list(call.view(), q, q.vpnGatewayIds())
                    .map(
                        page ->
                            DescribeVpnGatewaysResponse.builder()
                                .vpnGateways(page.map(VpnGatewayActions::sdk))
                                .build()));
  }

  private static Reply<String> ids(String gateway, String vpc) {
    return Asked.required(Optional.ofNullable(gateway), "vpnGatewayId")
        .then(_ -> Asked.required(Optional.ofNullable(vpc), "vpcId"));
  }

  /** The type must be there, and there is only one. */
  static Reply<String> typed(String type) {
    return Asked.required(Optional.ofNullable(type), "type")
        .then(
            it ->
                it.equals(TYPE)
                    ? Reply.answer(it)
                    : Reply.refuse(
                        "InvalidParameterValue",
                        "Value ("
                            + it
                            + ") for parameter type is invalid. Expected "
                            + TYPE
                            + "."));
  }

  private static void customerGateways(Ec2Registration on) {
    on.on(
            "CreateCustomerGateway",
            CreateCustomerGatewayRequest::builder,
            served(
                "BgpAsn",
                "BgpAsnExtended",
                "PublicIp",
                "IpAddress",
                "CertificateArn",
                "Type!",
                "DeviceName",
                "TagSpecifications",
                "DryRun"),
            VpnGatewayActions::create)
        .on(
            "DeleteCustomerGateway",
            DeleteCustomerGatewayRequest::builder,
            served("CustomerGatewayId!", "DryRun"),
            (q, call) ->
                Asked.required(Optional.ofNullable(q.customerGatewayId()), "customerGatewayId")
                    .then(id -> call.execute(new DeleteCustomerGateway(new CustomerGatewayId(id))))
                    .map(_ -> DeleteCustomerGatewayResponse.builder().build()))
        .on(
            "DescribeCustomerGateways",
            DescribeCustomerGatewaysRequest::builder,
            served("CustomerGatewayIds", "Filters", "DryRun"),
            (q, call) ->
                CUSTOMER_GATEWAYS
                    .list(call.view(), q, q.customerGatewayIds())
                    .map(
                        page ->
                            DescribeCustomerGatewaysResponse.builder()
                                .customerGateways(page.map(VpnGatewayActions::sdk))
                                .build()));
  }

  private static Reply<CreateCustomerGatewayResponse> create(
      CreateCustomerGatewayRequest q, Call call) {
    Optional<Long> asn =
        Optional.ofNullable(q.bgpAsnExtended())
            .or(() -> Optional.ofNullable(q.bgpAsn()).map(Integer::longValue));
    Optional<String> address =
        Optional.ofNullable(q.ipAddress()).or(() -> Optional.ofNullable(q.publicIp()));
    Optional<String> certificate = Optional.ofNullable(q.certificateArn());
    if (asn.isEmpty()) {
      return Reply.refuse("MissingParameter", "The request must contain the parameter bgpAsn");
    }
    if (address.isEmpty() && certificate.isEmpty()) {
      return Reply.refuse("MissingParameter", "The request must contain the parameter ipAddress");
    }
    Optional<IpAddress> parsed = address.flatMap(IpAddress::tryParse);
    if (address.isPresent() && parsed.isEmpty()) {
      return Reply.refuse(
          "InvalidParameterValue",
          "Value (" + address.get() + ") for parameter ipAddress is invalid. Invalid IP address.");
    }
    return typed(q.typeAsString())
        .then(_ -> TagSpecifications.of(q.tagSpecifications(), ResourceType.CUSTOMER_GATEWAY))
        .then(
            tags ->
                call.execute(
                    new CreateCustomerGateway(
                        call.scope(),
                        asn.get(),
                        parsed,
                        certificate,
                        Optional.ofNullable(q.deviceName()),
                        tags)))
        .map(it -> CreateCustomerGatewayResponse.builder().customerGateway(sdk(it)).build());
  }

  private static List<VpcAttachment> attachments(VpnGateway it) {
    return it.attachment().stream()
        .map(at -> VpcAttachment.builder().vpcId(at.vpc().value()).state(state(at)).build())
        .toList();
  }

  private static software.amazon.awssdk.services.ec2.model.VpnGateway sdk(VpnGateway it) {
    var sdk =
        software.amazon.awssdk.services.ec2.model.VpnGateway.builder()
            .vpnGatewayId(it.id().value())
            .amazonSideAsn(it.amazonSideAsn())
            .state(lower(it.state()))
            .type(TYPE)
            .vpcAttachments(attachments(it))
            .tags(Sdk.tags(it.tags()));
    it.zone().ifPresent(zone -> sdk.availabilityZone(zone.value()));
    return sdk.build();
  }

  private static software.amazon.awssdk.services.ec2.model.CustomerGateway sdk(CustomerGateway it) {
    var sdk =
        software.amazon.awssdk.services.ec2.model.CustomerGateway.builder()
            .customerGatewayId(it.id().value())
            .state(lower(it.state()))
            .type(TYPE)
            .tags(Sdk.tags(it.tags()));
    String asn = Long.toString(it.bgpAsn());
    if (it.bgpAsn() > Integer.MAX_VALUE) {
      sdk.bgpAsnExtended(asn);
    } else {
      sdk.bgpAsn(asn);
    }
    it.address().ifPresent(address -> sdk.ipAddress(address.toString()));
    it.certificate().ifPresent(sdk::certificateArn);
    it.device().ifPresent(sdk::deviceName);
    return sdk.build();
  }
}
