package io.eksnet.workloads;

import io.eksnet.kube.Kube;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.Node;
import io.eksnet.kube.ObjectRef;
import io.eksnet.kube.Pod;
import io.eksnet.kube.PodSandbox;
import io.eksnet.kube.PodSandbox.Network;
import io.eksnet.kube.PodStatus;
import io.eksnet.kube.ResourceName;
import io.eksnet.net.IpAddress;
import io.eksnet.table.Change;
import io.eksnet.world.Controller;
import io.eksnet.world.Delta;
import io.eksnet.world.Moment;
import io.eksnet.world.Outcome;
import io.eksnet.world.World;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Runs the pods that are bound to nodes. A host-network pod has its node's address; for any other
 * one a network is asked of the CNI by its {@link PodSandbox}, again and again if need be. Then its
 * containers, which are simulated, start and never fail. A pod whose deletion was asked stops, and
 * its sandbox is given back before the object goes.
 */
public final class Kubelet implements Controller<PodRun> {
  /** How long simulated containers take to start, and to stop when they are told to. */
  static final Duration CONTAINER_LATENCY = Duration.ofSeconds(1);

  /**
   * How long the kubelet waits before it makes a failed sandbox again: its pod sync back-off (10 s,
   * {@code backOffPeriod} in pkg/kubelet). It is a promise and not a latency, so that a full subnet
   * does not spin, and the same at any pace.
   */
  static final Duration SANDBOX_BACK_OFF = Duration.ofSeconds(10);

  private static final String COMPONENT = "kubelet";

  @Override
  public String name() {
    return "kubelet";
  }

  @Override
  public Collection<PodRun> affectedBy(Delta delta, World world) {
    TreeSet<PodRun> runs = new TreeSet<>();
    delta
        .of(KubeObject.PODS)
        .forEach(
            row -> {
              row.before().flatMap(Kubelet::bound).ifPresent(runs::add);
              row.after().flatMap(Kubelet::bound).ifPresent(runs::add);
            });
    delta
        .of(PodSandbox.KIND)
        .forEach(row -> runs.add(new PodRun(row.fact().pod(), row.fact().podUid())));
    delta
        .of(KubeObject.NODES)
        .filter(row -> !addressOf(row.before()).equals(addressOf(row.after())))
        .flatMap(row -> world.kube().podsOn(row.key().name()).stream())
        .forEach(pod -> runs.add(PodRun.of(pod)));
    return runs;
  }

  private static Optional<PodRun> bound(KubeObject object) {
    return object.pod().filter(pod -> pod.spec().nodeName().isPresent()).map(PodRun::of);
  }

  private static Optional<IpAddress> addressOf(Optional<KubeObject> node) {
    return node.flatMap(KubeObject::fact).orElse(null) instanceof Node fact
        ? fact.internalIp()
        : Optional.empty();
  }

  @Override
  public Outcome reconcile(World world, PodRun run, Moment moment) {
    Kube kube = world.kube();
    Optional<PodSandbox> sandbox = world.find(PodSandbox.KIND, run.uid());
    Optional<Pod> pod = kube.pod(run.pod()).filter(there -> there.meta().uid().equals(run.uid()));
    Effects effects = new Effects();
    if (pod.isEmpty() || pod.get().status().ended()) {
      release(run, sandbox, moment, effects);
      forget(world, run, effects);
      return effects.outcome();
    }
    Optional<Node> node = pod.get().spec().nodeName().flatMap(kube::node);
    if (node.isEmpty()) {
      return Outcome.done();
    }
    if (pod.get().meta().deleting()) {
      stop(pod.get(), sandbox, moment, effects);
    } else if (pod.get().spec().hostNetwork()) {
      node.get()
          .internalIp()
          .ifPresent(
              address ->
                  run(
                      pod.get(),
                      node.get(),
                      address,
                      pod.get().status().startTime().orElse(moment.now()),
                      moment,
                      effects));
    } else {
      network(world, pod.get(), node.get(), sandbox, moment, effects);
    }
    return effects.outcome();
  }

  private static void network(
      World world,
      Pod pod,
      Node node,
      Optional<PodSandbox> sandbox,
      Moment moment,
      Effects effects) {
    if (sandbox.isEmpty()) {
      starting(pod, node, moment, effects);
      effects.state(
          put(
              new PodSandbox(
                  pod.meta().uid(), pod.key(), node.name(), new Network.Wanted(moment.now(), 0))));
      return;
    }
    switch (sandbox.get().network()) {
      case Network.Wanted _ -> starting(pod, node, moment, effects);
      case Network.Failed failed -> {
        starting(pod, node, moment, effects);
        report(world, pod, node, failed, effects);
        Instant retry = failed.at().plus(SANDBOX_BACK_OFF);
        if (retry.isAfter(moment.now())) {
          effects.again(retry);
        } else {
          effects.state(
              put(sandbox.get().with(new Network.Wanted(moment.now(), failed.attempts()))));
        }
      }
      case Network.Assigned assigned -> {
        forget(world, PodRun.of(pod), effects);
        run(pod, node, assigned.address(), assigned.at(), moment, effects);
      }
      case Network.Released _ -> {
        // Given back and not gone yet: a pod object that ended and came to life again is no case.
      }
    }
  }

  /** Containers being created: said once. */
  private static void starting(Pod pod, Node node, Moment moment, Effects effects) {
    PodStatus status = PodStatuses.starting(pod, node, moment.now());
    if (!status.equals(pod.status())) {
      effects.write(new KubeWrite.PutPodStatus(pod.key(), status));
    }
  }

  /**
   * Runs the pod with an address once its containers have had the time to start.
   *
   * @param since when they began to
   */
  private static void run(
      Pod pod, Node node, IpAddress address, Instant since, Moment moment, Effects effects) {
    boolean runs = pod.status().phase() == PodStatus.Phase.RUNNING;
    if (!runs && pod.status().startTime().isEmpty()) {
      // The first word about a pod; the change it makes calls again.
      starting(pod, node, moment, effects);
      return;
    }
    Instant up = since.plus(moment.pace().latency(CONTAINER_LATENCY));
    if (!runs && up.isAfter(moment.now())) {
      effects.again(up);
      return;
    }
    PodStatus status = PodStatuses.running(pod, node, List.of(address), moment.now());
    if (status.equals(pod.status())) {
      return;
    }
    effects.write(new KubeWrite.PutPodStatus(pod.key(), status));
    if (!runs) {
      started(pod, node, effects);
    }
  }

  /** What the kubelet tells of a start: of the first container only, to keep events few. */
  private static void started(Pod pod, Node node, Effects effects) {
    pod.spec().containers().stream()
        .findFirst()
        .ifPresent(
            container -> {
              event(
                  pod,
                  node,
                  false,
                  "Pulled",
                  "Container image \"" + container.image() + "\" already present on machine",
                  effects);
              event(pod, node, false, "Created", "Created container: " + container.name(), effects);
              event(pod, node, false, "Started", "Started container " + container.name(), effects);
            });
  }

  private static void report(
      World world, Pod pod, Node node, Network.Failed failed, Effects effects) {
    String uid = pod.meta().uid();
    int told = world.find(SandboxReport.KIND, uid).map(SandboxReport::attempts).orElse(-1);
    if (told == failed.attempts()) {
      return;
    }
    event(
        pod,
        node,
        true,
        "FailedCreatePodSandBox",
        "Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for"
            + " sandbox \""
            + sandboxId(uid)
            + "\": "
            + failed.message(),
        effects);
    effects.state(Change.put(SandboxReport.KIND, new SandboxReport(uid, failed.attempts())));
  }

  private static void forget(World world, PodRun run, Effects effects) {
    if (world.find(SandboxReport.KIND, run.uid()).isPresent()) {
      effects.state(Change.remove(SandboxReport.KIND, run.uid()));
    }
  }

  private static void stop(Pod pod, Optional<PodSandbox> sandbox, Moment moment, Effects effects) {
    Instant asked =
        pod.meta()
            .deletionTimestamp()
            .orElse(moment.now())
            .minusSeconds(pod.meta().deletionGracePeriodSeconds().orElse(0L));
    boolean runs = pod.status().phase() == PodStatus.Phase.RUNNING;
    Instant stopped = runs ? asked.plus(moment.pace().latency(CONTAINER_LATENCY)) : asked;
    Instant due = pod.meta().deletionTimestamp().filter(stopped::isAfter).orElse(stopped);
    if (due.isAfter(moment.now())) {
      effects.again(due);
      return;
    }
    release(PodRun.of(pod), sandbox, moment, effects);
    if (pod.meta().finalizers().isEmpty()) {
      effects.write(new KubeWrite.Remove(ref(pod)));
    }
  }

  /** Calls DEL, once. */
  private static void release(
      PodRun run, Optional<PodSandbox> sandbox, Moment moment, Effects effects) {
    sandbox
        .filter(there -> there.podUid().equals(run.uid()))
        .filter(there -> !(there.network() instanceof Network.Released))
        .ifPresent(there -> effects.state(put(there.with(new Network.Released(moment.now())))));
  }

  private static void event(
      Pod pod, Node node, boolean warning, String reason, String message, Effects effects) {
    effects.write(
        new KubeWrite.RecordEvent(ref(pod), warning, reason, message, COMPONENT, node.name()));
  }

  private static ObjectRef ref(Pod pod) {
    return new ObjectRef(ResourceName.PODS, pod.key());
  }

  private static Change<?, ?> put(PodSandbox sandbox) {
    return Change.put(PodSandbox.KIND, sandbox);
  }

  /**
   * The sandbox's name in the event. On a real node each attempt has another one; here it stays, so
   * that the event that repeats counts up.
   */
  private static String sandboxId(String podUid) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(podUid.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
