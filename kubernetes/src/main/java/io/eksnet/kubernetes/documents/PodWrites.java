package io.eksnet.kubernetes.documents;

import io.eksnet.id.Context;
import io.eksnet.kube.Condition;
import io.eksnet.kube.Json;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.KubeWrite.CreatePod;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ObjectMeta;
import io.eksnet.kube.ObjectRef;
import io.eksnet.kube.Pod;
import io.eksnet.kube.PodSpec;
import io.eksnet.kube.PodStatus;
import io.eksnet.kube.ResourceName;
import io.eksnet.kube.Toleration;
import io.eksnet.kubernetes.admission.Admission;
import io.eksnet.kubernetes.admission.Admitted;
import io.eksnet.kubernetes.schema.GroupVersionKind;
import io.eksnet.kubernetes.status.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Pods made from templates, bound to nodes and given statuses. */
final class PodWrites {
  private static final GroupVersionKind POD = new GroupVersionKind("", "v1", "Pod");
  private static final byte[] SPEC = "{\"spec\":{".getBytes(StandardCharsets.US_ASCII);

  private final Cache<Made, Template> templates = new Cache<>(256);

  /** Bodies with a node's name in them: pods of one template on one node are the same text. */
  private final Cache<Bound, Json> bound = new Cache<>(4096);

  private record Made(Json template, Optional<String> pinnedTo, List<Toleration> tolerations) {}

  private record Bound(Json body, String node) {}

  /** What became of a template in admission, without names. */
  private sealed interface Template {
    record Accepted(Json body, Json status, PodSpec spec, PodStatus typedStatus)
        implements Template {}

    record Refused(List<FieldError> errors) implements Template {}
  }

  /** What became of a pod. */
  sealed interface Created {
    /** It may be stored. */
    record Stored(KubeObject object) implements Created {}

    /** Admission refuses it; its owner's event says so. */
    record Refused(KubeWrite.RecordEvent event) implements Created {}
  }

  Created create(CreatePod write, Context context) {
    var made = new Made(write.template().document(), write.pinnedTo(), write.tolerations());
    return switch (templates.get(made, () -> admit(write))) {
      case Template.Accepted(var body, var status, var spec, var typedStatus) -> {
        ObjectMeta meta = meta(write, context);
        yield new Created.Stored(
            new KubeObject(
                ResourceName.PODS,
                meta,
                body,
                status,
                ObjectParts.NO_MANAGED_FIELDS,
                Optional.of(new Pod(meta, spec, typedStatus))));
      }
      case Template.Refused(var errors) -> new Created.Refused(refusal(write, errors));
    };
  }

  private static ObjectMeta meta(CreatePod write, Context context) {
    ObjectMeta plain = MetaWrites.newMeta(write.key(), context);
    return new ObjectMeta(
        plain.name(),
        plain.namespace(),
        plain.uid(),
        write.generateName(),
        write.labels(),
        write.template().annotations(),
        plain.creationTimestamp(),
        1,
        Optional.empty(),
        Optional.empty(),
        Fields.texts(ObjectParts.tree(write.template().document()).path("metadata"), "finalizers"),
        List.of(write.owner()));
  }

  private static Template admit(CreatePod write) {
    ObjectNode pod = ObjectParts.object(write.template().document());
    pod.put("apiVersion", POD.apiVersion()).put("kind", POD.kind());
    if (!(pod.get("spec") instanceof ObjectNode spec)) {
      return new Template.Refused(List.of(FieldError.required("spec", "")));
    }
    write.pinnedTo().ifPresent(node -> pin(spec, node));
    tolerate(spec, write.tolerations());
    pod.withObject("/metadata")
        .put("name", write.key().name())
        .put("namespace", write.key().namespace());
    return switch (Admission.create(POD, pod)) {
      case Admitted.Accepted(ObjectNode admitted, var _) ->
          new Template.Accepted(
              ObjectParts.body(admitted),
              ObjectParts.status(admitted),
              PodReader.spec(admitted.path("spec")),
              PodReader.status(admitted.path("status")));
      case Admitted.Invalid(var errors) -> new Template.Refused(errors);
      case Admitted.Forbidden(var why) ->
          new Template.Refused(List.of(FieldError.forbidden("spec", why)));
    };
  }

  /** As the DaemonSet controller pins: every term of the required affinity gets the node's name. */
  private static void pin(ObjectNode spec, String node) {
    ObjectNode required =
        spec.withObject("/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution");
    ArrayNode terms = required.withArray("nodeSelectorTerms");
    if (terms.isEmpty()) {
      terms.addObject();
    }
    for (JsonNode term : terms) {
      ObjectNode field = ((ObjectNode) term).putArray("matchFields").addObject();
      field.put("key", "metadata.name").put("operator", "In").putArray("values").add(node);
    }
  }

  private static void tolerate(ObjectNode spec, List<Toleration> tolerations) {
    if (tolerations.isEmpty()) {
      return;
    }
    ArrayNode array = spec.withArray("tolerations");
    for (Toleration it : tolerations) {
      ObjectNode one = array.addObject();
      Metadata.putText(one, "effect", it.effect());
      Metadata.putText(one, "key", it.key());
      one.put("operator", it.exists() ? "Exists" : "Equal");
      it.tolerationSeconds().ifPresent(seconds -> one.put("tolerationSeconds", seconds));
      Metadata.putText(one, "value", it.value());
    }
  }

  private static KubeWrite.RecordEvent refusal(CreatePod write, List<FieldError> errors) {
    String all = errors.stream().map(FieldError::message).collect(Collectors.joining(", "));
    String problems = errors.size() == 1 ? all : "[" + all + "]";
    boolean daemon = write.owner().kind().equals("DaemonSet");
    return new KubeWrite.RecordEvent(
        new ObjectRef(
            daemon ? ResourceName.DAEMON_SETS : ResourceName.REPLICA_SETS,
            new ObjectKey(write.key().namespace(), write.owner().name())),
        true,
        "FailedCreate",
        "Error creating: Pod \"%s\" is invalid: %s".formatted(write.key().name(), problems),
        daemon ? "daemonset-controller" : "replicaset-controller",
        "");
  }

  /** The node's name in the spec, and the condition that the binding sets. */
  KubeObject bind(KubeObject object, String node, Context context) {
    if (!(object.fact().orElse(null) instanceof Pod pod) || pod.spec().nodeName().isPresent()) {
      return object;
    }
    List<Condition> conditions = new ArrayList<>(pod.status().conditions());
    conditions.removeIf(it -> it.type().equals("PodScheduled"));
    conditions.add(Condition.of("PodScheduled", true, MetaWrites.toSecond(context.now())));
    PodStatus old = pod.status();
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
    return new KubeObject(
        object.resource(),
        object.meta(),
        bound.get(new Bound(object.body(), node), () -> withNode(object.body(), node)),
        ObjectParts.json(StatusWriter.pod(status, object.meta().uid())),
        object.managedFields(),
        Optional.of(new Pod(object.meta(), pod.spec().boundTo(node), status)));
  }

  /** A body begins with its spec, and the spec of an unbound pod has no nodeName. */
  private static Json withNode(Json body, String node) {
    byte[] text = body.bytes();
    for (int i = 0; i < SPEC.length; i++) {
      if (text[i] != SPEC[i]) {
        ObjectNode tree = ObjectParts.object(body);
        tree.withObject("/spec").put("nodeName", node);
        return ObjectParts.json(tree);
      }
    }
    byte[] name = ("\"nodeName\":\"" + node + "\",").getBytes(StandardCharsets.UTF_8);
    byte[] joined = new byte[text.length + name.length];
    System.arraycopy(text, 0, joined, 0, SPEC.length);
    System.arraycopy(name, 0, joined, SPEC.length, name.length);
    System.arraycopy(
        text, SPEC.length, joined, SPEC.length + name.length, text.length - SPEC.length);
    return Json.ofTrusted(joined);
  }

  static KubeObject status(KubeObject object, PodStatus status) {
    if (!(object.fact().orElse(null) instanceof Pod pod) || pod.status().equals(status)) {
      return object;
    }
    return ObjectParts.withStatus(
        object, StatusWriter.pod(status, object.meta().uid()), pod.withStatus(status));
  }

  /** Remembers the latest results of a pure function. */
  private static final class Cache<K, V> {
    private final Map<K, V> entries;

    Cache(int size) {
      entries =
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
              return size() > size;
            }
          };
    }

    synchronized V get(K key, Supplier<V> function) {
      V known = entries.get(key);
      if (known == null) {
        known = function.get();
        entries.put(key, known);
      }
      return known;
    }
  }
}
