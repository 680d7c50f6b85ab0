package io.eksnet.kube;

import io.eksnet.net.Protocol;
import java.util.List;
import java.util.Map;

/**
 * A container of a pod or a template.
 *
 * @param env its variables with literal values, in order
 * @param requests what it asks for
 */
public record Container(
    String name,
    String image,
    List<String> args,
    Map<String, String> env,
    List<Port> ports,
    Resources requests) {

  /**
   * A declared port.
   *
   * @param name may be empty
   * @param hostPort 0 when none
   */
  public record Port(String name, int containerPort, int hostPort, Protocol protocol) {}

  public Container {
    args = List.copyOf(args);
    env = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(env));
    ports = List.copyOf(ports);
  }
}
