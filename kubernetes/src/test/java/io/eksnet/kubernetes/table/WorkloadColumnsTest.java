package io.eksnet.kubernetes.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.eksnet.kubernetes.Fixtures;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WorkloadColumnsTest {
  private static final String SPEC =
      """
      metadata: {name: web, creationTimestamp: "2025-06-01T11:59:30Z"}
      spec:
        replicas: 3
        selector: {matchLabels: {app: web}}
        template:
          spec:
            nodeSelector: {zone: a, disk: ssd}
            containers: [{name: web, image: "web:1"}, {name: log, image: "log:2"}]
      """;

  @Test
  void aDeploymentShowsReadyPodsOfThoseWanted() {
    assertThat(
            Printed.cells(
                "apiVersion: apps/v1\nkind: Deployment\n"
                    + SPEC
                    + "status: {replicas: 3, readyReplicas: 2, updatedReplicas: 1,"
                    + " availableReplicas: 2}"))
        .containsExactly(
            entry("Name", "web"),
            entry("Ready", "2/3"),
            entry("Up-to-date", "1"),
            entry("Available", "2"),
            entry("Age", "30s"),
            entry("Containers", "web,log"),
            entry("Images", "web:1,log:2"),
            entry("Selector", "app=web"));
  }

  @Test
  void aDeploymentWithoutStatusShowsZeros() {
    assertThat(Printed.cells("{apiVersion: apps/v1, kind: Deployment, spec: {replicas: 1}}"))
        .contains(entry("Ready", "0/1"), entry("Up-to-date", "0"), entry("Available", "0"));
  }

  @Test
  void aReplicaSetShowsWantedPresentAndReadyPods() {
    assertThat(
            Printed.cells(
                "apiVersion: apps/v1\nkind: ReplicaSet\n"
                    + SPEC
                    + "status: {replicas: 2, readyReplicas: 1}"))
        .contains(entry("Desired", "3"), entry("Current", "2"), entry("Ready", "1"))
        .contains(entry("Selector", "app=web"));
  }

  @Test
  void aDaemonSetCountsNodesAndNamesThoseItSelects() {
    assertThat(
            Printed.cells(
                "apiVersion: apps/v1\nkind: DaemonSet\n"
                    + SPEC
                    + "status: {desiredNumberScheduled: 5, currentNumberScheduled: 4, numberReady: 3,"
                    + " updatedNumberScheduled: 2, numberAvailable: 1}"))
        .contains(
            entry("Desired", "5"),
            entry("Current", "4"),
            entry("Ready", "3"),
            entry("Up-to-date", "2"),
            entry("Available", "1"),
            entry("Node Selector", "disk=ssd,zone=a"),
            entry("Age", "30s"));
  }

  @Test
  void countsAreNumbersEvenWhereTheColumnIsAnnouncedAsString() {
    JsonNode table =
        Printed.table(Fixtures.yaml("{apiVersion: apps/v1, kind: Deployment, spec: {}}"));
    assertThat(table.path("columnDefinitions").path(2).path("type").asString()).isEqualTo("string");
    assertThat(table.path("rows").path(0).path("cells").path(2).isIntegralNumber()).isTrue();
  }
}
