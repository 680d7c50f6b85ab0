package io.eksnet.aws.elb;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.elb.Listener;
import io.eksnet.elb.LoadBalancer;
import io.eksnet.id.ListenerArn;
import io.eksnet.id.LoadBalancerArn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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

  /** One of the caller's listeners. */
  static Reply<Listener> listener(Call call, String arn) {
    Optional<Listener> found =
        call.world()
            .find(Listener.KIND, new ListenerArn(arn))
            .filter(it -> it.scope().equals(call.scope()));
    return found
        .map(Reply::answer)
        .orElseGet(() -> Reply.refuse("ListenerNotFound", "Listener '" + arn + "' not found"));
  }

  /** The ARN of a load balancer, if a text is one. */
  static Reply<LoadBalancerArn> balancerArn(String text) {
    return text.startsWith("arn:") && text.contains(":loadbalancer/")
        ? Reply.answer(new LoadBalancerArn(text))
        : invalid("'" + text + "' is not a valid load balancer ARN");
  }

  /** The ARN of a listener, if a text is one. */
  static Reply<ListenerArn> listenerArn(String text) {
    return text.startsWith("arn:") && text.contains(":listener/")
        ? Reply.answer(new ListenerArn(text))
        : invalid("'" + text + "' is not a valid listener ARN");
  }

  /** Refuses a value. */
  static <T> Reply<T> invalid(String message) {
    return Reply.refuse("ValidationError", message);
  }

  /** Refuses what is outside of what eksnet serves. */
  static <T> Reply<T> unserved(String what) {
    return Reply.refuse(
        "UnsupportedOperation", "eksnet does not serve " + what + ". Nothing was done.");
  }

  /** What becomes of each, or the first refusal. */
  static <A, B> Reply<List<B>> each(List<A> all, Function<A, Reply<B>> read) {
    List<B> made = new ArrayList<>(all.size());
    for (A one : all) {
      switch (read.apply(one)) {
        case Reply.Answer<B>(B value) -> made.add(value);
        case Reply.Refusal<B>(var error) -> {
          return Reply.refuse(error);
        }
      }
    }
    return Reply.answer(made);
  }
}
