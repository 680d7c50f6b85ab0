package io.eksnet.kubernetes.server;

import io.eksnet.kube.Container;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.Pod;
import io.eksnet.kube.PodStatus.ContainerStatus;
import io.eksnet.kube.PodStatus.State;
import io.eksnet.kube.ResourceName;
import io.eksnet.kubernetes.server.PodLogs.Line;
import io.eksnet.kubernetes.server.PodLogs.Log;
import io.eksnet.kubernetes.server.RequestPath.OfResource;
import io.eksnet.kubernetes.status.Status;
import io.eksnet.world.Ledger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code kubectl logs}. */
final class LogRequests {
  private static final String TEXT = "text/plain";
  private static final long POLL_MILLIS = 250;

  private final Ledger ledger;
  private final PodLogs logs;
  private final InstantSource clock;

  LogRequests(Ledger ledger, PodLogs logs, InstantSource clock) {
    this.ledger = ledger;
    this.logs = logs;
    this.clock = clock;
  }

  private record Target(Pod pod, String container) {}

  /**
   * PodLogOptions.
   *
   * @param tail how many of the last lines; negative for all
   * @param limitBytes 0 for no limit
   */
  private record Options(
      long tail, Optional<Instant> since, boolean timestamps, long limitBytes, boolean follow) {}

  ApiAnswer get(OfResource path, ApiRequest request) {
    ObjectKey key = new ObjectKey(path.namespace(), path.name().orElseThrow());
    return options(request.query())
        .then(
            options ->
                target(path, key, request.query()).then(target -> answer(key, target, options)))
        .answer(it -> it);
  }

  private Attempt<ApiAnswer> answer(ObjectKey key, Target target, Options options) {
    return switch (logs.of(ledger.durable(), target.pod(), target.container())) {
      case Log.Silent(String why) -> Attempt.refuse(Status.badRequest(why));
      case Log.Lines(List<Line> lines) ->
          Attempt.of(
              options.follow()
                  ? new ApiAnswer.Streaming(
                      TEXT, output -> follow(output, key, target, options, lines))
                  : whole(selected(lines, options), options));
    };
  }

  private static ApiAnswer whole(List<Line> lines, Options options) {
    byte[] text = text(lines, options);
    if (options.limitBytes() > 0 && text.length > options.limitBytes()) {
      text = Arrays.copyOf(text, (int) options.limitBytes());
    }
    return ApiAnswer.text(200, new String(text, StandardCharsets.UTF_8));
  }

  private void follow(
      ApiAnswer.Output output, ObjectKey key, Target target, Options options, List<Line> first)
      throws InterruptedException {
    output.write(text(selected(first, options), options));
    List<Line> seen = first;
    while (pod(key).isPresent() && output.open()) {
      Thread.sleep(POLL_MILLIS);
      if (logs.of(ledger.durable(), target.pod(), target.container())
          instanceof Log.Lines(List<Line> now)) {
        List<Line> news = newer(seen, now);
        if (!news.isEmpty()) {
          output.write(text(news, options));
        }
        seen = now;
      }
    }
  }

  /** The lines after the last one that was seen; old lines may have been dropped meanwhile. */
  private static List<Line> newer(List<Line> seen, List<Line> now) {
    if (seen.isEmpty()) {
      return now;
    }
    int last = now.lastIndexOf(seen.getLast());
    return now.subList(last + 1, now.size());
  }

  private static List<Line> selected(List<Line> lines, Options options) {
    List<Line> recent =
        lines.stream()
            .filter(it -> options.since().map(since -> !it.at().isBefore(since)).orElse(true))
            .toList();
    long skip = options.tail() < 0 ? 0 : Math.max(0, recent.size() - options.tail());
    return recent.subList((int) skip, recent.size());
  }

  private static byte[] text(List<Line> lines, Options options) {
    var text = new StringBuilder();
    for (Line line : lines) {
      if (options.timestamps()) {
        text.append(line.at()).append(' ');
      }
      text.append(line.text()).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private Attempt<Options> options(Query query) {
    return query
        .number("tailLines")
        .then(
            tail ->
                query
                    .number("limitBytes")
                    .then(
                        limit ->
                            since(query)
                                .map(
                                    since ->
                                        new Options(
                                            tail.orElse(-1L),
                                            since,
                                            query.flag("timestamps"),
                                            limit.orElse(0L),
                                            query.flag("follow")))));
  }

  private Attempt<Optional<Instant>> since(Query query) {
    String time = query.text("sinceTime");
    if (!time.isEmpty()) {
      try {
        return Attempt.of(Optional.of(Instant.parse(time)));
      } catch (DateTimeParseException _) {
        return Attempt.refuse(Status.badRequest("sinceTime is no RFC 3339 time: " + time));
      }
    }
    return query
        .number("sinceSeconds")
        .map(seconds -> seconds.map(it -> clock.instant().minusSeconds(it)));
  }

  private Optional<Pod> pod(ObjectKey key) {
    return ledger.durable().kube().pod(key);
  }

  private Attempt<Target> target(OfResource path, ObjectKey key, Query query) {
    Optional<KubeObject> object = ledger.durable().find(KubeObject.kind(ResourceName.PODS), key);
    Optional<Pod> pod = object.flatMap(KubeObject::pod);
    if (pod.isEmpty()) {
      return Attempt.refuse(Status.notFound(path.resource(), key.name()));
    }
    return container(pod.get(), query).then(name -> started(pod.get(), name));
  }

  private static Attempt<String> container(Pod pod, Query query) {
    List<String> names =
        Stream.concat(pod.spec().initContainers().stream(), pod.spec().containers().stream())
            .map(Container::name)
            .toList();
    String asked = query.text("container");
    if (asked.isEmpty() && pod.spec().containers().size() == 1) {
      return Attempt.of(pod.spec().containers().getFirst().name());
    }
    if (asked.isEmpty()) {
      String choice =
          pod.spec().containers().stream().map(Container::name).collect(Collectors.joining(" "));
      return Attempt.refuse(
          Status.badRequest(
              "a container name must be specified for pod %s, choose one of: [%s]"
                  .formatted(pod.meta().name(), choice)));
    }
    return names.contains(asked)
        ? Attempt.of(asked)
        : Attempt.refuse(
            Status.badRequest(
                "container %s is not valid for pod %s".formatted(asked, pod.meta().name())));
  }

  private static Attempt<Target> started(Pod pod, String container) {
    if (pod.spec().nodeName().isEmpty()) {
      return Attempt.refuse(
          Status.badRequest("pod %s does not have a host assigned".formatted(pod.meta().name())));
    }
    List<String> reasons = new ArrayList<>();
    for (ContainerStatus status : pod.status().containers()) {
      if (status.name().equals(container) && status.state() instanceof State.Waiting waiting) {
        reasons.add(waiting.reason());
      }
    }
    return reasons.isEmpty()
        ? Attempt.of(new Target(pod, container))
        : Attempt.refuse(
            Status.badRequest(
                "container \"%s\" in pod \"%s\" is waiting to start: %s"
                    .formatted(container, pod.meta().name(), reasons.getFirst())));
  }
}
