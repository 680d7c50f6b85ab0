package io.eksnet.kube;

import io.eksnet.net.IpAddress;
import io.eksnet.net.Protocol;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A Service. */
public record Service(ObjectMeta meta, Spec spec) implements KubeFact {
  /** The types of a Service. */
  public enum Type {
    CLUSTER_IP("ClusterIP"),
    NODE_PORT("NodePort"),
    LOAD_BALANCER("LoadBalancer"),
    EXTERNAL_NAME("ExternalName");

    private final String text;

    Type(String text) {
      this.text = text;
    }

    /** Kubernetes' word. */
    public String text() {
      return text;
    }
  }

  /**
   * What a Service is to be.
   *
   * @param clusterIps its virtual addresses; empty for headless Services and ExternalName
   * @param headless whether clusterIP is None
   * @param selector empty when its endpoints are kept by hand
   * @param externalTrafficPolicy Cluster or Local; empty where it does not apply
   * @param internalTrafficPolicy Cluster or Local
   * @param healthCheckNodePort where every node tells whether it has ready endpoints, by HTTP; 0
   *     when none
   */
  public record Spec(
      Type type,
      List<IpAddress> clusterIps,
      boolean headless,
      List<Port> ports,
      Map<String, String> selector,
      String externalTrafficPolicy,
      String internalTrafficPolicy,
      String sessionAffinity,
      boolean publishNotReadyAddresses,
      List<IpAddress> externalIps,
      String externalName,
      int healthCheckNodePort) {
    public Spec {
      clusterIps = List.copyOf(clusterIps);
      ports = List.copyOf(ports);
      selector = Map.copyOf(selector);
      externalIps = List.copyOf(externalIps);
    }

    /** The ports that it takes on every node, the one for health checks among them. */
    public List<Integer> nodePorts() {
      return Stream.concat(ports.stream().map(Port::nodePort), Stream.of(healthCheckNodePort))
          .filter(port -> port != 0)
          .distinct()
          .toList();
    }
  }

  /**
   * One port.
   *
   * @param name empty when the Service has one port only
   * @param nodePort 0 when none
   */
  public record Port(String name, Protocol protocol, int port, TargetPort target, int nodePort) {}

  /** Where a port's traffic goes in the pod. */
  public sealed interface TargetPort {
    /** A number. */
    record Number(int port) implements TargetPort {
      @Override
      public String toString() {
        return Integer.toString(port);
      }
    }

    /** The port of that name, which each pod resolves for itself. */
    record Name(String name) implements TargetPort {
      @Override
      public String toString() {
        return name;
      }
    }
  }

  /** Namespace and name. */
  public ObjectKey key() {
    return meta.key();
  }
}
