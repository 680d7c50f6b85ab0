package io.eksnet.cloud;

import io.eksnet.eks.Cluster;
import io.eksnet.eks.NodeGroup;
import io.eksnet.id.InstanceId;
import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.Node;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ObjectRef;
import io.eksnet.kube.ResourceName;
import io.eksnet.table.Change;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.InstanceType;
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
import java.util.stream.Stream;

/**
 * The kubelet of a node group's instance registers its node, once, some time after the launch; the
 * cloud controller deletes the node when the instance is gone.
 */
final class NodeRegistration implements Controller<InstanceId> {
  /** From launch to registration, usually. */
  static final Duration BOOT = Duration.ofSeconds(45);

  private static final Set<String> KUBELETS_OWN =
      Set.of(
          "beta.kubernetes.io/arch",
          "beta.kubernetes.io/instance-type",
          "beta.kubernetes.io/os",
          "failure-domain.beta.kubernetes.io/region",
          "failure-domain.beta.kubernetes.io/zone",
          "topology.kubernetes.io/region",
          "topology.kubernetes.io/zone");

  /** How often a node waits for the name of another to become free. */
  private static final Duration NAME_CHECK = Duration.ofSeconds(1);

  @Override
  public String name() {
    return "node-registration";
  }

  @Override
  public Collection<InstanceId> affectedBy(Delta delta, World world) {
    Set<InstanceId> keys = new TreeSet<>();
    delta.of(Instance.KIND).forEach(row -> keys.add(row.key()));
    delta
        .of(NodeGroup.KIND)
        .flatMap(
            row ->
                world
                    .table(Instance.KIND)
                    .by(Instance.BY_TAG, Instance.tag(NodeGroup.INSTANCE_TAG, row.key().name()))
                    .stream())
        .forEach(instance -> keys.add(instance.id()));
    return keys;
  }

  @Override
  public Outcome reconcile(World world, InstanceId key, Moment moment) {
    Optional<Instance> instance = world.find(Instance.KIND, key);
    Optional<Registration> registered = world.find(Registration.KIND, key);
    boolean ended = instance.filter(it -> it.state() != Instance.State.TERMINATED).isEmpty();
    if (ended) {
      return registered.map(it -> withdrawn(world, it)).orElseGet(Outcome::done);
    }
    boolean starts = instance.get().state() == Instance.State.RUNNING && registered.isEmpty();
    return starts ? registering(world, instance.get(), moment) : Outcome.done();
  }

  private static Outcome registering(World world, Instance instance, Moment moment) {
    Optional<NodeGroup> group =
        NodeGroup.of(instance.tags()).flatMap(key -> world.find(NodeGroup.KIND, key));
    Optional<Cluster> cluster = group.flatMap(it -> world.find(Cluster.KIND, it.cluster()));
    Optional<InstanceType> type = world.vpcs().instanceType(instance.type());
    if (cluster.isEmpty() || type.isEmpty() || !kubeletStarts(group.get())) {
      return Outcome.done();
    }
    Instant due = instance.launchedAt().plus(moment.pace().latency(BOOT));
    if (moment.now().isBefore(due)) {
      return Outcome.again(due);
    }
    String name = instance.privateDnsName();
    // An address that was another node's minutes ago gives the same name: that node and its pods
    // must be gone first, or they would be taken for this one's.
    if (world.kube().node(name).isPresent() || !world.kube().podsOn(name).isEmpty()) {
      return Outcome.again(moment.now().plus(NAME_CHECK));
    }
    return Outcome.of(
        new Effect.Write(
            NodeObject.of(world.vpcs(), group.get(), instance, type.get(), moment.now())),
        new Effect.State(Change.put(Registration.KIND, new Registration(instance.id(), name))));
  }

  /**
   * A kubelet exits when it is told to set a label of Kubernetes' own that it may not set (kubelet,
   * {@code --node-labels}).
   */
  private static boolean kubeletStarts(NodeGroup group) {
    return group.labels().keySet().stream().allMatch(NodeRegistration::allowed);
  }

  private static boolean allowed(String label) {
    int slash = label.indexOf('/');
    String domain = slash < 0 ? "" : label.substring(0, slash);
    boolean own =
        Stream.of("kubernetes.io", "k8s.io")
            .anyMatch(it -> domain.equals(it) || domain.endsWith("." + it));
    return !own
        || Stream.of("kubelet.kubernetes.io", "node.kubernetes.io")
            .anyMatch(it -> domain.equals(it) || domain.endsWith("." + it))
        || KUBELETS_OWN.contains(label);
  }

  private static Outcome withdrawn(World world, Registration registration) {
    ObjectRef ref = new ObjectRef(ResourceName.NODES, ObjectKey.cluster(registration.node()));
    Optional<String> present = world.kube().node(registration.node()).flatMap(Node::instanceId);
    List<Effect> effects = new ArrayList<>();
    if (present.equals(Optional.of(registration.instance().value()))) {
      effects.add(
          new Effect.Write(
              new KubeWrite.RecordEvent(
                  ref,
                  false,
                  "DeletingNode",
                  "Deleting node "
                      + registration.node()
                      + " because it does not exist in the cloud provider",
                  "cloud-node-lifecycle-controller",
                  "")));
      effects.add(new Effect.Write(new KubeWrite.Delete(ref)));
    }
    effects.add(new Effect.State(Change.remove(Registration.KIND, registration.instance())));
    return Outcome.of(effects);
  }
}
