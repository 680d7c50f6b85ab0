package io.eksnet.kubernetes.documents;

import io.eksnet.id.Context;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ObjectMeta;
import io.eksnet.kube.ResourceName;
import io.eksnet.table.Facts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Metadata of new objects, changes to metadata alone, and objects that are little else. */
final class MetaWrites {
  private MetaWrites() {}

  /** The metadata of an object that is made now. */
  static ObjectMeta newMeta(ObjectKey key, Context context) {
    return new ObjectMeta(
        key.name(),
        key.namespace(),
        context.ids().uuid(),
        "",
        Map.of(),
        Map.of(),
        toSecond(context.now()),
        0,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  static Instant toSecond(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  static KubeObject annotated(KubeObject object, Map<String, String> annotations) {
    return ObjectParts.withMeta(
        object, object.meta().withAnnotations(merged(object.meta().annotations(), annotations)));
  }

  static KubeObject labelled(KubeObject object, Map<String, String> labels) {
    return ObjectParts.withMeta(
        object, object.meta().withLabels(merged(object.meta().labels(), labels)));
  }

  static KubeObject unlabelled(KubeObject object, Set<String> keys) {
    Map<String, String> fewer = new LinkedHashMap<>(object.meta().labels());
    fewer.keySet().removeAll(keys);
    return ObjectParts.withMeta(object, object.meta().withLabels(fewer));
  }

  static Map<String, String> merged(Map<String, String> present, Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(present);
    all.putAll(more);
    return all;
  }

  static KubeObject serviceAccount(ObjectKey key, Context context) {
    return ObjectParts.of(
        ResourceName.SERVICE_ACCOUNTS,
        newMeta(key, context),
        JsonNodeFactory.instance.objectNode());
  }

  static KubeObject configMap(
      Facts facts, ObjectKey key, Map<String, String> data, Context context) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    Metadata.putMap(document, "data", data);
    Optional<KubeObject> present = KubeDocuments.find(facts, ResourceName.CONFIG_MAPS, key);
    ObjectMeta meta = present.map(KubeObject::meta).orElseGet(() -> newMeta(key, context));
    KubeObject made = ObjectParts.of(ResourceName.CONFIG_MAPS, meta, document);
    return present.filter(it -> it.fact().equals(made.fact())).orElse(made);
  }
}
