package io.eksnet.aws.eks;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.aws.SmallNetwork;
import io.eksnet.aws.TestClient;
import io.eksnet.eks.Cluster;
import io.eksnet.eks.NodeGroup;
import io.eksnet.iam.CreateRole;
import io.eksnet.iam.Policy;
import io.eksnet.id.Command;
import io.eksnet.id.Decision;
import io.eksnet.id.Tags;
import io.eksnet.table.Change;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clusters, access and pod identities as they go over the wire. */
class ClusterWireTest {
  private static final String ROLE = "arn:aws:iam::111122223333:role/both";
  private static final String ENTRIES = "/clusters/new/access-entries";
  private static final String ENCODED = "arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fboth";

  private final SmallNetwork network = new SmallNetwork();
  private final TestClient aws = new TestClient(network.ledger);

  ClusterWireTest() {
    change(Change.remove(Cluster.KIND, "my-cluster"));
    change(Change.remove(NodeGroup.KIND, new NodeGroup.Key("my-cluster", "workers")));
    network.ledger.execute(
        new CreateRole(
            SmallNetwork.SCOPE.account(),
            "/",
            "both",
            Policy.trustingWithTags(List.of("eks.amazonaws.com", "pods.eks.amazonaws.com")),
            "",
            Duration.ofHours(1),
            Optional.empty(),
            Tags.NONE));
  }

  private void change(Change<?, ?> change) {
    Command<Boolean> command = (_, _) -> Decision.accept(true, change);
    network.ledger.execute(command);
  }

  private String create(String more) {
    return aws.eks(
            "POST",
            "/clusters",
            """
            {"name":"new","roleArn":"%s","resourcesVpcConfig":{"subnetIds":["%s","%s"]},
             "accessConfig":{"authenticationMode":"API"}%s}"""
                .formatted(ROLE, SmallNetwork.PRIVATE, SmallNetwork.PUBLIC, more))
        .text();
  }

  private void active() {
    create("");
    Cluster made = Cluster.only(network.ledger.durable()).orElseThrow();
    change(Change.put(Cluster.KIND, made.withStatus(Cluster.Status.ACTIVE)));
  }

  @Test
  void aClusterIsMadeAsItIsAskedFor() {
    String said =
        create(
            """
            ,"version":"1.34","kubernetesNetworkConfig":{"serviceIpv4Cidr":"172.30.0.0/16"},
            "logging":{"clusterLogging":[{"types":["api"],"enabled":true}]},
            "tags":{"a":"b"},"deletionProtection":true,"zonalShiftConfig":{"enabled":true},
            "upgradePolicy":{"supportType":"STANDARD"},"clientRequestToken":"t",
            "encryptionConfig":[{"resources":["secrets"],"provider":
              {"keyArn":"arn:aws:kms:us-west-2:111122223333:key/k"}}]""");

    assertThat(said)
        .contains("\"status\":\"CREATING\"")
        .contains("\"version\":\"1.34\"")
        .contains("\"roleArn\":\"" + ROLE + "\"")
        .contains("\"serviceIpv4Cidr\":\"172.30.0.0/16\"")
        .contains("{\"types\":[\"api\"],\"enabled\":true}")
        .contains("\"authenticationMode\":\"API\"")
        .contains("\"supportType\":\"STANDARD\"")
        .contains("\"zonalShiftConfig\":{\"enabled\":true}")
        .contains("\"deletionProtection\":true")
        .contains("\"keyArn\":\"arn:aws:kms:us-west-2:111122223333:key/k\"")
        .contains("\"tags\":{\"a\":\"b\"}")
        .doesNotContain("\"endpoint\"")
        .doesNotContain("\"oidc\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ",\"outpostConfig\":{\"outpostArns\":[\"x\"]} | eksnet does not serve the parameter"
            + " outpostConfig",
        ",\"remoteNetworkConfig\":{\"remotePodNetworks\":[]} | eksnet does not serve the parameter"
            + " remoteNetworkConfig",
        ",\"computeConfig\":{\"enabled\":true} | eksnet does not serve EKS Auto Mode",
        ",\"kubernetesNetworkConfig\":{\"ipFamily\":\"ipv6\"} | eksnet does not serve the ipFamily"
            + " ipv6",
        ",\"version\":\"9.9\" | unsupported Kubernetes version 9.9",
        ",\"upgradePolicy\":{\"supportType\":\"LONG\"} | supportType LONG is invalid",
        ",\"kubernetesNetworkConfig\":{\"serviceIpv4Cidr\":\"x\"} | Invalid serviceIpv4Cidr: x"
      })
  void whatIsNotServedIsRefusedByName(String more, String message) {
    assertThat(create(more)).contains("InvalidParameterException").contains(message);
    assertThat(Cluster.only(network.ledger.durable())).isEmpty();
  }

  @Test
  void whatIsMissingIsNamed() {
    var said = aws.eks("POST", "/clusters", "{\"name\":\"new\"}");

    assertThat(said.status()).isEqualTo(400);
    assertThat(said.text()).contains("Value null at 'roleArn'");
  }

  @Test
  void updatesAreListedAndDescribed() {
    active();
    String id =
        aws.eks("POST", "/clusters/new/update-config", "{\"deletionProtection\":true}")
            .text()
            .replaceAll("(?s).*\"id\":\"([^\"]*)\".*", "$1");

    assertThat(aws.eks("/clusters/new/updates").text())
        .isEqualTo("{\"updateIds\":[\"" + id + "\"]}");
    assertThat(aws.eks("/clusters/new/updates/" + id).text())
        .contains("\"type\":\"DeletionProtectionUpdate\"")
        .contains("\"status\":\"InProgress\"");
    var absent = aws.eks("/clusters/new/updates/" + id + "?nodegroupName=workers");
    assertThat(absent.status()).isEqualTo(404);
    assertThat(absent.text()).contains("No update found for ID: " + id);
    var again = aws.eks("POST", "/clusters/new/updates", "{\"version\":\"1.35\"}");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text()).contains("ResourceInUseException").contains("in progress");
  }

  @Test
  void accessEntriesAndTheirPoliciesGoRound() {
    active();
    String policy = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy";

    assertThat(
            aws.eks(
                    "POST",
                    ENTRIES,
                    "{\"principalArn\":\"%s\",\"kubernetesGroups\":[\"devs\"]}".formatted(ROLE))
                .text())
        .contains("\"kubernetesGroups\":[\"devs\"]")
        .contains("access-entry/new/role/111122223333/both/")
        .contains("assumed-role/both/{{SessionName}}");
    assertThat(
            aws.eks(
                    "POST",
                    ENTRIES + "/" + ENCODED + "/access-policies",
                    """
                    {"policyArn":"%s","accessScope":{"type":"namespace","namespaces":["a"]}}"""
                        .formatted(policy))
                .text())
        .contains("\"accessScope\":{\"type\":\"namespace\",\"namespaces\":[\"a\"]}");
    assertThat(aws.eks(ENTRIES + "?associatedPolicyArn=" + policy).text())
        .isEqualTo("{\"accessEntries\":[\"" + ROLE + "\"]}");
    assertThat(aws.eks(ENTRIES + "/" + ENCODED + "/access-policies").text()).contains(policy);
    assertThat(aws.eks("DELETE", ENTRIES + "/" + ENCODED, "").status()).isEqualTo(200);
    assertThat(aws.eks(ENTRIES + "/" + ENCODED).status()).isEqualTo(404);
  }

  @Test
  void podIdentitiesGoRound() {
    active();
    String all = "/clusters/new/pod-identity-associations";
    String id =
        aws.eks(
                "POST",
                all,
                """
                {"namespace":"default","serviceAccount":"web","roleArn":"%s"}"""
                    .formatted(ROLE))
            .text()
            .replaceAll("(?s).*\"associationId\":\"([^\"]*)\".*", "$1");

    assertThat(aws.eks(all + "?namespace=default").text()).contains(id);
    assertThat(aws.eks(all + "?namespace=other").text()).isEqualTo("{\"associations\":[]}");
    assertThat(aws.eks("POST", all + "/" + id, "{\"disableSessionTags\":true}").text())
        .contains("\"disableSessionTags\":true");
    assertThat(aws.eks("DELETE", all + "/" + id, "").status()).isEqualTo(200);
    assertThat(aws.eks(all + "/" + id).status()).isEqualTo(404);
  }

  @Test
  void tagsGoRound() {
    active();
    String tags = "/tags/arn%3Aaws%3Aeks%3Aus-west-2%3A111122223333%3Acluster%2Fnew";

    assertThat(aws.eks("POST", tags, "{\"tags\":{\"a\":\"1\",\"b\":\"2\"}}").status())
        .isEqualTo(200);
    assertThat(aws.eks("DELETE", tags + "?tagKeys=a", "").status()).isEqualTo(200);
    assertThat(aws.eks(tags).text()).isEqualTo("{\"tags\":{\"b\":\"2\"}}");
    assertThat(aws.eks("/tags/arn%3Aaws%3Aeks%3Ax").status()).isEqualTo(404);
  }

  @Test
  void versionsAreOfferedTheNewestAsTheDefault() {
    assertThat(aws.eks("/cluster-versions?defaultOnly=true").text())
        .contains("\"clusterVersion\":\"1.35\"")
        .doesNotContain("\"clusterVersion\":\"1.34\"");
    assertThat(aws.eks("/cluster-versions?clusterVersions=1.34&clusterVersions=1.35").text())
        .contains("\"kubernetesPatchVersion\":\"1.34.2\"");
    assertThat(aws.eks("/access-policies").text()).contains("AmazonEKSClusterAdminPolicy");
  }

  @Test
  void aDeletedClusterIsShownGoing() {
    active();

    assertThat(aws.eks("DELETE", "/clusters/new", "").text()).contains("\"status\":\"DELETING\"");
    assertThat(List.of(aws.eks("DELETE", "/clusters/nope", "").status())).containsExactly(404);
  }
}
