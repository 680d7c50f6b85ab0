package io.eksnet.elb;

import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The defaults and limits of target groups' health checks (ELBv2 API reference, user guides). */
final class HealthCheckRules {
  private static final int MOST_PATH = 1_024;
  private static final int MOST_PORT = 65_535;

  private static final HealthCheck LAMBDA =
      new HealthCheck(
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.of("/"),
          Duration.ofSeconds(35),
          Duration.ofSeconds(30),
          5,
          2,
          Optional.of("200"));

  private HealthCheckRules() {}

  /**
   * The health checks of a new target group.
   *
   * @param group one of the wanted kind, its health checks of no meaning yet
   */
  static Decision<HealthCheck> made(TargetGroup group, HealthCheckSettings settings) {
    return judged(group, standard(group, settings), settings);
  }

  /** The health checks of a target group after a change. */
  static Decision<HealthCheck> changed(TargetGroup group, HealthCheckSettings settings) {
    HealthCheck old = group.healthCheck();
    if (settings.protocol().isEmpty() || settings.protocol().equals(old.protocol())) {
      return judged(group, old, settings);
    }
    HealthCheck other =
        withTimes(byProtocol(group, settings.protocol().get(), old.path(), old.matcher()), old);
    return judged(group, other, settings);
  }

  private static HealthCheck withTimes(HealthCheck kind, HealthCheck times) {
    return new HealthCheck(
        times.enabled(),
        kind.protocol(),
        times.port(),
        kind.path(),
        times.interval(),
        times.timeout(),
        times.healthyThreshold(),
        times.unhealthyThreshold(),
        kind.matcher());
  }

  /** Those of a group whose client says no more than the protocol. */
  private static HealthCheck standard(TargetGroup group, HealthCheckSettings settings) {
    if (group.targetType() == TargetGroup.TargetType.LAMBDA) {
      return LAMBDA;
    }
    boolean http = group.application() || group.targetType() == TargetGroup.TargetType.ALB;
    ElbProtocol protocol = settings.protocol().orElse(http ? ElbProtocol.HTTP : ElbProtocol.TCP);
    return byProtocol(group, protocol, Optional.empty(), Optional.empty());
  }

  private static HealthCheck byProtocol(
      TargetGroup group, ElbProtocol protocol, Optional<String> path, Optional<String> matcher) {
    boolean http = protocol.application();
    int timeout = group.application() ? 5 : protocol == ElbProtocol.HTTP ? 6 : 10;
    return new HealthCheck(
        true,
        Optional.of(protocol),
        Optional.of(HealthCheck.TRAFFIC_PORT),
        http ? path.or(() -> Optional.of(standardPath(group))) : Optional.empty(),
        Duration.ofSeconds(30),
        Duration.ofSeconds(timeout),
        5,
        2,
        http ? matcher.or(() -> Optional.of(standardMatcher(group))) : Optional.empty());
  }

  private static String standardPath(TargetGroup group) {
    return group.grpc() ? "/AWS.ALB/healthcheck" : "/";
  }

  private static String standardMatcher(TargetGroup group) {
    return group.grpc() ? "12" : group.application() ? "200" : "200-399";
  }

  private static Decision<HealthCheck> judged(
      TargetGroup group, HealthCheck base, HealthCheckSettings settings) {
    Optional<Refusal> problem =
        rangeProblem(settings)
            .or(() -> kindProblem(group, base, settings))
            .or(() -> portProblem(settings))
            .or(() -> pathProblem(base, settings))
            .or(() -> matcherProblem(group, base, settings));
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    HealthCheck check =
        new HealthCheck(
            settings.enabled().orElse(base.enabled()),
            base.protocol(),
            settings.port().or(base::port),
            settings.path().or(base::path),
            settings.intervalSeconds().map(Duration::ofSeconds).orElse(base.interval()),
            settings.timeoutSeconds().map(Duration::ofSeconds).orElse(base.timeout()),
            settings.healthyThreshold().orElse(base.healthyThreshold()),
            settings.unhealthyThreshold().orElse(base.unhealthyThreshold()),
            settings.httpCode().or(settings::grpcCode).or(base::matcher));
    return timesProblem(group, check)
        .<Decision<HealthCheck>>map(Decision::refuse)
        .orElseGet(() -> Decision.accept(check));
  }

  private static Optional<Refusal> rangeProblem(HealthCheckSettings settings) {
    return range("healthCheckIntervalSeconds", settings.intervalSeconds(), 5, 300)
        .or(() -> range("healthCheckTimeoutSeconds", settings.timeoutSeconds(), 2, 120))
        .or(() -> range("healthyThresholdCount", settings.healthyThreshold(), 2, 10))
        .or(() -> range("unhealthyThresholdCount", settings.unhealthyThreshold(), 2, 10));
  }

  private static Optional<Refusal> range(
      String member, Optional<Integer> value, int least, int most) {
    return value
        .filter(it -> it < least || it > most)
        .map(it -> TargetRefusals.outOfRange(member, it, least, most));
  }

  private static Optional<Refusal> kindProblem(
      TargetGroup group, HealthCheck base, HealthCheckSettings settings) {
    String type = group.targetType().text();
    if (group.targetType() == TargetGroup.TargetType.LAMBDA) {
      return settings.protocol().isPresent() || settings.port().isPresent()
          ? invalid(
              "Health check protocol and port cannot be specified for target groups with target"
                  + " type 'lambda'")
          : Optional.empty();
    }
    if (settings.enabled().filter(enabled -> !enabled).isPresent()) {
      return invalid(
          "Health check enabled must be true for target groups with target type '" + type + "'");
    }
    ElbProtocol protocol = base.protocol().orElse(ElbProtocol.HTTP);
    List<ElbProtocol> possible =
        group.application() || group.targetType() == TargetGroup.TargetType.ALB
            ? List.of(ElbProtocol.HTTP, ElbProtocol.HTTPS)
            : List.of(ElbProtocol.HTTP, ElbProtocol.HTTPS, ElbProtocol.TCP);
    return possible.contains(protocol)
        ? Optional.empty()
        : invalid(
            "Health check protocol '"
                + protocol
                + "' is not supported for target groups with the "
                + group.protocol().map(ElbProtocol::name).orElse("")
                + " protocol and target type '"
                + type
                + "'. Must be one of "
                + possible);
  }

  private static Optional<Refusal> portProblem(HealthCheckSettings settings) {
    return settings
        .port()
        .filter(port -> !port.equals(HealthCheck.TRAFFIC_PORT) && !isPort(port))
        .flatMap(
            port ->
                invalid(
                    "Health check port '"
                        + port
                        + "' must be '"
                        + HealthCheck.TRAFFIC_PORT
                        + "' or between '1' and '"
                        + MOST_PORT
                        + "' inclusive"));
  }

  private static boolean isPort(String text) {
    if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> '0' <= c && c <= '9')) {
      return false;
    }
    int port = Integer.parseInt(text);
    return 1 <= port && port <= MOST_PORT;
  }

  private static Optional<Refusal> pathProblem(HealthCheck base, HealthCheckSettings settings) {
    if (settings.path().isEmpty()) {
      return Optional.empty();
    }
    String path = settings.path().get();
    if (base.path().isEmpty()) {
      return invalid("Health check path cannot be specified for health checks of protocol TCP");
    }
    return path.startsWith("/") && path.length() <= MOST_PATH
        ? Optional.empty()
        : invalid(
            "Health check path '"
                + path
                + "' must start with a '/' and have at most '"
                + MOST_PATH
                + "' characters");
  }

  private static Optional<Refusal> matcherProblem(
      TargetGroup group, HealthCheck base, HealthCheckSettings settings) {
    Optional<String> code = settings.httpCode().or(settings::grpcCode);
    if (code.isEmpty()) {
      return Optional.empty();
    }
    if (base.matcher().isEmpty()) {
      return invalid("Health check matcher cannot be specified for health checks of protocol TCP");
    }
    if (group.grpc() ? settings.httpCode().isPresent() : settings.grpcCode().isPresent()) {
      return invalid(
          "Health check matcher "
              + (group.grpc() ? "HTTP" : "GRPC")
              + " code is not supported for target groups with protocol version '"
              + group.protocolVersion().orElse("")
              + "'");
    }
    String kind = group.grpc() ? "GRPC" : "HTTP";
    if (code.get().isBlank()) {
      return invalid("Health check matcher " + kind + " code cannot be empty");
    }
    int least = group.grpc() ? 0 : 200;
    int most = group.grpc() ? 99 : group.application() ? 499 : 599;
    boolean fits =
        Matcher.tryParse(code.get())
            .filter(
                ranges -> ranges.stream().allMatch(it -> least <= it.first() && it.last() <= most))
            .isPresent();
    return fits
        ? Optional.empty()
        : invalid(
            "Health check matcher "
                + kind
                + " code '"
                + code.get()
                + "' must be within '"
                + least
                + "-"
                + most
                + "' inclusive");
  }

  private static Optional<Refusal> timesProblem(TargetGroup group, HealthCheck check) {
    int order = check.timeout().compareTo(check.interval());
    boolean strict = group.application();
    if (strict ? order < 0 : order <= 0) {
      return Optional.empty();
    }
    return invalid(
        "Health check timeout '"
            + check.timeout().toSeconds()
            + "' must be smaller than "
            + (strict ? "" : "or equal to ")
            + "the interval '"
            + check.interval().toSeconds()
            + "'");
  }

  private static Optional<Refusal> invalid(String message) {
    return Optional.of(TargetRefusals.invalid(message));
  }
}
