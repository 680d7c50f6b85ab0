package io.eksnet.kubernetes.documents;

import io.eksnet.id.Context;
import io.eksnet.kube.DaemonSet;
import io.eksnet.kube.Deployment;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.LabelSelector;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ObjectMeta;
import io.eksnet.kube.OwnerReference;
import io.eksnet.kube.ReplicaSet;
import io.eksnet.kube.ResourceName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** ReplicaSets as the Deployment controller makes them, and the statuses of workloads. */
final class WorkloadWrites {
  private static final String HASH = "pod-template-hash";
  private static final String ANNOTATION = "deployment.kubernetes.io/";
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private WorkloadWrites() {}

  static KubeObject replicaSet(KubeWrite.CreateReplicaSet write, Context context) {
    Deployment owner = write.owner();
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ObjectNode spec = document.putObject("spec");
    if (owner.spec().minReadySeconds() > 0) {
      spec.put("minReadySeconds", owner.spec().minReadySeconds());
    }
    spec.put("replicas", write.replicas());
    spec.set("selector", SelectorReader.write(selector(write)));
    ObjectNode template = ObjectParts.object(owner.spec().template().document());
    template.withObject("/metadata/labels").put(HASH, write.podTemplateHash());
    spec.set("template", template);
    document.putObject("status").put("replicas", 0);
    return ObjectParts.of(ResourceName.REPLICA_SETS, meta(write, context), document);
  }

  private static LabelSelector selector(KubeWrite.CreateReplicaSet write) {
    LabelSelector selector = write.owner().spec().selector();
    var labels = new TreeMap<>(selector.matchLabels());
    labels.put(HASH, write.podTemplateHash());
    return new LabelSelector(labels, selector.matchExpressions());
  }

  private static ObjectMeta meta(KubeWrite.CreateReplicaSet write, Context context) {
    Deployment owner = write.owner();
    Map<String, String> annotations = new LinkedHashMap<>(owner.meta().annotations());
    annotations.remove(LAST_APPLIED);
    annotations.put(ANNOTATION + "desired-replicas", Integer.toString(owner.spec().replicas()));
    annotations.put(ANNOTATION + "max-replicas", Integer.toString(maxReplicas(owner)));
    annotations.put(ANNOTATION + "revision", Long.toString(write.revision()));
    return MetaWrites.newMeta(new ObjectKey(owner.meta().namespace(), write.name()), context)
        .withLabels(
            MetaWrites.merged(
                owner.spec().template().labels(), Map.of(HASH, write.podTemplateHash())))
        .withAnnotations(annotations)
        .withGeneration(1)
        .withOwnerReferences(
            List.of(
                new OwnerReference(
                    "apps/v1", "Deployment", owner.meta().name(), owner.meta().uid(), true, true)));
  }

  private static int maxReplicas(Deployment owner) {
    int replicas = owner.spec().replicas();
    return switch (owner.spec().strategy()) {
      case Deployment.Strategy.Recreate _ -> replicas;
      case Deployment.Strategy.RollingUpdate(var surge, var _) ->
          replicas + surge.roundedUp(replicas);
    };
  }

  static KubeObject scaled(KubeObject object, int replicas) {
    if (!(object.fact().orElse(null) instanceof ReplicaSet set)
        || set.spec().replicas() == replicas) {
      return object;
    }
    ObjectNode body = ObjectParts.object(object.body());
    body.withObject("/spec").put("replicas", replicas);
    return ObjectParts.withBody(object, body);
  }

  static KubeObject status(KubeObject object, Deployment.Status status) {
    if (!(object.fact().orElse(null) instanceof Deployment it) || it.status().equals(status)) {
      return object;
    }
    return ObjectParts.withStatus(
        object, StatusWriter.deployment(status), new Deployment(it.meta(), it.spec(), status));
  }

  static KubeObject status(KubeObject object, ReplicaSet.Status status) {
    if (!(object.fact().orElse(null) instanceof ReplicaSet it) || it.status().equals(status)) {
      return object;
    }
    return ObjectParts.withStatus(
        object, StatusWriter.replicaSet(status), new ReplicaSet(it.meta(), it.spec(), status));
  }

  static KubeObject status(KubeObject object, DaemonSet.Status status) {
    if (!(object.fact().orElse(null) instanceof DaemonSet it) || it.status().equals(status)) {
      return object;
    }
    return ObjectParts.withStatus(
        object, StatusWriter.daemonSet(status), new DaemonSet(it.meta(), it.spec(), status));
  }
}
