package io.eksnet.kube;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * What the pods on one node take of it, kept as a running total ({@link KubeObject#USAGE}). Pods
 * that have ended take nothing; pods that are being deleted still do.
 *
 * @param milliCpu requested thousandths of a core
 * @param memoryBytes requested bytes
 * @param pods how many pods, host-network pods included
 * @param extended requested extended resources by name
 * @param scoredMilliCpu as {@code milliCpu}, but containers without a request count as 100
 * @param scoredMemoryBytes as {@code memoryBytes}, but containers without a request count as 200 MB
 * @param hostPorts how often each host port, such as {@code tcp/443}, is taken
 */
public record NodeUsage(
    long milliCpu,
    long memoryBytes,
    long pods,
    PMap<String, Long> extended,
    long scoredMilliCpu,
    long scoredMemoryBytes,
    PMap<String, Long> hostPorts) {

  /** What the scheduler's scores count for a container that asks for no CPU. */
  public static final long DEFAULT_MILLI_CPU = 100;

  /** What the scheduler's scores count for a container that asks for no memory. */
  public static final long DEFAULT_MEMORY_BYTES = 200L * 1024 * 1024;

  /** A node without pods. */
  public static final NodeUsage NONE =
      new NodeUsage(0, 0, 0, HashTreePMap.empty(), 0, 0, HashTreePMap.empty());

  /** This usage with one more pod. */
  public NodeUsage plus(Pod pod) {
    return changed(pod, 1);
  }

  /** This usage with a pod gone that was counted before. */
  public NodeUsage minus(Pod pod) {
    return changed(pod, -1);
  }

  /** The host ports that a pod takes, such as {@code tcp/443}. */
  public static List<String> hostPortsOf(PodSpec spec) {
    List<String> taken = new ArrayList<>();
    for (Container container : spec.containers()) {
      for (Container.Port port : container.ports()) {
        int host =
            port.hostPort() == 0 && spec.hostNetwork() ? port.containerPort() : port.hostPort();
        if (host != 0) {
          taken.add(port.protocol() + "/" + host);
        }
      }
    }
    return taken;
  }

  /** What a pod counts in scores: its requests, with the defaults where it has none. */
  public static Resources scoredRequests(PodSpec spec) {
    long milliCpu = 0;
    long memoryBytes = 0;
    for (Container container : spec.containers()) {
      Resources asked = container.requests();
      milliCpu += asked.milliCpu() == 0 ? DEFAULT_MILLI_CPU : asked.milliCpu();
      memoryBytes += asked.memoryBytes() == 0 ? DEFAULT_MEMORY_BYTES : asked.memoryBytes();
    }
    return new Resources(milliCpu, memoryBytes, 0, Map.of());
  }

  private NodeUsage changed(Pod pod, int sign) {
    Resources asked = pod.spec().requests();
    Resources scored = scoredRequests(pod.spec());
    PMap<String, Long> moreExtended = extended;
    for (Map.Entry<String, Long> one : asked.extended().entrySet()) {
      moreExtended = added(moreExtended, one.getKey(), sign * one.getValue());
    }
    PMap<String, Long> morePorts = hostPorts;
    for (String port : hostPortsOf(pod.spec())) {
      morePorts = added(morePorts, port, sign);
    }
    return new NodeUsage(
        milliCpu + sign * asked.milliCpu(),
        memoryBytes + sign * asked.memoryBytes(),
        pods + sign,
        moreExtended,
        scoredMilliCpu + sign * scored.milliCpu(),
        scoredMemoryBytes + sign * scored.memoryBytes(),
        morePorts);
  }

  private static PMap<String, Long> added(PMap<String, Long> amounts, String name, long more) {
    long sum = amounts.getOrDefault(name, 0L) + more;
    return sum == 0 ? amounts.minus(name) : amounts.plus(name, sum);
  }
}
