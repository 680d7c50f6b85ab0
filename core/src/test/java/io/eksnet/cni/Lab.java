package io.eksnet.cni;

import io.eksnet.id.AccountId;
import io.eksnet.id.AttachmentId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.EniId;
import io.eksnet.id.IdSource;
import io.eksnet.id.InstanceId;
import io.eksnet.id.Refusal;
import io.eksnet.id.Region;
import io.eksnet.id.Scope;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcCidrAssociationId;
import io.eksnet.id.VpcId;
import io.eksnet.id.ZoneId;
import io.eksnet.id.ZoneName;
import io.eksnet.kube.Container;
import io.eksnet.kube.DaemonSet;
import io.eksnet.kube.Json;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.KubeSamples;
import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.Node;
import io.eksnet.kube.NodeNetwork;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.PlainDocuments;
import io.eksnet.kube.Pod;
import io.eksnet.kube.PodSandbox;
import io.eksnet.kube.PodSandbox.Network;
import io.eksnet.kube.PodSpec;
import io.eksnet.kube.PodTemplate;
import io.eksnet.kube.Resources;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Ipv4Address;
import io.eksnet.scheduler.Scheduler;
import io.eksnet.table.Change;
import io.eksnet.vpc.CidrState;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.SecurityGroup;
import io.eksnet.vpc.Subnet;
import io.eksnet.vpc.Vpc;
import io.eksnet.vpc.Vpcs;
import io.eksnet.vpc.Zone;
import io.eksnet.workloads.Workloads;
import io.eksnet.world.Controller;
import io.eksnet.world.Delta;
import io.eksnet.world.Loop;
import io.eksnet.world.Moment;
import io.eksnet.world.Outcome;
import io.eksnet.world.Pace;
import io.eksnet.world.Store;
import io.eksnet.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Nodes with an ipamd in a VPC of their own, run by the real loop on virtual time. Pods are what
 * the CNI sees of them: sandboxes that a {@link RetryingKubelet} asks for.
 */
final class Lab {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final Scope SCOPE = new Scope(new AccountId("123456789012"), new Region("us-west-2"));
  static final Zone ZONE = new Zone(new ZoneName("us-west-2a"), new ZoneId("usw2-az1"));
  static final VpcId VPC = new VpcId("vpc-1");
  static final SecurityGroupId GROUP = new SecurityGroupId("sg-nodes");
  static final SubnetId NODES = new SubnetId("subnet-nodes");

  private static final int MAX_STEPS = 20_000;

  /** How often a step may use its budget up: a controller that is never quiet must be found out. */
  private static final int MAX_BUSY = 50;

  private final Pace pace;
  private final Store store = new Store(World.EMPTY);
  private final Loop loop;
  private final IdSource ids = IdSource.seeded(7);
  private final List<Consumer<Delta>> watchers = new ArrayList<>();
  private Instant now = START;

  /** Sees every change in the order of the commits. */
  private final class Watch implements Controller<String> {
    @Override
    public String name() {
      return "watch";
    }

    @Override
    public List<String> affectedBy(Delta delta, World world) {
      watchers.forEach(watcher -> watcher.accept(delta));
      return List.of();
    }

    @Override
    public Outcome reconcile(World world, String key, Moment moment) {
      return Outcome.done();
    }
  }

  /** A lab whose nodes' subnet is as large as said. */
  Lab(Pace pace, String subnetCidr) {
    this(pace, subnetCidr, new AddressOrder.Ascending(), controller -> controller);
  }

  Lab(
      Pace pace,
      String subnetCidr,
      AddressOrder order,
      UnaryOperator<Controller<String>> disturbed) {
    this(
        pace,
        subnetCidr,
        List.of(
            new RetryingKubelet(), new NetworkServer(order), disturbed.apply(new PoolManager())));
  }

  private Lab(Pace pace, String subnetCidr, List<Controller<?>> those) {
    this.pace = pace;
    List<Controller<?>> controllers = new ArrayList<>(those);
    controllers.add(new Watch());
    this.loop = new Loop(store, new PlainDocuments(), ids, pace, controllers);
    state(
        Change.put(
            Vpc.KIND,
            new Vpc(
                VPC,
                SCOPE,
                List.of(
                    new Vpc.CidrAssociation(
                        new VpcCidrAssociationId("vpc-cidr-assoc-1"),
                        Cidr.parse("10.0.0.0/8"),
                        CidrState.ASSOCIATED,
                        Instant.EPOCH)),
                List.of(),
                Optional.empty(),
                Vpc.Attributes.STANDARD,
                false,
                Tags.NONE)),
        Change.put(
            SecurityGroup.KIND, new SecurityGroup(GROUP, SCOPE, VPC, "nodes", "nodes", Tags.NONE)));
    subnet(NODES.value(), subnetCidr, Tags.NONE);
  }

  /** A lab in which real pods are scheduled and run by a real kubelet. */
  static Lab cluster(Pace pace) {
    List<Controller<?>> controllers = new ArrayList<>(Workloads.controllers("certificate"));
    controllers.add(new Scheduler());
    controllers.addAll(Ipamd.controllers(new AddressOrder.Ascending()));
    return new Lab(pace, "10.0.0.0/16", controllers);
  }

  /** A fast lab with room for everybody. */
  static Lab roomy() {
    return new Lab(Pace.FAST, "10.0.0.0/16");
  }

  void watch(Consumer<Delta> watcher) {
    watchers.add(watcher);
  }

  Instant now() {
    return now;
  }

  World world() {
    return store.applied();
  }

  Vpcs vpcs() {
    return store.applied().vpcs();
  }

  void state(Change<?, ?>... changes) {
    loop.changed(store.commit(List.of(changes)));
  }

  /** Writes an object, as somebody else would. */
  void write(KubeWrite write) {
    loop.changed(store.commit(new PlainDocuments().render(world(), write, new Context(now, ids))));
  }

  /** Carries a command out, as somebody else would. */
  <T> T carryOut(Command<T> command) {
    return switch (command.decide(world(), new Context(now, ids))) {
      case Decision.Accepted<T>(T value, List<Change<?, ?>> changes) -> {
        loop.changed(store.commit(changes));
        yield value;
      }
      case Decision.Refused<T>(Refusal why) -> throw new AssertionError(command + ": " + why);
    };
  }

  void subnet(String id, String cidr, Tags tags) {
    state(
        Change.put(
            Subnet.KIND,
            new Subnet(
                new SubnetId(id),
                SCOPE,
                VPC,
                ZONE,
                Cidr.parse(cidr),
                Optional.empty(),
                Subnet.Attributes.STANDARD,
                false,
                tags)));
  }

  /** A node of a type, with the manifest's settings and the given ones: {@code A=1 B=2}. */
  Lab node(String name, String type, String settings) {
    int maxPods = vpcs().instanceType(type).orElseThrow().podsByAddresses();
    return node(name, type, settings, maxPods);
  }

  Lab node(String name, String type, String settings, int maxPods) {
    machine(name, type, maxPods, false);
    awsNode(name, settings, 1);
    return this;
  }

  /** A node as it registers, on which nothing runs yet. */
  Lab newNode(String name, String type) {
    machine(name, type, vpcs().instanceType(type).orElseThrow().podsByAddresses(), true);
    return this;
  }

  private void machine(String name, String type, int maxPods, boolean fresh) {
    Subnet subnet = vpcs().subnet(NODES).orElseThrow();
    Ipv4Address address = lowestFree(subnet);
    InstanceId instance = instanceOf(name);
    state(
        Change.put(
            Instance.KIND,
            new Instance(
                instance,
                SCOPE,
                type,
                NODES,
                VPC,
                ZONE,
                address,
                Instance.State.RUNNING,
                now,
                "ami-1",
                Tags.NONE)),
        Change.put(NetworkInterface.KIND, primary(name, address)));
    KubeSamples.NodeSample node =
        KubeSamples.node(name)
            .instance(ZONE.name().value(), instance.value())
            .address(address.toString())
            .allocatable(2_000, 8L << 30, maxPods);
    state(PlainDocuments.put((fresh ? node.notReady() : node).build()));
  }

  /** The DaemonSet aws-node with the manifest's settings and the given ones. */
  void awsNodeDaemonSet(String settings) {
    Map<String, String> env = Settings.ofManifestWith(variables(settings)).variables();
    DaemonSet sample =
        KubeSamples.daemonSet("aws-node")
            .pods(
                KubeSamples.pod("t")
                    .label("app", "aws-node")
                    .label("k8s-app", "aws-node")
                    .hostNetwork()
                    .toleratesAll())
            .build();
    PodTemplate template = sample.spec().template();
    state(
        PlainDocuments.put(
            new DaemonSet(
                sample.meta(),
                new DaemonSet.Spec(
                    sample.spec().selector(),
                    new PodTemplate(
                        template.labels(),
                        template.annotations(),
                        withEnv(template.spec(), env),
                        Json.of(settings)),
                    sample.spec().maxUnavailable(),
                    false,
                    0),
                sample.status())));
  }

  /** The aws-node pod of a node, made anew: another number is another process. */
  void awsNode(String node, String settings, int number) {
    Map<String, String> env = Settings.ofManifestWith(variables(settings)).variables();
    Pod sample =
        KubeSamples.pod("aws-node-" + node + "-" + number)
            .in("kube-system")
            .label("k8s-app", "aws-node")
            .hostNetwork()
            .on(node)
            .running(vpcs().instance(instanceOf(node)).orElseThrow().privateAddress().toString())
            .build();
    state(PlainDocuments.put(new Pod(sample.meta(), withEnv(sample.spec(), env), sample.status())));
  }

  void withoutAwsNode(String node, int number) {
    state(
        Change.remove(
            KubeObject.PODS, new ObjectKey("kube-system", "aws-node-" + node + "-" + number)));
  }

  static Map<String, String> variables(String settings) {
    Map<String, String> variables = new java.util.TreeMap<>();
    for (String setting : settings.isBlank() ? new String[0] : settings.trim().split(" +")) {
      int equals = setting.indexOf('=');
      variables.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return variables;
  }

  /** Changes the node object. */
  void changeNode(String name, UnaryOperator<Node> change) {
    state(PlainDocuments.put(change.apply(world().kube().node(name).orElseThrow())));
  }

  void cordon(String name, boolean cordoned) {
    changeNode(
        name,
        node ->
            new Node(
                node.meta(),
                new Node.Spec(node.spec().providerId(), cordoned, List.of()),
                node.status()));
  }

  /** Pods p1, p2 ... of a node that the kubelet wants an address for, one after another. */
  Lab pods(String node, int from, int to) {
    for (int number = from; number <= to; number++) {
      pod(node, "p" + number);
      settle();
    }
    return this;
  }

  void pod(String node, String name) {
    state(
        Change.put(
            PodSandbox.KIND,
            new PodSandbox(
                uid(node, name),
                new ObjectKey("default", name),
                node,
                new Network.Wanted(now, 0))));
  }

  void delete(String node, String name) {
    world()
        .find(PodSandbox.KIND, uid(node, name))
        .ifPresent(it -> state(Change.put(PodSandbox.KIND, it.with(new Network.Released(now)))));
  }

  Optional<Network> network(String node, String name) {
    return world().find(PodSandbox.KIND, uid(node, name)).map(PodSandbox::network);
  }

  Optional<IpAddress> addressOf(String node, String name) {
    return network(node, name)
        .filter(Network.Assigned.class::isInstance)
        .map(it -> ((Network.Assigned) it).address());
  }

  long running(String node) {
    return world().table(PodSandbox.KIND).by(PodSandbox.BY_NODE, node).stream()
        .filter(it -> it.network() instanceof Network.Assigned)
        .count();
  }

  Pool pool(String node) {
    return AwsNode.on(world(), node)
        .settings()
        .flatMap(settings -> Pool.of(world(), node, settings, now))
        .orElseThrow();
  }

  boolean ready(String node) {
    return world().find(NodeNetwork.KIND, node).filter(NodeNetwork::ready).isPresent();
  }

  List<String> log(String node) {
    return IpamdLog.lines(world(), node).stream().map(IpamdLog.Line::message).toList();
  }

  long said(String node, String words) {
    return log(node).stream().filter(line -> line.contains(words)).count();
  }

  /** Does all that is due now. */
  void settle() {
    run(Duration.ZERO);
  }

  /** Lets time pass. */
  Lab run(Duration duration) {
    Instant end = now.plus(duration);
    int busy = 0;
    for (int steps = 0; steps < MAX_STEPS; steps++) {
      switch (loop.step(now)) {
        case Loop.Step.Busy() -> {
          if (++busy > MAX_BUSY) {
            throw new AssertionError("never quiet at " + now);
          }
        }
        case Loop.Step.Quiet(Optional<Instant> next) -> {
          if (now.equals(end)) {
            return this;
          }
          now = next.filter(at -> !at.isAfter(end)).orElse(end);
        }
      }
    }
    throw new AssertionError("not quiet after " + MAX_STEPS + " steps at " + now);
  }

  Pace pace() {
    return pace;
  }

  static InstanceId instanceOf(String node) {
    return new InstanceId("i-" + node);
  }

  static String uid(String node, String pod) {
    return "uid-" + node + "-" + pod;
  }

  private NetworkInterface primary(String node, Ipv4Address address) {
    return new NetworkInterface(
        new EniId("eni-" + node),
        SCOPE,
        NODES,
        VPC,
        ZONE,
        NetworkInterface.Type.INTERFACE,
        "02:00:00:00:00:01",
        NetworkInterface.Addresses.of(address),
        new NetworkInterface.Attributes("", List.of(GROUP), true),
        Optional.of(
            new NetworkInterface.Attachment(
                new AttachmentId("eni-attach-" + node), instanceOf(node), 0, 0, true, now)),
        List.of(),
        Tags.NONE);
  }

  private Ipv4Address lowestFree(Subnet subnet) {
    var taken = vpcs().addressesInUse(subnet.id());
    for (Ipv4Address reserved : subnet.reservedAddresses()) {
      taken = taken.with(reserved);
    }
    return (Ipv4Address) taken.lowestFree(subnet.cidr()).orElseThrow();
  }

  private static PodSpec withEnv(PodSpec spec, Map<String, String> env) {
    Container container =
        new Container(
            AwsNode.CONTAINER, "amazon-k8s-cni:v1.23.1", List.of(), env, List.of(), Resources.NONE);
    return new PodSpec(
        spec.nodeName(),
        spec.hostNetwork(),
        spec.serviceAccountName(),
        spec.restartPolicy(),
        spec.schedulerName(),
        spec.priority(),
        List.of(container),
        spec.initContainers(),
        spec.nodeSelector(),
        spec.nodeAffinity(),
        spec.tolerations(),
        spec.terminationGracePeriodSeconds(),
        spec.hostname(),
        spec.subdomain(),
        spec.readinessGates());
  }
}
