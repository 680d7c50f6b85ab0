package io.eksnet.elb;

import io.eksnet.id.TargetGroupArn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a listener or a rule does with a request. */
public sealed interface ListenerAction {

  /**
   * Sends it to targets.
   *
   * @param targets one or more target groups with their weights
   * @param stickiness how long a client stays with a group; none if it does not
   */
  record Forward(List<Weighted> targets, Optional<Duration> stickiness) implements ListenerAction {
    public Forward {
      targets = List.copyOf(targets);
    }
  }

  /**
   * A target group and its share.
   *
   * @param weight 0 to 999; none where it was not given
   */
  record Weighted(TargetGroupArn targetGroup, Optional<Integer> weight) {}

  /**
   * Sends the client elsewhere.
   *
   * @param statusCode HTTP_301 or HTTP_302
   */
  record Redirect(
      String protocol, String host, String port, String path, String query, String statusCode)
      implements ListenerAction {}

  /** Answers by itself. */
  record FixedResponse(
      String statusCode, Optional<String> contentType, Optional<String> messageBody)
      implements ListenerAction {}

  /** The target groups that it sends to. */
  default List<TargetGroupArn> targetGroups() {
    return switch (this) {
      case Forward(List<Weighted> targets, _) ->
          targets.stream().map(Weighted::targetGroup).distinct().toList();
      case Redirect _, FixedResponse _ -> List.of();
    };
  }
}
