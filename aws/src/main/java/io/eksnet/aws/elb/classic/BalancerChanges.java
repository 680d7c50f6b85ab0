package io.eksnet.aws.elb.classic;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.elb.LoadBalancer.Scheme;
import io.eksnet.elb.classic.ApplySecurityGroupsToLoadBalancer;
import io.eksnet.elb.classic.AttachLoadBalancerToSubnets;
import io.eksnet.elb.classic.ClassicLoadBalancer;
import io.eksnet.elb.classic.CreateLoadBalancer;
import io.eksnet.elb.classic.DeleteLoadBalancer;
import io.eksnet.elb.classic.DetachLoadBalancerFromSubnets;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.vpc.Subnet;
import io.eksnet.vpc.Vpc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancing.model.ApplySecurityGroupsToLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.ApplySecurityGroupsToLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.AttachLoadBalancerToSubnetsRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.AttachLoadBalancerToSubnetsResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.CreateLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.DeleteLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DeleteLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.DetachLoadBalancerFromSubnetsRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DetachLoadBalancerFromSubnetsResponse;

/** What makes and deletes Classic Load Balancers, and where they are. */
final class BalancerChanges {
  private BalancerChanges() {}

  static void register(Call.Registry on) {
    on.on(
            "CreateLoadBalancer",
            CreateLoadBalancerRequest::builder,
            served(
                "LoadBalancerName!",
                "Listeners!",
                "AvailabilityZones",
                "Subnets",
                "SecurityGroups",
                "Scheme",
                "Tags"),
            BalancerChanges::create)
        .on(
            "DeleteLoadBalancer",
            DeleteLoadBalancerRequest::builder,
            served("LoadBalancerName!"),
            (q, call) ->
                call.execute(new DeleteLoadBalancer(call.scope(), q.loadBalancerName()))
                    .map(_ -> DeleteLoadBalancerResponse.builder().build()))
        .on(
            "AttachLoadBalancerToSubnets",
            AttachLoadBalancerToSubnetsRequest::builder,
            served("LoadBalancerName!", "Subnets!"),
            (q, call) ->
                call.execute(
                        new AttachLoadBalancerToSubnets(
                            call.scope(), q.loadBalancerName(), subnets(q.subnets())))
                    .map(
                        it ->
                            AttachLoadBalancerToSubnetsResponse.builder()
                                .subnets(names(it))
                                .build()))
        .on(
            "DetachLoadBalancerFromSubnets",
            DetachLoadBalancerFromSubnetsRequest::builder,
            served("LoadBalancerName!", "Subnets!"),
            (q, call) ->
                call.execute(
                        new DetachLoadBalancerFromSubnets(
                            call.scope(), q.loadBalancerName(), subnets(q.subnets())))
                    .map(
                        it ->
                            DetachLoadBalancerFromSubnetsResponse.builder()
                                .subnets(names(it))
                                .build()))
        .on(
            "ApplySecurityGroupsToLoadBalancer",
            ApplySecurityGroupsToLoadBalancerRequest::builder,
            served("LoadBalancerName!", "SecurityGroups!"),
            (q, call) ->
                call.execute(
                        new ApplySecurityGroupsToLoadBalancer(
                            call.scope(), q.loadBalancerName(), groups(q.securityGroups())))
                    .map(
                        it ->
                            ApplySecurityGroupsToLoadBalancerResponse.builder()
                                .securityGroups(
                                    it.groups().stream().map(SecurityGroupId::value).toList())
                                .build()));
  }

  private static Reply<CreateLoadBalancerResponse> create(CreateLoadBalancerRequest q, Call call) {
    String scheme = Optional.ofNullable(q.scheme()).orElse("internet-facing");
    if (!scheme.equals("internet-facing") && !scheme.equals("internal")) {
      return call.refuse("InvalidScheme", "The scheme " + scheme + " is not valid");
    }
    if (!q.subnets().isEmpty() && !q.availabilityZones().isEmpty()) {
      return call.refuse(
          "ValidationError", "Only one of SubnetIds or AvailabilityZones may be specified");
    }
    return where(q, call)
        .then(
            subnets ->
                ListenerActions.read(q.listeners(), call)
                    .then(
                        listeners ->
                            ClassicTagActions.read(q.tags(), call)
                                .then(
                                    tags ->
                                        call.execute(
                                            new CreateLoadBalancer(
                                                call.scope(),
                                                q.loadBalancerName(),
                                                scheme.equals("internal")
                                                    ? Scheme.INTERNAL
                                                    : Scheme.INTERNET_FACING,
                                                subnets,
                                                groups(q.securityGroups()),
                                                listeners,
                                                tags)))))
        .map(it -> CreateLoadBalancerResponse.builder().dnsName(it.dnsName()).build());
  }

  /** Zones stand for the default subnets there; accounts without a default VPC have none. */
  private static Reply<List<SubnetId>> where(CreateLoadBalancerRequest q, Call call) {
    if (q.availabilityZones().isEmpty()) {
      return Reply.answer(subnets(q.subnets()));
    }
    boolean hasDefault =
        call.world().table(Vpc.KIND).stream()
            .anyMatch(it -> it.scope().equals(call.scope()) && it.isDefault());
    if (!hasDefault) {
      return call.refuse("InvalidConfigurationRequest", "Default VPC not found");
    }
    List<SubnetId> found = new ArrayList<>();
    for (String zone : q.availabilityZones()) {
      Optional<Subnet> subnet =
          call.world().table(Subnet.KIND).stream()
              .filter(it -> it.scope().equals(call.scope()) && it.defaultForAz())
              .filter(it -> it.zone().name().value().equals(zone))
              .findFirst();
      if (subnet.isEmpty()) {
        return call.refuse(
            "ValidationError", "Requested Availability Zone " + zone + " is not valid");
      }
      found.add(subnet.get().id());
    }
    return Reply.answer(found);
  }

  private static List<SubnetId> subnets(List<String> ids) {
    return ids.stream().map(SubnetId::new).toList();
  }

  private static List<SecurityGroupId> groups(List<String> ids) {
    return ids.stream().distinct().map(SecurityGroupId::new).toList();
  }

  private static List<String> names(ClassicLoadBalancer balancer) {
    return balancer.nodes().stream().map(it -> it.subnet().value()).toList();
  }
}
