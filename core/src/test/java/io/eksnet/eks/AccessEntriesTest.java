package io.eksnet.eks;

import static io.eksnet.eks.EksLab.DEV_ROLE;
import static io.eksnet.eks.EksLab.SCOPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.Command;
import io.eksnet.id.Tags;
import io.eksnet.table.Change;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AccessEntriesTest {
  private static final String VIEW = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy";
  private static final String USER = "arn:aws:iam::123456789012:user/team/ann";

  private final EksLab lab = new EksLab().withCluster();

  private static CreateAccessEntry entry(
      String principal, String type, Optional<String> username, String... groups) {
    return new CreateAccessEntry(
        SCOPE, "demo", principal, Optional.of(type), username, List.of(groups), Tags.NONE);
  }

  private static AssociateAccessPolicy policy(String arn, String scope, String... namespaces) {
    return new AssociateAccessPolicy(SCOPE, "demo", EksLab.ROOT, arn, scope, List.of(namespaces));
  }

  static Stream<Arguments> wrong() {
    String invalid = "InvalidParameterException: ";
    return Stream.of(
        Arguments.of(
            entry("arn:aws:iam::123456789012:role/nope", "STANDARD", Optional.empty()),
            invalid + "The specified principalArn is invalid: invalid principal."),
        Arguments.of(
            entry("nonsense", "STANDARD", Optional.empty()),
            invalid + "The specified principalArn is invalid: invalid principal."),
        Arguments.of(
            entry(USER, "EC2_LINUX", Optional.empty()),
            invalid + "The specified principalArn is invalid: invalid principal."),
        Arguments.of(
            entry(EksLab.ROOT, "STANDARD", Optional.empty()),
            "ResourceInUseException: The specified access entry resource is already in use on this"
                + " cluster."),
        Arguments.of(
            entry(DEV_ROLE, "STANDARD", Optional.empty(), "system:masters"),
            invalid
                + "The kubernetes group name system:masters is invalid, it cannot start with"
                + " system:"),
        Arguments.of(
            entry(DEV_ROLE, "STANDARD", Optional.of("system:ann")),
            invalid + "The username must not begin with system:"),
        Arguments.of(
            entry(DEV_ROLE, "EC2_LINUX", Optional.empty(), "devs"),
            invalid + "The username and kubernetesGroups cannot be set"),
        Arguments.of(
            entry(DEV_ROLE, "MAGIC", Optional.empty()), invalid + "The type MAGIC is invalid"),
        Arguments.of(
            new DeleteAccessEntry(SCOPE, "demo", DEV_ROLE),
            "ResourceNotFoundException: The specified principalArn could not be found. You can view"
                + " your available access entries with 'list-access-entries'."),
        Arguments.of(
            policy("arn:aws:eks::aws:cluster-access-policy/Nope", "cluster"),
            invalid + "The specified policyArn is invalid"),
        Arguments.of(policy(VIEW, "cluster", "a"), invalid + "The accessScope of type cluster"),
        Arguments.of(policy(VIEW, "namespace"), invalid + "The accessScope of type namespace"),
        Arguments.of(policy(VIEW, "planet"), invalid + "The accessScope type planet"),
        Arguments.of(
            new DisassociateAccessPolicy(SCOPE, "demo", EksLab.ROOT, VIEW),
            "ResourceNotFoundException: The specified policyArn could not be found"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void whatEksWouldNotTakeIsRefused(Command<?> command, String refusal) {
    assertThat(lab.refused(command)).startsWith(refusal);
  }

  @Test
  void entriesDoNotCountInAClusterThatOnlyReadsTheConfigMap() {
    Cluster cluster = lab.cluster();
    lab.state(
        Change.put(
            Cluster.KIND,
            cluster.changed(cluster.version(), cluster.subnets(), ClusterSettings.STANDARD)));

    assertThat(lab.refused(entry(DEV_ROLE, "STANDARD", Optional.empty())))
        .isEqualTo(
            "InvalidRequestException: The cluster's authentication mode must be set to one of [API,"
                + " API_AND_CONFIG_MAP] to perform this operation.");
    assertThat(AccessEntries.of(lab.world(), lab.cluster(), EksLab.ROOT)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:iam::123456789012:role/path/dev, STANDARD,"
        + " arn:aws:sts::123456789012:assumed-role/dev/{{SessionName}}",
    "arn:aws:iam::123456789012:user/team/ann, STANDARD, arn:aws:iam::123456789012:user/team/ann",
    "arn:aws:iam::123456789012:role/path/dev, EC2_LINUX, system:node:{{EC2PrivateDNSName}}"
  })
  void theUserNameIsEksOwnChoice(String principal, String type, String username) {
    assertThat(lab.done(entry(principal, type, Optional.empty())).username()).isEqualTo(username);
  }

  @Test
  void aSessionIsLetInUnderItsRolesEntry() {
    lab.done(entry(DEV_ROLE, "STANDARD", Optional.empty(), "devs"));
    String session = "arn:aws:sts::123456789012:assumed-role/dev/ann@example.com";

    assertThat(AccessEntries.of(lab.world(), lab.cluster(), session))
        .map(AccessEntry::principal)
        .contains(DEV_ROLE);
    assertThat(AccessEntries.sessionOf(session)).isEqualTo("ann@example.com");
    assertThat(
            AccessEntries.of(
                lab.world(), lab.cluster(), "arn:aws:sts::123456789012:assumed-role/eks/x"))
        .isEmpty();
  }

  @Test
  void theRoleOfNodesGetsAnEntryOnce() {
    AccessEntry made =
        AccessEntries.ofNodes(lab.world(), lab.cluster(), DEV_ROLE, lab.context()).orElseThrow();
    lab.state(Change.put(AccessEntry.KIND, made));

    assertThat(made.type()).isEqualTo(AccessEntry.Type.EC2_LINUX);
    assertThat(AccessEntries.ofNodes(lab.world(), lab.cluster(), DEV_ROLE, lab.context()))
        .isEmpty();
  }

  @Test
  void anAssociationIsReplacedByAnotherOfTheSamePolicy() {
    lab.done(policy(VIEW, "cluster"));
    lab.done(policy(VIEW, "namespace", "default"));

    AccessEntry entry = AccessEntries.of(lab.world(), lab.cluster(), EksLab.ROOT).orElseThrow();
    assertThat(entry.policies()).hasSize(2);
    assertThat(entry.policy(VIEW).orElseThrow().namespaces()).containsExactly("default");
  }

  @ParameterizedTest
  @CsvSource({
    "AmazonEKSClusterAdminPolicy, '',      delete, '',   nodes,     '',      true",
    "AmazonEKSClusterAdminPolicy, default, delete, '',   pods,      default, true",
    "AmazonEKSClusterAdminPolicy, default, delete, '',   pods,      other,   false",
    "AmazonEKSClusterAdminPolicy, default, list,   '',   pods,      '',      false",
    "AmazonEKSAdminViewPolicy,    '',      list,   '',   secrets,   '',      true",
    "AmazonEKSAdminViewPolicy,    '',      create, '',   pods,      default, false",
    "AmazonEKSViewPolicy,         '',      list,   '',   pods,      '',      true",
    "AmazonEKSViewPolicy,         '',      get,    '',   pods/log,  default, true",
    "AmazonEKSViewPolicy,         '',      get,    '',   secrets,   default, false",
    "AmazonEKSViewPolicy,         '',      list,   '',   nodes,     '',      false",
    "AmazonEKSViewPolicy,         dev-*,   get,    '',   pods,      dev-1,   true",
    "AmazonEKSEditPolicy,         '',      create, apps, deployments, default, true",
    "AmazonEKSEditPolicy,         '',      get,    '',   secrets,   default, true",
    "AmazonEKSEditPolicy,         '',      create, rbac.authorization.k8s.io, roles, default, false",
    "AmazonEKSAdminPolicy,        '',      create, rbac.authorization.k8s.io, roles, default, true",
    "AmazonEKSAdminPolicy,        '',      create, '',   namespaces, '',     false",
    "AmazonEKSHybridPolicy,       '',      get,    '',   pods,      default, false"
  })
  void policiesAllowWhatTheySayAndWhereTheyHold(
      String policy,
      String holdsIn,
      String verb,
      String group,
      String resource,
      String namespace,
      boolean allowed) {
    var association =
        new AccessEntry.Association(
            "arn:aws:eks::aws:cluster-access-policy/" + policy,
            holdsIn.isEmpty() ? List.of() : List.of(holdsIn),
            Instant.EPOCH,
            Instant.EPOCH);
    AccessEntry entry = lab.done(entry(DEV_ROLE, "STANDARD", Optional.empty())).with(association);

    assertThat(AccessRights.allow(entry, verb, group, resource, namespace)).isEqualTo(allowed);
  }
}
