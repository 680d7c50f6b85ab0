package io.eksnet.aws.endpoint;

import io.eksnet.aws.codec.Served;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * Everything that is served.
 *
 * <p>Registering loads no model class: names are given as text, and a request's class is met with
 * the first request. That keeps the server's start cheap.
 */
public final class Actions {

  /** A REST action and the variables of its path. */
  public record Match(Action<?, ?, ?> action, Map<String, String> variables) {}

  private final Map<Service, Map<String, Action<?, ?, ?>>> byName;
  private final List<Action<?, ?, ?>> rest;

  private Actions(List<Action<?, ?, ?>> actions) {
    byName = new LinkedHashMap<>();
    rest = actions.stream().filter(action -> action.route().isPresent()).toList();
    for (Action<?, ?, ?> action : actions) {
      var previous =
          byName
              .computeIfAbsent(action.service(), _ -> new LinkedHashMap<>())
              .put(action.name(), action);
      if (previous != null) {
        throw new IllegalStateException(action.name() + " is registered twice");
      }
    }
  }

  public static Registration registration() {
    return new Registration();
  }

  /** All actions, in the order of registration. */
  public Collection<Action<?, ?, ?>> all() {
    List<Action<?, ?, ?>> all = new ArrayList<>();
    byName.values().forEach(actions -> all.addAll(actions.values()));
    return all;
  }

  Optional<Action<?, ?, ?>> named(Service service, String name) {
    return Optional.ofNullable(byName.getOrDefault(service, Map.of()).get(name));
  }

  /** The REST action that a method and a raw path call. */
  public Optional<Match> at(String method, String rawPath) {
    for (Action<?, ?, ?> action : rest) {
      var match = action.route().flatMap(route -> route.match(method, rawPath));
      if (match.isPresent()) {
        return Optional.of(new Match(action, match.get()));
      }
    }
    return Optional.empty();
  }

  /** Collects actions; each service's package adds its own. */
  public static final class Registration {

    private final List<Action<?, ?, ?>> actions = new ArrayList<>();

    private Registration() {}

    /** Registers an action of EC2 or a Query service. */
    public <B extends SdkPojo & SdkBuilder<B, Q>, Q extends AwsRequest, R extends AwsResponse>
        Registration on(
            Service service,
            String action,
            Supplier<B> builder,
            Served served,
            Handler<Q, R> handler) {
      actions.add(new Action<>(service, action, Optional.empty(), builder, served, handler, true));
      return this;
    }

    /** Registers an action of EC2 or a Query service that anybody may call without a signature. */
    public <B extends SdkPojo & SdkBuilder<B, Q>, Q extends AwsRequest, R extends AwsResponse>
        Registration unsigned(
            Service service,
            String action,
            Supplier<B> builder,
            Served served,
            Handler<Q, R> handler) {
      actions.add(new Action<>(service, action, Optional.empty(), builder, served, handler, false));
      return this;
    }

    /**
     * Registers an action of EKS.
     *
     * @param route method and path, as in {@code "GET /clusters/{name}"}
     */
    public <B extends SdkPojo & SdkBuilder<B, Q>, Q extends AwsRequest, R extends AwsResponse>
        Registration on(
            Service service,
            String action,
            String route,
            Supplier<B> builder,
            Served served,
            Handler<Q, R> handler) {
      actions.add(
          new Action<>(
              service, action, Optional.of(Route.parse(route)), builder, served, handler, true));
      return this;
    }

    public Actions build() {
      return new Actions(actions);
    }
  }
}
