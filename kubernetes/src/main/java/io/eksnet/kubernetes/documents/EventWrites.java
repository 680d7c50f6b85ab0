package io.eksnet.kubernetes.documents;

import io.eksnet.id.Context;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.KubeWrite.RecordEvent;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ObjectMeta;
import io.eksnet.kube.ResourceName;
import io.eksnet.kubernetes.schema.Resource;
import io.eksnet.kubernetes.schema.Resources;
import io.eksnet.table.Facts;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events. The name is made from what the event says, so that a repetition finds the event that it
 * counts up, as client-go's correlator does.
 */
final class EventWrites {
  private EventWrites() {}

  static KubeObject record(Facts facts, RecordEvent event, Context context) {
    ObjectKey about = event.about().key();
    String uid =
        KubeDocuments.find(facts, event.about().resource(), about)
            .map(it -> it.meta().uid())
            .orElse("");
    String namespace = about.namespace().isEmpty() ? "default" : about.namespace();
    ObjectKey key = new ObjectKey(namespace, name(event, uid));
    Optional<KubeObject> present = KubeDocuments.find(facts, ResourceName.EVENTS, key);
    ObjectMeta meta =
        present.map(KubeObject::meta).orElseGet(() -> MetaWrites.newMeta(key, context));
    int count = 1;
    String first = Times.seconds(context.now());
    if (present.isPresent()) {
      JsonNode before = ObjectParts.tree(present.get().body());
      count = Fields.integer(before, "count", 1) + 1;
      first = Fields.text(before, "firstTimestamp");
    }
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("count", count);
    document.putNull("eventTime");
    document.put("firstTimestamp", first);
    document.set("involvedObject", reference(event, uid));
    document.put("lastTimestamp", Times.seconds(context.now()));
    document.put("message", event.message()).put("reason", event.reason());
    document.put("reportingComponent", event.component());
    document.put("reportingInstance", event.host());
    ObjectNode source = document.putObject("source").put("component", event.component());
    Metadata.putText(source, "host", event.host());
    document.put("type", event.warning() ? "Warning" : "Normal");
    return ObjectParts.of(ResourceName.EVENTS, meta, document);
  }

  private static String name(RecordEvent event, String uid) {
    String said =
        String.join(
            "\n",
            event.about().toString(),
            uid,
            event.reason(),
            event.message(),
            event.component(),
            event.host());
    UUID digest = UUID.nameUUIDFromBytes(said.getBytes(StandardCharsets.UTF_8));
    return "%s.%016x".formatted(event.about().key().name(), digest.getMostSignificantBits());
  }

  private static ObjectNode reference(RecordEvent event, String uid) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    Optional<Resource> row =
        Resources.served().stream()
            .filter(it -> it.plural().equals(event.about().resource().plural()))
            .filter(it -> it.kind().group().equals(event.about().resource().group()))
            .findFirst();
    row.ifPresent(
        it -> out.put("apiVersion", it.kind().apiVersion()).put("kind", it.kind().kind()));
    out.put("name", event.about().key().name());
    Metadata.putText(out, "namespace", event.about().key().namespace());
    Metadata.putText(out, "uid", uid);
    return out;
  }
}
