package io.eksnet.kubernetes.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eksnet.kubernetes.discovery.Discovery.Aggregated;
import io.eksnet.kubernetes.schema.GroupVersion;
import io.eksnet.kubernetes.schema.Resources;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DiscoveryTest {
  private static final String KUBECTL_1_32 =
      "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
          + "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json";
  private static final String KUBECTL_1_29 =
      "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json";

  @Test
  void theAggregatedFormIsTheNewestThatTheClientOffers() {
    assertThat(Aggregated.offered(KUBECTL_1_32)).contains(Aggregated.V2);
    assertThat(Aggregated.offered(KUBECTL_1_29)).contains(Aggregated.V2BETA1);
    assertThat(Aggregated.offered("application/json")).isEmpty();
    assertThat(Aggregated.offered("")).isEmpty();
    assertThat(Aggregated.V2BETA1.contentType())
        .isEqualTo("application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList");
  }

  @Test
  void bothFormsListEveryResourceThatIsServed() {
    List<String> aggregated = new ArrayList<>();
    for (JsonNode document :
        List.of(Discovery.core(Aggregated.V2), Discovery.groups(Aggregated.V2))) {
      for (JsonNode group : document.path("items")) {
        for (JsonNode version : group.path("versions")) {
          version.path("resources").forEach(it -> aggregated.add(it.path("resource").asString()));
        }
      }
    }
    List<String> plain = new ArrayList<>();
    for (GroupVersion it : Resources.groupVersions()) {
      for (JsonNode resource : Discovery.resources(it).orElseThrow().path("resources")) {
        String name = resource.path("name").asString();
        if (!name.contains("/")) {
          plain.add(name);
        }
      }
    }
    assertThat(aggregated)
        .isEqualTo(plain)
        .hasSize(Resources.served().size())
        .contains("pods", "deployments", "endpointslices", "networkpolicies");
  }

  @Test
  void aDeploymentsScaleIsOfAnotherGroup() {
    JsonNode deployments =
        Discovery.groups(Aggregated.V2)
            .path("items")
            .valueStream()
            .filter(it -> it.at("/metadata/name").asString().equals("apps"))
            .flatMap(it -> it.at("/versions/0/resources").valueStream())
            .filter(it -> it.path("resource").asString().equals("deployments"))
            .findFirst()
            .orElseThrow();

    assertThat(deployments.path("shortNames").toString()).isEqualTo("[\"deploy\"]");
    assertThat(deployments.path("categories").toString()).isEqualTo("[\"all\"]");
    assertThat(deployments.at("/subresources/0/responseKind").toString())
        .isEqualTo("{\"group\":\"autoscaling\",\"version\":\"v1\",\"kind\":\"Scale\"}");
  }

  @Test
  void groupsNameTheirVersionsAndUnknownOnesAreNone() {
    assertThat(Discovery.group("apps").orElseThrow().toString())
        .isEqualTo(
            "{\"name\":\"apps\",\"versions\":[{\"groupVersion\":\"apps/v1\",\"version\":\"v1\"}],"
                + "\"preferredVersion\":{\"groupVersion\":\"apps/v1\",\"version\":\"v1\"},"
                + "\"kind\":\"APIGroup\",\"apiVersion\":\"v1\"}");
    assertThat(Discovery.group("none")).isEmpty();
    assertThat(Discovery.group("")).isEmpty();
    assertThat(Discovery.resources(new GroupVersion("apps", "v2"))).isEmpty();
  }

  @Test
  void theVersionIsWrittenAsOnEks() {
    ServerVersion version = ServerVersion.parse("1.34");

    assertThat(version.gitVersion()).matches("v1\\.34\\.\\d+-eks-[0-9a-f]{7}");
    assertThat(version.json().path("minor").asString()).isEqualTo("34");
    assertThatThrownBy(() -> ServerVersion.parse("latest"))
        .hasMessage("\"latest\" is no Kubernetes version; expected major.minor such as 1.34");
  }
}
