package io.eksnet.kubernetes.admission;

import static io.eksnet.kubernetes.admission.Fields.number;
import static io.eksnet.kubernetes.admission.Fields.object;
import static io.eksnet.kubernetes.admission.Fields.text;

import io.eksnet.kubernetes.schema.GroupVersion;
import io.eksnet.kubernetes.schema.GroupVersionKind;
import io.eksnet.kubernetes.schema.Resource;
import io.eksnet.kubernetes.schema.Resources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Admission of the kinds that are served, one row a kind. Objects come in decoded ({@link
 * io.eksnet.kubernetes.schema.Decoder}) and with name and namespace filled in from the path; for an
 * update, what the server owns in metadata (uid, creationTimestamp) is as stored. Nothing given is
 * changed.
 */
public final class Admission {
  private static final GroupVersion CORE = new GroupVersion("", "v1");
  private static final GroupVersion APPS = new GroupVersion("apps", "v1");
  private static final GroupVersionKind POD = CORE.kind("Pod");
  private static final GroupVersionKind SERVICE = CORE.kind("Service");
  private static final GroupVersionKind NAMESPACE = CORE.kind("Namespace");
  private static final GroupVersionKind NODE = CORE.kind("Node");
  private static final GroupVersionKind DAEMON_SET = APPS.kind("DaemonSet");
  private static final String TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";

  private static final KindRules REQUEST = KindRules.named(_ -> List.of());
  private static final KindRules PLAIN = KindRules.named(Formats::subdomain);

  private static final Map<GroupVersionKind, KindRules> RULES =
      Map.ofEntries(
          Map.entry(
              POD,
              PLAIN
                  .filled(PodDefaults::pod)
                  .checked(PodRules::create)
                  .comparedOnly(PodUpdateRules::update)
                  .withStatus()
                  .withGeneration()),
          Map.entry(
              SERVICE,
              KindRules.named(Formats::label1035)
                  .filled(ServiceDefaults::service)
                  .checked(ServiceRules::check)
                  .compared(ServiceRules::update)
                  .withStatus()),
          Map.entry(
              NAMESPACE,
              KindRules.named(Formats::label).filled(SmallKinds::namespace).withStatus()),
          Map.entry(
              NODE,
              PLAIN
                  .filled(SmallKinds::node)
                  .checked(SmallKinds::checkNode)
                  .compared(SmallKinds::updateNode)
                  .withStatus()),
          Map.entry(
              CORE.kind("Endpoints"),
              PLAIN.filled(EndpointRules::fillInEndpoints).checked(EndpointRules::endpoints)),
          Map.entry(
              new GroupVersionKind("discovery.k8s.io", "v1", "EndpointSlice"),
              PLAIN
                  .filled(EndpointRules::fillInSlice)
                  .checked(EndpointRules::slice)
                  .compared(EndpointRules::updateSlice)
                  .withGeneration()),
          Map.entry(
              CORE.kind("ConfigMap"),
              PLAIN.checked(SmallKinds::checkConfigMap).compared(SmallKinds::updateConfigMap)),
          Map.entry(
              CORE.kind("Secret"),
              PLAIN
                  .filled(SmallKinds::secret)
                  .checked(SmallKinds::checkSecret)
                  .compared(SmallKinds::updateSecret)),
          Map.entry(CORE.kind("ServiceAccount"), PLAIN),
          Map.entry(CORE.kind("Event"), PLAIN.checked(SmallKinds::checkEvent)),
          Map.entry(
              new GroupVersionKind("events.k8s.io", "v1", "Event"),
              PLAIN.checked(SmallKinds::checkEvent)),
          Map.entry(
              APPS.kind("Deployment"),
              PLAIN
                  .filled(WorkloadDefaults::deployment)
                  .checked(WorkloadRules::deployment)
                  .comparedOnly(WorkloadRules.updating(WorkloadRules::deployment))
                  .withStatus()
                  .withGeneration()),
          Map.entry(
              APPS.kind("ReplicaSet"),
              PLAIN
                  .filled(WorkloadDefaults::replicaSet)
                  .checked(WorkloadRules::replicaSet)
                  .comparedOnly(WorkloadRules.updating(WorkloadRules::replicaSet))
                  .withStatus()
                  .withGeneration()),
          Map.entry(
              DAEMON_SET,
              PLAIN
                  .filled(WorkloadDefaults::daemonSet)
                  .checked(WorkloadRules::daemonSet)
                  .comparedOnly(WorkloadRules.updating(WorkloadRules::daemonSet))
                  .withStatus()
                  .withGeneration()),
          Map.entry(
              new GroupVersionKind("networking.k8s.io", "v1", "NetworkPolicy"),
              PLAIN
                  .filled(NetworkPolicyRules::fillIn)
                  .checked(NetworkPolicyRules::check)
                  .withGeneration()),
          Map.entry(
              new GroupVersionKind("coordination.k8s.io", "v1", "Lease"),
              PLAIN.checked(SmallKinds::checkLease)),
          Map.entry(CORE.kind("Binding"), REQUEST.checked(SmallKinds::checkBinding)),
          Map.entry(
              new GroupVersionKind("autoscaling", "v1", "Scale"),
              REQUEST.checked(WorkloadRules::scale)));

  private Admission() {}

  /** The name of the service account that a pod runs as. */
  public static String serviceAccountOf(JsonNode pod) {
    String name = text(pod.path("spec"), "serviceAccountName");
    String older = text(pod.path("spec"), "serviceAccount");
    return name.isEmpty() ? older.isEmpty() ? "default" : older : name;
  }

  /**
   * Only the defaults of the kind. {@link #create} and {@link #update} put them in themselves;
   * alone they are needed for documents from files, and before addresses are allocated.
   */
  public static ObjectNode defaulted(GroupVersionKind kind, ObjectNode object) {
    ObjectNode out = object.deepCopy();
    rules(kind).fill().into(out);
    return out;
  }

  /** {@link #create(GroupVersionKind, ObjectNode, Surroundings)} with nothing known around. */
  public static Admitted create(GroupVersionKind kind, ObjectNode object) {
    return create(kind, object, Surroundings.NONE);
  }

  /**
   * An object that is to be created: status as a new object has it, generation 1 where the kind has
   * generations, defaults, additions of the built-in plugins, validation.
   */
  public static Admitted create(
      GroupVersionKind kind, ObjectNode object, Surroundings surroundings) {
    KindRules rules = rules(kind);
    ObjectNode out = defaulted(kind, object);
    // A kubelet registers its node together with what the node can do.
    if (rules.hasStatus() && !kind.equals(NODE)) {
      out.remove("status");
    }
    if (rules.hasGeneration()) {
      object(out, "metadata").put("generation", 1);
    }
    Optional<String> forbidden = prepare(kind, out, surroundings);
    if (forbidden.isPresent()) {
      return new Admitted.Forbidden(forbidden.get());
    }
    Problems problems = new Problems();
    if (isStored(kind)) {
      Metadata.check(out, namespaced(kind), rules.naming(), problems);
    }
    rules.check().check(out, problems);
    return judged(out, problems, Warnings.of(kind, out));
  }

  /** What only a new object of some kinds gets. */
  private static Optional<String> prepare(
      GroupVersionKind kind, ObjectNode out, Surroundings surroundings) {
    if (kind.equals(POD)) {
      Optional<String> forbidden = PodPlugins.admit(out, surroundings);
      out.putObject("status")
          .put("phase", "Pending")
          .put("qosClass", PodDefaults.qualityOfService(out.path("spec")));
      return forbidden;
    }
    if (kind.equals(SERVICE)) {
      ServiceDefaults.alignAddresses(object(out, "spec"));
      ServiceDefaults.families(object(out, "spec"), surroundings.ipFamily());
      out.putObject("status").putObject("loadBalancer");
    } else if (kind.equals(NAMESPACE)) {
      SmallKinds.newNamespace(out);
    } else if (kind.equals(DAEMON_SET)) {
      object(object(out, "metadata"), "annotations").put(TEMPLATE_GENERATION, "1");
    }
    return Optional.empty();
  }

  /** {@link #update(GroupVersionKind, ObjectNode, ObjectNode, Surroundings)}. */
  public static Admitted update(GroupVersionKind kind, ObjectNode stored, ObjectNode object) {
    return update(kind, stored, object, Surroundings.NONE);
  }

  /**
   * An object that replaces a stored one: the stored status stays, generation counts up when the
   * spec differs, immutable fields are held.
   */
  public static Admitted update(
      GroupVersionKind kind, ObjectNode stored, ObjectNode object, Surroundings surroundings) {
    KindRules rules = rules(kind);
    ObjectNode out = defaulted(kind, object);
    if (rules.hasStatus()) {
      keep(stored, out, "status");
    }
    if (kind.equals(SERVICE)) {
      ObjectNode spec = object(out, "spec");
      ServiceDefaults.alignAddresses(stored, spec);
      ServiceDefaults.dropLeftOvers(stored, spec);
      ServiceDefaults.families(spec, surroundings.ipFamily());
    } else if (kind.equals(NAMESPACE)) {
      keep(stored, out, "spec");
    } else if (kind.equals(POD)) {
      keep((ObjectNode) stored.path("spec"), object(out, "spec"), "ephemeralContainers");
      keep((ObjectNode) stored.path("spec"), object(out, "spec"), "nodeName");
    } else if (kind.equals(DAEMON_SET)) {
      countTemplates(stored, out);
    }
    if (rules.hasGeneration()) {
      countGenerations(stored, out);
    }
    Problems problems = new Problems();
    Metadata.update(stored, out, problems);
    Metadata.check(out, namespaced(kind), rules.naming(), problems);
    rules.update().compare(stored, out, problems);
    if (rules.checkOnUpdate()) {
      rules.check().check(out, problems);
    }
    return judged(out, problems, Warnings.of(kind, out));
  }

  /**
   * A write to a subresource that carries the object itself: {@code status}, {@code
   * ephemeralcontainers}, {@code finalize}. Only what belongs to it is taken from {@code object};
   * labels, annotations and finalizers stay as stored.
   */
  public static Admitted updateSubresource(
      GroupVersionKind kind, String subresource, ObjectNode stored, ObjectNode object) {
    ObjectNode out = stored.deepCopy();
    Problems problems = new Problems();
    switch (subresource) {
      case "status" -> keep(object, out, "status");
      case "finalize" -> keep(object, out, "spec");
      case "ephemeralcontainers" -> {
        ObjectNode filled = defaulted(kind, object);
        keep(object(filled, "spec"), object(out, "spec"), "ephemeralContainers");
        countGenerations(stored, out);
        PodUpdateRules.ephemeralContainers(stored, out, problems);
      }
      default -> throw new IllegalArgumentException("no subresource " + subresource);
    }
    Metadata.update(stored, copyOfMetadata(stored, object), problems);
    return judged(out, problems, List.of());
  }

  /** The stored object with those immutable parts of metadata that a writer named. */
  private static ObjectNode copyOfMetadata(ObjectNode stored, ObjectNode object) {
    ObjectNode out = stored.deepCopy();
    ObjectNode metadata = object(out, "metadata");
    for (String field : List.of("name", "namespace", "uid", "creationTimestamp")) {
      if (object.path("metadata").has(field)) {
        metadata.set(field, object.path("metadata").path(field));
      }
    }
    return out;
  }

  private static void keep(ObjectNode from, ObjectNode to, String field) {
    if (from.has(field)) {
      to.set(field, from.get(field).deepCopy());
    } else {
      to.remove(field);
    }
  }

  private static void countGenerations(ObjectNode stored, ObjectNode out) {
    long before = number(stored.path("metadata"), "generation");
    boolean changed = !contentOf(stored).equals(contentOf(out));
    object(out, "metadata").put("generation", Math.toIntExact(before + (changed ? 1 : 0)));
  }

  /** What counts as the spec: everything but metadata and status. */
  private static ObjectNode contentOf(ObjectNode object) {
    return object.deepCopy().without(List.of("metadata", "status"));
  }

  private static void countTemplates(ObjectNode stored, ObjectNode out) {
    String before = text(stored.at("/metadata/annotations"), TEMPLATE_GENERATION);
    int count = before.matches("[0-9]{1,9}") ? Integer.parseInt(before) : 1;
    boolean changed = !stored.at("/spec/template").equals(out.at("/spec/template"));
    object(object(out, "metadata"), "annotations")
        .put(TEMPLATE_GENERATION, String.valueOf(changed ? count + 1 : count));
  }

  private static KindRules rules(GroupVersionKind kind) {
    return RULES.getOrDefault(kind, REQUEST);
  }

  private static boolean isStored(GroupVersionKind kind) {
    return Resources.of(kind).map(Resource::stored).orElse(false);
  }

  private static boolean namespaced(GroupVersionKind kind) {
    return Resources.of(kind).map(Resource::namespaced).orElse(true);
  }

  private static Admitted judged(ObjectNode out, Problems problems, List<String> warnings) {
    return problems.all().isEmpty()
        ? new Admitted.Accepted(out, warnings)
        : new Admitted.Invalid(problems.all());
  }
}
