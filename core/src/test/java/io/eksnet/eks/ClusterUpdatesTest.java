package io.eksnet.eks;

import static io.eksnet.eks.EksLab.A;
import static io.eksnet.eks.EksLab.A2;
import static io.eksnet.eks.EksLab.B;
import static io.eksnet.eks.EksLab.E;
import static io.eksnet.eks.EksLab.SCOPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.eks.ClusterSettings.AuthenticationMode;
import io.eksnet.eks.UpdateClusterConfig.Asked;
import io.eksnet.id.Command;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClusterUpdatesTest {
  private final EksLab lab = new EksLab().withCluster();

  private static UpdateClusterConfig config(Asked... asked) {
    return new UpdateClusterConfig(SCOPE, "demo", List.of(asked));
  }

  private static UpdateClusterVersion version(String to) {
    return new UpdateClusterVersion(SCOPE, "demo", to);
  }

  private static Asked access(boolean isPublic, boolean isPrivate) {
    return new Asked.Access(Optional.of(isPublic), Optional.of(isPrivate), Optional.empty());
  }

  static Stream<Arguments> wrongUpdates() {
    return Stream.of(
        Arguments.of(
            config(access(true, false)),
            "InvalidParameterException: Cluster is already at the desired configuration with"
                + " endpointPrivateAccess: false , endpointPublicAccess: true, and Public Endpoint"
                + " Restrictions: [0.0.0.0/0]"),
        Arguments.of(
            config(access(false, false)),
            "InvalidParameterException: Private and public endpoint access cannot be false"),
        Arguments.of(
            config(access(true, true), new Asked.ZonalShift(true)),
            "InvalidParameterException: Only one type of update can be allowed."),
        Arguments.of(
            config(), "InvalidParameterException: At least one type of update is required."),
        Arguments.of(
            config(new Asked.Logging(List.of(), List.of("api"))),
            "InvalidParameterException: No changes needed for the logging config provided"),
        Arguments.of(
            config(new Asked.Authentication(AuthenticationMode.CONFIG_MAP)),
            "InvalidParameterException: Unsupported authentication mode update from"
                + " API_AND_CONFIG_MAP to CONFIG_MAP"),
        Arguments.of(
            config(new Asked.Network(Optional.of(List.of(A, A2)), Optional.empty())),
            "InvalidParameterException: Subnets specified must be in at least two different AZs"),
        Arguments.of(
            config(new Asked.Network(Optional.of(List.of(A, E)), Optional.empty())),
            "InvalidParameterException: Provided subnets must belong to the set of AZs in which the"
                + " cluster was created: us-east-1a, us-east-1b"),
        Arguments.of(
            version("1.99"), "InvalidParameterException: unsupported Kubernetes version 1.99"),
        Arguments.of(
            version("1.33"),
            "InvalidParameterException: Unsupported Kubernetes minor version update from 1.35 to"
                + " 1.33"),
        Arguments.of(
            new UpdateClusterVersion(SCOPE, "nope", "1.35"),
            "ResourceNotFoundException: No cluster found for name: nope."));
  }

  @ParameterizedTest
  @MethodSource("wrongUpdates")
  void whatEksWouldNotChangeIsRefused(Command<?> command, String refusal) {
    assertThat(lab.refused(command)).startsWith(refusal);
    assertThat(lab.cluster().status()).isEqualTo(Cluster.Status.ACTIVE);
  }

  @Test
  void oneUpdateAtATime() {
    Update first = lab.done(config(access(true, true)));

    assertThat(lab.cluster().status()).isEqualTo(Cluster.Status.UPDATING);
    assertThat(first.params())
        .extracting(Update.Param::type)
        .containsExactly("EndpointPublicAccess", "EndpointPrivateAccess", "PublicAccessCidrs");
    assertThat(lab.refused(config(new Asked.Logging(List.of("api"), List.of()))))
        .isEqualTo(
            "ResourceInUseException: Cannot LoggingUpdate because cluster demo currently has update "
                + first.id()
                + " in progress");
    assertThat(lab.refused(new DeleteCluster(SCOPE, "demo")))
        .startsWith("ResourceInUseException: Cannot delete because cluster demo");
  }

  @Test
  void subnetsOfTheSameZonesAreTaken() {
    Update update =
        lab.done(config(new Asked.Network(Optional.of(List.of(A2, B)), Optional.empty())));

    assertThat(update.type()).isEqualTo("VpcConfigUpdate");
    assertThat(lab.world().find(ClusterChange.KIND, "demo").orElseThrow().subnets())
        .containsExactly(A2, B);
  }

  @Test
  void secretsAreEncryptedOnceAndWithAKeyOfKms() {
    var key = "arn:aws:kms:us-east-1:123456789012:key/abc";
    assertThat(
            lab.refused(
                new AssociateEncryptionConfig(
                    SCOPE, "demo", new ClusterSettings.Encryption("key", List.of("secrets")))))
        .startsWith("InvalidParameterException: Invalid keyArn key");

    Update update =
        lab.done(
            new AssociateEncryptionConfig(
                SCOPE, "demo", new ClusterSettings.Encryption(key, List.of("secrets"))));

    assertThat(update.type()).isEqualTo("AssociateEncryptionConfig");
  }
}
