package io.eksnet.aws.eks;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.aws.SmallNetwork;
import io.eksnet.aws.TestClient;
import io.eksnet.eks.NodeGroup;
import io.eksnet.eks.NodeGroupHealth;
import io.eksnet.id.Decision;
import io.eksnet.table.Change;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Node groups and add-ons as clients see them. */
class NodegroupWireTest {
  private static final String GROUPS = "/clusters/my-cluster/node-groups";
  private static final String ADDONS = "/clusters/my-cluster/addons";

  private final SmallNetwork network = new SmallNetwork();
  private final TestClient aws = new TestClient(network.ledger);

  private static String body(String name, String more) {
    return "{\"nodegroupName\":\""
        + name
        + "\",\"subnets\":[\""
        + SmallNetwork.PRIVATE
        + "\"],\"nodeRole\":\""
        + SmallNetwork.NODE_ROLE.arn()
        + "\""
        + more
        + "}";
  }

  @Test
  void aNodeGroupIsMadeAndDescribedWhole() {
    var said =
        aws.eks(
            "POST",
            GROUPS,
            body(
                "new",
                ",\"scalingConfig\":{\"minSize\":0,\"maxSize\":5,\"desiredSize\":0},"
                    + "\"instanceTypes\":[\"t3.large\",\"t3.medium\"],\"diskSize\":50,"
                    + "\"labels\":{\"a\":\"b\"},\"capacityType\":\"SPOT\","
                    + "\"taints\":[{\"key\":\"k\",\"value\":\"v\",\"effect\":\"NO_EXECUTE\"}],"
                    + "\"updateConfig\":{\"maxUnavailablePercentage\":25},"
                    + "\"nodeRepairConfig\":{\"enabled\":true},\"tags\":{\"x\":\"y\"}"));

    assertThat(said.status()).as(said.text()).isEqualTo(200);
    assertThat(said.text())
        .contains("\"status\":\"CREATING\"")
        .contains("\"scalingConfig\":{\"minSize\":0,\"maxSize\":5,\"desiredSize\":0}")
        .contains("\"instanceTypes\":[\"t3.large\",\"t3.medium\"]")
        .contains("\"diskSize\":50")
        .contains("\"capacityType\":\"SPOT\"")
        .contains("\"nodeRole\":\"arn:aws:iam::111122223333:role/nodes\"")
        .contains("{\"key\":\"k\",\"value\":\"v\",\"effect\":\"NO_EXECUTE\"}")
        .contains("\"updateConfig\":{\"maxUnavailablePercentage\":25}")
        .contains("\"nodeRepairConfig\":{\"enabled\":true}")
        .contains("\"releaseVersion\":\"1.34.2-20251217\"")
        .containsPattern(
            "\"nodegroupArn\":\"arn:aws:eks:us-west-2:111122223333:nodegroup/my-cluster/new/"
                + "[0-9a-f-]{36}\"")
        .containsPattern(
            "\"resources\":\\{\"autoScalingGroups\":\\[\\{\"name\":\"eks-new-[0-9a-f-]{36}\"}]}")
        .contains("\"tags\":{\"x\":\"y\"}");
    assertThat(aws.eks(GROUPS + "/new").text()).isEqualTo(said.text());
  }

  @Test
  void theSameTokenMakesOneGroup() {
    String asked = body("new", ",\"clientRequestToken\":\"t-1\"");
    var first = aws.eks("POST", GROUPS, asked);

    assertThat(aws.eks("POST", GROUPS, asked).text()).isEqualTo(first.text());
    assertThat(aws.eks("POST", GROUPS, body("other", ",\"clientRequestToken\":\"t-1\"")).text())
        .contains("InvalidParameterException");
    var again = aws.eks("POST", GROUPS, body("new", ""));
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text())
        .contains("ResourceInUseException")
        .contains("NodeGroup already exists with name new and cluster name my-cluster");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ,"capacityType":"CAPACITY_BLOCK"                  | eksnet does not serve capacityType CAPACITY_BLOCK
          ,"taints":[{"key":"k","effect":"NO"}]             | The effect of a taint must be NO_SCHEDULE, NO_EXECUTE or PREFER_NO_SCHEDULE.
          ,"updateConfig":{"updateStrategy":"FAST"}         | The specified updateStrategy FAST is not valid.
          ,"remoteAccess":{"ec2SshKey":"k"}                 | remoteAccess
          ,"nodeRepairConfig":{"maxUnhealthyNodeThresholdCount":1} | maxUnhealthyNodeThresholdCount
          """)
  void whatIsNotServedIsRefusedByName(String more, String why) {
    var said = aws.eks("POST", GROUPS, body("new", more));
    assertThat(said.status()).isEqualTo(400);
    assertThat(said.text()).contains(why);
  }

  @Test
  void membersThatMustBeThereAreAskedFor() {
    var said = aws.eks("POST", GROUPS, "{\"nodegroupName\":\"new\"}");
    assertThat(said.status()).isEqualTo(400);
    assertThat(said.text())
        .contains("InvalidParameterException")
        .contains("Value null at 'subnets'");
  }

  @Test
  void anUpdateIsToldAndCanBeLookedUp() {
    var said =
        aws.eks(
            "POST",
            GROUPS + "/workers/update-config",
            "{\"scalingConfig\":{\"desiredSize\":2},\"labels\":{\"addOrUpdateLabels\":{\"a\":\"b\"},"
                + "\"removeLabels\":[\"role\"]}}");
    String id = said.text().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");

    assertThat(said.text())
        .contains("\"type\":\"ConfigUpdate\"")
        .contains("{\"type\":\"DesiredSize\",\"value\":\"2\"}")
        .contains("{\"type\":\"LabelsToRemove\",\"value\":\"[\\\"role\\\"]\"}");
    assertThat(aws.eks("/clusters/my-cluster/updates/" + id + "?nodegroupName=workers").text())
        .contains(id)
        .contains("InProgress");
    assertThat(aws.eks(GROUPS + "/workers").text()).contains("\"status\":\"UPDATING\"");
    assertThat(aws.eks("POST", GROUPS + "/workers/update-version", "{}").text())
        .contains("Nodegroup cannot be updated as it is currently not in Active State");
  }

  @Test
  void healthIsShown() {
    NodeGroup.Key key = new NodeGroup.Key("my-cluster", "workers");
    network.ledger.transact(
        (_, _) ->
            Decision.accept(
                true,
                Change.put(
                    NodeGroupHealth.KIND,
                    new NodeGroupHealth(
                        key,
                        List.of(
                            new NodeGroupHealth.Issue(
                                "InsufficientFreeAddresses", "no addresses", List.of("subnet-1"))),
                        SmallNetwork.NOW))));
    assertThat(aws.eks(GROUPS + "/workers").text())
        .contains(
            "\"health\":{\"issues\":[{\"code\":\"InsufficientFreeAddresses\",\"message\":\"no"
                + " addresses\",\"resourceIds\":[\"subnet-1\"]}]}");
  }

  @Test
  void aDeletedGroupIsDeleting() {
    assertThat(aws.eks("DELETE", GROUPS + "/workers", "").text())
        .contains("\"status\":\"DELETING\"");
  }

  @Test
  void anAddonIsMadeChangedAndDeleted() {
    assertThat(
            aws.eks(
                    "POST",
                    ADDONS,
                    "{\"addonName\":\"coredns\",\"configurationValues\":\"{\\\"replicaCount\\\":3}\"}")
                .text())
        .contains("\"status\":\"CREATING\"")
        .contains("\"addonVersion\":\"v1.12.4-eksbuild.1\"")
        .contains("\"configurationValues\":\"{\\\"replicaCount\\\":3}\"")
        .containsPattern("addon/my-cluster/coredns/[0-9a-f-]{36}\"");
    assertThat(
            aws.eks(
                    "POST",
                    ADDONS + "/vpc-cni/update",
                    "{\"addonVersion\":\"v1.21.1-eksbuild.1\",\"resolveConflicts\":\"PRESERVE\"}")
                .text())
        .contains("\"type\":\"AddonUpdate\"")
        .contains("{\"type\":\"ResolveConflicts\",\"value\":\"PRESERVE\"}");
    assertThat(aws.eks(ADDONS + "/vpc-cni").text()).contains("\"status\":\"UPDATING\"");
    assertThat(aws.eks("DELETE", ADDONS + "/coredns", "").text())
        .contains("\"status\":\"DELETING\"");
    assertThat(aws.eks("DELETE", ADDONS + "/vpc-cni?preserve=true", "").status()).isEqualTo(200);
    assertThat(aws.eks(ADDONS + "/vpc-cni").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"addonName":"vpc-cni"}                                      | 409 | Addon already exists.
          {"addonName":"nope"}                                         | 400 | Addon specified is not supported
          {"addonName":"coredns","addonVersion":"v9"}                  | 400 | Addon version specified is not supported
          {"addonName":"coredns","resolveConflicts":"MAYBE"}           | 400 | Resolve conflicts option MAYBE is not valid
          {"addonName":"coredns","configurationValues":"{\\"x\\":1}"}  | 400 | [$.x: is not defined in the schema and the schema does not allow additional properties]
          {"addonName":"coredns","podIdentityAssociations":[{"serviceAccount":"a","roleArn":"b"}]} | 400 | podIdentityAssociations
          """)
  void aWrongAddonIsRefused(String asked, int status, String why) {
    var said = aws.eks("POST", ADDONS, asked);
    assertThat(said.status()).isEqualTo(status);
    assertThat(said.text()).contains(why);
  }

  @Test
  void versionsAndSchemasAreListed() {
    assertThat(
            aws.eks("/addons/supported-versions?addonName=kube-proxy&kubernetesVersion=1.34")
                .text())
        .contains("\"addonVersion\":\"v1.34.1-eksbuild.2\"")
        .contains(
            "\"compatibilities\":[{\"clusterVersion\":\"1.34\",\"platformVersions\":[\"*\"],"
                + "\"defaultVersion\":true}]")
        .doesNotContain("v1.33");
    assertThat(
            aws.eks(
                    "/addons/configuration-schemas?addonName=vpc-cni&addonVersion=v1.23.1-eksbuild.1")
                .text())
        .contains("ENABLE_PREFIX_DELEGATION")
        .contains("\"serviceAccount\":\"aws-node\"");
    assertThat(aws.eks("/addons/configuration-schemas?addonName=vpc-cni&addonVersion=v0").status())
        .isEqualTo(404);
  }
}
