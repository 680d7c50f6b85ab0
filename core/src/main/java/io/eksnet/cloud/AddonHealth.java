package io.eksnet.cloud;

import io.eksnet.eks.Addon;
import io.eksnet.eks.Update;
import io.eksnet.kube.DaemonSet;
import io.eksnet.kube.Deployment;
import io.eksnet.kube.Kube;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ResourceName;
import io.eksnet.table.Change;
import io.eksnet.world.Controller;
import io.eksnet.world.Delta;
import io.eksnet.world.Moment;
import io.eksnet.world.Outcome;
import io.eksnet.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An add-on whose objects are in the cluster is active once its pods run as they should; when they
 * do not for a while it is degraded, until they do.
 */
final class AddonHealth implements Controller<Addon.Key> {
  /** How long pods may be missing before EKS tells. Not documented; a guess. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String NAMESPACE = "kube-system";

  private static final Map<String, String> DAEMON_SETS =
      Map.of(
          "vpc-cni", "aws-node",
          "kube-proxy", "kube-proxy",
          "eks-pod-identity-agent", "eks-pod-identity-agent");

  private static final Map<String, String> DEPLOYMENTS = Map.of("coredns", "coredns");

  @Override
  public String name() {
    return "addon-health";
  }

  @Override
  public Collection<Addon.Key> affectedBy(Delta delta, World world) {
    Set<Addon.Key> keys = new TreeSet<>();
    delta.of(Addon.KIND).forEach(row -> keys.add(row.key()));
    boolean workloads =
        touches(delta, ResourceName.DAEMON_SETS, DAEMON_SETS)
            || touches(delta, ResourceName.DEPLOYMENTS, DEPLOYMENTS);
    if (workloads) {
      world.table(Addon.KIND).stream().forEach(addon -> keys.add(addon.key()));
    }
    return keys;
  }

  private static boolean touches(Delta delta, ResourceName resource, Map<String, String> names) {
    return delta
        .of(KubeObject.kind(resource))
        .map(Delta.Row::key)
        .anyMatch(key -> key.namespace().equals(NAMESPACE) && names.containsValue(key.name()));
  }

  @Override
  public Outcome reconcile(World world, Addon.Key key, Moment moment) {
    Optional<Addon> addon = world.find(Addon.KIND, key);
    boolean watched = addon.filter(it -> it.task().isEmpty()).filter(AddonHealth::live).isPresent();
    if (!watched) {
      return forgotten(world, key);
    }
    return complete(world.kube(), key.name())
        ? forgotten(world, key).and(well(world, addon.get(), moment))
        : troubled(world, addon.get(), moment);
  }

  private static boolean live(Addon addon) {
    return switch (addon.status()) {
      case CREATING, ACTIVE, UPDATING, DEGRADED -> true;
      case CREATE_FAILED, UPDATE_FAILED, DELETING, DELETE_FAILED -> false;
    };
  }

  private static Outcome forgotten(World world, Addon.Key key) {
    return world.table(AddonTrouble.KIND).contains(key)
        ? Outcome.state(Change.remove(AddonTrouble.KIND, key))
        : Outcome.done();
  }

  private static Outcome well(World world, Addon addon, Moment moment) {
    if (addon.status() == Addon.Status.ACTIVE) {
      return Outcome.done();
    }
    Outcome active =
        Outcome.state(
            Change.put(Addon.KIND, addon.settled(Addon.Status.ACTIVE, List.of(), moment.now())));
    return addon
        .update()
        .flatMap(id -> world.find(Update.KIND, id))
        .map(it -> Outcome.state(Change.put(Update.KIND, it.successful())).and(active))
        .orElse(active);
  }

  private static Outcome troubled(World world, Addon addon, Moment moment) {
    // An update goes on until its pods are there: EKS leaves it in progress.
    if (addon.status() == Addon.Status.UPDATING || addon.status() == Addon.Status.DEGRADED) {
      return Outcome.done();
    }
    Optional<AddonTrouble> trouble = world.find(AddonTrouble.KIND, addon.key());
    Instant since = trouble.map(AddonTrouble::since).orElse(moment.now());
    Instant limit = since.plus(PATIENCE);
    if (moment.now().isBefore(limit)) {
      return trouble.isPresent()
          ? Outcome.again(limit)
          : Outcome.state(Change.put(AddonTrouble.KIND, new AddonTrouble(addon.key(), since)))
              .andAgain(limit);
    }
    return forgotten(world, addon.key())
        .and(
            Outcome.state(
                Change.put(
                    Addon.KIND,
                    addon.settled(
                        Addon.Status.DEGRADED,
                        List.of(
                            new Addon.Issue(
                                Addon.INSUFFICIENT_NUMBER_OF_REPLICAS,
                                "The add-on is unhealthy because it doesn't have the desired"
                                    + " number of replicas.",
                                List.of())),
                        moment.now()))));
  }

  /** Whether an add-on's pods are all there, as its newest objects want them. */
  private static boolean complete(Kube kube, String addon) {
    Optional<ObjectKey> daemonSet = key(DAEMON_SETS, addon);
    Optional<ObjectKey> deployment = key(DEPLOYMENTS, addon);
    return daemonSet.flatMap(kube::daemonSet).filter(AddonHealth::complete).isPresent()
        || deployment.flatMap(kube::deployment).filter(AddonHealth::complete).isPresent();
  }

  private static Optional<ObjectKey> key(Map<String, String> names, String addon) {
    return Optional.ofNullable(names.get(addon)).map(name -> new ObjectKey(NAMESPACE, name));
  }

  private static boolean complete(DaemonSet set) {
    DaemonSet.Status status = set.status();
    return status.observedGeneration() >= set.meta().generation()
        && status.updatedNumberScheduled() >= status.desiredNumberScheduled()
        && status.numberAvailable() >= status.desiredNumberScheduled();
  }

  private static boolean complete(Deployment deployment) {
    Deployment.Status status = deployment.status();
    int wanted = deployment.spec().replicas();
    return status.observedGeneration() >= deployment.meta().generation()
        && status.updatedReplicas() >= wanted
        && status.availableReplicas() >= wanted;
  }
}
