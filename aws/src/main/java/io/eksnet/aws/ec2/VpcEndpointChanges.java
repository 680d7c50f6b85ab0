package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcEndpointId;
import io.eksnet.id.VpcId;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Ipv4Address;
import io.eksnet.vpc.CreateVpcEndpoint;
import io.eksnet.vpc.DeleteVpcEndpoints;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.ModifyVpcEndpoint;
import io.eksnet.vpc.Unsuccessful;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.DnsOptionsSpecification;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointResponse;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SubnetConfiguration;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItem;

/** What makes, changes and deletes VPC endpoints. */
final class VpcEndpointChanges {
  private VpcEndpointChanges() {}

  private static final String GATEWAY = "Gateway";
  private static final String INTERFACE = "Interface";

  static void register(Ec2Registration on) {
    on.on(
            "CreateVpcEndpoint",
            CreateVpcEndpointRequest::builder,
            served(
                "VpcEndpointType",
                "VpcId!",
                "ServiceName!",
                "ServiceRegion",
                "PolicyDocument",
                "RouteTableIds",
                "SubnetIds",
                "SubnetConfigurations.SubnetId",
                "SubnetConfigurations.Ipv4",
                "SecurityGroupIds",
                "IpAddressType",
                "DnsOptions.DnsRecordIpType",
                "DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint",
                "PrivateDnsEnabled",
                "TagSpecifications",
                "ClientToken",
                "DryRun"),
            (q, call) -> create(q, call))
        .on(
            "ModifyVpcEndpoint",
            ModifyVpcEndpointRequest::builder,
            served(
                "VpcEndpointId!",
                "ResetPolicy",
                "PolicyDocument",
                "AddRouteTableIds",
                "RemoveRouteTableIds",
                "AddSubnetIds",
                "RemoveSubnetIds",
                "AddSecurityGroupIds",
                "RemoveSecurityGroupIds",
                "IpAddressType",
                "DnsOptions.DnsRecordIpType",
                "DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint",
                "PrivateDnsEnabled",
                "DryRun"),
            (q, call) -> modify(q, call))
        .on(
            "DeleteVpcEndpoints",
            DeleteVpcEndpointsRequest::builder,
            served("VpcEndpointIds!", "DryRun"),
            (q, call) ->
                call.execute(
                        new DeleteVpcEndpoints(
                            call.scope(),
                            q.vpcEndpointIds().stream().map(VpcEndpointId::new).toList()))
                    .map(
                        failed ->
                            DeleteVpcEndpointsResponse.builder()
                                .unsuccessful(sdk(failed))
                                .build()));
  }

  /** Items of a request that were not done. */
  static List<UnsuccessfulItem> sdk(List<Unsuccessful> failed) {
    return failed.stream()
        .map(
            it ->
                UnsuccessfulItem.builder()
                    .resourceId(it.resource())
                    .error(error -> error.code(it.why().code()).message(it.why().message()))
                    .build())
        .toList();
  }

  private static Reply<CreateVpcEndpointResponse> create(CreateVpcEndpointRequest q, Call call) {
    return inRegion(q.serviceRegion(), call)
        .then(_ -> onlyIpv4(q.ipAddressTypeAsString(), q.dnsOptions()))
        .then(_ -> access(q))
        .then(
            access ->
                PolicyDocument.read(Optional.ofNullable(q.policyDocument()))
                    .then(
                        policy ->
                            TagSpecifications.of(q.tagSpecifications(), ResourceType.VPC_ENDPOINT)
                                .then(
                                    tags ->
                                        call.create(
                                            Ec2Resources.VPC_ENDPOINTS,
                                            command(q, call, access, policy, tags)))))
        .map(
            made -> {
              var answer =
                  CreateVpcEndpointResponse.builder()
                      .vpcEndpoint(VpcEndpointActions.sdk(made, call.now()));
              Optional.ofNullable(q.clientToken()).ifPresent(answer::clientToken);
              return answer.build();
            });
  }

  private static CreateVpcEndpoint command(
      CreateVpcEndpointRequest q,
      Call call,
      CreateVpcEndpoint.Access access,
      Optional<String> policy,
      Tags tags) {
    return new CreateVpcEndpoint(
        new VpcId(q.vpcId()),
        q.serviceName(),
        call.principal(),
        access,
        policy,
        tags,
        Optional.empty());
  }

  /** What the type of endpoint needs; a gateway endpoint is EC2's default. */
  private static Reply<CreateVpcEndpoint.Access> access(CreateVpcEndpointRequest q) {
    String type = Optional.ofNullable(q.vpcEndpointTypeAsString()).orElse(GATEWAY);
    return switch (type) {
      case GATEWAY -> gateway(q);
      case INTERFACE -> interfaces(q);
      case "GatewayLoadBalancer", "Resource", "ServiceNetwork" ->
          Reply.refuse(
              "UnsupportedOperation",
              "eksnet does not serve VPC endpoints of type "
                  + type
                  + ". Nothing was done; use Gateway or Interface.");
      default ->
          Reply.refuse(
              "InvalidVpcEndpointType", "The VPC endpoint type '" + type + "' is not valid.");
    };
  }

  private static Reply<CreateVpcEndpoint.Access> gateway(CreateVpcEndpointRequest q) {
    if (!q.subnetIds().isEmpty() || !q.subnetConfigurations().isEmpty()) {
      return otherType("SubnetIds", GATEWAY);
    }
    if (!q.securityGroupIds().isEmpty()) {
      return otherType("SecurityGroupIds", GATEWAY);
    }
    if (Boolean.TRUE.equals(q.privateDnsEnabled())) {
      return otherType("PrivateDnsEnabled", GATEWAY);
    }
    return Reply.answer(new CreateVpcEndpoint.Gateway(ids(q.routeTableIds(), RouteTableId::new)));
  }

  private static Reply<CreateVpcEndpoint.Access> interfaces(CreateVpcEndpointRequest q) {
    if (!q.routeTableIds().isEmpty()) {
      return otherType("RouteTableIds", INTERFACE);
    }
    return places(q.subnetIds(), q.subnetConfigurations())
        .map(
            places ->
                new CreateVpcEndpoint.Interface(
                    places,
                    ids(q.securityGroupIds(), SecurityGroupId::new),
                    Boolean.TRUE.equals(q.privateDnsEnabled()),
                    recordType(q.dnsOptions())));
  }

  /** The subnets in their order; a configuration may name one of them or another. */
  private static Reply<List<CreateVpcEndpoint.Place>> places(
      List<String> subnets, List<SubnetConfiguration> configurations) {
    Map<SubnetId, CreateVpcEndpoint.Place> places = new LinkedHashMap<>();
    for (String subnet : subnets) {
      SubnetId id = new SubnetId(subnet);
      places.put(id, CreateVpcEndpoint.Place.in(id));
    }
    for (SubnetConfiguration each : configurations) {
      if (each.subnetId() == null) {
        return missing("SubnetConfiguration.SubnetId");
      }
      SubnetId id = new SubnetId(each.subnetId());
      Optional<IpAddress> address = Optional.ofNullable(each.ipv4()).flatMap(IpAddress::tryParse);
      if (each.ipv4() != null && address.filter(Ipv4Address.class::isInstance).isEmpty()) {
        return Reply.refuse(
            "InvalidParameterValue", "Value (" + each.ipv4() + ") is not an IPv4 address.");
      }
      places.put(id, new CreateVpcEndpoint.Place(id, address.map(Ipv4Address.class::cast)));
    }
    return Reply.answer(new ArrayList<>(places.values()));
  }

  private static Reply<ModifyVpcEndpointResponse> modify(ModifyVpcEndpointRequest q, Call call) {
    boolean reset = Boolean.TRUE.equals(q.resetPolicy());
    if (reset && q.policyDocument() != null) {
      return Reply.refuse(
          "InvalidParameterCombination",
          "The parameters PolicyDocument and ResetPolicy cannot be used together.");
    }
    return onlyIpv4(q.ipAddressTypeAsString(), q.dnsOptions())
        .then(_ -> PolicyDocument.read(Optional.ofNullable(q.policyDocument())))
        .then(
            policy ->
                call.execute(
                    new ModifyVpcEndpoint(
                        new VpcEndpointId(q.vpcEndpointId()),
                        edit(q.addRouteTableIds(), q.removeRouteTableIds(), RouteTableId::new),
                        edit(q.addSubnetIds(), q.removeSubnetIds(), SubnetId::new),
                        edit(
                            q.addSecurityGroupIds(),
                            q.removeSecurityGroupIds(),
                            SecurityGroupId::new),
                        reset ? Optional.of("") : policy,
                        Optional.ofNullable(q.privateDnsEnabled()))))
        .map(_ -> ModifyVpcEndpointResponse.builder().returnValue(true).build());
  }

  private static Reply<Boolean> inRegion(String serviceRegion, Call call) {
    return serviceRegion == null || serviceRegion.equals(call.view().region())
        ? Reply.answer(true)
        : Reply.refuse(
            "UnsupportedOperation",
            "eksnet does not serve endpoints for services of another Region (ServiceRegion "
                + serviceRegion
                + "). Nothing was done.");
  }

  private static Reply<Boolean> onlyIpv4(String addressType, DnsOptionsSpecification dns) {
    if (addressType != null && !addressType.equals(VpcEndpointActions.IPV4)) {
      return notServed("IpAddressType", addressType);
    }
    if (dns == null) {
      return Reply.answer(true);
    }
    String records = recordType(dns);
    if (!records.equals(VpcEndpointActions.IPV4)
        && !records.equals(VpcEndpointActions.SERVICE_DEFINED)) {
      return notServed("DnsOptions.DnsRecordIpType", records);
    }
    return Boolean.TRUE.equals(dns.privateDnsOnlyForInboundResolverEndpoint())
        ? notServed("DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint", "true")
        : Reply.answer(true);
  }

  private static String recordType(DnsOptionsSpecification dns) {
    return Optional.ofNullable(dns)
        .flatMap(it -> Optional.ofNullable(it.dnsRecordIpTypeAsString()))
        .orElse(VpcEndpointActions.IPV4);
  }

  private static <T> ModifyVpcEndpoint.Edit<T> edit(
      List<String> add, List<String> remove, Function<String, T> id) {
    return new ModifyVpcEndpoint.Edit<>(ids(add, id), ids(remove, id));
  }

  private static <T> List<T> ids(List<String> texts, Function<String, T> id) {
    return texts.stream().map(id).toList();
  }

  private static <T> Reply<T> notServed(String parameter, String value) {
    return Reply.refuse(
        "UnsupportedOperation",
        "eksnet does not serve "
            + parameter
            + " "
            + value
            + " of VPC endpoints. Nothing was done.");
  }

  private static <T> Reply<T> otherType(String parameter, String type) {
    return Reply.refuse(
        "InvalidParameter",
        "The parameter " + parameter + " cannot be used with an endpoint of type " + type);
  }

  private static <T> Reply<T> missing(String parameter) {
    return Reply.refuse("MissingParameter", "The request must contain the parameter " + parameter);
  }
}
