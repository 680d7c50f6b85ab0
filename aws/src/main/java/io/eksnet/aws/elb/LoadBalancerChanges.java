package io.eksnet.aws.elb;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.elb.CreateLoadBalancer;
import io.eksnet.elb.DeleteLoadBalancer;
import io.eksnet.elb.IpAddressType;
import io.eksnet.elb.LoadBalancer;
import io.eksnet.elb.LoadBalancerAttributes;
import io.eksnet.elb.LoadBalancerType;
import io.eksnet.elb.ModifyLoadBalancerAttributes;
import io.eksnet.elb.SetIpAddressType;
import io.eksnet.elb.SetSecurityGroups;
import io.eksnet.elb.SetSubnets;
import io.eksnet.id.AllocationId;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Ipv4Address;
import io.eksnet.net.Ipv6Address;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetIpAddressTypeRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetIpAddressTypeResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSecurityGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSecurityGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSubnetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSubnetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SubnetMapping;

/** What makes, changes and deletes load balancers. */
final class LoadBalancerChanges {
  private LoadBalancerChanges() {}

  static void register(Call.Registry on) {
    on.on(
            "CreateLoadBalancer",
            CreateLoadBalancerRequest::builder,
            served(
                "Name!",
                "Subnets",
                "SubnetMappings.SubnetId",
                "SubnetMappings.AllocationId",
                "SubnetMappings.PrivateIPv4Address",
                "SubnetMappings.IPv6Address",
                "SecurityGroups",
                "Scheme",
                "Tags",
                "Type",
                "IpAddressType",
                "EnablePrefixForIpv6SourceNat"),
            (q, call) -> create(q, call))
        .on(
            "DeleteLoadBalancer",
            DeleteLoadBalancerRequest::builder,
            served("LoadBalancerArn!"),
            (q, call) ->
                ElbFound.balancerArn(q.loadBalancerArn())
                    .then(arn -> call.execute(new DeleteLoadBalancer(call.scope(), arn)))
                    .map(_ -> DeleteLoadBalancerResponse.builder().build()))
        .on(
            "DescribeLoadBalancerAttributes",
            DescribeLoadBalancerAttributesRequest::builder,
            served("LoadBalancerArn!"),
            (q, call) ->
                ElbFound.balancer(call, q.loadBalancerArn())
                    .map(
                        balancer ->
                            DescribeLoadBalancerAttributesResponse.builder()
                                .attributes(attributes(balancer))
                                .build()))
        .on(
            "ModifyLoadBalancerAttributes",
            ModifyLoadBalancerAttributesRequest::builder,
            served("LoadBalancerArn!", "Attributes!"),
            (q, call) -> modify(q, call))
        .on(
            "SetSecurityGroups",
            SetSecurityGroupsRequest::builder,
            served(
                "LoadBalancerArn!",
                "SecurityGroups!",
                "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic"),
            (q, call) -> setGroups(q, call))
        .on(
            "SetSubnets",
            SetSubnetsRequest::builder,
            served(
                "LoadBalancerArn!",
                "Subnets",
                "SubnetMappings.SubnetId",
                "SubnetMappings.AllocationId",
                "SubnetMappings.PrivateIPv4Address",
                "SubnetMappings.IPv6Address",
                "IpAddressType",
                "EnablePrefixForIpv6SourceNat"),
            (q, call) -> setSubnets(q, call))
        .on(
            "SetIpAddressType",
            SetIpAddressTypeRequest::builder,
            served("LoadBalancerArn!", "IpAddressType!"),
            (q, call) ->
                ElbFound.balancerArn(q.loadBalancerArn())
                    .then(
                        arn ->
                            family(q.ipAddressTypeAsString())
                                .then(
                                    type ->
                                        call.execute(
                                            new SetIpAddressType(
                                                call.scope(),
                                                arn,
                                                type.orElse(IpAddressType.IPV4)))))
                    .map(
                        balancer ->
                            SetIpAddressTypeResponse.builder()
                                .ipAddressType(balancer.ipAddressType().text())
                                .build()));
  }

  private static Reply<CreateLoadBalancerResponse> create(CreateLoadBalancerRequest q, Call call) {
    String text = Optional.ofNullable(q.typeAsString()).orElse("application");
    Optional<LoadBalancerType> type = LoadBalancerType.of(text);
    if (type.isEmpty()) {
      return ElbFound.unserved("load balancers of type " + text);
    }
    return sourceNat(q.enablePrefixForIpv6SourceNatAsString(), type.get())
        .then(_ -> scheme(q.schemeAsString()))
        .then(
            scheme ->
                mappings(q.subnets(), q.subnetMappings())
                    .then(
                        mappings ->
                            family(q.ipAddressTypeAsString())
                                .then(
                                    family ->
                                        ResourceTags.read(q.tags())
                                            .then(
                                                tags ->
                                                    call.execute(
                                                        new CreateLoadBalancer(
                                                            call.scope(),
                                                            q.name(),
                                                            type.get(),
                                                            scheme,
                                                            family.orElse(IpAddressType.IPV4),
                                                            mappings,
                                                            groups(q.securityGroups()),
                                                            tags))))))
        .map(
            made ->
                CreateLoadBalancerResponse.builder()
                    .loadBalancers(LoadBalancerView.sdk(made))
                    .build());
  }

  private static Reply<Boolean> sourceNat(String asked, LoadBalancerType type) {
    if (asked == null) {
      return Reply.answer(true);
    }
    if (type != LoadBalancerType.NETWORK) {
      return Reply.refuse(
          "InvalidConfigurationRequest",
          "'EnablePrefixForIpv6SourceNat' can only be specified for LoadBalancer type 'network'.");
    }
    return asked.equals("off")
        ? Reply.answer(true)
        : ElbFound.unserved("source NAT with IPv6 prefixes (EnablePrefixForIpv6SourceNat)");
  }

  private static Reply<LoadBalancer.Scheme> scheme(String text) {
    for (LoadBalancer.Scheme scheme : LoadBalancer.Scheme.values()) {
      if (scheme.text().equals(text)) {
        return Reply.answer(scheme);
      }
    }
    return text == null
        ? Reply.answer(LoadBalancer.Scheme.INTERNET_FACING)
        : Reply.refuse(
            "InvalidScheme",
            "The scheme '" + text + "' is not valid. Expected internet-facing or internal");
  }

  private static Reply<Optional<IpAddressType>> family(String text) {
    if (text == null) {
      return Reply.answer(Optional.empty());
    }
    Optional<IpAddressType> type = IpAddressType.of(text);
    return type.isPresent()
        ? Reply.answer(type)
        : ElbFound.invalid("The IP address type '" + text + "' is not valid");
  }

  private static Reply<List<CreateLoadBalancer.Mapping>> mappings(
      List<String> subnets, List<SubnetMapping> mappings) {
    if (!subnets.isEmpty() && !mappings.isEmpty()) {
      return ElbFound.invalid("You must specify either subnets or subnet mappings, but not both");
    }
    return subnets.isEmpty()
        ? ElbFound.each(mappings, LoadBalancerChanges::mapping)
        : Reply.answer(
            subnets.stream()
                .distinct()
                .map(id -> CreateLoadBalancer.Mapping.in(new SubnetId(id)))
                .toList());
  }

  private static Reply<CreateLoadBalancer.Mapping> mapping(SubnetMapping asked) {
    if (asked.subnetId() == null) {
      return ElbFound.invalid("A subnet mapping must name its subnet");
    }
    Optional<Ipv4Address> ipv4 = address(asked.privateIPv4Address(), Ipv4Address.class);
    if (asked.privateIPv4Address() != null && ipv4.isEmpty()) {
      return ElbFound.invalid("'" + asked.privateIPv4Address() + "' is not an IPv4 address");
    }
    Optional<Ipv6Address> ipv6 = address(asked.iPv6Address(), Ipv6Address.class);
    if (asked.iPv6Address() != null && ipv6.isEmpty()) {
      return ElbFound.invalid("'" + asked.iPv6Address() + "' is not an IPv6 address");
    }
    return Reply.answer(
        new CreateLoadBalancer.Mapping(
            new SubnetId(asked.subnetId()),
            ipv4,
            Optional.ofNullable(asked.allocationId()).map(AllocationId::new),
            ipv6));
  }

  private static <A extends IpAddress> Optional<A> address(String text, Class<A> family) {
    return Optional.ofNullable(text)
        .flatMap(IpAddress::tryParse)
        .filter(family::isInstance)
        .map(family::cast);
  }

  private static Reply<ModifyLoadBalancerAttributesResponse> modify(
      ModifyLoadBalancerAttributesRequest q, Call call) {
    Map<String, String> attributes = new TreeMap<>();
    for (LoadBalancerAttribute each : q.attributes()) {
      if (each.key() == null || each.value() == null) {
        return ElbFound.invalid("An attribute must have a key and a value");
      }
      if (attributes.put(each.key(), each.value()) != null) {
        return ElbFound.invalid(
            "Attribute key '" + each.key() + "' has been specified more than once");
      }
    }
    return ElbFound.balancerArn(q.loadBalancerArn())
        .then(arn -> call.execute(new ModifyLoadBalancerAttributes(call.scope(), arn, attributes)))
        .map(
            balancer ->
                ModifyLoadBalancerAttributesResponse.builder()
                    .attributes(attributes(balancer))
                    .build());
  }

  private static Reply<SetSecurityGroupsResponse> setGroups(SetSecurityGroupsRequest q, Call call) {
    String text = q.enforceSecurityGroupInboundRulesOnPrivateLinkTrafficAsString();
    if (text != null && !text.equals("on") && !text.equals("off")) {
      return ElbFound.invalid("'" + text + "' must be on or off");
    }
    Optional<Boolean> enforce = Optional.ofNullable(text).map("on"::equals);
    return ElbFound.balancerArn(q.loadBalancerArn())
        .then(
            arn ->
                call.execute(
                    new SetSecurityGroups(call.scope(), arn, groups(q.securityGroups()), enforce)))
        .map(
            balancer -> {
              var answer =
                  SetSecurityGroupsResponse.builder()
                      .securityGroupIds(
                          balancer.groups().stream().map(SecurityGroupId::value).toList());
              return balancer.type() == LoadBalancerType.NETWORK
                  ? answer
                      .enforceSecurityGroupInboundRulesOnPrivateLinkTraffic(
                          LoadBalancerView.enforced(balancer))
                      .build()
                  : answer.build();
            });
  }

  private static Reply<SetSubnetsResponse> setSubnets(SetSubnetsRequest q, Call call) {
    return ElbFound.balancerArn(q.loadBalancerArn())
        .then(_ -> ElbFound.balancer(call, q.loadBalancerArn()))
        .then(
            balancer ->
                sourceNat(q.enablePrefixForIpv6SourceNatAsString(), balancer.type())
                    .then(_ -> mappings(q.subnets(), q.subnetMappings()))
                    .then(
                        mappings ->
                            family(q.ipAddressTypeAsString())
                                .then(
                                    type ->
                                        call.execute(
                                            new SetSubnets(
                                                call.scope(), balancer.arn(), mappings, type)))))
        .map(
            balancer -> {
              var answer =
                  SetSubnetsResponse.builder()
                      .availabilityZones(LoadBalancerView.zones(balancer))
                      .ipAddressType(balancer.ipAddressType().text());
              return balancer.type() == LoadBalancerType.NETWORK
                  ? answer.enablePrefixForIpv6SourceNat("off").build()
                  : answer.build();
            });
  }

  private static List<SecurityGroupId> groups(List<String> ids) {
    return ids.stream().map(SecurityGroupId::new).toList();
  }

  private static List<LoadBalancerAttribute> attributes(LoadBalancer balancer) {
    return LoadBalancerAttributes.of(balancer).entrySet().stream()
        .map(it -> LoadBalancerAttribute.builder().key(it.getKey()).value(it.getValue()).build())
        .toList();
  }
}
