package io.eksnet.kube;

import io.eksnet.table.Fold;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.util.List;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * A Kubernetes object as it is stored, in parts, so that a status write never touches the spec and
 * an answer only joins texts.
 *
 * @param resource what kind of object
 * @param meta its metadata, typed
 * @param body a JSON object with every top-level member but apiVersion, kind, metadata and status:
 *     {@code {"spec":{...}}} for a Pod, {@code {"data":{...}}} for a ConfigMap
 * @param status the value of its status member; the empty object for kinds without one
 * @param managedFields the JSON array of metadata.managedFields
 * @param fact what core reads of it; none for kinds that core does not read
 */
public record KubeObject(
    ResourceName resource,
    ObjectMeta meta,
    Json body,
    Json status,
    Json managedFields,
    Optional<KubeFact> fact) {

  /** Objects by the uid of each owner. */
  public static final Index<KubeObject, String> BY_OWNER =
      Index.byEach(
          "objects by owner",
          object -> object.meta().ownerReferences().stream().map(OwnerReference::uid).toList());

  /** Objects by namespace. */
  public static final Index<KubeObject, String> BY_NAMESPACE =
      Index.by("objects by namespace", object -> object.meta().namespace());

  /** Pods by the node they are bound to. */
  public static final Index<KubeObject, String> PODS_BY_NODE =
      Index.byOptional("pods by node", object -> object.pod().flatMap(p -> p.spec().nodeName()));

  /** Pods by each of their addresses, in text; host-network pods by their node's. */
  public static final Index<KubeObject, String> PODS_BY_ADDRESS =
      Index.byEach(
          "pods by address",
          object ->
              object
                  .pod()
                  .map(p -> p.status().podIps().stream().map(Object::toString).toList())
                  .orElse(List.of()));

  /** EndpointSlices by {@code namespace/service}. */
  public static final Index<KubeObject, String> SLICES_BY_SERVICE =
      Index.byOptional(
          "endpoint slices by service",
          object ->
              Optional.ofNullable(object.meta().labels().get(EndpointSlice.SERVICE_NAME_LABEL))
                  .map(service -> object.meta().namespace() + "/" + service));

  /** Services by each of their cluster addresses, in text. */
  public static final Index<KubeObject, String> SERVICES_BY_CLUSTER_IP =
      Index.byEach(
          "services by cluster address",
          object ->
              object.fact().orElse(null) instanceof Service service
                  ? service.spec().clusterIps().stream().map(Object::toString).toList()
                  : List.of());

  /** Nodes by their cloud provider's id. */
  public static final Index<KubeObject, String> NODES_BY_PROVIDER_ID =
      Index.byOptional(
          "nodes by provider id",
          object ->
              object.fact().orElse(null) instanceof Node node && !node.spec().providerId().isEmpty()
                  ? Optional.of(node.spec().providerId())
                  : Optional.empty());

  /** Pods by each of their labels: {@code namespace/key=value}. */
  public static final Index<KubeObject, String> PODS_BY_LABEL =
      Index.byEach(
          "pods by label",
          object ->
              object.meta().labels().entrySet().stream()
                  .map(label -> labelled(object.meta().namespace(), label))
                  .toList());

  /** Pods that wait for a node, by the scheduler that is to find it. */
  public static final Index<KubeObject, String> UNBOUND_PODS =
      Index.byOptional(
          "unbound pods by scheduler",
          object ->
              object
                  .pod()
                  .filter(pod -> pod.spec().nodeName().isEmpty() && !pod.status().ended())
                  .map(pod -> pod.spec().schedulerName()));

  /** Services by the first label of their selector: {@code namespace/key=value}. */
  public static final Index<KubeObject, String> SERVICES_BY_SELECTOR =
      Index.byOptional(
          "services by selector",
          object ->
              object.fact().orElse(null) instanceof Service service
                  ? service.spec().selector().entrySet().stream()
                      .min(java.util.Map.Entry.comparingByKey())
                      .map(label -> labelled(object.meta().namespace(), label))
                  : Optional.empty());

  /** Services by each port that they take on the nodes. */
  public static final Index<KubeObject, Integer> SERVICES_BY_NODE_PORT =
      Index.byEach(
          "services by node port",
          object ->
              object.fact().orElse(null) instanceof Service service
                  ? service.spec().nodePorts()
                  : List.of());

  /** What the pods on each node take of it. */
  public static final Fold<KubeObject, String, NodeUsage> USAGE =
      new Fold<>(
          "usage by node",
          object -> object.pod().flatMap(pod -> pod.spec().nodeName()).orElse(""),
          NodeUsage.NONE,
          (usage, object) -> occupant(object).map(usage::plus).orElse(usage),
          (usage, object) -> occupant(object).map(usage::minus).orElse(usage));

  /** How many pods of each controller, by its uid, are on each node; not those being deleted. */
  public static final Fold<KubeObject, String, PMap<String, Integer>> SPREAD =
      new Fold<>(
          "spread of a controller's pods over nodes",
          object -> object.meta().controller().map(OwnerReference::uid).orElse(""),
          HashTreePMap.empty(),
          (spread, object) -> spreadBy(spread, object, 1),
          (spread, object) -> spreadBy(spread, object, -1));

  /** The pods' kind. */
  public static final Kind<ObjectKey, KubeObject> PODS =
      base(ResourceName.PODS)
          .indexed(PODS_BY_NODE)
          .indexed(PODS_BY_ADDRESS)
          .indexed(PODS_BY_LABEL)
          .indexed(UNBOUND_PODS)
          .folded(USAGE)
          .folded(SPREAD);

  /** The services' kind. */
  public static final Kind<ObjectKey, KubeObject> SERVICES =
      base(ResourceName.SERVICES)
          .indexed(SERVICES_BY_CLUSTER_IP)
          .indexed(SERVICES_BY_SELECTOR)
          .indexed(SERVICES_BY_NODE_PORT);

  /** The endpoint slices' kind. */
  public static final Kind<ObjectKey, KubeObject> ENDPOINT_SLICES =
      base(ResourceName.ENDPOINT_SLICES).indexed(SLICES_BY_SERVICE);

  /** The nodes' kind. */
  public static final Kind<ObjectKey, KubeObject> NODES =
      base(ResourceName.NODES).indexed(NODES_BY_PROVIDER_ID);

  /** The leases' kind: their renewals are noise that no journal keeps. */
  public static final Kind<ObjectKey, KubeObject> LEASES = base(ResourceName.LEASES).notJournaled();

  private static final java.util.Map<ResourceName, Kind<ObjectKey, KubeObject>> INDEXED =
      java.util.Map.of(
          ResourceName.PODS, PODS,
          ResourceName.SERVICES, SERVICES,
          ResourceName.ENDPOINT_SLICES, ENDPOINT_SLICES,
          ResourceName.NODES, NODES,
          ResourceName.LEASES, LEASES);

  /** The kind under which a resource's objects are stored; one table for each resource. */
  public static Kind<ObjectKey, KubeObject> kind(ResourceName resource) {
    Kind<ObjectKey, KubeObject> own = INDEXED.get(resource);
    return own != null ? own : base(resource);
  }

  private static Kind<ObjectKey, KubeObject> base(ResourceName resource) {
    return Kind.of("kube/" + resource, KubeObject.class, KubeObject::key)
        .indexed(BY_OWNER)
        .indexed(BY_NAMESPACE);
  }

  static String labelled(String namespace, java.util.Map.Entry<String, String> label) {
    return namespace + "/" + label.getKey() + "=" + label.getValue();
  }

  private static Optional<Pod> occupant(KubeObject object) {
    return object.pod().filter(pod -> pod.spec().nodeName().isPresent() && !pod.status().ended());
  }

  private static PMap<String, Integer> spreadBy(
      PMap<String, Integer> spread, KubeObject object, int sign) {
    if (object.meta().deleting() || object.meta().controller().isEmpty()) {
      return spread;
    }
    return occupant(object)
        .flatMap(pod -> pod.spec().nodeName())
        .map(
            node -> {
              int count = spread.getOrDefault(node, 0) + sign;
              return count == 0 ? spread.minus(node) : spread.plus(node, count);
            })
        .orElse(spread);
  }

  /** Namespace and name. */
  public ObjectKey key() {
    return meta.key();
  }

  /** Resource, namespace and name. */
  public ObjectRef ref() {
    return new ObjectRef(resource, key());
  }

  /** The typed pod, if this is one. */
  public Optional<Pod> pod() {
    return fact.orElse(null) instanceof Pod pod ? Optional.of(pod) : Optional.empty();
  }
}
