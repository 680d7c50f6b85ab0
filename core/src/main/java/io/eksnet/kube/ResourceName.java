package io.eksnet.kube;

/**
 * A kind of object by its API group and plural name, such as {@code deployments.apps}.
 *
 * @param group empty for the core group
 * @param plural lower case
 */
public record ResourceName(String group, String plural) implements Comparable<ResourceName> {
  public static final ResourceName CONFIG_MAPS = core("configmaps");
  public static final ResourceName DAEMON_SETS = new ResourceName("apps", "daemonsets");
  public static final ResourceName DEPLOYMENTS = new ResourceName("apps", "deployments");
  public static final ResourceName ENDPOINTS = core("endpoints");
  public static final ResourceName ENDPOINT_SLICES =
      new ResourceName("discovery.k8s.io", "endpointslices");
  public static final ResourceName EVENTS = core("events");
  public static final ResourceName LEASES = new ResourceName("coordination.k8s.io", "leases");
  public static final ResourceName NAMESPACES = core("namespaces");
  public static final ResourceName NETWORK_POLICIES =
      new ResourceName("networking.k8s.io", "networkpolicies");
  public static final ResourceName NODES = core("nodes");
  public static final ResourceName PODS = core("pods");
  public static final ResourceName REPLICA_SETS = new ResourceName("apps", "replicasets");
  public static final ResourceName SECRETS = core("secrets");
  public static final ResourceName SERVICES = core("services");
  public static final ResourceName SERVICE_ACCOUNTS = core("serviceaccounts");

  /** A resource of the core group. */
  public static ResourceName core(String plural) {
    return new ResourceName("", plural);
  }

  @Override
  public int compareTo(ResourceName other) {
    int byGroup = group.compareTo(other.group);
    return byGroup != 0 ? byGroup : plural.compareTo(other.plural);
  }

  /** As kubectl writes it: {@code pods}, {@code deployments.apps}. */
  @Override
  public String toString() {
    return group.isEmpty() ? plural : plural + "." + group;
  }
}
