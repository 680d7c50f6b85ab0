package io.eksnet.kubernetes.admission;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Ports that are given by number or by name. */
final class PortRules {
  /** In the order in which Kubernetes lists them. */
  static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");

  private PortRules() {}

  /** A number from 1 to 65535, or a name. */
  static void numberOrName(JsonNode port, String path, Problems problems) {
    if (port.isString()) {
      problems.invalid(path, port.asString(), Formats.portName(port.asString()));
    } else {
      problems.invalid(path, port.asLong(0), Formats.portNumber(port.asLong(0)));
    }
  }
}
