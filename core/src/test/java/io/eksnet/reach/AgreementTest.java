package io.eksnet.reach;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What must hold of every trace of a network. */
class AgreementTest {
  @Test
  void pods_of_an_open_network_reach_each_other_the_internet_and_every_endpoint() {
    Net net = Large.network(6);
    for (int from = 0; from < 150; from += 7) {
      for (int to = 3; to < 150; to += 11) {
        Trace trace = net.trace("pod/pod-" + from, "pod/pod-" + to);
        assertThat(trace.reachable()).as("%s", trace).isTrue();
        assertThat(trace.paths().getFirst().reply()).isInstanceOf(Trace.Reply.Walked.class);
      }
      assertThat(net.trace("pod/pod-" + from, "internet").reachable()).isTrue();
      Trace service = net.trace("pod/pod-" + from, "svc/web");
      assertThat(service.reachable()).isTrue();
      assertThat(service.paths().stream().mapToInt(Trace.Path::alike).sum()).isEqualTo(150);
      assertThat(service.paths()).hasSizeLessThan(10);
    }
  }

  @Test
  void the_same_world_gives_the_same_trace() {
    Net net = Large.network(2);
    assertThat(net.trace("pod/pod-1", "svc/web")).isEqualTo(net.trace("pod/pod-1", "svc/web"));
  }
}
