package io.eksnet.kubernetes.server;

import io.eksnet.kubernetes.auth.UserInfo;

/** What callers may do. Asked for every request of a caller who is known. */
@FunctionalInterface
public interface Rights {
  /** Everybody with credentials may do everything. */
  Rights ALL = (_, _) -> true;

  /** Whether a caller may do something with a resource. */
  boolean allow(UserInfo user, Asked asked);

  /**
   * What a caller asks to do.
   *
   * @param verb get, list, watch, create, update, patch, delete, deletecollection or impersonate
   * @param group the API group; empty for core
   * @param resource the plural, with its part: {@code pods} or {@code pods/log}
   * @param namespace empty for all namespaces and for cluster-wide resources
   */
  record Asked(String verb, String group, String resource, String namespace) {}
}
