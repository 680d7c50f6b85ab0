package io.eksnet.eks;

import static io.eksnet.eks.EksLab.POD_ROLE;
import static io.eksnet.eks.EksLab.SCOPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.Tags;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodIdentitiesTest {
  private final EksLab lab = new EksLab().withCluster();

  private static CreatePodIdentityAssociation of(
      String cluster, String namespace, String account, String role) {
    return new CreatePodIdentityAssociation(
        SCOPE, cluster, namespace, account, role, false, Optional.empty(), Tags.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "nope, default, web, arn:aws:iam::123456789012:role/path/pods, ResourceNotFoundException: No"
        + " cluster found for name: nope.",
    "demo, DEFAULT, web, arn:aws:iam::123456789012:role/path/pods, InvalidParameterException: The"
        + " namespace 'DEFAULT'",
    "demo, default, w_b, arn:aws:iam::123456789012:role/path/pods, InvalidParameterException: The"
        + " serviceAccount 'w_b'",
    "demo, default, web, pods, InvalidParameterException: Invalid role ARN: pods",
    "demo, default, web, arn:aws:iam::123456789012:role/eks, InvalidParameterException: Trust"
        + " policy of role"
  })
  void whatEksWouldNotTakeIsRefused(
      String cluster, String namespace, String account, String role, String refusal) {
    assertThat(lab.refused(of(cluster, namespace, account, role))).startsWith(refusal);
  }

  @Test
  void aServiceAccountHasOneRole() {
    PodIdentityAssociation made = lab.done(of("demo", "default", "web", POD_ROLE));

    assertThat(made.id()).matches("a-[a-z0-9]{17}");
    assertThat(lab.refused(of("demo", "default", "web", POD_ROLE)))
        .isEqualTo("ResourceInUseException: Association already exists: " + made.id());
    lab.done(of("demo", "default", "other", POD_ROLE));
  }

  @Test
  void aTargetRoleComesWithAnExternalIdAndGoesWithTheEmptyText() {
    PodIdentityAssociation made = lab.done(of("demo", "default", "web", POD_ROLE));
    var change =
        new UpdatePodIdentityAssociation(
            SCOPE,
            "demo",
            made.id(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("arn:aws:iam::210987654321:role/target"));

    assertThat(lab.done(change).externalId()).contains("us-east-1/123456789012/demo/" + made.id());
    assertThat(
            lab.done(
                    new UpdatePodIdentityAssociation(
                        SCOPE,
                        "demo",
                        made.id(),
                        Optional.empty(),
                        Optional.of(true),
                        Optional.of("")))
                .targetRoleArn())
        .isEmpty();
  }

  @Test
  void deletedTheyAreGone() {
    PodIdentityAssociation made = lab.done(of("demo", "default", "web", POD_ROLE));
    lab.done(new DeletePodIdentityAssociation(SCOPE, "demo", made.id()));

    assertThat(lab.refused(new DeletePodIdentityAssociation(SCOPE, "demo", made.id())))
        .isEqualTo(
            "ResourceNotFoundException: No association found with associationId: " + made.id());
  }

  @Test
  void everythingOfAClusterCanBeTagged() {
    PodIdentityAssociation made = lab.done(of("demo", "default", "web", POD_ROLE));
    AccessEntry entry = AccessEntries.of(lab.world(), lab.cluster(), EksLab.ROOT).orElseThrow();

    for (String arn :
        java.util.List.of(lab.cluster().arn(), made.arn(lab.cluster()), entry.arn(lab.cluster()))) {
      lab.done(new ResourceTags.TagResource(SCOPE, arn, Tags.of(Map.of("a", "1", "b", "2"))));
      lab.done(new ResourceTags.UntagResource(SCOPE, arn, java.util.List.of("a")));

      assertThat(ResourceTags.of(lab.world(), SCOPE, arn).toString()).contains("{b=2}");
    }
    assertThat(lab.refused(new ResourceTags.TagResource(SCOPE, "arn:aws:eks:x", Tags.NONE)))
        .startsWith("NotFoundException");
    assertThat(
            lab.refused(
                new ResourceTags.TagResource(
                    SCOPE, lab.cluster().arn(), Tags.of(Map.of("aws:x", "1")))))
        .startsWith("BadRequestException");
  }
}
