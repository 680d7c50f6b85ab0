package io.eksnet.eks;

import io.eksnet.id.Tags;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * That an IAM principal may call a cluster's API server, as whom, and with what access policies.
 *
 * @param principal the ARN of a role or user, or of the account's root
 * @param id a UUID, the end of its ARN
 * @param username whom Kubernetes takes it for; may hold {@code {{SessionName}}} and the like
 * @param groups Kubernetes' groups, beside those of its type
 */
public record AccessEntry(
    String cluster,
    String principal,
    String id,
    Type type,
    String username,
    List<String> groups,
    List<Association> policies,
    Instant createdAt,
    Instant modifiedAt,
    Tags tags) {

  /** For whom an entry is. */
  public enum Type {
    STANDARD,
    EC2_LINUX,
    EC2_WINDOWS,
    FARGATE_LINUX,
    EC2,
    HYBRID_LINUX,
    HYPERPOD_LINUX;

    /** Whether it is for people and programs, with user name and groups of their own. */
    public boolean isStandard() {
      return this == STANDARD;
    }

    /** Whether access policies can be associated with it. */
    public boolean takesPolicies() {
      return this == STANDARD || this == EC2;
    }
  }

  /**
   * An access policy that holds for the principal.
   *
   * @param namespaces where it holds; none means in the whole cluster
   */
  public record Association(
      String policyArn, List<String> namespaces, Instant associatedAt, Instant modifiedAt) {
    public Association {
      namespaces = List.copyOf(namespaces);
    }

    /** Whether it holds in the whole cluster. */
    public boolean ofCluster() {
      return namespaces.isEmpty();
    }
  }

  /** Which entry. */
  public record Key(String cluster, String principal) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byCluster = cluster.compareTo(other.cluster);
      return byCluster != 0 ? byCluster : principal.compareTo(other.principal);
    }
  }

  /** Entries by cluster. */
  public static final Index<AccessEntry, String> BY_CLUSTER =
      Index.by("access entries by cluster", AccessEntry::cluster);

  /** Entries by cluster and principal. */
  public static final Kind<Key, AccessEntry> KIND =
      Kind.of("eks-access-entry", AccessEntry.class, AccessEntry::key).indexed(BY_CLUSTER);

  public AccessEntry {
    groups = List.copyOf(groups);
    policies = List.copyOf(policies);
  }

  /** Cluster and principal. */
  public Key key() {
    return new Key(cluster, principal);
  }

  /** Its ARN, which names its principal's kind, account and name. */
  public String arn(Cluster of) {
    String[] parts = principal.split(":", 6);
    String account = parts.length == 6 ? parts[4] : "";
    String resource = parts.length == 6 ? parts[5] : principal;
    int slash = resource.indexOf('/');
    String kind = slash < 0 ? resource : resource.substring(0, slash);
    String name = resource.substring(resource.lastIndexOf('/') + 1);
    return of.scope()
        .arn("eks", "access-entry/" + cluster + "/" + kind + "/" + account + "/" + name + "/" + id);
  }

  /** The association of an access policy. */
  public Optional<Association> policy(String arn) {
    return policies.stream().filter(it -> it.policyArn().equals(arn)).findFirst();
  }

  /** This entry with an access policy, in place of an association of the same. */
  public AccessEntry with(Association association) {
    List<Association> all = new ArrayList<>(without(association.policyArn()).policies);
    all.add(association);
    return with(username, groups, all, modifiedAt, tags);
  }

  /** This entry without an access policy. */
  public AccessEntry without(String policyArn) {
    return with(
        username,
        groups,
        policies.stream().filter(it -> !it.policyArn().equals(policyArn)).toList(),
        modifiedAt,
        tags);
  }

  /** This entry for another user name and groups. */
  public AccessEntry as(String name, List<String> others, Instant now) {
    return with(name, others, policies, now, tags);
  }

  /** This entry with other tags. */
  public AccessEntry withTags(Tags others) {
    return with(username, groups, policies, modifiedAt, others);
  }

  private AccessEntry with(
      String name, List<String> inGroups, List<Association> with, Instant now, Tags tagged) {
    return new AccessEntry(
        cluster, principal, id, type, name, inGroups, with, createdAt, now, tagged);
  }
}
