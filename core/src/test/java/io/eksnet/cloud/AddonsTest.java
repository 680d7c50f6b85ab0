package io.eksnet.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.eks.Addon;
import io.eksnet.eks.AddonRuling;
import io.eksnet.eks.CompleteAddonTask;
import io.eksnet.eks.CreateAddon;
import io.eksnet.eks.DeleteAddon;
import io.eksnet.eks.Update;
import io.eksnet.eks.UpdateAddon;
import io.eksnet.id.Tags;
import io.eksnet.kube.DaemonSet;
import io.eksnet.kube.Deployment;
import io.eksnet.kube.KubeSamples;
import io.eksnet.kube.PlainDocuments;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Add-ons: what EKS takes and refuses, and what becomes of them. */
class AddonsTest {
  private static final Addon.Key CNI = new Addon.Key(Aws.CLUSTER, "vpc-cni");
  private static final Addon.Key DNS = new Addon.Key(Aws.CLUSTER, "coredns");

  private final Aws aws = Aws.fast();

  private static CreateAddon create(Addon.Key key, String version) {
    return new CreateAddon(
        Aws.SCOPE,
        key,
        Optional.of(version).filter(it -> !it.isEmpty()),
        "",
        Optional.empty(),
        Addon.Conflicts.NONE,
        Tags.NONE);
  }

  private static UpdateAddon update(Addon.Key key, String version, String values) {
    return new UpdateAddon(
        Aws.SCOPE,
        key,
        Optional.of(version).filter(it -> !it.isEmpty()),
        Optional.of(values).filter(it -> !it.isEmpty()),
        Optional.empty(),
        Optional.empty());
  }

  private Addon addon(Addon.Key key) {
    return aws.settled().world().find(Addon.KIND, key).orElseThrow();
  }

  /** What the installer says of an add-on's task. */
  private void done(Addon.Key key) {
    aws.done(new CompleteAddonTask(key, addon(key).task().orElseThrow(), Optional.empty()));
    aws.settled();
  }

  private void failed(Addon.Key key, Addon.Issue why) {
    aws.done(new CompleteAddonTask(key, addon(key).task().orElseThrow(), Optional.of(why)));
    aws.settled();
  }

  @ParameterizedTest
  @CsvSource({
    "vpc-cni,                v1.20.4-eksbuild.1",
    "coredns,                v1.12.4-eksbuild.1",
    "kube-proxy,             v1.34.0-eksbuild.2",
    "eks-pod-identity-agent, v1.3.10-eksbuild.1"
  })
  void withoutAVersionItIsTheDefaultForTheCluster(String name, String version) {
    assertThat(aws.done(create(new Addon.Key(Aws.CLUSTER, name), "")).version()).isEqualTo(version);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          aws-ebs-csi-driver | v1.54.0-eksbuild.1 | Addon specified is not supported
          vpc-cni            | v0.0.1-eksbuild.1  | Addon version specified is not supported
          kube-proxy         | v1.33.5-eksbuild.2 | Addon version specified is not supported
          vpc-cni            | latest             | Addon version specified is not supported: latest is no version, the newest is v1.23.1-eksbuild.1
          """)
  void whatEksDoesNotHaveIsRefused(String name, String version, String why) {
    assertThat(aws.refused(create(new Addon.Key(Aws.CLUSTER, name), version)))
        .isEqualTo("InvalidParameterException: " + why);
  }

  @Test
  void latestIsTheNewestOnTheGuidesNetwork() {
    aws.state(AddonRuling.KIND, new AddonRuling(true));
    assertThat(aws.done(create(CNI, "latest")).version()).isEqualTo("v1.23.1-eksbuild.1");
  }

  @Test
  void anAddonIsMadeOnce() {
    aws.done(create(CNI, ""));
    assertThat(aws.refused(create(CNI, "")))
        .isEqualTo("ResourceInUseException: Addon already exists.");
  }

  @Test
  void aNewAddonPreservesNothing() {
    assertThat(
            aws.refused(
                new CreateAddon(
                    Aws.SCOPE,
                    CNI,
                    Optional.empty(),
                    "",
                    Optional.empty(),
                    Addon.Conflicts.PRESERVE,
                    Tags.NONE)))
        .isEqualTo(
            "InvalidParameterException: Resolve conflicts option preserve is not supported for"
                + " operation CreateAddon");
  }

  @Test
  void itsRoleIsThere() {
    assertThat(
            aws.refused(
                new CreateAddon(
                    Aws.SCOPE,
                    CNI,
                    Optional.empty(),
                    "",
                    Optional.of("arn:aws:iam::123456789012:role/gone"),
                    Addon.Conflicts.NONE,
                    Tags.NONE)))
        .isEqualTo("InvalidParameterException: The role with name gone cannot be found.");
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(aws.refused(update(CNI, "", "")))
        .isEqualTo("ResourceNotFoundException: No addon: vpc-cni found in cluster: demo");
    assertThat(aws.refused(new DeleteAddon(Aws.SCOPE, CNI, false)))
        .isEqualTo("ResourceNotFoundException: No addon: vpc-cni found in cluster: demo");
  }

  @Test
  void itIsActiveWhenItsPodsRun() {
    aws.done(create(CNI, ""));
    done(CNI);
    assertThat(addon(CNI).status()).isEqualTo(Addon.Status.CREATING);
    awsNode(2, 1);
    assertThat(addon(CNI).status()).isEqualTo(Addon.Status.CREATING);
    awsNode(2, 2);
    assertThat(addon(CNI).status()).isEqualTo(Addon.Status.ACTIVE);
  }

  @Test
  void theCniIsActiveInAClusterWithoutNodes() {
    aws.done(create(CNI, ""));
    done(CNI);
    awsNode(0, 0);
    assertThat(addon(CNI).status()).isEqualTo(Addon.Status.ACTIVE);
  }

  @Test
  void dnsWithoutNodesIsDegradedUntilItsPodsRun() {
    aws.done(create(DNS, ""));
    done(DNS);
    coredns(0);
    aws.after(AddonHealth.PATIENCE);

    assertThat(addon(DNS).status()).isEqualTo(Addon.Status.DEGRADED);
    assertThat(addon(DNS).issues())
        .containsExactly(
            new Addon.Issue(
                "InsufficientNumberOfReplicas",
                "The add-on is unhealthy because it doesn't have the desired number of replicas.",
                List.of()));
    coredns(2);
    assertThat(addon(DNS).status()).isEqualTo(Addon.Status.ACTIVE);
    assertThat(addon(DNS).issues()).isEmpty();
  }

  @Test
  void podsThatAreMissingForAMomentDegradeNothing() {
    aws.done(create(DNS, ""));
    done(DNS);
    coredns(2);
    coredns(1);
    aws.after(AddonHealth.PATIENCE.minusSeconds(1));
    coredns(2);
    aws.after(Duration.ofHours(1));
    assertThat(addon(DNS).status()).isEqualTo(Addon.Status.ACTIVE);
    assertThat(aws.world().table(AddonTrouble.KIND).size()).isZero();
  }

  @Test
  void anUpdateIsDoneWhenThePodsAreOfTheNewKind() {
    aws.done(create(CNI, ""));
    done(CNI);
    awsNode(2, 2);
    Update asked = aws.done(update(CNI, "v1.21.1-eksbuild.1", "{\"env\":{}}"));

    assertThat(aws.refused(update(CNI, "", "")))
        .isEqualTo(
            "ResourceInUseException: Addon vpc-cni cannot be updated as it is currently in"
                + " UPDATING state");
    assertThat(asked.params())
        .containsExactly(
            new Update.Param("AddonVersion", "v1.21.1-eksbuild.1"),
            new Update.Param("ConfigurationValues", "{\"env\":{}}"));
    assertThat(addon(CNI).version()).isEqualTo("v1.20.4-eksbuild.1");
    awsNode(2, 0);
    done(CNI);
    assertThat(addon(CNI).status()).isEqualTo(Addon.Status.UPDATING);
    assertThat(addon(CNI).version()).isEqualTo("v1.21.1-eksbuild.1");
    awsNode(2, 2);
    assertThat(addon(CNI).status()).isEqualTo(Addon.Status.ACTIVE);
    assertThat(update(asked).status()).isEqualTo(Update.Status.SUCCESSFUL);
  }

  @Test
  void valuesStayWhenAnUpdateDoesNotNameThem() {
    aws.done(create(CNI, ""));
    done(CNI);
    awsNode(2, 2);
    aws.done(update(CNI, "", "{\"env\":{\"WARM_IP_TARGET\":\"2\"}}"));
    done(CNI);
    aws.settled();
    aws.done(update(CNI, "v1.21.1-eksbuild.1", ""));
    done(CNI);
    assertThat(addon(CNI).configuration().values())
        .isEqualTo("{\"env\":{\"WARM_IP_TARGET\":\"2\"}}");
  }

  @Test
  void conflictsFailTheUpdateAndLeaveTheAddonAsItWas() {
    aws.done(create(CNI, ""));
    done(CNI);
    awsNode(2, 2);
    Update asked = aws.done(update(CNI, "v1.21.1-eksbuild.1", ""));
    Addon.Issue why = new Addon.Issue("ConfigurationConflict", "Conflicts found", List.of());
    failed(CNI, why);

    assertThat(addon(CNI).status()).isEqualTo(Addon.Status.UPDATE_FAILED);
    assertThat(addon(CNI).version()).isEqualTo("v1.20.4-eksbuild.1");
    assertThat(addon(CNI).issues()).containsExactly(why);
    assertThat(update(asked).errors())
        .containsExactly(new Update.Failure("ConfigurationConflict", "Conflicts found", List.of()));
    aws.done(update(CNI, "v1.21.1-eksbuild.1", ""));
    done(CNI);
    assertThat(addon(CNI).status()).isEqualTo(Addon.Status.ACTIVE);
  }

  @Test
  void conflictsFailANewAddon() {
    aws.done(create(CNI, ""));
    failed(CNI, new Addon.Issue("ConfigurationConflict", "Conflicts found", List.of()));
    assertThat(addon(CNI).status()).isEqualTo(Addon.Status.CREATE_FAILED);
  }

  @Test
  void anAddonIsGoneWhenItsObjectsAre() {
    aws.done(create(CNI, ""));
    done(CNI);
    awsNode(2, 2);
    assertThat(aws.done(new DeleteAddon(Aws.SCOPE, CNI, false)).status())
        .isEqualTo(Addon.Status.DELETING);
    assertThat(addon(CNI).task()).contains(new Addon.Task.Remove());
    done(CNI);
    assertThat(aws.world().find(Addon.KIND, CNI)).isEmpty();
  }

  @Test
  void whatIsPreservedIsForgottenAtOnce() {
    aws.done(create(CNI, ""));
    done(CNI);
    aws.done(new DeleteAddon(Aws.SCOPE, CNI, true));
    assertThat(aws.settled().world().find(Addon.KIND, CNI)).isEmpty();
  }

  @Test
  void wordOfATaskThatIsNoLongerAskedChangesNothing() {
    aws.done(create(CNI, ""));
    Addon.Task first = addon(CNI).task().orElseThrow();
    aws.done(new DeleteAddon(Aws.SCOPE, CNI, false));
    assertThat(aws.done(new CompleteAddonTask(CNI, first, Optional.empty()))).isFalse();
    assertThat(addon(CNI).status()).isEqualTo(Addon.Status.DELETING);
  }

  private Update update(Update asked) {
    return aws.world().find(Update.KIND, asked.id()).orElseThrow();
  }

  private void awsNode(int wanted, int running) {
    DaemonSet set = KubeSamples.daemonSet("aws-node").build();
    aws.change(
        PlainDocuments.put(
            new DaemonSet(
                set.meta(),
                set.spec(),
                new DaemonSet.Status(
                    9, wanted, wanted, 0, running, running, running, wanted - running))));
    aws.settled();
  }

  private void coredns(int running) {
    Deployment set = KubeSamples.deployment("coredns").build();
    aws.change(
        PlainDocuments.put(
            new Deployment(
                KubeSamples.meta("Deployment", "kube-system", "coredns"),
                new Deployment.Spec(
                    2,
                    set.spec().selector(),
                    set.spec().template(),
                    set.spec().strategy(),
                    10,
                    0,
                    600,
                    false),
                new Deployment.Status(9, 2, 2, running, running, 2 - running, List.of()))));
    aws.settled();
  }
}
