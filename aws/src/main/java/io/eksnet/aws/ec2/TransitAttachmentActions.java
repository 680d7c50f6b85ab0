package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.SubnetId;
import io.eksnet.id.TransitGatewayAttachmentId;
import io.eksnet.id.TransitGatewayId;
import io.eksnet.id.TransitGatewayRouteTableId;
import io.eksnet.id.VpcId;
import io.eksnet.vpc.CreateTransitGatewayVpcAttachment;
import io.eksnet.vpc.DeleteTransitGatewayVpcAttachment;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.ModifyTransitGatewayVpcAttachment;
import io.eksnet.vpc.TransitGateway;
import io.eksnet.vpc.TransitGatewayAttachment;
import io.eksnet.vpc.TransitGatewayAttachment.Resource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayVpcAttachmentRequest;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayVpcAttachmentRequestOptions;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayVpcAttachmentResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTransitGatewayVpcAttachmentRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTransitGatewayVpcAttachmentResponse;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewayAttachmentsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewayAttachmentsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewayVpcAttachmentsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewayVpcAttachmentsResponse;
import software.amazon.awssdk.services.ec2.model.ModifyTransitGatewayVpcAttachmentRequest;
import software.amazon.awssdk.services.ec2.model.ModifyTransitGatewayVpcAttachmentRequestOptions;
import software.amazon.awssdk.services.ec2.model.ModifyTransitGatewayVpcAttachmentResponse;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.TransitGatewayVpcAttachment;

/** What is plugged into transit gateways: VPCs here, other gateways in a class of their own. */
final class TransitAttachmentActions {
  private TransitAttachmentActions() {}

  static final Resources<TransitGatewayAttachmentId, TransitGatewayAttachment> OF_VPCS =
      new Resources<>(
          Pages.of("DescribeTransitGatewayVpcAttachments"),
          Ec2Resources.TRANSIT_GATEWAY_ATTACHMENTS,
          Filters.<TransitGatewayAttachment>of()
              .by("state", it -> it.state().text())
              .by("transit-gateway-attachment-id", TransitGatewayAttachment::id)
              .by("transit-gateway-id", TransitGatewayAttachment::gateway)
              .maybe("vpc-id", TransitGatewayAttachment::vpc)
              .tags(TransitGatewayAttachment::tags)
              .build(),
          (it, view) -> it.vpc().isPresent() && it.scope().equals(view.scope()));

  static final Resources<TransitGatewayAttachmentId, TransitGatewayAttachment> ALL =
      new Resources<>(
          Pages.of("DescribeTransitGatewayAttachments"),
          Ec2Resources.TRANSIT_GATEWAY_ATTACHMENTS,
          Filters.<TransitGatewayAttachment>of()
              .seen("association.state", (it, view) -> table(it, view).map(_ -> association(it)))
              .seen("association.transit-gateway-route-table-id", TransitAttachmentActions::table)
              .seen("resource-id", (it, view) -> Stream.of(it.resourceId(end(it, view))))
              .seen("resource-owner-id", (it, view) -> Stream.of(owner(it, view)))
              .by("resource-type", TransitGatewayAttachment::resourceType)
              .by("state", it -> it.state().text())
              .by("transit-gateway-attachment-id", TransitGatewayAttachment::id)
              .seen("transit-gateway-id", (it, view) -> Stream.of(end(it, view)))
              .seen("transit-gateway-owner-id", (_, view) -> Stream.of(view.owner()))
              .tags(TransitGatewayAttachment::tags)
              .build(),
          (it, view) -> it.isSeenBy(view.scope()));

  static void register(Ec2Registration on) {
    on.on(
            "CreateTransitGatewayVpcAttachment",
            CreateTransitGatewayVpcAttachmentRequest::builder,
            served(
                "TransitGatewayId!",
                "VpcId!",
                "SubnetIds!",
                "Options",
                "TagSpecifications",
                "DryRun"),
            TransitAttachmentActions::create)
        .on(
            "ModifyTransitGatewayVpcAttachment",
            ModifyTransitGatewayVpcAttachmentRequest::builder,
            served(
                "TransitGatewayAttachmentId!",
                "AddSubnetIds",
                "RemoveSubnetIds",
                "Options",
                "DryRun"),
            TransitAttachmentActions::modify)
        .on(
            "DeleteTransitGatewayVpcAttachment",
            DeleteTransitGatewayVpcAttachmentRequest::builder,
            served("TransitGatewayAttachmentId!", "DryRun"),
            (q, call) ->
                named(q.transitGatewayAttachmentId())
                    .then(
                        id -> call.execute(new DeleteTransitGatewayVpcAttachment(id, call.scope())))
                    .map(
                        it ->
                            DeleteTransitGatewayVpcAttachmentResponse.builder()
                                .transitGatewayVpcAttachment(ofVpc(it))
                                .build()))
        .on(
            "DescribeTransitGatewayVpcAttachments",
            DescribeTransitGatewayVpcAttachmentsRequest::builder,
            served("TransitGatewayAttachmentIds", "Filters", "MaxResults", "NextToken", "DryRun"),
            (q, call) ->
                OF_VPCS
                    .list(call.view(), q, q.transitGatewayAttachmentIds())
                    .map(
                        page ->
                            DescribeTransitGatewayVpcAttachmentsResponse.builder()
                                .transitGatewayVpcAttachments(
                                    page.map(TransitAttachmentActions::ofVpc))
                                .nextToken(page.nextOrNull())
                                .build()))
        .on(
            "DescribeTransitGatewayAttachments",
            DescribeTransitGatewayAttachmentsRequest::builder,
            served("TransitGatewayAttachmentIds", "Filters", "MaxResults", "NextToken", "DryRun"),
            (q, call) -> {
              View view = call.view();
              return ALL.list(view, q, q.transitGatewayAttachmentIds())
                  .map(
                      page ->
                          DescribeTransitGatewayAttachmentsResponse.builder()
                              .transitGatewayAttachments(page.map(it -> sdk(it, view)))
                              .nextToken(page.nextOrNull())
                              .build());
            });
  }

  /** The attachment that a request names. */
  static Reply<TransitGatewayAttachmentId> named(String id) {
    return Asked.required(Optional.ofNullable(id), "TransitGatewayAttachmentId")
        .then(
            text ->
                Ec2Resources.TRANSIT_GATEWAY_ATTACHMENTS.wellFormed(text)
                    ? Reply.answer(new TransitGatewayAttachmentId(text))
                    : malformed(text));
  }

  private static Reply<TransitGatewayAttachmentId> malformed(String text) {
    var refusal = Ec2Resources.TRANSIT_GATEWAY_ATTACHMENTS.missing(List.of(text));
    return Reply.refuse(refusal.code(), refusal.message());
  }

  private static Reply<CreateTransitGatewayVpcAttachmentResponse> create(
      CreateTransitGatewayVpcAttachmentRequest q, Call call) {
    var asked =
        Optional.ofNullable(q.options())
            .orElseGet(() -> CreateTransitGatewayVpcAttachmentRequestOptions.builder().build());
    Switches switches =
        new Switches(
            text("DnsSupport", asked.dnsSupportAsString()),
            text(
                "SecurityGroupReferencingSupport", asked.securityGroupReferencingSupportAsString()),
            text("Ipv6Support", asked.ipv6SupportAsString()),
            text("ApplianceModeSupport", asked.applianceModeSupportAsString()));
    return Asked.required(Optional.ofNullable(q.transitGatewayId()), "TransitGatewayId")
        .then(_ -> Asked.required(Optional.ofNullable(q.vpcId()), "VpcId"))
        .then(_ -> switches.valid())
        .then(
            _ ->
                TagSpecifications.of(
                    q.tagSpecifications(), ResourceType.TRANSIT_GATEWAY_ATTACHMENT))
        .then(
            tags ->
                call.execute(
                    new CreateTransitGatewayVpcAttachment(
                        new TransitGatewayId(q.transitGatewayId()),
                        new VpcId(q.vpcId()),
                        subnets(q.subnetIds()),
                        switches.over(TransitGatewayAttachment.Options.DEFAULT),
                        tags)))
        .map(
            made ->
                CreateTransitGatewayVpcAttachmentResponse.builder()
                    .transitGatewayVpcAttachment(ofVpc(made))
                    .build());
  }

  private static List<SubnetId> subnets(List<String> ids) {
    return ids.stream().map(SubnetId::new).toList();
  }

  /** The switches of a VPC's attachment. */
  private record Switches(
      Asked.Switch dns, Asked.Switch groups, Asked.Switch ipv6, Asked.Switch appliance) {
    Reply<Boolean> valid() {
      return Asked.switches(dns, groups, ipv6, appliance);
    }

    TransitGatewayAttachment.Options over(TransitGatewayAttachment.Options standard) {
      return new TransitGatewayAttachment.Options(
          Asked.enabled(dns.value()).orElse(standard.dns()),
          Asked.enabled(groups.value()).orElse(standard.groupReferencing()),
          Asked.enabled(ipv6.value()).orElse(standard.ipv6()),
          Asked.enabled(appliance.value()).orElse(standard.applianceMode()));
    }
  }

  private static Asked.Switch text(String member, String value) {
    return new Asked.Switch(member, Optional.ofNullable(value));
  }

  private static Reply<ModifyTransitGatewayVpcAttachmentResponse> modify(
      ModifyTransitGatewayVpcAttachmentRequest q, Call call) {
    var asked =
        Optional.ofNullable(q.options())
            .orElseGet(() -> ModifyTransitGatewayVpcAttachmentRequestOptions.builder().build());
    Switches switches =
        new Switches(
            text("DnsSupport", asked.dnsSupportAsString()),
            text(
                "SecurityGroupReferencingSupport", asked.securityGroupReferencingSupportAsString()),
            text("Ipv6Support", asked.ipv6SupportAsString()),
            text("ApplianceModeSupport", asked.applianceModeSupportAsString()));
    return switches
        .valid()
        .then(_ -> named(q.transitGatewayAttachmentId()))
        .then(
            id ->
                call.execute(
                    new ModifyTransitGatewayVpcAttachment(
                        id,
                        call.scope(),
                        subnets(q.addSubnetIds()),
                        subnets(q.removeSubnetIds()),
                        Asked.enabled(switches.dns().value()),
                        Asked.enabled(switches.groups().value()),
                        Asked.enabled(switches.ipv6().value()),
                        Asked.enabled(switches.appliance().value()))))
        .map(
            it ->
                ModifyTransitGatewayVpcAttachmentResponse.builder()
                    .transitGatewayVpcAttachment(ofVpc(it))
                    .build());
  }

  private static TransitGatewayVpcAttachment ofVpc(TransitGatewayAttachment it) {
    Resource.OfVpc vpc =
        it.ofVpc().orElseThrow(() -> new IllegalStateException(it.id() + " is not of a VPC"));
    return TransitGatewayVpcAttachment.builder()
        .transitGatewayAttachmentId(it.id().value())
        .transitGatewayId(it.gateway().value())
        .vpcId(vpc.vpc().value())
        .vpcOwnerId(it.scope().account().value())
        .state(it.state().text())
        .subnetIds(vpc.places().stream().map(place -> place.subnet().value()).toList())
        .creationTime(it.createdAt())
        .options(
            options ->
                options
                    .dnsSupport(Asked.enable(vpc.options().dns()))
                    .securityGroupReferencingSupport(Asked.enable(vpc.options().groupReferencing()))
                    .ipv6Support(Asked.enable(vpc.options().ipv6()))
                    .applianceModeSupport(Asked.enable(vpc.options().applianceMode())))
        .tags(Sdk.tags(it.tags()))
        .build();
  }

  /** The gateway of the caller's at which an attachment is. */
  static TransitGatewayId end(TransitGatewayAttachment it, View view) {
    return it.ofPeer()
        .filter(_ -> !it.scope().equals(view.scope()))
        .map(Resource.OfPeer::accepter)
        .orElse(it.gateway());
  }

  private static String owner(TransitGatewayAttachment it, View view) {
    return it.ofPeer()
        .flatMap(
            _ ->
                view.vpcs()
                    .facts()
                    .find(TransitGateway.KIND, new TransitGatewayId(it.resourceId(end(it, view)))))
        .map(peer -> peer.scope().account().value())
        .orElse(it.scope().account().value());
  }

  private static Stream<TransitGatewayRouteTableId> table(TransitGatewayAttachment it, View view) {
    return it.associationAt(end(it, view)).stream();
  }

  /** The state of its association. */
  static String association(TransitGatewayAttachment it) {
    return it.isAvailable() ? "associated" : "associating";
  }

  private static software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment sdk(
      TransitGatewayAttachment it, View view) {
    var sdk =
        software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment.builder()
            .transitGatewayAttachmentId(it.id().value())
            .transitGatewayId(end(it, view).value())
            .transitGatewayOwnerId(view.owner())
            .resourceOwnerId(owner(it, view))
            .resourceType(it.resourceType())
            .resourceId(it.resourceId(end(it, view)))
            .state(it.state().text())
            .creationTime(it.createdAt())
            .tags(Sdk.tags(it.tags()));
    table(it, view)
        .forEach(
            table ->
                sdk.association(
                    association ->
                        association
                            .transitGatewayRouteTableId(table.value())
                            .state(association(it))));
    return sdk.build();
  }
}
