package io.eksnet.cloud;

import io.eksnet.eks.AccessEntry;
import io.eksnet.eks.Addon;
import io.eksnet.eks.Cluster;
import io.eksnet.eks.ClusterChange;
import io.eksnet.eks.ClusterNetwork;
import io.eksnet.eks.ControlPlane;
import io.eksnet.eks.PodIdentityAssociation;
import io.eksnet.eks.Update;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.ZoneName;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.NodeNetwork;
import io.eksnet.kube.PodSandbox;
import io.eksnet.table.Change;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import io.eksnet.table.Table;
import io.eksnet.vpc.DeleteSecurityGroup;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.ServiceInterfaces;
import io.eksnet.vpc.Subnet;
import io.eksnet.vpc.Vpcs;
import io.eksnet.world.Controller;
import io.eksnet.world.Delta;
import io.eksnet.world.Effect;
import io.eksnet.world.Moment;
import io.eksnet.world.Outcome;
import io.eksnet.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * EKS and its clusters: a control plane gets its interfaces in the VPC and becomes active some time
 * after it was asked for; updates are carried out; a deleted cluster leaves nothing behind, neither
 * in the VPC nor in Kubernetes.
 */
final class ClusterLifecycle implements Controller<String> {
  /** From creating to active, usually: EKS says "several minutes". */
  static final Duration SETUP = Duration.ofMinutes(8);

  /** How long an update of the version usually takes. */
  static final Duration UPGRADE = Duration.ofMinutes(8);

  /** How long another update usually takes. */
  static final Duration UPDATE = Duration.ofMinutes(2);

  /** From deleting to gone, usually. */
  static final Duration TEARDOWN = Duration.ofMinutes(2);

  @Override
  public String name() {
    return "cluster-lifecycle";
  }

  @Override
  public Collection<String> affectedBy(Delta delta, World world) {
    Set<String> keys = new TreeSet<>();
    delta.of(Cluster.KIND).forEach(row -> keys.add(row.key()));
    delta.of(ControlPlane.KIND).forEach(row -> keys.add(row.key()));
    delta.of(ClusterChange.KIND).forEach(row -> keys.add(row.key()));
    boolean network =
        delta
            .of(NetworkInterface.KIND)
            .anyMatch(row -> row.fact().type() == NetworkInterface.Type.EKS_CONTROL_PLANE);
    if (network) {
      Cluster.only(world).ifPresent(cluster -> keys.add(cluster.name()));
    }
    return keys;
  }

  @Override
  public Outcome reconcile(World world, String key, Moment moment) {
    Optional<Cluster> found = world.find(Cluster.KIND, key);
    if (found.isEmpty()) {
      return Outcome.done();
    }
    Cluster cluster = found.get();
    return switch (cluster.status()) {
      case CREATING -> creating(world, cluster, moment);
      case ACTIVE -> network(world.vpcs(), cluster);
      case UPDATING -> updating(world, cluster, moment);
      case DELETING -> deleting(world, cluster, moment);
      case FAILED -> Outcome.done();
    };
  }

  private static Outcome creating(World world, Cluster cluster, Moment moment) {
    Outcome network = network(world.vpcs(), cluster);
    if (!network.effects().isEmpty()) {
      return network;
    }
    Instant due = cluster.since().plus(moment.pace().latency(SETUP));
    if (moment.now().isBefore(due)) {
      return Outcome.again(due);
    }
    boolean installed =
        world
            .find(ControlPlane.KIND, cluster.name())
            .filter(it -> it.id().equals(cluster.origin().id()))
            .isPresent();
    return installed
        ? Outcome.state(
            Change.put(Cluster.KIND, cluster.withStatus(Cluster.Status.ACTIVE, moment.now())))
        : Outcome.done();
  }

  /** Interfaces in two zones, with the cluster's groups, in no subnet that is not the cluster's. */
  private static Outcome network(Vpcs vpcs, Cluster cluster) {
    List<NetworkInterface> present = ClusterNetwork.interfaces(vpcs, cluster);
    List<SecurityGroupId> groups = ClusterNetwork.groups(cluster);
    Outcome outcome = Outcome.done();
    List<NetworkInterface> kept = new ArrayList<>();
    for (NetworkInterface eni : present) {
      if (!cluster.subnets().contains(eni.subnet())) {
        outcome = outcome.and(removed(vpcs, eni));
        continue;
      }
      kept.add(eni);
      if (!eni.groups().equals(groups)) {
        outcome =
            outcome.and(Outcome.state(Change.put(NetworkInterface.KIND, eni.withGroups(groups))));
      }
    }
    Set<ZoneName> zones = kept.stream().map(eni -> eni.zone().name()).collect(Collectors.toSet());
    List<Subnet> free =
        ClusterNetwork.choice(vpcs, cluster.subnets()).stream()
            .filter(subnet -> vpcs.availableAddresses(subnet) > 0)
            .filter(subnet -> !zones.contains(subnet.zone().name()))
            .toList();
    int missing = ClusterNetwork.INTERFACES - kept.size();
    for (Subnet subnet : free.subList(0, Math.clamp(missing, 0, free.size()))) {
      outcome =
          outcome.and(
              Outcome.call(
                  ClusterNetwork.controlPlaneInterface(cluster.name(), subnet.id(), groups)));
    }
    return outcome;
  }

  private static Outcome removed(Vpcs vpcs, NetworkInterface eni) {
    return all(ServiceInterfaces.removal(vpcs, eni.id()));
  }

  private static Outcome updating(World world, Cluster cluster, Moment moment) {
    Optional<ClusterChange> change = world.find(ClusterChange.KIND, cluster.name());
    if (change.isEmpty()) {
      return Outcome.state(
          Change.put(Cluster.KIND, cluster.withStatus(Cluster.Status.ACTIVE, moment.now())));
    }
    boolean upgrade = !change.get().version().equals(cluster.version());
    Instant due = cluster.since().plus(moment.pace().latency(upgrade ? UPGRADE : UPDATE));
    if (moment.now().isBefore(due)) {
      return Outcome.again(due);
    }
    Cluster next =
        cluster
            .changed(change.get().version(), change.get().subnets(), change.get().settings())
            .withStatus(Cluster.Status.ACTIVE, moment.now());
    List<Change<?, ?>> changes = new ArrayList<>();
    changes.add(Change.put(Cluster.KIND, next));
    world
        .find(Update.KIND, change.get().update())
        .ifPresent(update -> changes.add(Change.put(Update.KIND, update.successful())));
    changes.add(Change.remove(ClusterChange.KIND, cluster.name()));
    return all(changes);
  }

  /** Kubernetes' objects first; the cluster itself last, so that nobody can make another before. */
  private static Outcome deleting(World world, Cluster cluster, Moment moment) {
    Instant due = cluster.since().plus(moment.pace().latency(TEARDOWN));
    if (moment.now().isBefore(due)) {
      return Outcome.again(due);
    }
    List<Change<?, ?>> objects = objects(world);
    if (!objects.isEmpty()) {
      return all(objects).andAgain(moment.now());
    }
    Outcome outcome = Outcome.done();
    for (NetworkInterface eni : ClusterNetwork.interfaces(world.vpcs(), cluster)) {
      outcome = outcome.and(removed(world.vpcs(), eni));
    }
    // EC2 keeps the group where a client still uses it, as on AWS.
    outcome = outcome.and(Outcome.call(new DeleteSecurityGroup(cluster.clusterSecurityGroup())));
    List<Change<?, ?>> rest = new ArrayList<>();
    of(world, AccessEntry.KIND, AccessEntry.BY_CLUSTER, cluster, rest);
    of(world, PodIdentityAssociation.KIND, PodIdentityAssociation.BY_CLUSTER, cluster, rest);
    of(world, Addon.KIND, Addon.BY_CLUSTER, cluster, rest);
    of(world, Update.KIND, Update.BY_CLUSTER, cluster, rest);
    rest.add(Change.remove(ControlPlane.KIND, cluster.name()));
    rest.add(Change.remove(ClusterChange.KIND, cluster.name()));
    rest.add(Change.remove(Cluster.KIND, cluster.name()));
    return outcome.and(all(rest));
  }

  /** What removes every Kubernetes object, and what the kubelets and the CNI agreed on. */
  private static List<Change<?, ?>> objects(World world) {
    List<Change<?, ?>> removals = new ArrayList<>();
    for (Table<?, ?> table : world.tables()) {
      if (table.kind().type() == KubeObject.class
          || table.kind().equals(PodSandbox.KIND)
          || table.kind().equals(NodeNetwork.KIND)) {
        emptied(table, removals);
      }
    }
    return removals;
  }

  private static <K extends Comparable<? super K>, V> void emptied(
      Table<K, V> table, List<Change<?, ?>> removals) {
    table.stream()
        .forEach(fact -> removals.add(Change.remove(table.kind(), table.kind().keyOf(fact))));
  }

  private static <K extends Comparable<? super K>, V> void of(
      World world,
      Kind<K, V> kind,
      Index<V, String> byCluster,
      Cluster cluster,
      List<Change<?, ?>> removals) {
    world
        .table(kind)
        .keysBy(byCluster, cluster.name())
        .forEach(key -> removals.add(Change.remove(kind, key)));
  }

  private static Outcome all(List<Change<?, ?>> changes) {
    return Outcome.of(changes.stream().map(Effect.State::new).toList());
  }
}
