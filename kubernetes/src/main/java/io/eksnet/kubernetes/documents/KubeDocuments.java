package io.eksnet.kubernetes.documents;

import static io.eksnet.kube.ResourceName.DAEMON_SETS;
import static io.eksnet.kube.ResourceName.DEPLOYMENTS;
import static io.eksnet.kube.ResourceName.NODES;
import static io.eksnet.kube.ResourceName.PODS;
import static io.eksnet.kube.ResourceName.REPLICA_SETS;
import static io.eksnet.kube.ResourceName.SERVICE_ACCOUNTS;

import io.eksnet.id.Context;
import io.eksnet.kube.Documents;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.Namespace;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ObjectRef;
import io.eksnet.kube.ResourceName;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Renders what core's controllers write into Kubernetes documents, as the components that they
 * stand for would have written them. Pods of one template share their body's bytes.
 *
 * <p>Field managers are not recorded for these writes: only what clients write through the API is
 * tracked. Safe for several threads.
 */
public final class KubeDocuments implements Documents {
  private final PodWrites pods = new PodWrites();

  @Override
  public List<Change<?, ?>> render(Facts facts, KubeWrite write, Context context) {
    return switch (write) {
      case KubeWrite.CreatePod it -> createPod(facts, it, context);
      case KubeWrite.BindPod(var key, var node) ->
          edit(facts, PODS, key, pod -> pods.bind(pod, node, context));
      case KubeWrite.PutPodStatus(var key, var status) ->
          edit(facts, PODS, key, pod -> PodWrites.status(pod, status));
      case KubeWrite.CreateReplicaSet it -> {
        ObjectKey key = new ObjectKey(it.owner().meta().namespace(), it.name());
        yield make(facts, REPLICA_SETS, key, () -> WorkloadWrites.replicaSet(it, context));
      }
      case KubeWrite.ScaleReplicaSet(var key, int replicas) ->
          edit(facts, REPLICA_SETS, key, it -> WorkloadWrites.scaled(it, replicas));
      case KubeWrite.PutDeploymentStatus(var key, var status) ->
          edit(facts, DEPLOYMENTS, key, it -> WorkloadWrites.status(it, status));
      case KubeWrite.PutReplicaSetStatus(var key, var status) ->
          edit(facts, REPLICA_SETS, key, it -> WorkloadWrites.status(it, status));
      case KubeWrite.PutDaemonSetStatus(var key, var status) ->
          edit(facts, DAEMON_SETS, key, it -> WorkloadWrites.status(it, status));
      case KubeWrite.CreateNode it -> {
        ObjectKey key = ObjectKey.cluster(it.name());
        yield make(facts, NODES, key, () -> NodeWrites.create(it, context));
      }
      case KubeWrite.PutNodeStatus(var name, var status) ->
          edit(facts, NODES, ObjectKey.cluster(name), it -> NodeWrites.status(it, status));
      case KubeWrite.PutNodeTaints(var name, var taints) ->
          edit(facts, NODES, ObjectKey.cluster(name), it -> NodeWrites.taints(it, taints));
      case KubeWrite.PutNodeUnschedulable(var name, boolean unschedulable) ->
          edit(facts, NODES, ObjectKey.cluster(name), it -> NodeWrites.cordon(it, unschedulable));
      case KubeWrite.PutEndpointSlice(var slice) ->
          put(facts, EndpointWrites.slice(facts, slice, context));
      case KubeWrite.PutEndpoints(var service, var slices) ->
          put(facts, EndpointWrites.endpoints(facts, service, slices, context));
      case KubeWrite.CreateServiceAccount(var key) ->
          make(facts, SERVICE_ACCOUNTS, key, () -> MetaWrites.serviceAccount(key, context));
      case KubeWrite.PutConfigMap(var key, var data) ->
          put(facts, MetaWrites.configMap(facts, key, data, context));
      case KubeWrite.Annotate(var ref, var annotations) ->
          edit(facts, ref, it -> MetaWrites.annotated(it, annotations));
      case KubeWrite.Label(var ref, var labels) ->
          edit(facts, ref, it -> MetaWrites.labelled(it, labels));
      case KubeWrite.Unlabel(var ref, var keys) ->
          edit(facts, ref, it -> MetaWrites.unlabelled(it, keys));
      case KubeWrite.PutOwners(var ref, var owners) ->
          edit(facts, ref, it -> ObjectParts.withMeta(it, it.meta().withOwnerReferences(owners)));
      case KubeWrite.PutFinalizers(var ref, var finalizers) ->
          edit(facts, ref, it -> ObjectParts.withMeta(it, it.meta().withFinalizers(finalizers)));
      case KubeWrite.Delete(var ref) -> delete(facts, ref, context);
      case KubeWrite.Remove(var ref) ->
          find(facts, ref.resource(), ref.key()).isPresent() ? List.of(removal(ref)) : List.of();
      case KubeWrite.RecordEvent it -> put(facts, EventWrites.record(facts, it, context));
    };
  }

  private List<Change<?, ?>> createPod(Facts facts, KubeWrite.CreatePod write, Context context) {
    if (find(facts, ResourceName.PODS, write.key()).isPresent()) {
      return List.of();
    }
    return switch (pods.create(write, context)) {
      case PodWrites.Created.Stored(KubeObject pod) -> put(facts, pod);
      case PodWrites.Created.Refused(KubeWrite.RecordEvent event) -> render(facts, event, context);
    };
  }

  private static List<Change<?, ?>> delete(Facts facts, ObjectRef ref, Context context) {
    Optional<KubeObject> object = find(facts, ref.resource(), ref.key());
    if (object.isEmpty()) {
      return List.of();
    }
    return switch (Deletion.of(object.get(), Deletion.Request.plain(context.now()))) {
      case Deletion.Gone _ -> List.of(removal(ref));
      case Deletion.Marked(KubeObject marked) -> List.of(statement(marked));
      case Deletion.Pending _ -> List.of();
    };
  }

  private static List<Change<?, ?>> edit(
      Facts facts, ResourceName resource, ObjectKey key, UnaryOperator<KubeObject> change) {
    return edit(facts, new ObjectRef(resource, key), change);
  }

  private static List<Change<?, ?>> edit(
      Facts facts, ObjectRef ref, UnaryOperator<KubeObject> change) {
    Optional<KubeObject> before = find(facts, ref.resource(), ref.key());
    if (before.isEmpty()) {
      return List.of();
    }
    KubeObject after = change.apply(before.get());
    if (after.equals(before.get())) {
      return List.of();
    }
    return List.of(Deletion.completedBy(after) ? removal(ref) : statement(after));
  }

  private static List<Change<?, ?>> make(
      Facts facts, ResourceName resource, ObjectKey key, Supplier<KubeObject> object) {
    return find(facts, resource, key).isPresent() ? List.of() : put(facts, object.get());
  }

  /** States an object; as for clients, nothing new is made in a namespace that is going away. */
  private static List<Change<?, ?>> put(Facts facts, KubeObject object) {
    Optional<KubeObject> before = find(facts, object.resource(), object.key());
    if (before.isPresent()) {
      return before.get().equals(object) ? List.of() : List.of(statement(object));
    }
    String namespace = object.meta().namespace();
    boolean welcome =
        namespace.isEmpty()
            || find(facts, ResourceName.NAMESPACES, ObjectKey.cluster(namespace))
                .flatMap(KubeObject::fact)
                .map(it -> it instanceof Namespace there && !there.terminating())
                .orElse(false);
    return welcome ? List.of(statement(object)) : List.of();
  }

  static Optional<KubeObject> find(Facts facts, ResourceName resource, ObjectKey key) {
    return facts.find(KubeObject.kind(resource), key);
  }

  private static Change<?, ?> statement(KubeObject object) {
    return Change.put(KubeObject.kind(object.resource()), object);
  }

  private static Change<?, ?> removal(ObjectRef ref) {
    return Change.remove(KubeObject.kind(ref.resource()), ref.key());
  }
}
