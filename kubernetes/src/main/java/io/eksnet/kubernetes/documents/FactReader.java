package io.eksnet.kubernetes.documents;

import io.eksnet.kube.ConfigMap;
import io.eksnet.kube.DaemonSet;
import io.eksnet.kube.Deployment;
import io.eksnet.kube.EndpointSlice;
import io.eksnet.kube.KubeFact;
import io.eksnet.kube.Namespace;
import io.eksnet.kube.NetworkPolicy;
import io.eksnet.kube.Node;
import io.eksnet.kube.ObjectMeta;
import io.eksnet.kube.Pod;
import io.eksnet.kube.ReplicaSet;
import io.eksnet.kube.ResourceName;
import io.eksnet.kube.Service;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;

/** Reads from a document what core wants to know of it; one row a kind. */
public final class FactReader {
  private static final Map<ResourceName, BiFunction<ObjectMeta, JsonNode, KubeFact>> READERS =
      Map.of(
          ResourceName.CONFIG_MAPS, (meta, it) -> new ConfigMap(meta, Fields.map(it, "data")),
          ResourceName.DAEMON_SETS, WorkloadReader::daemonSet,
          ResourceName.DEPLOYMENTS, WorkloadReader::deployment,
          ResourceName.ENDPOINT_SLICES, EndpointSliceReader::read,
          ResourceName.NAMESPACES, FactReader::namespace,
          ResourceName.NETWORK_POLICIES, NetworkPolicyReader::read,
          ResourceName.NODES, NodeReader::read,
          ResourceName.PODS, PodReader::read,
          ResourceName.REPLICA_SETS, WorkloadReader::replicaSet,
          ResourceName.SERVICES, ServiceReader::read);

  private FactReader() {}

  /**
   * The fact; none for kinds that core does not read.
   *
   * @param document with defaults filled in
   */
  public static Optional<KubeFact> read(ResourceName resource, ObjectMeta meta, JsonNode document) {
    return Optional.ofNullable(READERS.get(resource)).map(it -> it.apply(meta, document));
  }

  private static Namespace namespace(ObjectMeta meta, JsonNode document) {
    return new Namespace(meta, Fields.text(document.path("status"), "phase").equals("Terminating"));
  }

  /** The same fact of an object whose metadata alone has changed. */
  public static KubeFact withMeta(KubeFact fact, ObjectMeta meta) {
    return switch (fact) {
      case ConfigMap it -> new ConfigMap(meta, it.data());
      case DaemonSet it -> new DaemonSet(meta, it.spec(), it.status());
      case Deployment it -> new Deployment(meta, it.spec(), it.status());
      case EndpointSlice it ->
          new EndpointSlice(meta, it.addressType(), it.ports(), it.endpoints());
      case Namespace it -> new Namespace(meta, it.terminating());
      case NetworkPolicy it ->
          new NetworkPolicy(
              meta,
              it.podSelector(),
              it.isolatesIngress(),
              it.isolatesEgress(),
              it.ingress(),
              it.egress());
      case Node it -> new Node(meta, it.spec(), it.status());
      case Pod it -> new Pod(meta, it.spec(), it.status());
      case ReplicaSet it -> new ReplicaSet(meta, it.spec(), it.status());
      case Service it -> new Service(meta, it.spec());
    };
  }
}
