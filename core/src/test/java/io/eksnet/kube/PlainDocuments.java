package io.eksnet.kube;

import io.eksnet.id.Context;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Documents without documents, for tests of core: fills metadata and the typed fact and leaves the
 * JSON parts empty, but for events (see {@link #events}). What an API server does by itself when an
 * object is written (uids, generations, grace, finalizers) is done here as there.
 */
public final class PlainDocuments implements Documents {
  private static final Json NO_FIELDS = Json.of("[]");

  /** An event as it was recorded. */
  public record Event(
      String about, String type, String reason, String message, String component, int count) {}

  /** An object that holds a fact, as the store keeps it. */
  public static KubeObject object(KubeFact fact) {
    return bare(resourceOf(fact), fact.meta(), Optional.of(fact));
  }

  /** The change that states a fact as an object. */
  public static Change<?, ?> put(KubeFact fact) {
    return put(object(fact));
  }

  /** Every event, in the order of keys. */
  public static List<Event> events(Facts facts) {
    return facts.table(KubeObject.kind(ResourceName.EVENTS)).stream()
        .map(
            event -> {
              Map<String, String> a = event.meta().annotations();
              return new Event(
                  a.getOrDefault("about", ""),
                  a.getOrDefault("type", ""),
                  a.getOrDefault("reason", ""),
                  a.getOrDefault("message", ""),
                  a.getOrDefault("component", ""),
                  Integer.parseInt(a.getOrDefault("count", "1")));
            })
        .toList();
  }

  /** The events with a reason. */
  public static List<Event> events(Facts facts, String reason) {
    return events(facts).stream().filter(event -> event.reason().equals(reason)).toList();
  }

  @Override
  public List<Change<?, ?>> render(Facts facts, KubeWrite write, Context context) {
    Kube kube = new Kube(facts);
    return switch (write) {
      case KubeWrite.CreatePod pod -> ifNew(kube, ResourceName.PODS, made(pod, context));
      case KubeWrite.CreateReplicaSet set ->
          ifNew(kube, ResourceName.REPLICA_SETS, made(set, context));
      case KubeWrite.CreateNode node -> ifNew(kube, ResourceName.NODES, made(node, context));
      case KubeWrite.CreateServiceAccount(ObjectKey key) ->
          kube.object(new ObjectRef(ResourceName.SERVICE_ACCOUNTS, key)).isPresent()
              ? List.of()
              : List.of(
                  put(bare(ResourceName.SERVICE_ACCOUNTS, meta(key, context), Optional.empty())));
      case KubeWrite.ScaleReplicaSet(ObjectKey key, int replicas) ->
          changed(kube, ResourceName.REPLICA_SETS, key, fact -> scaled(fact, replicas));
      case KubeWrite.BindPod(ObjectKey key, String node) ->
          changed(kube, ResourceName.PODS, key, fact -> bound(fact, node, context.now()));
      case KubeWrite.PutPodStatus(ObjectKey key, PodStatus status) ->
          changed(kube, ResourceName.PODS, key, fact -> ((Pod) fact).withStatus(status));
      case KubeWrite.PutNodeStatus(String name, Node.Status status) ->
          changed(
              kube,
              ResourceName.NODES,
              ObjectKey.cluster(name),
              fact -> new Node(fact.meta(), ((Node) fact).spec(), status));
      case KubeWrite.PutNodeTaints(String name, List<Taint> taints) ->
          changed(kube, ResourceName.NODES, ObjectKey.cluster(name), fact -> tainted(fact, taints));
      case KubeWrite.PutNodeUnschedulable(String name, boolean unschedulable) ->
          changed(
              kube,
              ResourceName.NODES,
              ObjectKey.cluster(name),
              fact -> cordoned((Node) fact, unschedulable));
      case KubeWrite.PutDeploymentStatus(ObjectKey key, Deployment.Status status) ->
          changed(
              kube,
              ResourceName.DEPLOYMENTS,
              key,
              fact -> new Deployment(fact.meta(), ((Deployment) fact).spec(), status));
      case KubeWrite.PutReplicaSetStatus(ObjectKey key, ReplicaSet.Status status) ->
          changed(
              kube,
              ResourceName.REPLICA_SETS,
              key,
              fact -> new ReplicaSet(fact.meta(), ((ReplicaSet) fact).spec(), status));
      case KubeWrite.PutDaemonSetStatus(ObjectKey key, DaemonSet.Status status) ->
          changed(
              kube,
              ResourceName.DAEMON_SETS,
              key,
              fact -> new DaemonSet(fact.meta(), ((DaemonSet) fact).spec(), status));
      case KubeWrite.PutEndpointSlice(EndpointSlice slice) -> put(kube, slice, context);
      case KubeWrite.PutEndpoints(ObjectKey service, List<EndpointSlice> slices) ->
          mirror(kube, service, slices, context);
      case KubeWrite.PutConfigMap(ObjectKey key, Map<String, String> data) ->
          put(kube, key, data, context);
      case KubeWrite.Annotate(ObjectRef ref, Map<String, String> annotations) ->
          remade(kube, ref, meta -> meta.withAnnotations(joined(meta.annotations(), annotations)));
      case KubeWrite.Label(ObjectRef ref, Map<String, String> labels) ->
          remade(kube, ref, meta -> meta.withLabels(joined(meta.labels(), labels)));
      case KubeWrite.Unlabel(ObjectRef ref, var keys) ->
          remade(kube, ref, meta -> meta.withLabels(without(meta.labels(), keys)));
      case KubeWrite.PutOwners(ObjectRef ref, List<OwnerReference> owners) ->
          remade(kube, ref, meta -> meta.withOwnerReferences(owners));
      case KubeWrite.PutFinalizers(ObjectRef ref, List<String> finalizers) ->
          finalizersPut(kube, ref, finalizers);
      case KubeWrite.Delete(ObjectRef ref) ->
          kube.object(ref).map(object -> deleted(object, context)).orElse(List.of());
      case KubeWrite.Remove(ObjectRef ref) ->
          kube.object(ref).isPresent()
              ? List.of(Change.remove(KubeObject.kind(ref.resource()), ref.key()))
              : List.of();
      case KubeWrite.RecordEvent event -> recorded(kube, event, context);
    };
  }

  private static Node cordoned(Node node, boolean unschedulable) {
    return new Node(
        node.meta(),
        new Node.Spec(node.spec().providerId(), unschedulable, node.spec().taints()),
        node.status());
  }

  private static Map<String, String> without(Map<String, String> labels, Set<String> keys) {
    Map<String, String> fewer = new TreeMap<>(labels);
    fewer.keySet().removeAll(keys);
    return fewer;
  }

  private static List<Change<?, ?>> ifNew(Kube kube, ResourceName resource, KubeFact fact) {
    return kube.object(new ObjectRef(resource, fact.meta().key())).isPresent()
        ? List.of()
        : List.of(put(fact));
  }

  private static Pod made(KubeWrite.CreatePod write, Context context) {
    PodSpec template = write.template().spec();
    List<PodSpec.NodeSelectorTerm> affinity =
        write.pinnedTo().map(node -> pinned(template, node)).orElse(template.nodeAffinity());
    List<Toleration> tolerations =
        Stream.concat(template.tolerations().stream(), write.tolerations().stream())
            .distinct()
            .toList();
    PodSpec spec =
        new PodSpec(
            template.nodeName(),
            template.hostNetwork(),
            template.serviceAccountName(),
            template.restartPolicy(),
            template.schedulerName(),
            template.priority(),
            template.containers(),
            template.initContainers(),
            template.nodeSelector(),
            affinity,
            tolerations,
            template.terminationGracePeriodSeconds(),
            template.hostname(),
            template.subdomain(),
            template.readinessGates());
    ObjectMeta meta =
        new ObjectMeta(
            write.key().name(),
            write.key().namespace(),
            context.ids().uuid(),
            write.generateName(),
            write.labels(),
            write.template().annotations(),
            context.now(),
            1,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(write.owner()));
    return new Pod(meta, spec, PodStatus.NEW);
  }

  private static List<PodSpec.NodeSelectorTerm> pinned(PodSpec spec, String node) {
    List<LabelSelector.Requirement> name =
        List.of(
            new LabelSelector.Requirement(
                "metadata.name", LabelSelector.Operator.IN, List.of(node)));
    return spec.nodeAffinity().isEmpty()
        ? List.of(new PodSpec.NodeSelectorTerm(List.of(), name))
        : spec.nodeAffinity().stream()
            .map(term -> new PodSpec.NodeSelectorTerm(term.matchExpressions(), name))
            .toList();
  }

  private static ReplicaSet made(KubeWrite.CreateReplicaSet write, Context context) {
    Deployment owner = write.owner();
    Map<String, String> hash = Map.of("pod-template-hash", write.podTemplateHash());
    PodTemplate template = owner.spec().template();
    LabelSelector selector =
        new LabelSelector(
            new TreeMap<>(joined(owner.spec().selector().matchLabels(), hash)),
            owner.spec().selector().matchExpressions());
    ObjectMeta meta =
        meta(new ObjectKey(owner.meta().namespace(), write.name()), context)
            .withLabels(joined(template.labels(), hash))
            .withAnnotations(
                joined(
                    owner.meta().annotations(),
                    Map.of("deployment.kubernetes.io/revision", Long.toString(write.revision()))))
            .withOwnerReferences(
                List.of(
                    new OwnerReference(
                        "apps/v1",
                        "Deployment",
                        owner.meta().name(),
                        owner.meta().uid(),
                        true,
                        true)));
    return new ReplicaSet(
        meta,
        new ReplicaSet.Spec(
            write.replicas(),
            selector,
            new PodTemplate(
                joined(template.labels(), hash),
                template.annotations(),
                template.spec(),
                template.document()),
            owner.spec().minReadySeconds()),
        ReplicaSet.Status.NEW);
  }

  private static Node made(KubeWrite.CreateNode write, Context context) {
    return new Node(
        meta(ObjectKey.cluster(write.name()), context)
            .withLabels(write.labels())
            .withAnnotations(write.annotations()),
        write.spec(),
        write.status());
  }

  private static KubeFact scaled(KubeFact fact, int replicas) {
    ReplicaSet set = (ReplicaSet) fact;
    if (set.spec().replicas() == replicas) {
      return set;
    }
    return new ReplicaSet(
        set.meta().withGeneration(set.meta().generation() + 1),
        new ReplicaSet.Spec(
            replicas, set.spec().selector(), set.spec().template(), set.spec().minReadySeconds()),
        set.status());
  }

  private static KubeFact bound(KubeFact fact, String node, Instant now) {
    Pod pod = (Pod) fact;
    if (pod.spec().nodeName().isPresent()) {
      return pod;
    }
    PodStatus old = pod.status();
    List<Condition> conditions = new ArrayList<>(old.conditions());
    conditions.removeIf(condition -> condition.type().equals("PodScheduled"));
    conditions.add(Condition.of("PodScheduled", true, now));
    PodStatus status =
        new PodStatus(
            old.phase(),
            conditions,
            old.podIps(),
            old.hostIp(),
            old.startTime(),
            old.containers(),
            old.qosClass(),
            old.reason(),
            old.message());
    return new Pod(pod.meta(), pod.spec().boundTo(node), status);
  }

  private static KubeFact tainted(KubeFact fact, List<Taint> taints) {
    Node node = (Node) fact;
    return new Node(
        node.meta(),
        new Node.Spec(node.spec().providerId(), node.spec().unschedulable(), taints),
        node.status());
  }

  private static List<Change<?, ?>> put(Kube kube, EndpointSlice slice, Context context) {
    ObjectRef ref = new ObjectRef(ResourceName.ENDPOINT_SLICES, slice.meta().key());
    Optional<ObjectMeta> old = kube.object(ref).map(KubeObject::meta);
    ObjectMeta meta =
        old.orElseGet(() -> meta(slice.meta().key(), context))
            .withLabels(slice.meta().labels())
            .withAnnotations(slice.meta().annotations())
            .withOwnerReferences(slice.meta().ownerReferences());
    return List.of(
        put(new EndpointSlice(meta, slice.addressType(), slice.ports(), slice.endpoints())));
  }

  /** What an Endpoints object holds is seen in its annotations: the number of addresses. */
  private static List<Change<?, ?>> mirror(
      Kube kube, ObjectKey service, List<EndpointSlice> slices, Context context) {
    ObjectRef ref = new ObjectRef(ResourceName.ENDPOINTS, service);
    long ready =
        slices.stream()
            .flatMap(slice -> slice.endpoints().stream())
            .filter(EndpointSlice.Endpoint::ready)
            .count();
    ObjectMeta meta =
        kube.object(ref)
            .map(KubeObject::meta)
            .orElseGet(() -> meta(service, context))
            .withAnnotations(Map.of("ready", Long.toString(ready)));
    return List.of(put(bare(ResourceName.ENDPOINTS, meta, Optional.empty())));
  }

  private static List<Change<?, ?>> put(
      Kube kube, ObjectKey key, Map<String, String> data, Context context) {
    ObjectMeta meta = kube.configMap(key).map(ConfigMap::meta).orElseGet(() -> meta(key, context));
    return List.of(put(new ConfigMap(meta, data)));
  }

  private static List<Change<?, ?>> finalizersPut(
      Kube kube, ObjectRef ref, List<String> finalizers) {
    Optional<KubeObject> object = kube.object(ref);
    boolean waits =
        object
            .map(KubeObject::meta)
            .filter(ObjectMeta::deleting)
            .flatMap(ObjectMeta::deletionGracePeriodSeconds)
            .filter(grace -> grace == 0)
            .isPresent();
    if (waits && finalizers.isEmpty() && !ref.resource().equals(ResourceName.NAMESPACES)) {
      return List.of(Change.remove(KubeObject.kind(ref.resource()), ref.key()));
    }
    return remade(kube, ref, meta -> meta.withFinalizers(finalizers));
  }

  private static List<Change<?, ?>> deleted(KubeObject object, Context context) {
    ObjectMeta meta = object.meta();
    if (meta.deleting()) {
      return List.of();
    }
    if (object.fact().orElse(null) instanceof Namespace) {
      return List.of(put(new Namespace(meta.withDeletion(context.now(), 0), true)));
    }
    long grace =
        object
            .pod()
            .filter(pod -> pod.spec().nodeName().isPresent() && !pod.status().ended())
            .map(pod -> pod.spec().terminationGracePeriodSeconds())
            .orElse(0L);
    if (grace == 0 && meta.finalizers().isEmpty()) {
      return List.of(Change.remove(KubeObject.kind(object.resource()), object.key()));
    }
    return List.of(put(with(object, meta.withDeletion(context.now().plusSeconds(grace), grace))));
  }

  private static List<Change<?, ?>> recorded(
      Kube kube, KubeWrite.RecordEvent event, Context context) {
    ObjectKey about = event.about().key();
    String text = event.about() + event.reason() + event.message();
    ObjectKey key =
        new ObjectKey(
            about.namespace().isEmpty() ? "default" : about.namespace(),
            about.name() + "." + Integer.toHexString(text.hashCode()));
    Optional<ObjectMeta> old =
        kube.object(new ObjectRef(ResourceName.EVENTS, key)).map(KubeObject::meta);
    int count =
        old.map(meta -> Integer.parseInt(meta.annotations().getOrDefault("count", "0"))).orElse(0)
            + 1;
    ObjectMeta meta =
        old.orElseGet(() -> meta(key, context))
            .withAnnotations(
                Map.of(
                    "about", event.about().toString(),
                    "type", event.warning() ? "Warning" : "Normal",
                    "reason", event.reason(),
                    "message", event.message(),
                    "component", event.component(),
                    "count", Integer.toString(count)));
    return List.of(put(bare(ResourceName.EVENTS, meta, Optional.empty())));
  }

  private static List<Change<?, ?>> changed(
      Kube kube,
      ResourceName resource,
      ObjectKey key,
      java.util.function.UnaryOperator<KubeFact> change) {
    return kube.object(new ObjectRef(resource, key))
        .flatMap(KubeObject::fact)
        .map(fact -> List.<Change<?, ?>>of(put(change.apply(fact))))
        .orElse(List.of());
  }

  private static List<Change<?, ?>> remade(
      Kube kube, ObjectRef ref, java.util.function.UnaryOperator<ObjectMeta> change) {
    return kube.object(ref)
        .map(object -> List.<Change<?, ?>>of(put(with(object, change.apply(object.meta())))))
        .orElse(List.of());
  }

  private static KubeObject with(KubeObject object, ObjectMeta meta) {
    return bare(object.resource(), meta, object.fact().map(fact -> with(fact, meta)));
  }

  private static KubeFact with(KubeFact fact, ObjectMeta meta) {
    return switch (fact) {
      case ConfigMap(ObjectMeta _, var data) -> new ConfigMap(meta, data);
      case DaemonSet(ObjectMeta _, var spec, var status) -> new DaemonSet(meta, spec, status);
      case Deployment(ObjectMeta _, var spec, var status) -> new Deployment(meta, spec, status);
      case EndpointSlice(ObjectMeta _, var type, var ports, var endpoints) ->
          new EndpointSlice(meta, type, ports, endpoints);
      case Namespace(ObjectMeta _, var terminating) -> new Namespace(meta, terminating);
      case NetworkPolicy(ObjectMeta _, var pods, var in, var out, var ingress, var egress) ->
          new NetworkPolicy(meta, pods, in, out, ingress, egress);
      case Node(ObjectMeta _, var spec, var status) -> new Node(meta, spec, status);
      case Pod(ObjectMeta _, var spec, var status) -> new Pod(meta, spec, status);
      case ReplicaSet(ObjectMeta _, var spec, var status) -> new ReplicaSet(meta, spec, status);
      case Service(ObjectMeta _, var spec) -> new Service(meta, spec);
    };
  }

  private static ResourceName resourceOf(KubeFact fact) {
    return switch (fact) {
      case ConfigMap _ -> ResourceName.CONFIG_MAPS;
      case DaemonSet _ -> ResourceName.DAEMON_SETS;
      case Deployment _ -> ResourceName.DEPLOYMENTS;
      case EndpointSlice _ -> ResourceName.ENDPOINT_SLICES;
      case Namespace _ -> ResourceName.NAMESPACES;
      case NetworkPolicy _ -> ResourceName.NETWORK_POLICIES;
      case Node _ -> ResourceName.NODES;
      case Pod _ -> ResourceName.PODS;
      case ReplicaSet _ -> ResourceName.REPLICA_SETS;
      case Service _ -> ResourceName.SERVICES;
    };
  }

  private static Change<?, ?> put(KubeObject object) {
    return Change.put(KubeObject.kind(object.resource()), object);
  }

  private static KubeObject bare(ResourceName resource, ObjectMeta meta, Optional<KubeFact> fact) {
    return new KubeObject(resource, meta, Json.EMPTY_OBJECT, Json.EMPTY_OBJECT, NO_FIELDS, fact);
  }

  private static ObjectMeta meta(ObjectKey key, Context context) {
    return new ObjectMeta(
        key.name(),
        key.namespace(),
        context.ids().uuid(),
        "",
        Map.of(),
        Map.of(),
        context.now(),
        1,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  private static Map<String, String> joined(Map<String, String> first, Map<String, String> then) {
    Map<String, String> all = new HashMap<>(first);
    all.putAll(then);
    return all;
  }
}
