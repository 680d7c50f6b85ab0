package io.eksnet.kubernetes.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodColumnsTest {
  private static final String RUNNING = "state: {running: {}}, ready: true";
  private static final String DONE = "state: {terminated: {exitCode: 0, reason: Completed}}";

  @Test
  void aRunningPodShowsItsAddressAndNode() {
    assertThat(
            Printed.cells(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: web-1, creationTimestamp: "2025-06-01T11:57:00Z"}
                spec: {nodeName: node-a, containers: [{name: a}, {name: b}]}
                status:
                  phase: Running
                  podIP: 10.0.1.5
                  podIPs: [{ip: 10.0.1.5}]
                  containerStatuses:
                  - {name: a, ready: true, state: {running: {}}}
                  - {name: b, ready: false, state: {running: {}}}
                """))
        .containsExactly(
            entry("Name", "web-1"),
            entry("Ready", "1/2"),
            entry("Status", "Running"),
            entry("Restarts", "0"),
            entry("Age", "3m"),
            entry("IP", "10.0.1.5"),
            entry("Node", "node-a"),
            entry("Nominated Node", "<none>"),
            entry("Readiness Gates", "<none>"));
  }

  @Test
  void aPodThatWasNotPlacedHasNeitherAddressNorNode() {
    assertThat(Printed.cells(pod("phase: Pending", "")))
        .contains(
            entry("Ready", "0/1"),
            entry("Status", "Pending"),
            entry("IP", "<none>"),
            entry("Node", "<none>"),
            entry("Age", "<unknown>"));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "phase: Pending; Pending",
        "phase: Failed, reason: Evicted; Evicted",
        "phase: Pending, conditions: [{type: PodScheduled, status: 'False', reason:"
            + " SchedulingGated}]; SchedulingGated",
        "phase: Pending, containerStatuses: [{state: {waiting: {reason: ContainerCreating}}}];"
            + " ContainerCreating",
        "phase: Running, containerStatuses: [{state: {waiting: {reason: CrashLoopBackOff}}}];"
            + " CrashLoopBackOff",
        "phase: Succeeded, containerStatuses: [{" + DONE + "}]; Completed",
        "phase: Failed, containerStatuses: [{state: {terminated: {exitCode: 1, reason: Error}}}];"
            + " Error",
        "phase: Failed, containerStatuses: [{state: {terminated: {exitCode: 3}}}]; ExitCode:3",
        "phase: Failed, containerStatuses: [{state: {terminated: {exitCode: 137, signal: 9}}}];"
            + " Signal:9",
        "phase: Running, containerStatuses: [{" + DONE + "}, {" + RUNNING + "}]; NotReady",
        "phase: Running, conditions: [{type: Ready, status: 'True'}], containerStatuses: [{"
            + DONE
            + "}, {"
            + RUNNING
            + "}]; Running"
      })
  void theStatusIsWhatTheContainersSay(String status, String printed) {
    assertThat(Printed.cell("Status", pod(status, ""))).isEqualTo(printed);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "{state: {waiting: {reason: PodInitializing}}}; Init:0/2",
        "{state: {running: {}}}; Init:0/2",
        "{" + DONE + "}, {state: {running: {}}}; Init:1/2",
        "{state: {waiting: {reason: ImagePullBackOff}}}; Init:ImagePullBackOff",
        "{state: {terminated: {exitCode: 1, reason: Error}}}; Init:Error",
        "{state: {terminated: {exitCode: 2}}}; Init:ExitCode:2",
        "{state: {terminated: {exitCode: 139, signal: 11}}}; Init:Signal:11",
        "{" + DONE + "}, {" + DONE + "}; PodInitializing"
      })
  void aPodThatInitializesShowsHowFarItIs(String initStatuses, String printed) {
    String status =
        "phase: Pending, initContainerStatuses: [%s], containerStatuses: [%s]"
            .formatted(initStatuses, "{state: {waiting: {reason: PodInitializing}}}");
    String spec = ", initContainers: [{name: one}, {name: two}]";
    assertThat(Printed.cell("Status", pod(status, spec))).isEqualTo(printed);
  }

  @Test
  void aRunningSidecarCountsAsAContainerAndEndsNoInitialization() {
    String status =
        "phase: Running, initContainerStatuses: [{name: proxy, started: true, restartCount: 2, %s}],"
                .formatted(RUNNING)
            + " containerStatuses: [{restartCount: 1, %s}]".formatted(RUNNING);
    String spec = ", initContainers: [{name: proxy, restartPolicy: Always}]";
    assertThat(Printed.cells(pod(status, spec)))
        .contains(entry("Ready", "2/2"), entry("Status", "Running"), entry("Restarts", "3"));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "phase: Running; Terminating",
        "phase: Running, reason: NodeLost; Unknown",
        "phase: Succeeded, containerStatuses: [{" + DONE + "}]; Completed",
        "phase: Failed; Failed"
      })
  void aPodBeingDeletedIsTerminatingUnlessItHasEndedOrItsNodeIsLost(String status, String printed) {
    String pod =
        pod(status, "").replace("name: p", "name: p, deletionTimestamp: '2025-06-01T12:00:00Z'");
    assertThat(Printed.cell("Status", pod)).isEqualTo(printed);
  }

  @Test
  void restartsSayWhenTheLastOneWas() {
    String status =
        "phase: Running, containerStatuses: [{restartCount: 1, %s, %s}, {restartCount: 2, %s, %s}]"
            .formatted(RUNNING, lastEnd("11:55:00"), RUNNING, lastEnd("11:00:00"));
    assertThat(Printed.cell("Restarts", pod(status, ""))).isEqualTo("3 (5m ago)");
  }

  @Test
  void restartsOfInitContainersCountOnlyUntilThePodIsInitialized() {
    String init = "initContainerStatuses: [{restartCount: 4, %s}]";
    assertThat(
            Printed.cell(
                "Restarts", pod("phase: Pending, " + init.formatted("state: {running: {}}"), INIT)))
        .isEqualTo("4");
    assertThat(Printed.cell("Restarts", pod("phase: Running, " + init.formatted(DONE), INIT)))
        .isEqualTo("0");
  }

  @Test
  void readinessGatesAreCountedByTheConditionsThatAreTrue() {
    String status =
        "phase: Running, conditions: [{type: a, status: 'True'}, {type: b, status: 'False'}]";
    String spec = ", readinessGates: [{conditionType: a}, {conditionType: b}, {conditionType: c}]";
    assertThat(Printed.cell("Readiness Gates", pod(status, spec))).isEqualTo("1/3");
  }

  private static final String INIT = ", initContainers: [{name: one}]";

  private static String lastEnd(String time) {
    return "lastState: {terminated: {finishedAt: '2025-06-01T%sZ'}}".formatted(time);
  }

  private static String pod(String status, String spec) {
    return """
    apiVersion: v1
    kind: Pod
    metadata: {name: p}
    spec: {containers: [{name: main}]%s}
    status: {%s}
    """
        .formatted(spec, status);
  }
}
