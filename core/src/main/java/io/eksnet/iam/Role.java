package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.id.Tags;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An IAM role: an identity that those whom its trust policy names may assume.
 *
 * @param account whose it is; roles belong to no Region
 * @param path {@code /} or {@code /a/b/}
 * @param name unique in its account, in any case of its letters
 * @param roleId {@code AROA...}
 * @param trustPolicy its AssumeRolePolicyDocument
 * @param maxSession how long a session may last at most, 1 to 12 hours
 * @param inlinePolicies its own policies by their names
 * @param attached the ARNs of managed policies, in the order in which they were attached
 * @param boundary the ARN of the managed policy that limits what it may do
 */
public record Role(
    AccountId account,
    String path,
    String name,
    String roleId,
    Policy trustPolicy,
    String description,
    Duration maxSession,
    Instant createdAt,
    Tags tags,
    SortedMap<String, Policy> inlinePolicies,
    List<String> attached,
    Optional<String> boundary) {

  /** The path under which the roles of AWS services are. */
  public static final String SERVICE_PATH = "/aws-service-role/";

  /** Roles by account. */
  public static final Index<Role, AccountId> BY_ACCOUNT =
      Index.by("roles by account", Role::account);

  /** Roles by account and name. */
  public static final Index<Role, String> BY_NAME =
      Index.by("roles by name", it -> Roles.nameKey(it.account(), it.name()));

  /** Roles by the managed policies that are attached to them. */
  public static final Index<Role, String> BY_POLICY =
      Index.byEach("roles by attached policy", Role::attached);

  /** Roles by the managed policy that is their boundary. */
  public static final Index<Role, String> BY_BOUNDARY =
      Index.byOptional("roles by boundary", Role::boundary);

  /** Roles by ARN. */
  public static final Kind<String, Role> KIND =
      Kind.of("iam-role", Role.class, Role::arn)
          .indexed(BY_ACCOUNT)
          .indexed(BY_NAME)
          .indexed(BY_POLICY)
          .indexed(BY_BOUNDARY);

  public Role {
    inlinePolicies = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(inlinePolicies));
    attached = List.copyOf(attached);
  }

  /**
   * A role at the path {@code /} that an AWS service may have.
   *
   * @param service such as {@code ec2.amazonaws.com}
   * @param attached the ARNs of its managed policies
   */
  public static Role ofService(
      AccountId account,
      String name,
      String roleId,
      String service,
      List<String> attached,
      Instant createdAt) {
    return new Role(
        account,
        "/",
        name,
        roleId,
        Policy.trusting(service),
        "",
        Duration.ofHours(1),
        createdAt,
        Tags.NONE,
        new TreeMap<>(),
        attached,
        Optional.empty());
  }

  /** Its ARN, such as {@code arn:aws:iam::111122223333:role/eks/my-role}. */
  public String arn() {
    return "arn:aws:iam::" + account + ":role" + path + name;
  }

  /** Whether an AWS service owns it, so that only that service changes it. */
  public boolean serviceLinked() {
    return path.startsWith(SERVICE_PATH);
  }

  /** This role with other tags. */
  public Role withTags(Tags others) {
    return new Role(
        account,
        path,
        name,
        roleId,
        trustPolicy,
        description,
        maxSession,
        createdAt,
        others,
        inlinePolicies,
        attached,
        boundary);
  }

  Role withTrustPolicy(Policy policy) {
    return new Role(
        account,
        path,
        name,
        roleId,
        policy,
        description,
        maxSession,
        createdAt,
        tags,
        inlinePolicies,
        attached,
        boundary);
  }

  Role described(String text, Duration longest) {
    return new Role(
        account,
        path,
        name,
        roleId,
        trustPolicy,
        text,
        longest,
        createdAt,
        tags,
        inlinePolicies,
        attached,
        boundary);
  }

  Role withBoundary(Optional<String> policyArn) {
    return new Role(
        account,
        path,
        name,
        roleId,
        trustPolicy,
        description,
        maxSession,
        createdAt,
        tags,
        inlinePolicies,
        attached,
        policyArn);
  }

  Role attach(String policyArn) {
    List<String> more = new ArrayList<>(attached);
    if (!more.contains(policyArn)) {
      more.add(policyArn);
    }
    return new Role(
        account,
        path,
        name,
        roleId,
        trustPolicy,
        description,
        maxSession,
        createdAt,
        tags,
        inlinePolicies,
        more,
        boundary);
  }

  Role detach(String policyArn) {
    return new Role(
        account,
        path,
        name,
        roleId,
        trustPolicy,
        description,
        maxSession,
        createdAt,
        tags,
        inlinePolicies,
        attached.stream().filter(it -> !it.equals(policyArn)).toList(),
        boundary);
  }

  Role withInline(String policyName, Policy policy) {
    TreeMap<String, Policy> more = new TreeMap<>(inlinePolicies);
    more.put(policyName, policy);
    return new Role(
        account,
        path,
        name,
        roleId,
        trustPolicy,
        description,
        maxSession,
        createdAt,
        tags,
        more,
        attached,
        boundary);
  }

  Role withoutInline(String policyName) {
    TreeMap<String, Policy> less = new TreeMap<>(inlinePolicies);
    less.remove(policyName);
    return new Role(
        account,
        path,
        name,
        roleId,
        trustPolicy,
        description,
        maxSession,
        createdAt,
        tags,
        less,
        attached,
        boundary);
  }
}
