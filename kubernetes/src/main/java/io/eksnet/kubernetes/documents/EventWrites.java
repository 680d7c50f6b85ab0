package io.eksnet.kubernetes.documents;

import io.eksnet.id.Context;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.KubeWrite.RecordEvent;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ResourceName;
import io.eksnet.kubernetes.schema.Resource;
import io.eksnet.kubernetes.schema.Resources;
import io.eksnet.table.Facts;
import io.eksnet.table.Kind;
import io.eksnet.table.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events. As client-go does, an event is named after its object and the time of its first
 * occurrence, so that lists are in order; one that says the same again counts up.
 */
final class EventWrites {
  private static final Kind<ObjectKey, KubeObject> EVENTS = KubeObject.kind(ResourceName.EVENTS);

  private EventWrites() {}

  static KubeObject record(Facts facts, RecordEvent event, Context context) {
    ObjectKey about = event.about().key();
    String uid =
        KubeDocuments.find(facts, event.about().resource(), about)
            .map(it -> it.meta().uid())
            .orElse("");
    // Events about nodes and the like are kept in the default namespace.
    String namespace = about.namespace().isEmpty() ? "default" : about.namespace();
    ObjectNode document = document(event, uid, context);
    for (KubeObject known : ofName(facts, namespace, about.name())) {
      JsonNode before = ObjectParts.tree(known.body());
      if (saysTheSame(before, document)) {
        document.put("count", Fields.integer(before, "count", 1) + 1);
        document.put("firstTimestamp", Fields.text(before, "firstTimestamp"));
        return ObjectParts.of(ResourceName.EVENTS, known.meta(), document);
      }
    }
    ObjectKey key = freeKey(facts, namespace, about.name(), context.now());
    return ObjectParts.of(ResourceName.EVENTS, MetaWrites.newMeta(key, context), document);
  }

  /** The events whose names begin with an object's name and a dot, and with nothing else. */
  private static Collection<KubeObject> ofName(Facts facts, String namespace, String name) {
    return facts
        .table(EVENTS)
        .rows(new ObjectKey(namespace, name + "."), new ObjectKey(namespace, name + "/"))
        .values()
        .stream()
        .map(Table.Row::fact)
        .filter(it -> it.meta().name().lastIndexOf('.') == name.length())
        .toList();
  }

  private static boolean saysTheSame(JsonNode before, JsonNode now) {
    return Stream.of("reason", "message", "type", "reportingComponent", "reportingInstance")
            .allMatch(it -> Fields.text(before, it).equals(Fields.text(now, it)))
        && before.path("involvedObject").equals(now.path("involvedObject"));
  }

  private static ObjectKey freeKey(Facts facts, String namespace, String name, Instant at) {
    long nanos =
        Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano());
    ObjectKey key = new ObjectKey(namespace, name + "." + Long.toHexString(nanos));
    while (facts.table(EVENTS).contains(key)) {
      nanos++;
      key = new ObjectKey(namespace, name + "." + Long.toHexString(nanos));
    }
    return key;
  }

  private static ObjectNode document(RecordEvent event, String uid, Context context) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("count", 1);
    document.putNull("eventTime");
    document.put("firstTimestamp", Times.seconds(context.now()));
    document.set("involvedObject", reference(event, uid));
    document.put("lastTimestamp", Times.seconds(context.now()));
    document.put("message", event.message()).put("reason", event.reason());
    document.put("reportingComponent", event.component());
    document.put("reportingInstance", event.host());
    ObjectNode source = document.putObject("source").put("component", event.component());
    Metadata.putText(source, "host", event.host());
    return document.put("type", event.warning() ? "Warning" : "Normal");
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
