package io.eksnet.kube;

import io.eksnet.net.IpAddress;
import io.eksnet.net.Protocol;
import java.util.List;
import java.util.Optional;

/**
 * Some of a Service's endpoints.
 *
 * @param addressType IPv4, IPv6 or FQDN
 */
public record EndpointSlice(
    ObjectMeta meta, String addressType, List<Port> ports, List<Endpoint> endpoints)
    implements KubeFact {
  /** The label that names the Service. */
  public static final String SERVICE_NAME_LABEL = "kubernetes.io/service-name";

  /** A port as the pods have it. */
  public record Port(String name, Protocol protocol, int port) {}

  /**
   * One endpoint.
   *
   * @param ready whether traffic goes there
   * @param serving whether it is ready, terminating or not
   * @param pod the pod it stands for
   * @param hintZones the zones whose clients should prefer it; empty means all
   */
  public record Endpoint(
      List<IpAddress> addresses,
      boolean ready,
      boolean serving,
      boolean terminating,
      Optional<String> nodeName,
      Optional<String> zone,
      Optional<ObjectKey> pod,
      Optional<String> podUid,
      Optional<String> hostname,
      List<String> hintZones) {
    public Endpoint {
      addresses = List.copyOf(addresses);
      hintZones = List.copyOf(hintZones);
    }
  }

  public EndpointSlice {
    ports = List.copyOf(ports);
    endpoints = List.copyOf(endpoints);
  }

  /** The Service it belongs to. */
  public Optional<ObjectKey> service() {
    return Optional.ofNullable(meta.labels().get(SERVICE_NAME_LABEL))
        .map(name -> new ObjectKey(meta.namespace(), name));
  }
}
