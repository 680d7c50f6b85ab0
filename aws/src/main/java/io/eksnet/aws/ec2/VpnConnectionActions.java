package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.CustomerGatewayId;
import io.eksnet.id.TransitGatewayId;
import io.eksnet.id.VpnConnectionId;
import io.eksnet.id.VpnGatewayId;
import io.eksnet.net.Cidr;
import io.eksnet.vpc.CreateVpnConnection;
import io.eksnet.vpc.CreateVpnConnection.TunnelAsked;
import io.eksnet.vpc.CreateVpnConnectionRoute;
import io.eksnet.vpc.CustomerGateway;
import io.eksnet.vpc.DeleteVpnConnection;
import io.eksnet.vpc.DeleteVpnConnectionRoute;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.Secret;
import io.eksnet.vpc.VpnConnection;
import io.eksnet.vpc.VpnConnection.Networks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.CreateVpnConnectionRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpnConnectionResponse;
import software.amazon.awssdk.services.ec2.model.CreateVpnConnectionRouteRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpnConnectionRouteResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpnConnectionRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpnConnectionResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpnConnectionRouteRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpnConnectionRouteResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpnConnectionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpnConnectionsResponse;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.TunnelOption;
import software.amazon.awssdk.services.ec2.model.VgwTelemetry;
import software.amazon.awssdk.services.ec2.model.VpnConnectionOptions;
import software.amazon.awssdk.services.ec2.model.VpnConnectionOptionsSpecification;
import software.amazon.awssdk.services.ec2.model.VpnStaticRoute;
import software.amazon.awssdk.services.ec2.model.VpnTunnelOptionsSpecification;

/** VPN connections and their static routes. No packets leave for the tunnels: they are down. */
final class VpnConnectionActions {
  private VpnConnectionActions() {}

  static final Resources<VpnConnectionId, VpnConnection> VPN_CONNECTIONS =
      new Resources<>(
          Pages.of("DescribeVpnConnections"),
          Ec2Resources.VPN_CONNECTIONS,
          Filters.<VpnConnection>of()
              .seen(
                  "customer-gateway-configuration",
                  (it, view) -> Stream.of(VpnConfiguration.xml(it, customer(it, view))))
              .by("customer-gateway-id", VpnConnection::customerGateway)
              .by("state", it -> lower(it.state()))
              .by("option.static-routes-only", VpnConnection::staticRoutesOnly)
              .each("route.destination-cidr-block", it -> it.routes().stream())
              .seen("bgp-asn", (it, view) -> customer(it, view).stream().map(to -> to.bgpAsn()))
              .by("type", _ -> VpnGatewayActions.TYPE)
              .by("vpn-connection-id", VpnConnection::id)
              .maybe("vpn-gateway-id", VpnConnection::vpnGateway)
              .maybe("transit-gateway-id", VpnConnectionActions::transitGateway)
              .tags(VpnConnection::tags)
              .build());

  private static Optional<TransitGatewayId> transitGateway(VpnConnection it) {
    return it.atTransitGateway().map(VpnConnection.End.AtTransitGateway::gateway);
  }

  private static Optional<CustomerGateway> customer(VpnConnection it, View view) {
    return view.vpcs().facts().find(CustomerGateway.KIND, it.customerGateway());
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  static void register(Ec2Registration on) {
    on.on(
            "CreateVpnConnection",
            CreateVpnConnectionRequest::builder,
            served(
                "CustomerGatewayId!",
                "Type!",
                "VpnGatewayId",
                "TransitGatewayId",
                "TagSpecifications",
                "DryRun",
                "Options.EnableAcceleration",
                "Options.TunnelInsideIpVersion",
                "Options.OutsideIpAddressType",
                "Options.StaticRoutesOnly",
                "Options.LocalIpv4NetworkCidr",
                "Options.RemoteIpv4NetworkCidr",
                "Options.TunnelOptions.TunnelInsideCidr",
                "Options.TunnelOptions.PreSharedKey"),
            VpnConnectionActions::create)
        .on(
            "DeleteVpnConnection",
            DeleteVpnConnectionRequest::builder,
            served("VpnConnectionId!", "DryRun"),
            (q, call) ->
                named(q.vpnConnectionId())
                    .then(id -> call.execute(new DeleteVpnConnection(id)))
                    .map(_ -> DeleteVpnConnectionResponse.builder().build()))
        .on(
            "CreateVpnConnectionRoute",
            CreateVpnConnectionRouteRequest::builder,
            served("VpnConnectionId!", "DestinationCidrBlock!"),
            (q, call) ->
                named(q.vpnConnectionId())
                    .then(
                        id ->
                            destination(q.destinationCidrBlock())
                                .then(cidr -> call.execute(new CreateVpnConnectionRoute(id, cidr))))
                    .map(_ -> CreateVpnConnectionRouteResponse.builder().build()))
        .on(
            "DeleteVpnConnectionRoute",
            DeleteVpnConnectionRouteRequest::builder,
            served("VpnConnectionId!", "DestinationCidrBlock!"),
            (q, call) ->
                named(q.vpnConnectionId())
                    .then(
                        id ->
                            destination(q.destinationCidrBlock())
                                .then(cidr -> call.execute(new DeleteVpnConnectionRoute(id, cidr))))
                    .map(_ -> DeleteVpnConnectionRouteResponse.builder().build()))
        .on(
            "DescribeVpnConnections",
            DescribeVpnConnectionsRequest::builder,
            served("VpnConnectionIds", "Filters", "DryRun"),
            (q, call) -> {
              View view = call.view();
              return VPN_CONNECTIONS
                  .list(view, q, q.vpnConnectionIds())
                  .map(
                      page ->
                          DescribeVpnConnectionsResponse.builder()
                              .vpnConnections(page.map(it -> sdk(it, view)))
                              .build());
            });
  }

  private static Reply<VpnConnectionId> named(String id) {
    return Asked.required(Optional.ofNullable(id), "vpnConnectionId").map(VpnConnectionId::new);
  }

  private static Reply<Cidr> destination(String text) {
    return Asked.required(Optional.ofNullable(text), "destinationCidrBlock")
        .then(it -> Asked.ipv4(it, "destinationCidrBlock"));
  }

  private static Reply<CreateVpnConnectionResponse> create(
      CreateVpnConnectionRequest q, Call call) {
    VpnConnectionOptionsSpecification options =
        Optional.ofNullable(q.options())
            .orElseGet(() -> VpnConnectionOptionsSpecification.builder().build());
    Optional<String> vgw = Optional.ofNullable(q.vpnGatewayId());
    Optional<String> tgw = Optional.ofNullable(q.transitGatewayId());
    if (vgw.isPresent() == tgw.isPresent()) {
      return Reply.refuse(
          vgw.isPresent() ? "InvalidParameterCombination" : "MissingParameter",
          "Exactly one of VpnGatewayId and TransitGatewayId must be given.");
    }
    CreateVpnConnection.At at =
        vgw.<CreateVpnConnection.At>map(
                id -> new CreateVpnConnection.At.VpnGateway(new VpnGatewayId(id)))
            .orElseGet(
                () ->
                    new CreateVpnConnection.At.TransitGateway(
                        new TransitGatewayId(tgw.orElseThrow())));
    return VpnGatewayActions.typed(q.type())
        .then(_ -> Asked.required(Optional.ofNullable(q.customerGatewayId()), "customerGatewayId"))
        .then(_ -> plain(options))
        .then(_ -> networks(options))
        .then(
            networks ->
                tunnels(options.tunnelOptions())
                    .then(
                        tunnels ->
                            TagSpecifications.of(q.tagSpecifications(), ResourceType.VPN_CONNECTION)
                                .then(
                                    tags ->
                                        call.execute(
                                            new CreateVpnConnection(
                                                new CustomerGatewayId(q.customerGatewayId()),
                                                at,
                                                Optional.ofNullable(options.staticRoutesOnly())
                                                    .orElse(false),
                                                networks,
                                                tunnels,
                                                tags)))))
        .map(
            made ->
                CreateVpnConnectionResponse.builder().vpnConnection(sdk(made, call.now())).build());
  }

  /** The options that must be what they are by default. */
  private static Reply<Boolean> plain(VpnConnectionOptionsSpecification options) {
    if (Optional.ofNullable(options.enableAcceleration()).orElse(false)) {
      return Asked.notServed("EnableAcceleration", "true", "false");
    }
    Optional<String> version = Optional.ofNullable(options.tunnelInsideIpVersionAsString());
    if (version.filter(it -> !it.equals("ipv4")).isPresent()) {
      return Asked.notServed("TunnelInsideIpVersion", version.get(), "ipv4");
    }
    Optional<String> outside = Optional.ofNullable(options.outsideIpAddressType());
    return outside.filter(it -> !it.equals("PublicIpv4")).isPresent()
        ? Asked.notServed("OutsideIpAddressType", outside.get(), "PublicIpv4")
        : Reply.answer(true);
  }

  private static Reply<Networks> networks(VpnConnectionOptionsSpecification options) {
    return Asked.ipv4(
            Optional.ofNullable(options.localIpv4NetworkCidr()).orElse("0.0.0.0/0"),
            "LocalIpv4NetworkCidr")
        .then(
            local ->
                Asked.ipv4(
                        Optional.ofNullable(options.remoteIpv4NetworkCidr()).orElse("0.0.0.0/0"),
                        "RemoteIpv4NetworkCidr")
                    .map(remote -> new Networks(local, remote)));
  }

  private static Reply<List<TunnelAsked>> tunnels(List<VpnTunnelOptionsSpecification> options) {
    if (options.size() > 2) {
      return Reply.refuse(
          "InvalidParameterValue", "Value for parameter TunnelOptions is invalid. Expected two.");
    }
    List<TunnelAsked> tunnels = new ArrayList<>();
    for (VpnTunnelOptionsSpecification option : options) {
      Optional<String> text = Optional.ofNullable(option.tunnelInsideCidr());
      Optional<Cidr> inside = text.flatMap(Cidr::strict);
      if (text.isPresent() && inside.isEmpty()) {
        return Reply.refuse(
            "InvalidParameterValue",
            "Value (" + text.get() + ") for parameter TunnelInsideCidr is invalid.");
      }
      tunnels.add(
          new TunnelAsked(inside, Optional.ofNullable(option.preSharedKey()).map(Secret::new)));
    }
    return Reply.answer(tunnels);
  }

  private static software.amazon.awssdk.services.ec2.model.VpnConnection sdk(
      VpnConnection it, View view) {
    var sdk =
        software.amazon.awssdk.services.ec2.model.VpnConnection.builder()
            .vpnConnectionId(it.id().value())
            .customerGatewayId(it.customerGateway().value())
            .state(lower(it.state()))
            .type(VpnGatewayActions.TYPE)
            .category("VPN")
            .gatewayAssociationState("associated")
            .options(options(it))
            .routes(it.routes().stream().map(VpnConnectionActions::route).toList())
            .tags(Sdk.tags(it.tags()));
    it.vpnGateway().ifPresent(id -> sdk.vpnGatewayId(id.value()));
    transitGateway(it).ifPresent(id -> sdk.transitGatewayId(id.value()));
    boolean alive =
        it.state() == VpnConnection.State.PENDING || it.state() == VpnConnection.State.AVAILABLE;
    if (alive) {
      sdk.customerGatewayConfiguration(VpnConfiguration.xml(it, customer(it, view)))
          .vgwTelemetry(it.tunnels().stream().map(tunnel -> telemetry(it, tunnel)).toList());
    }
    return sdk.build();
  }

  private static VpnConnectionOptions options(VpnConnection it) {
    return VpnConnectionOptions.builder()
        .enableAcceleration(false)
        .staticRoutesOnly(it.staticRoutesOnly())
        .localIpv4NetworkCidr(it.networks().customers().toString())
        .remoteIpv4NetworkCidr(it.networks().amazons().toString())
        .outsideIpAddressType("PublicIpv4")
        .tunnelInsideIpVersion("ipv4")
        .tunnelOptions(
            it.tunnels().stream()
                .map(
                    tunnel ->
                        TunnelOption.builder()
                            .outsideIpAddress(tunnel.outside().toString())
                            .tunnelInsideCidr(tunnel.inside().toString())
                            .preSharedKey(tunnel.preSharedKey().value())
                            .build())
                .toList())
        .build();
  }

  private static VpnStaticRoute route(Cidr destination) {
    return VpnStaticRoute.builder()
        .destinationCidrBlock(destination.toString())
        .source("Static")
        .state("available")
        .build();
  }

  private static VgwTelemetry telemetry(VpnConnection it, VpnConnection.Tunnel tunnel) {
    return VgwTelemetry.builder()
        .outsideIpAddress(tunnel.outside().toString())
        .status("DOWN")
        .statusMessage("")
        .acceptedRouteCount(it.routes().size())
        .lastStatusChange(it.since())
        .build();
  }
}
