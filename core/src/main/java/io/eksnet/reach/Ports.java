package io.eksnet.reach;

import io.eksnet.kube.Container;
import io.eksnet.kube.Pod;
import io.eksnet.kube.Service;
import io.eksnet.net.Protocol;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the port that a question means: by number, by name, or the only one that there is. */
final class Ports {
  private Ports() {}

  /** A port that was found. */
  record Named(String name, int number, Protocol protocol) {
    String text() {
      String port = number + "/" + protocol.toString().toUpperCase(Locale.ROOT);
      return name.isEmpty() ? port : port + " (" + name + ")";
    }
  }

  /** A port of a pod; one that it does not declare may be asked for by number. */
  static Found<Named> ofPod(Pod pod, Optional<Where.Port> asked) {
    List<Named> declared = Deliveries.ports(pod).stream().map(Ports::named).distinct().toList();
    if (declared.isEmpty() && asked.isEmpty()) {
      return not(
          "pod "
              + pod.key()
              + " declares no ports: say which, such as pod/"
              + pod.meta().name()
              + ":8080",
          List.of());
    }
    return choose("pod " + pod.key(), "pod/" + pod.meta().name(), declared, asked, true);
  }

  /** A port of a Service. */
  static Found<Named> ofService(Service service, Optional<Where.Port> asked) {
    List<Named> ports =
        service.spec().ports().stream()
            .map(port -> new Named(port.name(), port.port(), port.protocol()))
            .toList();
    return choose("Service " + service.key(), "svc/" + service.meta().name(), ports, asked, false);
  }

  /** A port of something that declares none: by number only. */
  static Found<Named> byNumber(String what, Optional<Where.Port> asked, List<Named> hints) {
    if (asked.flatMap(Where.Port::number).isPresent()) {
      return new Found.Ok<>(undeclared(asked.get()));
    }
    return asked.isPresent()
        ? not("\"" + asked.get() + "\" is no port of " + what + ": give a number", texts(hints))
        : not("say which port of " + what, texts(hints));
  }

  private static Found<Named> choose(
      String what, String written, List<Named> ports, Optional<Where.Port> asked, boolean others) {
    if (asked.isEmpty()) {
      return ports.size() == 1
          ? new Found.Ok<>(ports.getFirst())
          : not(
              what + " has " + ports.size() + " ports: say which",
              ports.stream().map(it -> written + ":" + it.number() + suffix(it)).toList());
    }
    Where.Port port = asked.get();
    List<Named> matching =
        ports.stream()
            .filter(it -> port.protocol().isEmpty() || port.protocol().get().equals(it.protocol()))
            .filter(
                it ->
                    port.number()
                        .map(number -> number == it.number())
                        .orElse(it.name().equals(port.text())))
            .toList();
    Optional<Named> found =
        matching.stream()
            .filter(it -> it.protocol().equals(Protocol.TCP))
            .findFirst()
            .or(() -> matching.stream().findFirst());
    if (found.isPresent()) {
      return new Found.Ok<>(found.get());
    }
    if (others && port.number().isPresent()) {
      return new Found.Ok<>(undeclared(port));
    }
    return not(what + " has no port " + port, texts(ports));
  }

  private static String suffix(Named port) {
    return port.protocol().equals(Protocol.TCP) ? "" : "/" + port.protocol();
  }

  private static Named undeclared(Where.Port port) {
    return new Named("", port.number().orElseThrow(), port.protocol().orElse(Protocol.TCP));
  }

  private static List<String> texts(List<Named> ports) {
    return ports.stream().map(Named::text).toList();
  }

  private static Named named(Container.Port port) {
    return new Named(port.name(), port.containerPort(), port.protocol());
  }

  /** The node ports that there are. */
  static List<Named> nodePorts(Stream<Service> services) {
    return services
        .flatMap(
            service ->
                service.spec().ports().stream()
                    .filter(port -> port.nodePort() != 0)
                    .map(
                        port ->
                            new Named(service.key().toString(), port.nodePort(), port.protocol())))
        .limit(10)
        .toList();
  }

  private static <T> Found<T> not(String message, List<String> choices) {
    return new Found.Not<>(new TraceAnswer.Unclear(message, choices));
  }
}
