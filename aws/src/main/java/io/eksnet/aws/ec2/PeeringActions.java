package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.AccountId;
import io.eksnet.id.Region;
import io.eksnet.id.Scope;
import io.eksnet.id.VpcId;
import io.eksnet.id.VpcPeeringConnectionId;
import io.eksnet.net.Cidr;
import io.eksnet.vpc.AcceptVpcPeeringConnection;
import io.eksnet.vpc.CreateVpcPeeringConnection;
import io.eksnet.vpc.DeleteVpcPeeringConnection;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.ModifyVpcPeeringConnectionOptions;
import io.eksnet.vpc.RejectVpcPeeringConnection;
import io.eksnet.vpc.Vpc;
import io.eksnet.vpc.VpcPeeringConnection;
import io.eksnet.vpc.VpcPeeringConnection.Side;
import io.eksnet.vpc.VpcPeeringConnection.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.AcceptVpcPeeringConnectionRequest;
import software.amazon.awssdk.services.ec2.model.AcceptVpcPeeringConnectionResponse;
import software.amazon.awssdk.services.ec2.model.CidrBlock;
import software.amazon.awssdk.services.ec2.model.CreateVpcPeeringConnectionRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcPeeringConnectionResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcPeeringConnectionRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcPeeringConnectionResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcPeeringConnectionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcPeeringConnectionsResponse;
import software.amazon.awssdk.services.ec2.model.Ipv6CidrBlock;
import software.amazon.awssdk.services.ec2.model.ModifyVpcPeeringConnectionOptionsRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcPeeringConnectionOptionsResponse;
import software.amazon.awssdk.services.ec2.model.PeeringConnectionOptions;
import software.amazon.awssdk.services.ec2.model.PeeringConnectionOptionsRequest;
import software.amazon.awssdk.services.ec2.model.RejectVpcPeeringConnectionRequest;
import software.amazon.awssdk.services.ec2.model.RejectVpcPeeringConnectionResponse;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionVpcInfo;

/** Peering connections, which both of their sides see. */
final class PeeringActions {
  private PeeringActions() {}

  static final Resources<VpcPeeringConnectionId, VpcPeeringConnection> PEERINGS =
      new Resources<>(
          Pages.of("DescribeVpcPeeringConnections"),
          Ec2Resources.VPC_PEERING_CONNECTIONS,
          filters().build(),
          (connection, view) -> connection.isSeenBy(view.scope()));

  private static Filters.Builder<VpcPeeringConnection> filters() {
    return side(
            "accepter",
            side("requester", Filters.of(), VpcPeeringConnection::requester),
            VpcPeeringConnection::accepter)
        .maybe("expiration-time", PeeringActions::expiration)
        .by("status-code", it -> it.state().text())
        .by("status-message", it -> it.status().message())
        .by("vpc-peering-connection-id", VpcPeeringConnection::id)
        .tags(VpcPeeringConnection::tags);
  }

  private static Filters.Builder<VpcPeeringConnection> side(
      String name,
      Filters.Builder<VpcPeeringConnection> filters,
      Function<VpcPeeringConnection, Side> side) {
    return filters
        .seen(
            name + "-vpc-info.cidr-block",
            (it, view) ->
                view.vpcs().vpc(side.apply(it).vpc()).stream().flatMap(vpc -> blocks(vpc, true)))
        .by(name + "-vpc-info.owner-id", it -> side.apply(it).scope().account())
        .by(name + "-vpc-info.vpc-id", it -> side.apply(it).vpc());
  }

  static void register(Ec2Registration on) {
    on.on(
            "CreateVpcPeeringConnection",
            CreateVpcPeeringConnectionRequest::builder,
            served(
                "VpcId!", "PeerVpcId", "PeerOwnerId", "PeerRegion", "TagSpecifications", "DryRun"),
            PeeringActions::create)
        .on(
            "AcceptVpcPeeringConnection",
            AcceptVpcPeeringConnectionRequest::builder,
            served("VpcPeeringConnectionId!", "DryRun"),
            (q, call) ->
                named(Optional.ofNullable(q.vpcPeeringConnectionId()), call)
                    .then(id -> call.execute(new AcceptVpcPeeringConnection(id, call.scope())))
                    .map(
                        it ->
                            AcceptVpcPeeringConnectionResponse.builder()
                                .vpcPeeringConnection(sdk(it, call.now()))
                                .build()))
        .on(
            "RejectVpcPeeringConnection",
            RejectVpcPeeringConnectionRequest::builder,
            served("VpcPeeringConnectionId!", "DryRun"),
            (q, call) ->
                named(Optional.ofNullable(q.vpcPeeringConnectionId()), call)
                    .then(id -> call.execute(new RejectVpcPeeringConnection(id, call.scope())))
                    .map(
                        _ ->
                            RejectVpcPeeringConnectionResponse.builder().returnValue(true).build()))
        .on(
            "DeleteVpcPeeringConnection",
            DeleteVpcPeeringConnectionRequest::builder,
            served("VpcPeeringConnectionId!", "DryRun"),
            (q, call) ->
                named(Optional.ofNullable(q.vpcPeeringConnectionId()), call)
                    .then(id -> call.execute(new DeleteVpcPeeringConnection(id, call.scope())))
                    .map(
                        _ ->
                            DeleteVpcPeeringConnectionResponse.builder().returnValue(true).build()))
        .on(
            "ModifyVpcPeeringConnectionOptions",
            ModifyVpcPeeringConnectionOptionsRequest::builder,
            served(
                "VpcPeeringConnectionId!",
                "RequesterPeeringConnectionOptions.AllowDnsResolutionFromRemoteVpc",
                "AccepterPeeringConnectionOptions.AllowDnsResolutionFromRemoteVpc",
                "DryRun"),
            PeeringActions::modify)
        .on(
            "DescribeVpcPeeringConnections",
            DescribeVpcPeeringConnectionsRequest::builder,
            served("VpcPeeringConnectionIds", "Filters", "MaxResults", "NextToken", "DryRun"),
            (q, call) -> {
              View view = call.view();
              return PEERINGS
                  .list(view, q, q.vpcPeeringConnectionIds())
                  .map(
                      page ->
                          DescribeVpcPeeringConnectionsResponse.builder()
                              .vpcPeeringConnections(page.map(it -> sdk(it, view)))
                              .nextToken(page.nextOrNull())
                              .build());
            });
  }

  private static Reply<CreateVpcPeeringConnectionResponse> create(
      CreateVpcPeeringConnectionRequest q, Call call) {
    Scope peer =
        new Scope(
            Optional.ofNullable(q.peerOwnerId()).map(AccountId::new).orElse(call.scope().account()),
            Optional.ofNullable(q.peerRegion()).map(Region::new).orElse(call.scope().region()));
    return Asked.required(Optional.ofNullable(q.vpcId()), "vpcId")
        .then(_ -> Asked.required(Optional.ofNullable(q.peerVpcId()), "peerVpcId"))
        .then(_ -> TagSpecifications.of(q.tagSpecifications(), ResourceType.VPC_PEERING_CONNECTION))
        .then(
            tags ->
                call.execute(
                    new CreateVpcPeeringConnection(
                        new VpcId(q.vpcId()),
                        new VpcId(q.peerVpcId()),
                        peer,
                        tags,
                        Optional.empty())))
        .map(
            made ->
                CreateVpcPeeringConnectionResponse.builder()
                    .vpcPeeringConnection(sdk(made, call.now()))
                    .build());
  }

  /** The connection that a request names, which its caller must see. */
  private static Reply<VpcPeeringConnectionId> named(Optional<String> id, Call call) {
    return Asked.required(id, "vpcPeeringConnectionId")
        .then(text -> PEERINGS.find(call.view(), text))
        .map(VpcPeeringConnection::id);
  }

  private static Reply<ModifyVpcPeeringConnectionOptionsResponse> modify(
      ModifyVpcPeeringConnectionOptionsRequest q, Call call) {
    Optional<Boolean> requester = dns(Optional.ofNullable(q.requesterPeeringConnectionOptions()));
    Optional<Boolean> accepter = dns(Optional.ofNullable(q.accepterPeeringConnectionOptions()));
    return named(Optional.ofNullable(q.vpcPeeringConnectionId()), call)
        .then(
            id ->
                call.execute(
                    new ModifyVpcPeeringConnectionOptions(id, call.scope(), requester, accepter)))
        .map(
            it -> {
              var answer = ModifyVpcPeeringConnectionOptionsResponse.builder();
              requester.ifPresent(
                  _ -> answer.requesterPeeringConnectionOptions(options(it.requester())));
              accepter.ifPresent(
                  _ -> answer.accepterPeeringConnectionOptions(options(it.accepter())));
              return answer.build();
            });
  }

  private static Optional<Boolean> dns(Optional<PeeringConnectionOptionsRequest> options) {
    return options.flatMap(it -> Optional.ofNullable(it.allowDnsResolutionFromRemoteVpc()));
  }

  private static PeeringConnectionOptions options(Side side) {
    return PeeringConnectionOptions.builder()
        .allowDnsResolutionFromRemoteVpc(side.dnsResolution())
        .allowEgressFromLocalClassicLinkToRemoteVpc(false)
        .allowEgressFromLocalVpcToRemoteClassicLink(false)
        .build();
  }

  private static Optional<Instant> expiration(VpcPeeringConnection it) {
    return it.state().isRequest()
        ? Optional.of(it.requestedAt().plus(VpcPeeringConnection.EXPIRY))
        : Optional.empty();
  }

  private static Stream<Cidr> blocks(Vpc vpc, boolean ipv4) {
    return vpc.blocks().stream().filter(cidr -> Sdk.ipv4(cidr) == ipv4);
  }

  private static software.amazon.awssdk.services.ec2.model.VpcPeeringConnection sdk(
      VpcPeeringConnection it, View view) {
    boolean joined = it.state() == State.ACTIVE || it.state() == State.PROVISIONING;
    boolean asked = joined || it.state().isRequest();
    var sdk =
        software.amazon.awssdk.services.ec2.model.VpcPeeringConnection.builder()
            .vpcPeeringConnectionId(it.id().value())
            .status(status -> status.code(it.state().text()).message(it.status().message()))
            .requesterVpcInfo(side(it.requester(), asked, joined, view))
            .accepterVpcInfo(side(it.accepter(), joined, joined, view))
            .tags(Sdk.tags(it.tagsFor(view.scope())));
    expiration(it).ifPresent(sdk::expirationTime);
    return sdk.build();
  }

  private static VpcPeeringConnectionVpcInfo side(
      Side side, boolean withBlocks, boolean withOptions, View view) {
    var sdk =
        VpcPeeringConnectionVpcInfo.builder()
            .vpcId(side.vpc().value())
            .ownerId(side.scope().account().value())
            .region(side.scope().region().value());
    Optional<Vpc> vpc = view.vpcs().vpc(side.vpc()).filter(_ -> withBlocks);
    vpc.ifPresent(
        it -> {
          sdk.cidrBlock(it.primaryCidr().toString())
              .cidrBlockSet(
                  blocks(it, true)
                      .map(cidr -> CidrBlock.builder().cidrBlock(cidr.toString()).build())
                      .toList());
          List<Ipv6CidrBlock> ipv6 =
              blocks(it, false)
                  .map(cidr -> Ipv6CidrBlock.builder().ipv6CidrBlock(cidr.toString()).build())
                  .toList();
          if (!ipv6.isEmpty()) {
            sdk.ipv6CidrBlockSet(ipv6);
          }
        });
    if (withOptions) {
      sdk.peeringOptions(
          options ->
              options
                  .allowDnsResolutionFromRemoteVpc(side.dnsResolution())
                  .allowEgressFromLocalClassicLinkToRemoteVpc(false)
                  .allowEgressFromLocalVpcToRemoteClassicLink(false));
    }
    return sdk.build();
  }
}
