package io.eksnet.kube;

import io.eksnet.table.Facts;
import io.eksnet.table.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Kubernetes' facts at one moment, typed.
 *
 * @param facts where they are read
 */
public record Kube(Facts facts) {
  /** A pod. */
  public Optional<Pod> pod(ObjectKey key) {
    return find(ResourceName.PODS, key, Pod.class);
  }

  /** All pods. */
  public Stream<Pod> pods() {
    return all(ResourceName.PODS, Pod.class);
  }

  /** The pods of a namespace. */
  public List<Pod> podsIn(String namespace) {
    return typed(facts.table(KubeObject.PODS).by(KubeObject.BY_NAMESPACE, namespace), Pod.class);
  }

  /** The pods bound to a node. */
  public List<Pod> podsOn(String node) {
    return typed(facts.table(KubeObject.PODS).by(KubeObject.PODS_BY_NODE, node), Pod.class);
  }

  /** The pods with an owner. */
  public List<Pod> podsOwnedBy(String uid) {
    return typed(facts.table(KubeObject.PODS).by(KubeObject.BY_OWNER, uid), Pod.class);
  }

  /** The pods that hold an address; several when they share their node's. */
  public List<Pod> podsWith(io.eksnet.net.IpAddress address) {
    return typed(
        facts.table(KubeObject.PODS).by(KubeObject.PODS_BY_ADDRESS, address.toString()), Pod.class);
  }

  /** The pods of a namespace whose labels a selector means. */
  public List<Pod> podsMatching(String namespace, LabelSelector selector) {
    Table<ObjectKey, KubeObject> pods = facts.table(KubeObject.PODS);
    Collection<ObjectKey> fewest = pods.keysBy(KubeObject.BY_NAMESPACE, namespace);
    for (Map.Entry<String, String> label : selector.matchLabels().entrySet()) {
      Collection<ObjectKey> keys =
          pods.keysBy(KubeObject.PODS_BY_LABEL, KubeObject.labelled(namespace, label));
      fewest = keys.size() < fewest.size() ? keys : fewest;
    }
    List<Pod> matching = new ArrayList<>(fewest.size());
    for (ObjectKey key : fewest) {
      pods.get(key)
          .flatMap(KubeObject::pod)
          .filter(pod -> selector.matches(pod.meta().labels()))
          .ifPresent(matching::add);
    }
    return matching;
  }

  /** The Services whose selector means a pod of a namespace with these labels. */
  public List<Service> servicesSelecting(String namespace, Map<String, String> labels) {
    Table<ObjectKey, KubeObject> services = facts.table(KubeObject.SERVICES);
    List<Service> selecting = new ArrayList<>();
    for (Map.Entry<String, String> label : labels.entrySet()) {
      for (Service service :
          typed(
              services.by(KubeObject.SERVICES_BY_SELECTOR, KubeObject.labelled(namespace, label)),
              Service.class)) {
        if (labels.entrySet().containsAll(service.spec().selector().entrySet())) {
          selecting.add(service);
        }
      }
    }
    return selecting;
  }

  /** The pods that wait for a scheduler to find them a node. */
  public List<Pod> unboundPods(String scheduler) {
    return typed(facts.table(KubeObject.PODS).by(KubeObject.UNBOUND_PODS, scheduler), Pod.class);
  }

  /** What the pods on a node take of it. */
  public NodeUsage usageOf(String node) {
    return facts.table(KubeObject.PODS).fold(KubeObject.USAGE, node);
  }

  /** How many pods of a controller each node has; nodes without one are absent. */
  public Map<String, Integer> spreadOf(String controllerUid) {
    return facts.table(KubeObject.PODS).fold(KubeObject.SPREAD, controllerUid);
  }

  /** A node. */
  public Optional<Node> node(String name) {
    return find(ResourceName.NODES, ObjectKey.cluster(name), Node.class);
  }

  /** All nodes. */
  public Stream<Node> nodes() {
    return all(ResourceName.NODES, Node.class);
  }

  /** A namespace. */
  public Optional<Namespace> namespace(String name) {
    return find(ResourceName.NAMESPACES, ObjectKey.cluster(name), Namespace.class);
  }

  /** All namespaces. */
  public Stream<Namespace> namespaces() {
    return all(ResourceName.NAMESPACES, Namespace.class);
  }

  /** A Service. */
  public Optional<Service> service(ObjectKey key) {
    return find(ResourceName.SERVICES, key, Service.class);
  }

  /** All Services. */
  public Stream<Service> services() {
    return all(ResourceName.SERVICES, Service.class);
  }

  /** The Services of a namespace. */
  public List<Service> servicesIn(String namespace) {
    return typed(
        facts.table(KubeObject.SERVICES).by(KubeObject.BY_NAMESPACE, namespace), Service.class);
  }

  /** The Service with a cluster address. */
  public Optional<Service> serviceAt(io.eksnet.net.IpAddress clusterIp) {
    return typed(
            facts
                .table(KubeObject.SERVICES)
                .by(KubeObject.SERVICES_BY_CLUSTER_IP, clusterIp.toString()),
            Service.class)
        .stream()
        .findFirst();
  }

  /** The Services that take a port on the nodes, be it for traffic or for health checks. */
  public List<Service> servicesAtNodePort(int port) {
    return typed(
        facts.table(KubeObject.SERVICES).by(KubeObject.SERVICES_BY_NODE_PORT, port), Service.class);
  }

  /** The EndpointSlices of a Service. */
  public List<EndpointSlice> slicesOf(ObjectKey service) {
    return typed(
        facts
            .table(KubeObject.ENDPOINT_SLICES)
            .by(KubeObject.SLICES_BY_SERVICE, service.toString()),
        EndpointSlice.class);
  }

  /** A Deployment. */
  public Optional<Deployment> deployment(ObjectKey key) {
    return find(ResourceName.DEPLOYMENTS, key, Deployment.class);
  }

  /** A ReplicaSet. */
  public Optional<ReplicaSet> replicaSet(ObjectKey key) {
    return find(ResourceName.REPLICA_SETS, key, ReplicaSet.class);
  }

  /** The ReplicaSets with an owner. */
  public List<ReplicaSet> replicaSetsOwnedBy(String uid) {
    return typed(
        facts.table(KubeObject.kind(ResourceName.REPLICA_SETS)).by(KubeObject.BY_OWNER, uid),
        ReplicaSet.class);
  }

  /** A DaemonSet. */
  public Optional<DaemonSet> daemonSet(ObjectKey key) {
    return find(ResourceName.DAEMON_SETS, key, DaemonSet.class);
  }

  /** All DaemonSets. */
  public Stream<DaemonSet> daemonSets() {
    return all(ResourceName.DAEMON_SETS, DaemonSet.class);
  }

  /** A ConfigMap. */
  public Optional<ConfigMap> configMap(ObjectKey key) {
    return find(ResourceName.CONFIG_MAPS, key, ConfigMap.class);
  }

  /** All NetworkPolicies. */
  public Stream<NetworkPolicy> networkPolicies() {
    return all(ResourceName.NETWORK_POLICIES, NetworkPolicy.class);
  }

  /** The NetworkPolicies of a namespace. */
  public List<NetworkPolicy> networkPoliciesIn(String namespace) {
    return typed(
        facts
            .table(KubeObject.kind(ResourceName.NETWORK_POLICIES))
            .by(KubeObject.BY_NAMESPACE, namespace),
        NetworkPolicy.class);
  }

  /** An object of any resource. */
  public Optional<KubeObject> object(ObjectRef ref) {
    return facts.find(KubeObject.kind(ref.resource()), ref.key());
  }

  private <F extends KubeFact> Optional<F> find(
      ResourceName resource, ObjectKey key, Class<F> type) {
    return facts
        .find(KubeObject.kind(resource), key)
        .flatMap(KubeObject::fact)
        .filter(type::isInstance)
        .map(type::cast);
  }

  private <F extends KubeFact> Stream<F> all(ResourceName resource, Class<F> type) {
    return facts.table(KubeObject.kind(resource)).stream()
        .flatMap(object -> object.fact().stream())
        .filter(type::isInstance)
        .map(type::cast);
  }

  private static <F extends KubeFact> List<F> typed(Collection<KubeObject> objects, Class<F> type) {
    List<F> facts = new ArrayList<>(objects.size());
    for (KubeObject object : objects) {
      KubeFact fact = object.fact().orElse(null);
      if (type.isInstance(fact)) {
        facts.add(type.cast(fact));
      }
    }
    return facts;
  }
}
