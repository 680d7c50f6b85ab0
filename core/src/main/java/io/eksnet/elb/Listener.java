package io.eksnet.elb;

import io.eksnet.id.ListenerArn;
import io.eksnet.id.LoadBalancerArn;
import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.Tags;
import io.eksnet.id.TargetGroupArn;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.util.List;

/**
 * A port on which a load balancer listens.
 *
 * @param defaultActions what is done with a request that no rule takes
 */
public record Listener(
    ListenerArn arn,
    LoadBalancerArn loadBalancer,
    Scope scope,
    ElbProtocol protocol,
    int port,
    List<ListenerAction> defaultActions,
    Tags tags)
    implements Scoped {

  /** Listeners by load balancer. */
  public static final Index<Listener, LoadBalancerArn> BY_LOAD_BALANCER =
      Index.by("listeners by load balancer", Listener::loadBalancer);

  /** Listeners by the target groups of their default actions. */
  public static final Index<Listener, TargetGroupArn> BY_TARGET_GROUP =
      Index.byEach(
          "listeners by target group",
          it ->
              it.defaultActions().stream()
                  .flatMap(action -> action.targetGroups().stream())
                  .distinct()
                  .toList());

  /** Listeners by ARN. */
  public static final Kind<ListenerArn, Listener> KIND =
      Kind.of("listener", Listener.class, Listener::arn)
          .indexed(BY_LOAD_BALANCER)
          .indexed(BY_TARGET_GROUP);

  public Listener {
    defaultActions = List.copyOf(defaultActions);
  }
}
