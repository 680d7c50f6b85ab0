package io.eksnet.workloads;

import io.eksnet.kube.Kube;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ObjectRef;
import io.eksnet.kube.Pod;
import io.eksnet.kube.ResourceName;
import io.eksnet.world.Controller;
import io.eksnet.world.Delta;
import io.eksnet.world.Moment;
import io.eksnet.world.Outcome;
import io.eksnet.world.World;
import java.util.Collection;
import java.util.TreeSet;

/**
 * Removes pods whose node does not exist (any more): no kubelet will. Kubernetes looks every 20 s
 * and waits 40 s; here they go at once.
 */
public final class PodGarbage implements Controller<String> {
  @Override
  public String name() {
    return "pod-garbage";
  }

  @Override
  public Collection<String> affectedBy(Delta delta, World world) {
    TreeSet<String> nodes = new TreeSet<>();
    delta
        .of(KubeObject.NODES)
        .filter(row -> row.after().isEmpty())
        .forEach(row -> nodes.add(row.key().name()));
    delta
        .of(KubeObject.PODS)
        .flatMap(row -> row.after().flatMap(KubeObject::pod).stream())
        .flatMap(pod -> pod.spec().nodeName().stream())
        .filter(node -> !world.table(KubeObject.NODES).contains(ObjectKey.cluster(node)))
        .forEach(nodes::add);
    return nodes;
  }

  @Override
  public Outcome reconcile(World world, String node, Moment moment) {
    Kube kube = world.kube();
    Effects effects = new Effects();
    if (kube.node(node).isEmpty()) {
      for (Pod pod : kube.podsOn(node)) {
        ObjectRef ref = new ObjectRef(ResourceName.PODS, pod.key());
        effects.write(
            pod.meta().finalizers().isEmpty()
                ? new KubeWrite.Remove(ref)
                : new KubeWrite.Delete(ref));
      }
    }
    return effects.outcome();
  }
}
