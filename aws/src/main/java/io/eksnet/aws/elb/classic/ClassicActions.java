package io.eksnet.aws.elb.classic;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Actions.Registration;
import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.aws.endpoint.Service;
import io.eksnet.elb.classic.ClassicLoadBalancer;
import io.eksnet.world.Ledger;
import io.eksnet.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeAccountLimitsRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeAccountLimitsResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.Limit;

/** All of Classic Load Balancing that eksnet serves. */
public final class ClassicActions {
  private static final int MOST = 400;

  private ClassicActions() {}

  /** Registers the actions over a world. */
  public static void register(Registration actions, Ledger ledger) {
    Call.Registry on = new Call.Registry(actions, Service.ELB, ledger);
    BalancerChanges.register(on);
    ListenerActions.register(on);
    PolicyActions.register(on);
    InstanceActions.register(on);
    AttributeActions.register(on);
    ClassicTagActions.register(on);
    on.on(
            "DescribeLoadBalancers",
            DescribeLoadBalancersRequest::builder,
            served("LoadBalancerNames", "Marker", "PageSize"),
            ClassicActions::describe)
        .on(
            "DescribeAccountLimits",
            DescribeAccountLimitsRequest::builder,
            served("Marker", "PageSize"),
            (_, _) ->
                Reply.answer(
                    DescribeAccountLimitsResponse.builder()
                        .limits(
                            limit("classic-load-balancers", 20),
                            limit("classic-listeners", 100),
                            limit("classic-registered-instances", 1_000))
                        .build()));
  }

  /** The caller's load balancer of a name. */
  static Reply<ClassicLoadBalancer> find(Call call, World world, String name) {
    return world
        .find(ClassicLoadBalancer.KIND, new ClassicLoadBalancer.Key(call.scope(), name))
        .map(Reply::answer)
        .orElseGet(
            () ->
                call.refuse(
                    "LoadBalancerNotFound",
                    "There is no ACTIVE Load Balancer named '" + name + "'"));
  }

  private static Limit limit(String name, int most) {
    return Limit.builder().name(name).max(Integer.toString(most)).build();
  }

  private static Reply<DescribeLoadBalancersResponse> describe(
      DescribeLoadBalancersRequest q, Call call) {
    int size = Optional.ofNullable(q.pageSize()).orElse(MOST);
    if (size < 1 || size > MOST) {
      return call.refuse("ValidationError", "PageSize must be between 1 and " + MOST);
    }
    World world = call.world();
    List<ClassicLoadBalancer> found = new ArrayList<>();
    for (String name : q.loadBalancerNames()) {
      switch (find(call, world, name)) {
        case Reply.Answer<ClassicLoadBalancer>(var it) -> found.add(it);
        case Reply.Refusal<ClassicLoadBalancer>(var error) -> {
          return Reply.refuse(error);
        }
      }
    }
    if (q.loadBalancerNames().isEmpty()) {
      found.addAll(
          world.table(ClassicLoadBalancer.KIND).by(ClassicLoadBalancer.BY_SCOPE, call.scope()));
    }
    List<ClassicLoadBalancer> asked =
        found.stream()
            .filter(it -> q.marker() == null || it.name().compareTo(q.marker()) > 0)
            .toList();
    var answer =
        DescribeLoadBalancersResponse.builder()
            .loadBalancerDescriptions(
                asked.stream()
                    .limit(size)
                    .map(it -> BalancerDescriptions.describe(it, world))
                    .toList());
    if (asked.size() > size) {
      answer.nextMarker(asked.get(size - 1).name());
    }
    return Reply.answer(answer.build());
  }
}
