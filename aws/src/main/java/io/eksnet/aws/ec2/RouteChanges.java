package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.EgressOnlyInternetGatewayId;
import io.eksnet.id.EniId;
import io.eksnet.id.InstanceId;
import io.eksnet.id.InternetGatewayId;
import io.eksnet.id.NatGatewayId;
import io.eksnet.id.PrefixListId;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.TransitGatewayId;
import io.eksnet.id.VpcPeeringConnectionId;
import io.eksnet.id.VpnGatewayId;
import io.eksnet.net.Cidr;
import io.eksnet.vpc.CreateRoute;
import io.eksnet.vpc.DeleteRoute;
import io.eksnet.vpc.OnlyInterface;
import io.eksnet.vpc.ReplaceRoute;
import io.eksnet.vpc.RouteTable.Destination;
import io.eksnet.vpc.RouteTable.Target;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteResponse;
import software.amazon.awssdk.services.ec2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteResponse;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteResponse;

/**
 * What changes the routes of a table. Targets that eksnet has not (carrier gateways, local
 * gateways, core networks, Gateway Load Balancer endpoints) are refused by name, as any member that
 * is not served.
 */
final class RouteChanges {
  private RouteChanges() {}

  private static final String LOCAL = "local";

  /** The members that name a route's target, and what they mean. */
  private static final Map<String, Function<String, Reply<Target>>> TARGETS = targets();

  private static Map<String, Function<String, Reply<Target>>> targets() {
    Map<String, Function<String, Reply<Target>>> targets = new LinkedHashMap<>();
    targets.put("GatewayId", RouteChanges::gateway);
    targets.put("NatGatewayId", id -> Reply.answer(new Target.Nat(new NatGatewayId(id))));
    targets.put("NetworkInterfaceId", id -> Reply.answer(new Target.Interface(new EniId(id))));
    targets.put(
        "EgressOnlyInternetGatewayId",
        id -> Reply.answer(new Target.EgressOnly(new EgressOnlyInternetGatewayId(id))));
    targets.put(
        "VpcPeeringConnectionId",
        id -> Reply.answer(new Target.Peering(new VpcPeeringConnectionId(id))));
    targets.put(
        "TransitGatewayId", id -> Reply.answer(new Target.Transit(new TransitGatewayId(id))));
    return targets;
  }

  static void register(Ec2Registration on) {
    on.on(
            "CreateRoute",
            CreateRouteRequest::builder,
            served(
                "RouteTableId!",
                "DestinationCidrBlock",
                "DestinationIpv6CidrBlock",
                "DestinationPrefixListId",
                "GatewayId",
                "NatGatewayId",
                "NetworkInterfaceId",
                "InstanceId",
                "EgressOnlyInternetGatewayId",
                "VpcPeeringConnectionId",
                "TransitGatewayId",
                "DryRun"),
            (q, call) -> create(q, call))
        .on(
            "ReplaceRoute",
            ReplaceRouteRequest::builder,
            served(
                "RouteTableId!",
                "DestinationCidrBlock",
                "DestinationIpv6CidrBlock",
                "DestinationPrefixListId",
                "LocalTarget",
                "GatewayId",
                "NatGatewayId",
                "NetworkInterfaceId",
                "InstanceId",
                "EgressOnlyInternetGatewayId",
                "VpcPeeringConnectionId",
                "TransitGatewayId",
                "DryRun"),
            (q, call) -> replace(q, call))
        .on(
            "DeleteRoute",
            DeleteRouteRequest::builder,
            served(
                "RouteTableId!",
                "DestinationCidrBlock",
                "DestinationIpv6CidrBlock",
                "DestinationPrefixListId",
                "DryRun"),
            (q, call) ->
                destination(q)
                    .then(
                        destination ->
                            call.execute(
                                new DeleteRoute(new RouteTableId(q.routeTableId()), destination)))
                    .map(_ -> DeleteRouteResponse.builder().build()));
  }

  private static Reply<CreateRouteResponse> create(CreateRouteRequest q, Call call) {
    return destination(q)
        .then(
            destination ->
                target(q, call)
                    .then(
                        target ->
                            call.execute(
                                new CreateRoute(
                                    new RouteTableId(q.routeTableId()), destination, target))))
        .map(_ -> CreateRouteResponse.builder().returnValue(true).build());
  }

  private static Reply<ReplaceRouteResponse> replace(ReplaceRouteRequest q, Call call) {
    boolean local = Boolean.TRUE.equals(q.localTarget());
    if (local && named(q).isPresent()) {
      return oneTarget();
    }
    return destination(q)
        .then(
            destination ->
                (local ? Reply.<Target>answer(new Target.Local()) : target(q, call))
                    .then(
                        target ->
                            call.execute(
                                new ReplaceRoute(
                                    new RouteTableId(q.routeTableId()), destination, target))))
        .map(_ -> ReplaceRouteResponse.builder().build());
  }

  private static Optional<String> text(AwsRequest q, String member) {
    return q.getValueForField(member, String.class);
  }

  /** The destination that a request names, its host bits zeroed. */
  private static Reply<Destination> destination(AwsRequest q) {
    Optional<String> ipv4 = text(q, "DestinationCidrBlock");
    Optional<String> ipv6 = text(q, "DestinationIpv6CidrBlock");
    Optional<String> list = text(q, "DestinationPrefixListId");
    long named = Stream.of(ipv4, ipv6, list).filter(Optional::isPresent).count();
    if (named == 0) {
      return Required.missing("destinationCidrBlock");
    }
    if (named > 1) {
      return Reply.refuse(
          "InvalidParameterCombination",
          "Exactly one of destinationCidrBlock, destinationIpv6CidrBlock and"
              + " destinationPrefixListId must be specified.");
    }
    if (list.isPresent()) {
      return Reply.answer(new Destination.PrefixList(new PrefixListId(list.get())));
    }
    return ipv4.isPresent()
        ? range(ipv4.get(), true, "destinationCidrBlock")
        : range(ipv6.orElseThrow(), false, "destinationIpv6CidrBlock");
  }

  private static Reply<Destination> range(String text, boolean ipv4, String parameter) {
    return Cidr.tryParse(text)
        .filter(cidr -> Sdk.ipv4(cidr) == ipv4)
        .map(cidr -> Reply.<Destination>answer(new Destination.Range(cidr)))
        .orElseGet(
            () ->
                Reply.refuse(
                    "InvalidParameterValue",
                    "Value ("
                        + text
                        + ") for parameter "
                        + parameter
                        + " is invalid. This is not a valid CIDR block."));
  }

  /** The first member that names a target. */
  private static Optional<String> named(AwsRequest q) {
    return Stream.concat(TARGETS.keySet().stream(), Stream.of("InstanceId"))
        .filter(member -> text(q, member).isPresent())
        .findFirst();
  }

  private static Reply<Target> target(AwsRequest q, Call call) {
    Optional<String> instance = text(q, "InstanceId");
    long named =
        TARGETS.keySet().stream().filter(member -> text(q, member).isPresent()).count()
            + instance.stream().count();
    if (named == 0) {
      return Required.missing("gatewayId");
    }
    if (named > 1) {
      return oneTarget();
    }
    if (instance.isPresent()) {
      return call.judged(OnlyInterface.of(call.view().vpcs(), new InstanceId(instance.get())))
          .map(Target.Interface::new);
    }
    String member = named(q).orElseThrow();
    return Optional.ofNullable(TARGETS.get(member))
        .orElseThrow()
        .apply(text(q, member).orElseThrow());
  }

  private static <T> Reply<T> oneTarget() {
    return Reply.refuse(
        "InvalidParameterCombination", "Exactly one target of the route must be specified.");
  }

  /** A gateway id is that of an internet gateway, of a virtual private gateway, or "local". */
  private static Reply<Target> gateway(String id) {
    if (id.equals(LOCAL)) {
      return Reply.answer(new Target.Local());
    }
    if (id.startsWith("igw-")) {
      return Reply.answer(new Target.Internet(new InternetGatewayId(id)));
    }
    if (id.startsWith("vgw-")) {
      return Reply.answer(new Target.VirtualPrivate(new VpnGatewayId(id)));
    }
    return id.startsWith("vpce-")
        ? Reply.refuse(
            "RouteNotSupported",
            "Route table contains unsupported route target: "
                + id
                + ". A gateway endpoint makes its routes itself.")
        : Reply.refuse("InvalidGatewayID.NotFound", "The gateway ID '" + id + "' does not exist");
  }
}
