package io.eksnet.kube;

import java.util.Map;

/** The starts of workloads, as {@link KubeSamples} gives them out. */
public final class WorkloadSamples {
  private WorkloadSamples() {}

  /** The start of a Deployment. */
  public static final class DeploymentSample {
    private final String name;
    private String namespace = "default";
    private int replicas = 1;
    private KubeSamples.PodSample pod;
    private Deployment.Strategy strategy =
        new Deployment.Strategy.RollingUpdate(
            new Deployment.Amount.Percent(25), new Deployment.Amount.Percent(25));
    private boolean paused;
    private int historyLimit = 10;
    private int minReadySeconds;
    private long generation = 1;

    DeploymentSample(String name) {
      this.name = name;
      this.pod = KubeSamples.pod("template").label("app", name);
    }

    public DeploymentSample in(String namespace) {
      this.namespace = namespace;
      return this;
    }

    public DeploymentSample replicas(int replicas) {
      this.replicas = replicas;
      return this;
    }

    /** What its pods are like; must carry the label app=name. */
    public DeploymentSample pods(KubeSamples.PodSample pod) {
      this.pod = pod;
      return this;
    }

    public DeploymentSample image(String image) {
      pod.image(image);
      return this;
    }

    public DeploymentSample strategy(Deployment.Strategy strategy) {
      this.strategy = strategy;
      return this;
    }

    public DeploymentSample paused() {
      this.paused = true;
      return this;
    }

    public DeploymentSample revisionHistoryLimit(int limit) {
      this.historyLimit = limit;
      return this;
    }

    public DeploymentSample minReadySeconds(int seconds) {
      this.minReadySeconds = seconds;
      return this;
    }

    public DeploymentSample generation(long generation) {
      this.generation = generation;
      return this;
    }

    public Deployment build() {
      return new Deployment(
          KubeSamples.meta("deployment", namespace, name)
              .withLabels(Map.of("app", name))
              .withGeneration(generation),
          new Deployment.Spec(
              replicas,
              LabelSelector.of(Map.of("app", name)),
              KubeSamples.template(pod),
              strategy,
              historyLimit,
              minReadySeconds,
              600,
              paused),
          Deployment.Status.NEW);
    }
  }

  /** The start of a DaemonSet. */
  public static final class DaemonSetSample {
    private final String name;
    private String namespace = "kube-system";
    private KubeSamples.PodSample pod;
    private Deployment.Amount maxUnavailable = new Deployment.Amount.Count(1);
    private boolean onDelete;

    DaemonSetSample(String name) {
      this.name = name;
      this.pod = KubeSamples.pod("template").label("app", name);
    }

    public DaemonSetSample in(String namespace) {
      this.namespace = namespace;
      return this;
    }

    /** What its pods are like; must carry the label app=name. */
    public DaemonSetSample pods(KubeSamples.PodSample pod) {
      this.pod = pod;
      return this;
    }

    public DaemonSetSample maxUnavailable(Deployment.Amount amount) {
      this.maxUnavailable = amount;
      return this;
    }

    public DaemonSetSample onDelete() {
      this.onDelete = true;
      return this;
    }

    public DaemonSet build() {
      return new DaemonSet(
          KubeSamples.meta("daemonset", namespace, name),
          new DaemonSet.Spec(
              LabelSelector.of(Map.of("app", name)),
              KubeSamples.template(pod),
              maxUnavailable,
              onDelete,
              0),
          DaemonSet.Status.NEW);
    }
  }
}
