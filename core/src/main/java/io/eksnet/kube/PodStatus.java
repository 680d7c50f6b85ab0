package io.eksnet.kube;

import io.eksnet.net.IpAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a pod is.
 *
 * @param podIps its addresses, the primary family's first; the node's for host-network pods
 * @param reason of the whole pod, such as {@code NodeLost}; usually empty
 */
public record PodStatus(
    Phase phase,
    List<Condition> conditions,
    List<IpAddress> podIps,
    Optional<IpAddress> hostIp,
    Optional<Instant> startTime,
    List<ContainerStatus> containers,
    String qosClass,
    String reason,
    String message) {

  /** The phases of a pod. */
  public enum Phase {
    PENDING("Pending"),
    RUNNING("Running"),
    SUCCEEDED("Succeeded"),
    FAILED("Failed"),
    UNKNOWN("Unknown");

    private final String text;

    Phase(String text) {
      this.text = text;
    }

    /** Kubernetes' word. */
    public String text() {
      return text;
    }
  }

  /** How a container is. */
  public record ContainerStatus(
      String name, String image, boolean ready, int restartCount, State state) {}

  /** What a container does at the moment. */
  public sealed interface State {
    /** It has not started. */
    record Waiting(String reason, String message) implements State {}

    /** It runs. */
    record Running(Instant startedAt) implements State {}

    /** It has ended. */
    record Terminated(int exitCode, String reason, Instant startedAt, Instant finishedAt)
        implements State {}
  }

  /** The status of a pod that nobody has looked at yet. */
  public static final PodStatus NEW =
      new PodStatus(
          Phase.PENDING,
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          "",
          "",
          "");

  public PodStatus {
    conditions = List.copyOf(conditions);
    podIps = List.copyOf(podIps);
    containers = List.copyOf(containers);
  }

  /** The first of its addresses. */
  public Optional<IpAddress> podIp() {
    return podIps.stream().findFirst();
  }

  /** A condition by type. */
  public Optional<Condition> condition(String type) {
    for (Condition condition : conditions) {
      if (condition.type().equals(type)) {
        return Optional.of(condition);
      }
    }
    return Optional.empty();
  }

  /** This status with a condition in place of any of its type. */
  public PodStatus with(Condition condition) {
    List<Condition> all = new java.util.ArrayList<>(conditions);
    all.removeIf(one -> one.type().equals(condition.type()));
    all.add(condition);
    return new PodStatus(
        phase, all, podIps, hostIp, startTime, containers, qosClass, reason, message);
  }

  /** Whether its Ready condition holds. */
  public boolean ready() {
    return condition("Ready").map(Condition::isTrue).orElse(false);
  }

  /** Whether it has ended and owns no address any more. */
  public boolean ended() {
    return phase == Phase.SUCCEEDED || phase == Phase.FAILED;
  }
}
