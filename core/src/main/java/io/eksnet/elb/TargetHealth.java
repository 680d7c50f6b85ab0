package io.eksnet.elb;

import io.eksnet.table.Kind;
import java.time.Instant;
import java.util.Optional;

/**
 * How a target is, as ELB sees it. A target without one was registered a moment ago.
 *
 * @param reason none for a healthy target
 * @param description AWS's words for the reason; empty for a healthy target
 * @param since when it came into this state
 * @param checks the health checks so far; none while it is not checked
 */
public record TargetHealth(
    Target.Key target,
    State state,
    Optional<Reason> reason,
    String description,
    Instant since,
    Optional<HealthChecks> checks) {

  /** The states of a target. */
  public enum State {
    INITIAL("initial"),
    HEALTHY("healthy"),
    UNHEALTHY("unhealthy"),
    UNHEALTHY_DRAINING("unhealthy.draining"),
    UNUSED("unused"),
    DRAINING("draining"),
    UNAVAILABLE("unavailable");

    private final String text;

    State(String text) {
      this.text = text;
    }

    /** AWS's word. */
    public String text() {
      return text;
    }
  }

  /** Why a target is not healthy, with ELB's words ("Health check reason codes", user guides). */
  public enum Reason {
    REGISTRATION_IN_PROGRESS("Elb.RegistrationInProgress", "Target registration is in progress"),
    INITIAL_HEALTH_CHECKING("Elb.InitialHealthChecking", "Initial health checks in progress"),
    RESPONSE_CODE_MISMATCH("Target.ResponseCodeMismatch", "Health checks failed with these codes:"),
    TIMEOUT("Target.Timeout", "Request timed out"),
    FAILED_HEALTH_CHECKS("Target.FailedHealthChecks", "Health checks failed"),
    NOT_REGISTERED("Target.NotRegistered", "Target is not registered to the target group"),
    NOT_IN_USE(
        "Target.NotInUse",
        "Target group is not configured to receive traffic from the load balancer"),
    DEREGISTRATION_IN_PROGRESS(
        "Target.DeregistrationInProgress", "Target deregistration is in progress"),
    INVALID_STATE("Target.InvalidState", "Target is in an invalid state"),
    IP_UNUSABLE(
        "Target.IpUnusable",
        "The IP address cannot be used as a target, as it is in use by a load balancer"),
    HEALTH_CHECK_DISABLED("Target.HealthCheckDisabled", "Health checks are disabled");

    private final String code;
    private final String description;

    Reason(String code, String description) {
      this.code = code;
      this.description = description;
    }

    /** AWS's code. */
    public String code() {
      return code;
    }

    /** AWS's words, where they are the same each time. */
    public String description() {
      return description;
    }
  }

  /** The words for a target in a zone that its load balancer does not have. */
  public static final String ZONE_NOT_ENABLED =
      "Target is in an Availability Zone that is not enabled for the load balancer";

  /** The words for an instance that is stopped. */
  public static final String STOPPED = "Target is in the stopped state";

  /** The health of targets by their keys. */
  public static final Kind<Target.Key, TargetHealth> KIND =
      Kind.of("target-health", TargetHealth.class, TargetHealth::target);

  /** A target that is not checked. */
  public static TargetHealth unchecked(
      Target.Key target, State state, Reason reason, String description, Instant since) {
    return new TargetHealth(
        target, state, Optional.of(reason), description, since, Optional.empty());
  }

  /** A target that was registered a moment ago. */
  public static TargetHealth registering(Target target) {
    return unchecked(
        target.key(),
        State.INITIAL,
        Reason.REGISTRATION_IN_PROGRESS,
        Reason.REGISTRATION_IN_PROGRESS.description(),
        target.registeredAt());
  }

  /** Whether another says the same to a client, since whenever that is. */
  public boolean looksLike(TargetHealth other) {
    return state == other.state
        && reason.equals(other.reason)
        && description.equals(other.description);
  }
}
