package io.eksnet.kubernetes.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class EventColumnsTest {
  @Test
  void anEventShowsWhatHappenedToWhichObjectAndWhen() {
    assertThat(
            Printed.cells(
                """
                apiVersion: v1
                kind: Event
                metadata: {name: web-1.17a, namespace: default}
                type: Warning
                reason: BackOff
                message: "Back-off restarting failed container\\n"
                involvedObject: {kind: Pod, name: web-1, fieldPath: "spec.containers{web}"}
                source: {component: kubelet, host: node-a}
                count: 7
                firstTimestamp: "2025-06-01T11:00:00Z"
                lastTimestamp: "2025-06-01T11:59:18Z"
                eventTime: null
                """))
        .containsExactly(
            entry("Last Seen", "42s"),
            entry("Type", "Warning"),
            entry("Reason", "BackOff"),
            entry("Object", "pod/web-1"),
            entry("Subobject", "spec.containers{web}"),
            entry("Source", "kubelet, node-a"),
            entry("Message", "Back-off restarting failed container"),
            entry("First Seen", "60m"),
            entry("Count", "7"),
            entry("Name", "web-1.17a"));
  }

  @Test
  void anEventOfTheLaterGroupReadsTheSame() {
    assertThat(
            Printed.cells(
                """
                apiVersion: events.k8s.io/v1
                kind: Event
                metadata: {name: e}
                type: Normal
                reason: Scheduled
                note: Successfully assigned
                regarding: {kind: Pod, name: web-1}
                reportingController: default-scheduler
                reportingInstance: host-1
                eventTime: "2025-06-01T11:50:00.123456Z"
                """))
        .contains(
            entry("Last Seen", "9m59s"),
            entry("Object", "pod/web-1"),
            entry("Source", "default-scheduler, host-1"),
            entry("Message", "Successfully assigned"),
            entry("First Seen", "9m59s"),
            entry("Count", "1"));
  }

  @Test
  void aSeriesSaysWhenItWasSeenLastAndHowOften() {
    assertThat(
            Printed.cells(
                """
                apiVersion: events.k8s.io/v1
                kind: Event
                deprecatedCount: 1
                eventTime: "2025-06-01T11:50:00.000000Z"
                series: {count: 12, lastObservedTime: "2025-06-01T11:59:55.000000Z"}
                """))
        .contains(entry("Last Seen", "5s"), entry("First Seen", "10m"), entry("Count", "12"));
  }

  @Test
  void anEventWithoutTimesOrNameOfItsObjectIsStillPrinted() {
    assertThat(Printed.cells("{apiVersion: v1, kind: Event, involvedObject: {kind: Node}}"))
        .contains(entry("Last Seen", "<unknown>"), entry("Object", "node"), entry("Source", ""));
  }
}
