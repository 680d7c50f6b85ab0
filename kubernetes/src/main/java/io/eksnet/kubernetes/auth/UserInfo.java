package io.eksnet.kubernetes.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A caller, in the words of {@code authentication.k8s.io/v1 UserInfo}.
 *
 * @param username for example {@code kubernetes-admin} or {@code system:serviceaccount:default:web}
 * @param uid empty where the authenticator has none
 * @param groups for example {@code system:masters}
 * @param extra what else the authenticator knows, for example the ARN behind an EKS token
 */
public record UserInfo(
    String username, String uid, List<String> groups, Map<String, List<String>> extra) {

  /** The group that every authenticated caller is in. */
  public static final String AUTHENTICATED = "system:authenticated";

  /** The group of cluster administrators. */
  public static final String MASTERS = "system:masters";

  public UserInfo {
    groups = List.copyOf(groups);
    extra = Map.copyOf(extra);
  }

  /** A caller in these groups, without uid and extra. */
  public static UserInfo of(String username, String... groups) {
    return new UserInfo(username, "", List.of(groups), Map.of());
  }

  /** Whether this caller is a cluster administrator. */
  public boolean isAdministrator() {
    return groups.contains(MASTERS);
  }

  /** The same caller, also in {@link #AUTHENTICATED}. */
  UserInfo authenticated() {
    if (groups.contains(AUTHENTICATED)) {
      return this;
    }
    var all = new ArrayList<>(groups);
    all.add(AUTHENTICATED);
    return new UserInfo(username, uid, all, extra);
  }
}
