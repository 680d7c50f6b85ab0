package io.eksnet.kubernetes.schema;

import io.eksnet.kubernetes.schema.Resource.Subresource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is served, one row a resource, in the order in which discovery lists it.
 *
 * <p>A new kind is a row here, a row of columns in {@link io.eksnet.kubernetes.table.Tables} and a
 * row of rules in {@link io.eksnet.kubernetes.admission.Admission}; names, short names, categories,
 * verbs and subresources are those of Kubernetes 1.33 ({@code kubectl api-resources -o wide}).
 */
public final class Resources {
  private static final List<String> ALL_VERBS =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
  private static final List<String> WITHOUT_COLLECTION =
      List.of("create", "delete", "get", "list", "patch", "update", "watch");
  private static final List<String> CREATE = List.of("create");
  private static final List<String> READ_WRITE = List.of("get", "patch", "update");

  private static final GroupVersion CORE = new GroupVersion("", "v1");
  private static final GroupVersion APPS = new GroupVersion("apps", "v1");
  private static final GroupVersion NETWORKING = new GroupVersion("networking.k8s.io", "v1");
  private static final GroupVersion DISCOVERY = new GroupVersion("discovery.k8s.io", "v1");
  private static final GroupVersion COORDINATION = new GroupVersion("coordination.k8s.io", "v1");
  private static final GroupVersion EVENTS = new GroupVersion("events.k8s.io", "v1");
  private static final GroupVersion AUTHENTICATION =
      new GroupVersion("authentication.k8s.io", "v1");
  private static final GroupVersion AUTHORIZATION = new GroupVersion("authorization.k8s.io", "v1");
  private static final GroupVersionKind SCALE = new GroupVersion("autoscaling", "v1").kind("Scale");
  private static final GroupVersionKind EVICTION =
      new GroupVersion("policy", "v1").kind("Eviction");

  private static final List<Resource> SERVED =
      List.of(
          in(CORE, "Binding", "bindings").verbs(CREATE).row(),
          in(CORE, "ConfigMap", "configmaps").named("cm").row(),
          in(CORE, "Endpoints", "endpoints").singular("endpoints").named("ep").row(),
          in(CORE, "Event", "events").named("ev").row(),
          in(CORE, "Namespace", "namespaces")
              .named("ns")
              .clusterWide()
              .verbs(WITHOUT_COLLECTION)
              .sub("finalize", List.of("update"))
              .sub("status", READ_WRITE)
              .row(),
          in(CORE, "Node", "nodes").named("no").clusterWide().sub("status", READ_WRITE).row(),
          in(CORE, "Pod", "pods")
              .named("po")
              .all()
              .sub("binding", CORE.kind("Binding"), CREATE)
              .sub("ephemeralcontainers", READ_WRITE)
              .sub("eviction", EVICTION, CREATE)
              .sub("log", List.of("get"))
              .sub("status", READ_WRITE)
              .row(),
          in(CORE, "Secret", "secrets").row(),
          in(CORE, "ServiceAccount", "serviceaccounts")
              .named("sa")
              .sub("token", AUTHENTICATION.kind("TokenRequest"), CREATE)
              .row(),
          in(CORE, "Service", "services").named("svc").all().sub("status", READ_WRITE).row(),
          in(APPS, "DaemonSet", "daemonsets").named("ds").all().sub("status", READ_WRITE).row(),
          in(APPS, "Deployment", "deployments")
              .named("deploy")
              .all()
              .sub("scale", SCALE, READ_WRITE)
              .sub("status", READ_WRITE)
              .row(),
          in(APPS, "ReplicaSet", "replicasets")
              .named("rs")
              .all()
              .sub("scale", SCALE, READ_WRITE)
              .sub("status", READ_WRITE)
              .row(),
          in(EVENTS, "Event", "events").named("ev").row(),
          in(AUTHENTICATION, "SelfSubjectReview", "selfsubjectreviews")
              .clusterWide()
              .verbs(CREATE)
              .row(),
          in(AUTHORIZATION, "SelfSubjectAccessReview", "selfsubjectaccessreviews")
              .clusterWide()
              .verbs(CREATE)
              .row(),
          in(AUTHORIZATION, "SelfSubjectRulesReview", "selfsubjectrulesreviews")
              .clusterWide()
              .verbs(CREATE)
              .row(),
          in(NETWORKING, "NetworkPolicy", "networkpolicies").named("netpol").row(),
          in(COORDINATION, "Lease", "leases").row(),
          in(DISCOVERY, "EndpointSlice", "endpointslices").row());

  private static final Map<GroupVersionKind, Resource> BY_KIND =
      SERVED.stream().collect(Collectors.toUnmodifiableMap(Resource::kind, Function.identity()));

  private Resources() {}

  /** Every row. */
  public static List<Resource> served() {
    return SERVED;
  }

  /** The groups and versions that have rows, core first. */
  public static Set<GroupVersion> groupVersions() {
    return SERVED.stream()
        .map(Resource::groupVersion)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The row of a kind. */
  public static Optional<Resource> of(GroupVersionKind kind) {
    return Optional.ofNullable(BY_KIND.get(kind));
  }

  /** The row that a path names, such as {@code apps/v1} and {@code deployments}. */
  public static Optional<Resource> at(GroupVersion groupVersion, String plural) {
    return SERVED.stream()
        .filter(it -> it.plural().equals(plural) && it.groupVersion().equals(groupVersion))
        .findFirst();
  }

  private static Row in(GroupVersion groupVersion, String kind, String plural) {
    return new Row(groupVersion.kind(kind), plural);
  }

  /** A row while it is written down above; everything else of this room is immutable. */
  private static final class Row {
    private final GroupVersionKind kind;
    private final String plural;
    private final List<Subresource> subresources = new ArrayList<>();
    private String singular;
    private List<String> shortNames = List.of();
    private List<String> categories = List.of();
    private List<String> verbs = ALL_VERBS;
    private boolean namespaced = true;

    Row(GroupVersionKind kind, String plural) {
      this.kind = kind;
      this.plural = plural;
      this.singular = kind.kind().toLowerCase(java.util.Locale.ROOT);
    }

    Row singular(String name) {
      singular = name;
      return this;
    }

    Row named(String... names) {
      shortNames = Arrays.asList(names);
      return this;
    }

    Row all() {
      categories = List.of("all");
      return this;
    }

    Row clusterWide() {
      namespaced = false;
      return this;
    }

    Row verbs(List<String> served) {
      verbs = served;
      return this;
    }

    Row sub(String name, List<String> served) {
      return sub(name, kind, served);
    }

    Row sub(String name, GroupVersionKind of, List<String> served) {
      subresources.add(new Subresource(name, of, served));
      return this;
    }

    Resource row() {
      return new Resource(
          kind,
          plural,
          singular,
          List.copyOf(shortNames),
          categories,
          namespaced,
          verbs,
          List.copyOf(subresources));
    }
  }
}
