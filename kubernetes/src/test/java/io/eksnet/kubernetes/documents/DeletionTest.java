package io.eksnet.kubernetes.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kube.KubeObject;
import io.eksnet.kube.Namespace;
import io.eksnet.kube.ResourceName;
import io.eksnet.kubernetes.documents.Deletion.Gone;
import io.eksnet.kubernetes.documents.Deletion.Marked;
import io.eksnet.kubernetes.documents.Deletion.Pending;
import io.eksnet.kubernetes.documents.Deletion.Propagation;
import io.eksnet.kubernetes.documents.Deletion.Request;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeletionTest {
  private static final Instant NOW = Objects.NOW;

  @Test
  void anObjectThatNothingHoldsIsGoneAtOnce() {
    KubeObject secret = Objects.object(ResourceName.SECRETS, "{metadata: {name: s}}");
    assertThat(Deletion.of(secret, Request.plain(NOW))).isEqualTo(new Gone(secret));
  }

  @Test
  void aPodThatNoNodeRunsIsGoneAtOnceAndAnEndedOneToo() {
    KubeObject unbound = pod("{}", "{phase: Pending}");
    KubeObject ended = pod("{nodeName: a}", "{phase: Succeeded}");
    assertThat(Deletion.of(unbound, Request.plain(NOW))).isEqualTo(new Gone(unbound));
    assertThat(Deletion.of(ended, Request.plain(NOW))).isEqualTo(new Gone(ended));
  }

  @Test
  void aRunningPodGetsItsGrace() {
    KubeObject marked = marked(running(), Request.plain(NOW));

    assertThat(marked.meta().deletionTimestamp()).contains(NOW.plusSeconds(30));
    assertThat(marked.meta().deletionGracePeriodSeconds()).contains(30L);
    assertThat(marked.pod().orElseThrow().meta().deleting()).isTrue();
  }

  @Test
  void graceCanBeShortenedAndNeverLengthened() {
    KubeObject marked = marked(running(), grace(20));

    assertThat(Deletion.of(marked, grace(25))).isEqualTo(new Pending(marked));
    assertThat(marked(marked, grace(5)).meta().deletionTimestamp()).contains(NOW.plusSeconds(5));
    assertThat(Deletion.of(marked, grace(0))).isEqualTo(new Gone(marked));
  }

  @Test
  void aFinalizerHoldsAnObjectUntilItIsRemoved() {
    KubeObject held =
        Objects.object(
            ResourceName.SERVICES,
            "{metadata: {name: s, generation: 1, finalizers: [service.k8s.aws/resources]}}");
    KubeObject marked = marked(held, Request.plain(NOW));

    assertThat(marked.meta().deletionGracePeriodSeconds()).contains(0L);
    assertThat(marked.meta().generation()).isEqualTo(2);
    assertThat(Deletion.completedBy(marked)).isFalse();
    KubeObject free = ObjectParts.withMeta(marked, marked.meta().withFinalizers(List.of()));
    assertThat(Deletion.completedBy(free)).isTrue();
  }

  @Test
  void foregroundAndOrphanLeaveTheirFinalizer() {
    KubeObject set = Objects.object(ResourceName.REPLICA_SETS, "{metadata: {name: r}}");

    assertThat(marked(set, request(Propagation.FOREGROUND)).meta().finalizers())
        .containsExactly("foregroundDeletion");
    KubeObject orphaning = marked(set, request(Propagation.ORPHAN));
    assertThat(orphaning.meta().finalizers()).containsExactly("orphan");
    assertThat(Deletion.of(orphaning, request(Propagation.BACKGROUND))).isInstanceOf(Gone.class);
  }

  @Test
  void aNamespaceBecomesTerminatingAndStaysWhileItsContentsAreThere() {
    KubeObject namespace =
        Objects.object(
            ResourceName.NAMESPACES,
            "{metadata: {name: n}, spec: {finalizers: [kubernetes]}, status: {phase: Active}}");
    KubeObject marked = marked(namespace, Request.plain(NOW));

    assertThat(marked.fact()).contains(new Namespace(marked.meta(), true));
    assertThat(marked.status()).hasToString("{\"phase\":\"Terminating\"}");
    assertThat(Deletion.of(marked, Request.plain(NOW))).isEqualTo(new Pending(marked));
    assertThat(Deletion.completedBy(marked)).isFalse();
  }

  private static KubeObject marked(KubeObject object, Request request) {
    return switch (Deletion.of(object, request)) {
      case Marked(var marked) -> marked;
      case Gone _, Pending _ -> throw new AssertionError("not marked");
    };
  }

  private static Request grace(long seconds) {
    return new Request(Optional.of(seconds), Propagation.BACKGROUND, NOW);
  }

  private static Request request(Propagation propagation) {
    return new Request(Optional.empty(), propagation, NOW);
  }

  private static KubeObject running() {
    return pod("{nodeName: a, terminationGracePeriodSeconds: 30}", "{phase: Running}");
  }

  private static KubeObject pod(String spec, String status) {
    return Objects.object(
        ResourceName.PODS,
        "{metadata: {name: p, namespace: n}, spec: %s, status: %s}".formatted(spec, status));
  }
}
