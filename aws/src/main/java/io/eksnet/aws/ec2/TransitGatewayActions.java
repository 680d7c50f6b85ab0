package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.TransitGatewayId;
import io.eksnet.id.TransitGatewayRouteTableId;
import io.eksnet.net.Cidr;
import io.eksnet.vpc.CreateTransitGateway;
import io.eksnet.vpc.DeleteTransitGateway;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.ModifyTransitGateway;
import io.eksnet.vpc.TransitGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTransitGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTransitGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.ModifyTransitGatewayOptions;
import software.amazon.awssdk.services.ec2.model.ModifyTransitGatewayRequest;
import software.amazon.awssdk.services.ec2.model.ModifyTransitGatewayResponse;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.TransitGatewayOptions;
import software.amazon.awssdk.services.ec2.model.TransitGatewayRequestOptions;

/** Transit gateways themselves. */
final class TransitGatewayActions {
  private TransitGatewayActions() {}

  static final Resources<TransitGatewayId, TransitGateway> TRANSIT_GATEWAYS =
      new Resources<>(
          Pages.of("DescribeTransitGateways"),
          Ec2Resources.TRANSIT_GATEWAYS,
          Filters.<TransitGateway>of()
              .maybe("options.association-default-route-table-id", TransitGateway::associationTable)
              .maybe("options.propagation-default-route-table-id", TransitGateway::propagationTable)
              .by("options.amazon-side-asn", it -> it.options().amazonSideAsn())
              .by(
                  "options.auto-accept-shared-attachments",
                  it -> Asked.enable(it.options().autoAcceptSharedAttachments()))
              .by(
                  "options.default-route-table-association",
                  it -> Asked.enable(it.options().defaultAssociation()))
              .by(
                  "options.default-route-table-propagation",
                  it -> Asked.enable(it.options().defaultPropagation()))
              .by("options.dns-support", it -> Asked.enable(it.options().dns()))
              .by("options.vpn-ecmp-support", it -> Asked.enable(it.options().vpnEcmp()))
              .by("owner-id", it -> it.scope().account())
              .by("state", TransitGatewayActions::state)
              .by("transit-gateway-id", TransitGateway::id)
              .tags(TransitGateway::tags)
              .build());

  static void register(Ec2Registration on) {
    on.on(
            "CreateTransitGateway",
            CreateTransitGatewayRequest::builder,
            served("Description", "Options", "TagSpecifications", "DryRun"),
            TransitGatewayActions::create)
        .on(
            "ModifyTransitGateway",
            ModifyTransitGatewayRequest::builder,
            served(
                "TransitGatewayId!",
                "Description",
                "Options.AddTransitGatewayCidrBlocks",
                "Options.RemoveTransitGatewayCidrBlocks",
                "Options.VpnEcmpSupport",
                "Options.DnsSupport",
                "Options.SecurityGroupReferencingSupport",
                "Options.AutoAcceptSharedAttachments",
                "Options.DefaultRouteTableAssociation",
                "Options.AssociationDefaultRouteTableId",
                "Options.DefaultRouteTablePropagation",
                "Options.PropagationDefaultRouteTableId",
                "Options.AmazonSideAsn",
                "DryRun"),
            TransitGatewayActions::modify)
        .on(
            "DeleteTransitGateway",
            DeleteTransitGatewayRequest::builder,
            served("TransitGatewayId!", "DryRun"),
            (q, call) ->
                Asked.required(Optional.ofNullable(q.transitGatewayId()), "TransitGatewayId")
                    .then(id -> call.execute(new DeleteTransitGateway(new TransitGatewayId(id))))
                    .map(
                        it ->
                            DeleteTransitGatewayResponse.builder().transitGateway(sdk(it)).build()))
        .on(
            "DescribeTransitGateways",
            DescribeTransitGatewaysRequest::builder,
            served("TransitGatewayIds", "Filters", "MaxResults", "NextToken", "DryRun"),
            (q, call) ->
                TRANSIT_GATEWAYS
                    .list(call.view(), q, q.transitGatewayIds())
                    .map(
                        page ->
                            DescribeTransitGatewaysResponse.builder()
                                .transitGateways(page.map(TransitGatewayActions::sdk))
                                .nextToken(page.nextOrNull())
                                .build()));
  }

  private static Reply<CreateTransitGatewayResponse> create(
      CreateTransitGatewayRequest q, Call call) {
    TransitGatewayRequestOptions asked =
        Optional.ofNullable(q.options())
            .orElseGet(() -> TransitGatewayRequestOptions.builder().build());
    return options(asked)
        .then(
            options ->
                TagSpecifications.of(q.tagSpecifications(), ResourceType.TRANSIT_GATEWAY)
                    .then(
                        tags ->
                            call.execute(
                                new CreateTransitGateway(
                                    call.scope(),
                                    Optional.ofNullable(q.description()).orElse(""),
                                    options,
                                    tags,
                                    Optional.empty()))))
        .map(made -> CreateTransitGatewayResponse.builder().transitGateway(sdk(made)).build());
  }

  private static Reply<TransitGateway.Options> options(TransitGatewayRequestOptions asked) {
    TransitGateway.Options standard = TransitGateway.Options.DEFAULT;
    var accept = text("AutoAcceptSharedAttachments", asked.autoAcceptSharedAttachmentsAsString());
    var association =
        text("DefaultRouteTableAssociation", asked.defaultRouteTableAssociationAsString());
    var propagation =
        text("DefaultRouteTablePropagation", asked.defaultRouteTablePropagationAsString());
    var ecmp = text("VpnEcmpSupport", asked.vpnEcmpSupportAsString());
    var dns = text("DnsSupport", asked.dnsSupportAsString());
    var groups =
        text("SecurityGroupReferencingSupport", asked.securityGroupReferencingSupportAsString());
    var multicast = text("MulticastSupport", asked.multicastSupportAsString());
    if (Asked.enabled(multicast.value()).orElse(false)) {
      return Asked.notServed("MulticastSupport", "enable", "disable");
    }
    return Asked.switches(accept, association, propagation, ecmp, dns, groups, multicast)
        .then(_ -> cidrs(asked.transitGatewayCidrBlocks()))
        .map(
            cidrs ->
                new TransitGateway.Options(
                    Optional.ofNullable(asked.amazonSideAsn()).orElse(standard.amazonSideAsn()),
                    cidrs,
                    Asked.enabled(accept.value()).orElse(standard.autoAcceptSharedAttachments()),
                    Asked.enabled(association.value()).orElse(standard.defaultAssociation()),
                    Asked.enabled(propagation.value()).orElse(standard.defaultPropagation()),
                    Asked.enabled(ecmp.value()).orElse(standard.vpnEcmp()),
                    Asked.enabled(dns.value()).orElse(standard.dns()),
                    Asked.enabled(groups.value()).orElse(standard.groupReferencing())));
  }

  private static Asked.Switch text(String member, String value) {
    return new Asked.Switch(member, Optional.ofNullable(value));
  }

  private static Reply<List<Cidr>> cidrs(List<String> texts) {
    Reply<List<Cidr>> all = Reply.answer(List.of());
    for (String text : texts) {
      all =
          all.then(
              list ->
                  Asked.block(Optional.of(text), "TransitGatewayCidrBlocks")
                      .map(
                          cidr -> {
                            List<Cidr> more = new ArrayList<>(list);
                            more.add(cidr);
                            return more;
                          }));
    }
    return all;
  }

  private static Reply<ModifyTransitGatewayResponse> modify(
      ModifyTransitGatewayRequest q, Call call) {
    ModifyTransitGatewayOptions asked =
        Optional.ofNullable(q.options())
            .orElseGet(() -> ModifyTransitGatewayOptions.builder().build());
    var accept = text("AutoAcceptSharedAttachments", asked.autoAcceptSharedAttachmentsAsString());
    var association =
        text("DefaultRouteTableAssociation", asked.defaultRouteTableAssociationAsString());
    var propagation =
        text("DefaultRouteTablePropagation", asked.defaultRouteTablePropagationAsString());
    var ecmp = text("VpnEcmpSupport", asked.vpnEcmpSupportAsString());
    var dns = text("DnsSupport", asked.dnsSupportAsString());
    var groups =
        text("SecurityGroupReferencingSupport", asked.securityGroupReferencingSupportAsString());
    return Asked.required(Optional.ofNullable(q.transitGatewayId()), "TransitGatewayId")
        .then(_ -> Asked.switches(accept, association, propagation, ecmp, dns, groups))
        .then(_ -> cidrs(asked.addTransitGatewayCidrBlocks()))
        .then(
            added ->
                cidrs(asked.removeTransitGatewayCidrBlocks())
                    .then(
                        removed ->
                            call.execute(
                                new ModifyTransitGateway(
                                    new TransitGatewayId(q.transitGatewayId()),
                                    Optional.ofNullable(q.description()),
                                    Optional.ofNullable(asked.amazonSideAsn()),
                                    added,
                                    removed,
                                    Asked.enabled(accept.value()),
                                    Asked.enabled(association.value()),
                                    Optional.ofNullable(asked.associationDefaultRouteTableId())
                                        .map(TransitGatewayRouteTableId::new),
                                    Asked.enabled(propagation.value()),
                                    Optional.ofNullable(asked.propagationDefaultRouteTableId())
                                        .map(TransitGatewayRouteTableId::new),
                                    Asked.enabled(ecmp.value()),
                                    Asked.enabled(dns.value()),
                                    Asked.enabled(groups.value())))))
        .map(it -> ModifyTransitGatewayResponse.builder().transitGateway(sdk(it)).build());
  }

  private static String state(TransitGateway gateway) {
    return gateway.state().name().toLowerCase(Locale.ROOT);
  }

  private static software.amazon.awssdk.services.ec2.model.TransitGateway sdk(TransitGateway it) {
    return software.amazon.awssdk.services.ec2.model.TransitGateway.builder()
        .transitGatewayId(it.id().value())
        .transitGatewayArn(it.arn())
        .state(state(it))
        .ownerId(it.scope().account().value())
        .description(it.description())
        .creationTime(it.createdAt())
        .options(options(it))
        .tags(Sdk.tags(it.tags()))
        .build();
  }

  private static TransitGatewayOptions options(TransitGateway it) {
    TransitGateway.Options options = it.options();
    var sdk =
        TransitGatewayOptions.builder()
            .amazonSideAsn(options.amazonSideAsn())
            .autoAcceptSharedAttachments(Asked.enable(options.autoAcceptSharedAttachments()))
            .defaultRouteTableAssociation(Asked.enable(options.defaultAssociation()))
            .defaultRouteTablePropagation(Asked.enable(options.defaultPropagation()))
            .vpnEcmpSupport(Asked.enable(options.vpnEcmp()))
            .dnsSupport(Asked.enable(options.dns()))
            .securityGroupReferencingSupport(Asked.enable(options.groupReferencing()))
            .multicastSupport("disable");
    if (!options.cidrBlocks().isEmpty()) {
      sdk.transitGatewayCidrBlocks(options.cidrBlocks().stream().map(Cidr::toString).toList());
    }
    it.associationTable().ifPresent(id -> sdk.associationDefaultRouteTableId(id.value()));
    it.propagationTable().ifPresent(id -> sdk.propagationDefaultRouteTableId(id.value()));
    return sdk.build();
  }
}
