package io.eksnet.kubernetes.documents;

import io.eksnet.id.Context;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.Node;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ObjectMeta;
import io.eksnet.kube.ResourceName;
import io.eksnet.kube.Taint;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Nodes as their kubelet and the node life cycle write them. */
final class NodeWrites {
  private NodeWrites() {}

  static KubeObject create(KubeWrite.CreateNode write, Context context) {
    ObjectMeta meta =
        MetaWrites.newMeta(ObjectKey.cluster(write.name()), context)
            .withLabels(write.labels())
            .withAnnotations(write.annotations());
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ObjectNode spec = document.putObject("spec");
    Metadata.putText(spec, "providerID", write.spec().providerId());
    putTaints(spec, write.spec().taints());
    if (write.spec().unschedulable()) {
      spec.put("unschedulable", true);
    }
    document.set("status", StatusWriter.node(write.status()));
    return ObjectParts.of(ResourceName.NODES, meta, document);
  }

  static KubeObject status(KubeObject object, Node.Status status) {
    if (!(object.fact().orElse(null) instanceof Node node) || node.status().equals(status)) {
      return object;
    }
    return ObjectParts.withStatus(
        object, StatusWriter.node(status), new Node(node.meta(), node.spec(), status));
  }

  static KubeObject taints(KubeObject object, List<Taint> taints) {
    if (!(object.fact().orElse(null) instanceof Node node) || node.spec().taints().equals(taints)) {
      return object;
    }
    ObjectNode body = ObjectParts.object(object.body());
    putTaints(body.withObject("/spec"), taints);
    return ObjectParts.withBody(object, body);
  }

  /** A cordon; the taint that stands for it is the node life cycle's. */
  static KubeObject cordon(KubeObject object, boolean unschedulable) {
    if (!(object.fact().orElse(null) instanceof Node node)
        || node.spec().unschedulable() == unschedulable) {
      return object;
    }
    ObjectNode body = ObjectParts.object(object.body());
    ObjectNode spec = body.withObject("/spec");
    spec.remove("unschedulable");
    if (unschedulable) {
      spec.put("unschedulable", true);
    }
    return ObjectParts.withBody(object, body);
  }

  private static void putTaints(ObjectNode spec, List<Taint> taints) {
    spec.remove("taints");
    if (!taints.isEmpty()) {
      var array = spec.putArray("taints");
      for (Taint taint : taints) {
        ObjectNode one = array.addObject().put("effect", taint.effect()).put("key", taint.key());
        Metadata.putText(one, "value", taint.value());
      }
    }
  }
}
