package io.eksnet.aws.directconnect;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.DirectConnectGatewayId;
import io.eksnet.id.VirtualInterfaceId;
import io.eksnet.id.VpnGatewayId;
import io.eksnet.vpc.CreateVirtualInterface;
import io.eksnet.vpc.DeleteVirtualInterface;
import io.eksnet.vpc.DirectConnectGateway;
import io.eksnet.vpc.VirtualInterface;
import io.eksnet.vpc.VirtualInterface.Target;
import io.eksnet.vpc.VpnGateway;
import io.eksnet.world.World;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.directconnect.model.CreatePrivateVirtualInterfaceRequest;
import software.amazon.awssdk.services.directconnect.model.CreatePrivateVirtualInterfaceResponse;
import software.amazon.awssdk.services.directconnect.model.CreateTransitVirtualInterfaceRequest;
import software.amazon.awssdk.services.directconnect.model.CreateTransitVirtualInterfaceResponse;
import software.amazon.awssdk.services.directconnect.model.DeleteVirtualInterfaceRequest;
import software.amazon.awssdk.services.directconnect.model.DeleteVirtualInterfaceResponse;
import software.amazon.awssdk.services.directconnect.model.DescribeVirtualInterfacesRequest;
import software.amazon.awssdk.services.directconnect.model.DescribeVirtualInterfacesResponse;
import software.amazon.awssdk.services.directconnect.model.Tag;

/** Private and transit virtual interfaces. */
final class VirtualInterfaceActions {
  private static final int MTU = 1_500;
  private static final String PRIVATE = "newPrivateVirtualInterface!";
  private static final String TRANSIT = "newTransitVirtualInterface!";

  private VirtualInterfaceActions() {}

  /** What both actions are asked for. */
  private record Asked(
      VirtualInterface.Type type,
      Optional<String> connection,
      Optional<String> name,
      Optional<Integer> vlan,
      Optional<Long> asn,
      Optional<Integer> mtu,
      Optional<String> family,
      Optional<Boolean> siteLink,
      Optional<String> vpnGateway,
      Optional<String> gateway,
      List<Tag> tags) {}

  static void register(Call.Registry on) {
    on.on(
            "CreatePrivateVirtualInterface",
            CreatePrivateVirtualInterfaceRequest::builder,
            served(
                "connectionId!",
                PRIVATE,
                "newPrivateVirtualInterface.virtualInterfaceName",
                "newPrivateVirtualInterface.vlan",
                "newPrivateVirtualInterface.asn",
                "newPrivateVirtualInterface.asnLong",
                "newPrivateVirtualInterface.mtu",
                "newPrivateVirtualInterface.addressFamily",
                "newPrivateVirtualInterface.enableSiteLink",
                "newPrivateVirtualInterface.virtualGatewayId",
                "newPrivateVirtualInterface.directConnectGatewayId",
                "newPrivateVirtualInterface.tags"),
            (q, call) ->
                create(asked(q), call)
                    .map(
                        it ->
                            CreatePrivateVirtualInterfaceResponse.builder()
                                .applyMutation(made -> copy(sdk(it, call.world()), made))
                                .build()))
        .on(
            "CreateTransitVirtualInterface",
            CreateTransitVirtualInterfaceRequest::builder,
            served(
                "connectionId!",
                TRANSIT,
                "newTransitVirtualInterface.virtualInterfaceName",
                "newTransitVirtualInterface.vlan",
                "newTransitVirtualInterface.asn",
                "newTransitVirtualInterface.asnLong",
                "newTransitVirtualInterface.mtu",
                "newTransitVirtualInterface.addressFamily",
                "newTransitVirtualInterface.enableSiteLink",
                "newTransitVirtualInterface.directConnectGatewayId",
                "newTransitVirtualInterface.tags"),
            (q, call) ->
                create(asked(q), call)
                    .map(
                        it ->
                            CreateTransitVirtualInterfaceResponse.builder()
                                .virtualInterface(sdk(it, call.world()))
                                .build()))
        .on(
            "DeleteVirtualInterface",
            DeleteVirtualInterfaceRequest::builder,
            served("virtualInterfaceId!"),
            (q, call) ->
                call.execute(
                        new DeleteVirtualInterface(
                            new VirtualInterfaceId(q.virtualInterfaceId()), call.scope()))
                    .map(
                        it ->
                            DeleteVirtualInterfaceResponse.builder()
                                .virtualInterfaceState(GatewayActions.lower(it.state()))
                                .build()))
        .on(
            "DescribeVirtualInterfaces",
            DescribeVirtualInterfacesRequest::builder,
            served("connectionId", "virtualInterfaceId", "maxResults", "nextToken"),
            VirtualInterfaceActions::describe);
  }

  private static Asked asked(CreatePrivateVirtualInterfaceRequest q) {
    var it = q.newPrivateVirtualInterface();
    return new Asked(
        VirtualInterface.Type.PRIVATE,
        Optional.ofNullable(q.connectionId()),
        Optional.ofNullable(it.virtualInterfaceName()),
        Optional.ofNullable(it.vlan()),
        Optional.ofNullable(it.asnLong())
            .or(() -> Optional.ofNullable(it.asn()).map(Integer::longValue)),
        Optional.ofNullable(it.mtu()),
        Optional.ofNullable(it.addressFamilyAsString()),
        Optional.ofNullable(it.enableSiteLink()),
        Optional.ofNullable(it.virtualGatewayId()),
        Optional.ofNullable(it.directConnectGatewayId()),
        it.tags());
  }

  private static Asked asked(CreateTransitVirtualInterfaceRequest q) {
    var it = q.newTransitVirtualInterface();
    return new Asked(
        VirtualInterface.Type.TRANSIT,
        Optional.ofNullable(q.connectionId()),
        Optional.ofNullable(it.virtualInterfaceName()),
        Optional.ofNullable(it.vlan()),
        Optional.ofNullable(it.asnLong())
            .or(() -> Optional.ofNullable(it.asn()).map(Integer::longValue)),
        Optional.ofNullable(it.mtu()),
        Optional.ofNullable(it.addressFamilyAsString()),
        Optional.ofNullable(it.enableSiteLink()),
        Optional.empty(),
        Optional.ofNullable(it.directConnectGatewayId()),
        it.tags());
  }

  private static Reply<VirtualInterface> create(Asked q, Call call) {
    if (q.name().isEmpty() || q.vlan().isEmpty() || q.asn().isEmpty()) {
      return DirectConnectActions.refused("virtualInterfaceName, vlan and asn must be specified");
    }
    if (q.connection().filter(it -> it.startsWith("dxcon-")).isEmpty()) {
      return DirectConnectActions.refused(
          "Could not find Connection with ID " + q.connection().orElse(""));
    }
    if (q.vpnGateway().isPresent() == q.gateway().isPresent()) {
      return DirectConnectActions.refused(
          q.type() == VirtualInterface.Type.TRANSIT
              ? "directConnectGatewayId must be specified"
              : "Either virtualGatewayId or directConnectGatewayId must be specified");
    }
    if (q.mtu().orElse(MTU) != MTU
        || q.siteLink().orElse(false)
        || !q.family().orElse("ipv4").equals("ipv4")) {
      return DirectConnectActions.refused(
          "eksnet serves virtual interfaces with mtu 1500 and addressFamily ipv4, without SiteLink."
              + " Nothing was done.");
    }
    Target target =
        q.gateway()
            .<Target>map(id -> new Target.OfGateway(new DirectConnectGatewayId(id)))
            .or(() -> q.vpnGateway().map(id -> new Target.OfVpnGateway(new VpnGatewayId(id))))
            .orElseThrow();
    return DirectConnectTags.read(q.tags())
        .then(
            tags ->
                call.execute(
                    new CreateVirtualInterface(
                        call.scope(),
                        q.type(),
                        q.name().orElseThrow(),
                        q.connection().orElseThrow(),
                        q.vlan().orElseThrow(),
                        q.asn().orElseThrow(),
                        target,
                        tags)));
  }

  private static Reply<DescribeVirtualInterfacesResponse> describe(
      DescribeVirtualInterfacesRequest q, Call call) {
    World world = call.world();
    List<VirtualInterface> own =
        world.table(VirtualInterface.KIND).stream()
            .filter(it -> it.scope().equals(call.scope()))
            .filter(it -> q.connectionId() == null || it.connection().equals(q.connectionId()))
            .filter(
                it ->
                    q.virtualInterfaceId() == null
                        || it.id().value().equals(q.virtualInterfaceId()))
            .toList();
    return DirectConnectPages.cut(q, own, it -> it.id().value())
        .map(
            page ->
                DescribeVirtualInterfacesResponse.builder()
                    .virtualInterfaces(page.items().stream().map(it -> sdk(it, world)).toList())
                    .nextToken(page.nextOrNull())
                    .build());
  }

  /** One answer has the interface's members as its own. */
  private static void copy(
      software.amazon.awssdk.services.directconnect.model.VirtualInterface from,
      CreatePrivateVirtualInterfaceResponse.Builder to) {
    to.ownerAccount(from.ownerAccount())
        .virtualInterfaceId(from.virtualInterfaceId())
        .connectionId(from.connectionId())
        .virtualInterfaceType(from.virtualInterfaceType())
        .virtualInterfaceName(from.virtualInterfaceName())
        .vlan(from.vlan())
        .asn(from.asn())
        .asnLong(from.asnLong())
        .amazonSideAsn(from.amazonSideAsn())
        .amazonAddress(from.amazonAddress())
        .customerAddress(from.customerAddress())
        .addressFamily(from.addressFamily())
        .virtualInterfaceState(from.virtualInterfaceState())
        .mtu(from.mtu())
        .jumboFrameCapable(from.jumboFrameCapable())
        .virtualGatewayId(from.virtualGatewayId())
        .directConnectGatewayId(from.directConnectGatewayId())
        .region(from.region())
        .siteLinkEnabled(from.siteLinkEnabled())
        .tags(from.tags());
  }

  private static software.amazon.awssdk.services.directconnect.model.VirtualInterface sdk(
      VirtualInterface it, World world) {
    int link = Integer.parseUnsignedInt(it.id().value().substring("dxvif-".length()), 16);
    String prefix = "169.254." + ((link >>> 8) & 0xff) + ".";
    int host = link & 0xfc;
    var sdk =
        software.amazon.awssdk.services.directconnect.model.VirtualInterface.builder()
            .ownerAccount(it.scope().account().value())
            .virtualInterfaceId(it.id().value())
            .connectionId(it.connection())
            .virtualInterfaceType(GatewayActions.lower(it.type()))
            .virtualInterfaceName(it.name())
            .vlan(it.vlan())
            .asnLong(it.customerAsn())
            .amazonAddress(prefix + (host + 1) + "/30")
            .customerAddress(prefix + (host + 2) + "/30")
            .addressFamily("ipv4")
            .virtualInterfaceState(GatewayActions.lower(it.state()))
            .mtu(MTU)
            .jumboFrameCapable(true)
            .region(it.scope().region().value())
            .siteLinkEnabled(false)
            .tags(DirectConnectTags.sdk(it.tags()));
    if (it.customerAsn() <= Integer.MAX_VALUE) {
      sdk.asn((int) it.customerAsn());
    }
    switch (it.target()) {
      case Target.OfGateway(DirectConnectGatewayId id) -> {
        sdk.directConnectGatewayId(id.value());
        world
            .find(DirectConnectGateway.KIND, id)
            .ifPresent(gateway -> sdk.amazonSideAsn(gateway.amazonSideAsn()));
      }
      case Target.OfVpnGateway(VpnGatewayId id) -> {
        sdk.virtualGatewayId(id.value());
        world
            .find(VpnGateway.KIND, id)
            .ifPresent(gateway -> sdk.amazonSideAsn(gateway.amazonSideAsn()));
      }
    }
    return sdk.build();
  }
}
