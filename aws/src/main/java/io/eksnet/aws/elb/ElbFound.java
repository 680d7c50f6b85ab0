package io.eksnet.aws.elb;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.elb.LoadBalancer;
import io.eksnet.id.LoadBalancerArn;
import java.util.List;
import java.util.Optional;

/** What a caller's ARNs name, and the refusals of those that name nothing. */
final class ElbFound {
  private ElbFound() {}

  /** The caller's load balancers, in the order of their ARNs. */
  static List<LoadBalancer> balancers(Call call) {
    return call.world().table(LoadBalancer.KIND).by(LoadBalancer.BY_SCOPE, call.scope());
  }

  /** One of the caller's load balancers. */
  static Reply<LoadBalancer> balancer(Call call, String arn) {
    Optional<LoadBalancer> found =
        call.world()
            .find(LoadBalancer.KIND, new LoadBalancerArn(arn))
            .filter(it -> it.scope().equals(call.scope()));
    return found
        .map(Reply::answer)
        .orElseGet(
            () -> Reply.refuse("LoadBalancerNotFound", "Load balancer '" + arn + "' not found"));
  }

  /** Refuses a value. */
  static <T> Reply<T> invalid(String message) {
    return Reply.refuse("ValidationError", message);
  }
}
