package io.eksnet.workloads;

import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.Pod;

/**
 * One pod as its node's kubelet knows it: by name and uid, since another pod may come under the
 * same name while the first one's sandbox is still there.
 */
public record PodRun(ObjectKey pod, String uid) implements Comparable<PodRun> {
  static PodRun of(Pod pod) {
    return new PodRun(pod.key(), pod.meta().uid());
  }

  @Override
  public int compareTo(PodRun other) {
    int byPod = pod.compareTo(other.pod);
    return byPod != 0 ? byPod : uid.compareTo(other.uid);
  }
}
