package io.eksnet.kube;

import java.util.Map;
import java.util.TreeMap;

/**
 * Amounts of what pods ask for and nodes have.
 *
 * @param milliCpu thousandths of a core
 * @param memoryBytes bytes
 * @param pods how many pods; 0 in a request
 * @param extended whole numbers of extended resources, such as {@code vpc.amazonaws.com/pod-eni}
 */
public record Resources(long milliCpu, long memoryBytes, long pods, Map<String, Long> extended) {
  /** Nothing. */
  public static final Resources NONE = new Resources(0, 0, 0, Map.of());

  public Resources {
    extended = Map.copyOf(extended);
  }

  /** These and those together. */
  public Resources plus(Resources other) {
    Map<String, Long> sum = new TreeMap<>(extended);
    other.extended.forEach((name, amount) -> sum.merge(name, amount, Long::sum));
    return new Resources(
        milliCpu + other.milliCpu, memoryBytes + other.memoryBytes, pods + other.pods, sum);
  }

  /** The larger of each amount. */
  public Resources max(Resources other) {
    Map<String, Long> larger = new TreeMap<>(extended);
    other.extended.forEach((name, amount) -> larger.merge(name, amount, Math::max));
    return new Resources(
        Math.max(milliCpu, other.milliCpu),
        Math.max(memoryBytes, other.memoryBytes),
        Math.max(pods, other.pods),
        larger);
  }
}
