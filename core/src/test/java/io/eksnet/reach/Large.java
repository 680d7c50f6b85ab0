package io.eksnet.reach;

/** A network of the size that the performance figures speak of. */
public final class Large {
  private Large() {}

  /** Nodes of 25 pods each in two zones; pods are pod-0, pod-1 ... and listen on 80. */
  public static Net network(int nodes) {
    Scenario sketch = Scenario.scenario().vpc("10.0.0.0/16").zones("a", "b").wideSubnets();
    for (int n = 0; n < nodes; n++) {
      sketch.node("n" + n, "m5.large").inZone(n % 2 == 0 ? "a" : "b");
    }
    for (int p = 0; p < nodes * 25; p++) {
      sketch
          .pod("pod-" + p)
          .labelled("app", "web")
          .on("n" + p / 25)
          .onInterface(p % 25 / 9)
          .listening(Scenario.tcp(80));
    }
    return sketch
        .service(io.eksnet.kube.KubeSamples.service("web").clusterIp("10.100.0.10").port(80, 80))
        .settled();
  }
}
