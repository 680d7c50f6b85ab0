package io.eksnet.aws.eks;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.eks.Cluster;
import io.eksnet.world.World;
import java.util.Optional;

/** What a call names, found among what its caller has, or EKS's refusal. */
final class EksFound {

  private EksFound() {}

  /** The caller's cluster of a name. */
  static Reply<Cluster> cluster(Call call, World world, String name) {
    return found(
        call,
        world.find(Cluster.KIND, name).filter(it -> it.scope().equals(call.scope())),
        "No cluster found for name: " + name + ".");
  }

  /** What was found, or that there is none. */
  static <T> Reply<T> found(Call call, Optional<T> fact, String otherwise) {
    return fact.map(Reply::answer)
        .orElseGet(() -> call.refuse("ResourceNotFoundException", otherwise));
  }
}
