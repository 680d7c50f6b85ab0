package io.eksnet.aws.elb;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.elb.CreateLoadBalancer;
import io.eksnet.elb.DeleteLoadBalancer;
import io.eksnet.elb.LoadBalancer;
import io.eksnet.elb.LoadBalancerAttributes;
import io.eksnet.elb.ModifyLoadBalancerAttributes;
import io.eksnet.elb.SetSecurityGroups;
import io.eksnet.id.AllocationId;
import io.eksnet.id.LoadBalancerArn;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Ipv4Address;
import java.util.ArrayList;
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
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSecurityGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSecurityGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SubnetMapping;

/** What makes, changes and deletes load balancers. */
final class LoadBalancerChanges {
  private LoadBalancerChanges() {}

  static void register(Call.Registry on) {
    on.on(
            "CreateLoadBalancer",
            CreateLoadBalancerRequest::builder,
            served(
                "Name",
                "Subnets",
                "SubnetMappings.SubnetId",
                "SubnetMappings.AllocationId",
                "SubnetMappings.PrivateIPv4Address",
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
                arn(q.loadBalancerArn())
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
            served("LoadBalancerArn!", "Attributes"),
            (q, call) -> modify(q, call))
        .on(
            "SetSecurityGroups",
            SetSecurityGroupsRequest::builder,
            served(
                "LoadBalancerArn",
                "SecurityGroups",
                "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic"),
            (q, call) -> setGroups(q, call));
  }

  private static Reply<CreateLoadBalancerResponse> create(CreateLoadBalancerRequest q, Call call) {
    String type = Optional.ofNullable(q.typeAsString()).orElse("application");
    if (!type.equals("network")) {
      return Reply.refuse(
          "UnsupportedOperation",
          "eksnet does not serve load balancers of type "
              + type
              + ". Nothing was done; use network.");
    }
    Optional<String> family =
        Optional.ofNullable(q.ipAddressTypeAsString()).filter(it -> !it.equals("ipv4"));
    if (family.isPresent() || "on".equals(q.enablePrefixForIpv6SourceNatAsString())) {
      return Reply.refuse(
          "UnsupportedOperation",
          "eksnet does not serve IPv6 for load balancers (IpAddressType "
              + family.orElse("ipv4")
              + "). Nothing was done; use ipv4.");
    }
    if (q.name() == null) {
      return ElbFound.invalid("The load balancer name must be specified");
    }
    if (!q.subnets().isEmpty() && !q.subnetMappings().isEmpty()) {
      return ElbFound.invalid("You must specify either subnets or subnet mappings, but not both");
    }
    return scheme(q.schemeAsString())
        .then(
            scheme ->
                mappings(q)
                    .then(
                        mappings ->
                            LoadBalancerTags.read(q.tags())
                                .then(
                                    tags ->
                                        call.execute(
                                            new CreateLoadBalancer(
                                                call.scope(),
                                                q.name(),
                                                scheme,
                                                mappings,
                                                groups(q.securityGroups()),
                                                tags)))))
        .map(
            made ->
                CreateLoadBalancerResponse.builder().loadBalancers(ElbActions.sdk(made)).build());
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

  private static Reply<List<CreateLoadBalancer.Mapping>> mappings(CreateLoadBalancerRequest q) {
    List<CreateLoadBalancer.Mapping> mappings = new ArrayList<>();
    q.subnets().stream()
        .distinct()
        .forEach(id -> mappings.add(CreateLoadBalancer.Mapping.in(new SubnetId(id))));
    for (SubnetMapping each : q.subnetMappings()) {
      if (each.subnetId() == null) {
        return ElbFound.invalid("A subnet mapping must name its subnet");
      }
      Optional<Ipv4Address> address =
          Optional.ofNullable(each.privateIPv4Address())
              .flatMap(IpAddress::tryParse)
              .filter(Ipv4Address.class::isInstance)
              .map(Ipv4Address.class::cast);
      if (each.privateIPv4Address() != null && address.isEmpty()) {
        return ElbFound.invalid("'" + each.privateIPv4Address() + "' is not an IPv4 address");
      }
      mappings.add(
          new CreateLoadBalancer.Mapping(
              new SubnetId(each.subnetId()),
              address,
              Optional.ofNullable(each.allocationId()).map(AllocationId::new)));
    }
    return Reply.answer(mappings);
  }

  private static Reply<ModifyLoadBalancerAttributesResponse> modify(
      ModifyLoadBalancerAttributesRequest q, Call call) {
    Map<String, String> attributes = new TreeMap<>();
    for (LoadBalancerAttribute each : q.attributes()) {
      if (each.key() == null || each.value() == null) {
        return ElbFound.invalid("An attribute must have a key and a value");
      }
      if (attributes.put(each.key(), each.value()) != null) {
        return ElbFound.invalid("The attribute key '" + each.key() + "' was given twice");
      }
    }
    return arn(q.loadBalancerArn())
        .then(arn -> call.execute(new ModifyLoadBalancerAttributes(call.scope(), arn, attributes)))
        .map(
            balancer ->
                ModifyLoadBalancerAttributesResponse.builder()
                    .attributes(attributes(balancer))
                    .build());
  }

  private static Reply<SetSecurityGroupsResponse> setGroups(SetSecurityGroupsRequest q, Call call) {
    String enforce =
        Optional.ofNullable(q.enforceSecurityGroupInboundRulesOnPrivateLinkTrafficAsString())
            .orElse("on");
    if (!enforce.equals("on")) {
      return Reply.refuse(
          "UnsupportedOperation",
          "eksnet does not serve the value "
              + enforce
              + " of EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic. Nothing was done.");
    }
    return arn(q.loadBalancerArn())
        .then(
            arn ->
                call.execute(new SetSecurityGroups(call.scope(), arn, groups(q.securityGroups()))))
        .map(
            balancer ->
                SetSecurityGroupsResponse.builder()
                    .securityGroupIds(
                        balancer.groups().stream().map(SecurityGroupId::value).toList())
                    .enforceSecurityGroupInboundRulesOnPrivateLinkTraffic(enforce)
                    .build());
  }

  private static Reply<LoadBalancerArn> arn(String text) {
    if (text == null) {
      return ElbFound.invalid("LoadBalancerArn must be specified");
    }
    return text.startsWith("arn:") && text.contains(":loadbalancer/")
        ? Reply.answer(new LoadBalancerArn(text))
        : ElbFound.invalid("'" + text + "' is not a valid load balancer ARN");
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
