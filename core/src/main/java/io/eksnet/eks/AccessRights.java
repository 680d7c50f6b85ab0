package io.eksnet.eks;

import java.util.List;
import java.util.Set;

/**
 * What the access policies allow (EKS user guide, "Review access policy permissions"). Those for
 * AWS's own controllers, and what a Kubernetes role would add for an entry's groups, are not
 * evaluated: they allow nothing here.
 */
public final class AccessRights {
  private static final Set<String> READ = Set.of("get", "list", "watch");
  private static final Set<String> WRITE =
      Set.of("create", "update", "patch", "delete", "deletecollection");

  /** Namespaced resources that can be seen, beside those that can be changed too. */
  private static final Set<String> SEEN =
      Set.of(
          "/bindings",
          "/limitranges",
          "/namespaces",
          "/namespaces/status",
          "/pods/log",
          "/pods/status",
          "/replicationcontrollers/status",
          "/resourcequotas",
          "/resourcequotas/status",
          "/services/status",
          "/persistentvolumeclaims/status",
          "apps/controllerrevisions",
          "apps/daemonsets/status",
          "apps/deployments/status",
          "apps/replicasets/status",
          "apps/statefulsets/status",
          "autoscaling/horizontalpodautoscalers/status",
          "batch/cronjobs/status",
          "batch/jobs/status",
          "discovery.k8s.io/endpointslices",
          "networking.k8s.io/ingresses/status",
          "policy/poddisruptionbudgets/status");

  /** Namespaced resources that can be changed by editors and seen by viewers. */
  private static final Set<String> EDITED =
      Set.of(
          "/configmaps",
          "/endpoints",
          "/events",
          "/persistentvolumeclaims",
          "/pods",
          "/replicationcontrollers",
          "/replicationcontrollers/scale",
          "/serviceaccounts",
          "/services",
          "apps/daemonsets",
          "apps/deployments",
          "apps/deployments/scale",
          "apps/replicasets",
          "apps/replicasets/scale",
          "apps/statefulsets",
          "apps/statefulsets/scale",
          "autoscaling/horizontalpodautoscalers",
          "batch/cronjobs",
          "batch/jobs",
          "networking.k8s.io/ingresses",
          "networking.k8s.io/networkpolicies",
          "policy/poddisruptionbudgets");

  /** What editors do to pods and see of Secrets, and viewers do not. */
  private static final Set<String> EDITORS_ONLY =
      Set.of(
          "/secrets",
          "/pods/attach",
          "/pods/eviction",
          "/pods/exec",
          "/pods/portforward",
          "/pods/proxy",
          "/serviceaccounts/token",
          "/services/proxy");

  /** What administrators of a namespace may change beside that. */
  private static final Set<String> ADMINS_ONLY =
      Set.of(
          "authorization.k8s.io/localsubjectaccessreviews",
          "rbac.authorization.k8s.io/roles",
          "rbac.authorization.k8s.io/rolebindings");

  private AccessRights() {}

  /**
   * Whether an entry's policies allow something.
   *
   * @param verb Kubernetes' verb
   * @param group the API group; empty for core
   * @param resource the plural, with its part
   * @param namespace empty for all namespaces and for cluster-wide resources
   */
  public static boolean allow(
      AccessEntry entry, String verb, String group, String resource, String namespace) {
    return entry.policies().stream()
        .filter(it -> it.ofCluster() || isIn(it.namespaces(), namespace))
        .anyMatch(it -> allows(AccessPolicies.name(it.policyArn()), verb, group + "/" + resource));
  }

  /** A namespace may be named with an asterisk at its end. */
  private static boolean isIn(List<String> namespaces, String namespace) {
    return !namespace.isEmpty()
        && namespaces.stream()
            .anyMatch(
                it ->
                    it.endsWith("*")
                        ? namespace.startsWith(it.substring(0, it.length() - 1))
                        : it.equals(namespace));
  }

  private static boolean allows(String policy, String verb, String resource) {
    boolean read = READ.contains(verb);
    boolean write = WRITE.contains(verb);
    boolean view = read && (SEEN.contains(resource) || EDITED.contains(resource));
    boolean edit =
        view
            || (write && EDITED.contains(resource))
            || ((read || write) && EDITORS_ONLY.contains(resource));
    return switch (policy) {
      case "AmazonEKSClusterAdminPolicy" -> true;
      case "AmazonEKSAdminViewPolicy" -> read;
      case "AmazonEKSViewPolicy" -> view;
      case "AmazonEKSEditPolicy" -> edit;
      case "AmazonEKSAdminPolicy" -> edit || ((read || write) && ADMINS_ONLY.contains(resource));
      case "AmazonEKSSecretReaderPolicy" -> read && resource.equals("/secrets");
      default -> false;
    };
  }
}
