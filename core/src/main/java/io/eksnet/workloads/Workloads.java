package io.eksnet.workloads;

import io.eksnet.world.Controller;
import java.util.List;

/** All controllers of this room, in the order in which a change runs through them. */
public final class Workloads {
  private Workloads() {}

  /**
   * The controllers.
   *
   * @param rootCertificate the text of {@code ca.crt} in each namespace's kube-root-ca.crt
   */
  public static List<Controller<?>> controllers(String rootCertificate) {
    return List.of(
        new Namespaces(rootCertificate),
        new GarbageCollector(),
        new Deployments(),
        new ReplicaSets(),
        new DaemonSets(),
        new NodeLifecycle(),
        new Kubelet(),
        new PodGarbage(),
        new EndpointSlices());
  }
}
