package io.eksnet.aws.eks;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.aws.SmallNetwork;
import io.eksnet.aws.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EksActionsTest {

  private final TestClient aws = new TestClient(new SmallNetwork().ledger);

  @Test
  void aClusterTellsWhatKubeconfigNeeds() {
    assertThat(aws.eks("/clusters/my-cluster").text())
        .contains("\"arn\":\"arn:aws:eks:us-west-2:111122223333:cluster/my-cluster\"")
        .contains("\"endpoint\":\"https://127.0.0.1:7443\"")
        .contains("\"certificateAuthority\":{\"data\":\"LS0tLS1CRUdJTi")
        .contains("\"status\":\"ACTIVE\"")
        .contains("\"vpcId\":\"vpc-12345678\"");
  }

  @Test
  void namesAreListed() {
    assertThat(aws.eks("/clusters").text()).isEqualTo("{\"clusters\":[\"my-cluster\"]}");
    assertThat(aws.eks("/clusters/my-cluster/node-groups").text())
        .isEqualTo("{\"nodegroups\":[\"workers\"]}");
    assertThat(aws.eks("/clusters/my-cluster/addons?maxResults=1").text())
        .isEqualTo("{\"addons\":[\"vpc-cni\"]}");
    assertThat(aws.eks("/clusters?maxResults=101").text())
        .contains("maxResults must be 1 to 100, not 101.");
    assertThat(aws.eks("/clusters?nextToken=abc").text())
        .contains("The specified nextToken is not valid.");
  }

  @Test
  void nodeGroupsAndAddonsAreDescribed() {
    assertThat(aws.eks("/clusters/my-cluster/node-groups/workers").text())
        .contains("\"scalingConfig\":{\"minSize\":1,\"maxSize\":3,\"desiredSize\":1}")
        .contains("{\"key\":\"only\",\"value\":\"these\",\"effect\":\"NO_SCHEDULE\"}");
    assertThat(aws.eks("/clusters/my-cluster/addons/vpc-cni").text())
        .contains("\"addonVersion\":\"v1.23.1-eksbuild.1\"")
        .contains("\"configurationValues\":\"{\\\"enableNetworkPolicy\\\":\\\"true\\\"}\"");
  }

  @ParameterizedTest
  @CsvSource({
    "/clusters/nope,                           No cluster found for name: nope.",
    "/clusters/nope/node-groups,               No cluster found for name: nope.",
    "/clusters/my-cluster/node-groups/nope,    No node group found for name: nope.",
    "/clusters/my-cluster/addons/nope,         No addon: nope found in cluster: my-cluster"
  })
  void whatDoesNotExistIsNotFound(String path, String message) {
    var said = aws.eks(path);
    assertThat(said.status()).isEqualTo(404);
    assertThat(said.text()).contains("ResourceNotFoundException").contains(message);
  }
}
