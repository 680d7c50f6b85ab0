package io.eksnet.kube;

import io.eksnet.id.EniId;
import io.eksnet.net.IpAddress;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Instant;

/**
 * Where the kubelet and the CNI plugin meet: the network of one pod's sandbox. The kubelet asks
 * ({@link Network.Wanted}) and gives back ({@link Network.Released}); the CNI answers. Host-network
 * pods have none.
 *
 * @param podUid the pod's uid: a pod made anew under the same name has another sandbox
 * @param node the node that the pod is bound to
 */
public record PodSandbox(String podUid, ObjectKey pod, String node, Network network) {
  /** How far the network is. */
  public sealed interface Network {
    /** The kubelet calls ADD; it has done so {@code attempts} times before in vain. */
    record Wanted(Instant since, int attempts) implements Network {}

    /** ADD succeeded. */
    record Assigned(IpAddress address, EniId eni, Instant at) implements Network {}

    /**
     * ADD failed.
     *
     * @param message the CNI's words, as the FailedCreatePodSandBox event carries them
     * @param attempts how many times by now
     */
    record Failed(String message, Instant at, int attempts) implements Network {}

    /** The pod is gone and the kubelet called DEL. */
    record Released(Instant at) implements Network {}
  }

  /** Sandboxes by node. */
  public static final Index<PodSandbox, String> BY_NODE =
      Index.by("sandboxes by node", PodSandbox::node);

  /** Sandboxes by pod uid. */
  public static final Kind<String, PodSandbox> KIND =
      Kind.of("pod-sandbox", PodSandbox.class, PodSandbox::podUid).indexed(BY_NODE);

  /** This sandbox with its network further on. */
  public PodSandbox with(Network next) {
    return new PodSandbox(podUid, pod, node, next);
  }
}
