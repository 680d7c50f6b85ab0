package io.eksnet.kubernetes.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterColumnsTest {
  @Test
  void aNodeShowsItsAddressesAndSoftware() {
    assertThat(
            Printed.cells(
                """
                apiVersion: v1
                kind: Node
                metadata: {name: node-a, creationTimestamp: "2025-06-01T07:30:00Z"}
                status:
                  conditions: [{type: MemoryPressure, status: "False"}, {type: Ready, status: "True"}]
                  addresses:
                  - {type: InternalIP, address: 10.0.1.4}
                  - {type: ExternalIP, address: 3.4.5.6}
                  nodeInfo: {kubeletVersion: v1.33.0-eks-1, osImage: Amazon Linux 2023}
                """))
        .containsExactly(
            entry("Name", "node-a"),
            entry("Status", "Ready"),
            entry("Roles", "<none>"),
            entry("Age", "4h30m"),
            entry("Version", "v1.33.0-eks-1"),
            entry("Internal-IP", "10.0.1.4"),
            entry("External-IP", "3.4.5.6"),
            entry("OS-Image", "Amazon Linux 2023"),
            entry("Kernel-Version", "<unknown>"),
            entry("Container-Runtime", "<unknown>"));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "status: {}; Unknown",
        "status: {conditions: [{type: Ready, status: 'False'}]}; NotReady",
        "status: {conditions: [{type: Ready, status: Unknown}]}; NotReady",
        "spec: {unschedulable: true}, status: {conditions: [{type: Ready, status: 'True'}]};"
            + " Ready,SchedulingDisabled"
      })
  void theStatusOfANodeIsItsReadyConditionAndWhetherItIsCordoned(String parts, String printed) {
    assertThat(Printed.cell("Status", "{apiVersion: v1, kind: Node, " + parts + "}"))
        .isEqualTo(printed);
  }

  @Test
  void rolesOfANodeComeFromItsLabelsInOrder() {
    assertThat(
            Printed.cell(
                "Roles",
                "{apiVersion: v1, kind: Node, metadata: {labels: {node-role.kubernetes.io/worker:"
                    + " '', node-role.kubernetes.io/: '', kubernetes.io/role: edge}}}"))
        .isEqualTo("edge,worker");
  }

  @ParameterizedTest(name = "{0} {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "v1; ConfigMap; data: {a: x}, binaryData: {b: eA==}; Data; 2",
        "v1; ConfigMap; immutable: true; Data; 0",
        "v1; Secret; type: Opaque, data: {a: eA==}; Data; 1",
        "v1; Secret; type: Opaque; Type; Opaque",
        "v1; ServiceAccount; secrets: [{name: a}]; Secrets; 1",
        "v1; Namespace; status: {phase: Terminating}; Status; Terminating",
        "coordination.k8s.io/v1; Lease; spec: {holderIdentity: node-a}; Holder; node-a",
        "coordination.k8s.io/v1; Lease; spec: {holderIdentity: null}; Holder; ''"
      })
  void smallKindsShowTheirOneFact(
      String apiVersion, String kind, String parts, String heading, String printed) {
    String object = "{apiVersion: %s, kind: %s, %s}".formatted(apiVersion, kind, parts);
    assertThat(Printed.cell(heading, object)).isEqualTo(printed);
  }

  @Test
  void aKindThatPrintersDoNotKnowShowsWhenItWasCreated() {
    assertThat(
            Printed.cells(
                "{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: r,"
                    + " creationTimestamp: '2025-06-01T11:00:00Z'}}"))
        .containsExactly(entry("Name", "r"), entry("Created At", "2025-06-01T11:00:00Z"));
  }
}
