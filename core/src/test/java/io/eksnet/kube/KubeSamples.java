package io.eksnet.kube;

import io.eksnet.net.IpAddress;
import io.eksnet.net.Protocol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Typed Kubernetes objects for tests, with the defaults that an API server fills in. Each kind
 * starts with a method of its name, goes on with what the test is about, and ends with {@code
 * build()}. uids are {@code <kind>-<namespace>-<name>}.
 */
public final class KubeSamples {
  /** When samples were made. */
  public static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

  private static final long GIB = 1L << 30;

  private KubeSamples() {}

  /** A pod in namespace default, unbound, one container without requests. */
  public static PodSample pod(String name) {
    return new PodSample(name);
  }

  /** A Ready node like an m5.large: 2 cores, 8 GiB, 29 pods. */
  public static NodeSample node(String name) {
    return new NodeSample(name);
  }

  /** A Deployment in namespace default, labels app=name, one replica, rolling update 25%/25%. */
  public static WorkloadSamples.DeploymentSample deployment(String name) {
    return new WorkloadSamples.DeploymentSample(name);
  }

  /** A DaemonSet in namespace kube-system, labels app=name, maxUnavailable 1. */
  public static WorkloadSamples.DaemonSetSample daemonSet(String name) {
    return new WorkloadSamples.DaemonSetSample(name);
  }

  /** A ClusterIP Service in namespace default that selects app=name, port 80 to 80. */
  public static ServiceSample service(String name) {
    return new ServiceSample(name);
  }

  /** An active namespace. */
  public static Namespace namespace(String name) {
    return new Namespace(
        meta("namespace", "", name).withLabels(Map.of("kubernetes.io/metadata.name", name)), false);
  }

  /** A ReplicaSet in namespace default that selects app=name. */
  public static ReplicaSet replicaSet(String name, int replicas, PodTemplate template) {
    return new ReplicaSet(
        meta("replicaset", "default", name).withLabels(template.labels()),
        new ReplicaSet.Spec(replicas, LabelSelector.of(template.labels()), template, 0),
        ReplicaSet.Status.NEW);
  }

  /** A template of the pods that a sample describes; equal samples give equal documents. */
  public static PodTemplate template(PodSample pod) {
    Pod built = pod.build();
    return new PodTemplate(
        built.meta().labels(),
        built.meta().annotations(),
        built.spec(),
        Json.of(
            new TreeMap<>(built.meta().labels())
                + " "
                + new TreeMap<>(built.meta().annotations())
                + " "
                + built.spec().containers().stream().map(c -> c.image() + c.env()).toList()));
  }

  /** Metadata of a new object. */
  public static ObjectMeta meta(String kind, String namespace, String name) {
    return new ObjectMeta(
        name,
        namespace,
        kind + "-" + namespace + "-" + name,
        "",
        Map.of(),
        Map.of(),
        CREATED,
        1,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  /** The start of a pod. */
  public static final class PodSample {
    private final String name;
    private String namespace = "default";
    private final Map<String, String> labels = new HashMap<>();
    private final Map<String, String> annotations = new HashMap<>();
    private final Map<String, String> nodeSelector = new HashMap<>();
    private final List<PodSpec.NodeSelectorTerm> affinity = new ArrayList<>();
    private final List<Toleration> tolerations = new ArrayList<>();
    private final List<Container.Port> ports = new ArrayList<>();
    private final List<String> gates = new ArrayList<>();
    private final List<OwnerReference> owners = new ArrayList<>();
    private Optional<String> node = Optional.empty();
    private boolean hostNetwork;
    private String image = "nginx:1.29";
    private Resources requests = Resources.NONE;
    private String schedulerName = "default-scheduler";
    private int priority;
    private String hostname = "";
    private String subdomain = "";
    private PodStatus status = PodStatus.NEW;
    private Instant created = CREATED;

    private PodSample(String name) {
      this.name = name;
    }

    public PodSample in(String namespace) {
      this.namespace = namespace;
      return this;
    }

    public PodSample label(String key, String value) {
      labels.put(key, value);
      return this;
    }

    public PodSample annotation(String key, String value) {
      annotations.put(key, value);
      return this;
    }

    /** Bound to a node. */
    public PodSample on(String node) {
      this.node = Optional.of(node);
      return this;
    }

    public PodSample hostNetwork() {
      this.hostNetwork = true;
      return this;
    }

    public PodSample image(String image) {
      this.image = image;
      return this;
    }

    /** Listens on a TCP port. */
    public PodSample port(int port) {
      return port("", port, 0, Protocol.TCP);
    }

    public PodSample port(String name, int port, int hostPort, Protocol protocol) {
      ports.add(new Container.Port(name, port, hostPort, protocol));
      return this;
    }

    public PodSample requests(long milliCpu, long memoryBytes) {
      this.requests = new Resources(milliCpu, memoryBytes, 0, requests.extended());
      return this;
    }

    public PodSample extended(String resource, long amount) {
      this.requests = requests.plus(new Resources(0, 0, 0, Map.of(resource, amount)));
      return this;
    }

    public PodSample nodeSelector(String key, String value) {
      nodeSelector.put(key, value);
      return this;
    }

    /** A further term of the required node affinity. */
    public PodSample affinity(PodSpec.NodeSelectorTerm term) {
      affinity.add(term);
      return this;
    }

    public PodSample tolerates(Toleration toleration) {
      tolerations.add(toleration);
      return this;
    }

    /** Tolerates every taint. */
    public PodSample toleratesAll() {
      return tolerates(new Toleration("", true, "", "", Optional.empty()));
    }

    public PodSample gate(String conditionType) {
      gates.add(conditionType);
      return this;
    }

    public PodSample owner(OwnerReference owner) {
      owners.add(owner);
      return this;
    }

    public PodSample scheduler(String name) {
      this.schedulerName = name;
      return this;
    }

    public PodSample priority(int priority) {
      this.priority = priority;
      return this;
    }

    public PodSample hostname(String hostname, String subdomain) {
      this.hostname = hostname;
      this.subdomain = subdomain;
      return this;
    }

    public PodSample created(Instant at) {
      this.created = at;
      return this;
    }

    public PodSample status(PodStatus status) {
      this.status = status;
      return this;
    }

    /** Running and Ready with an address; none of its words or times matter to the test. */
    public PodSample running(String address) {
      return status(running(List.of(IpAddress.parse(address)), true));
    }

    /** Running, but not Ready, with an address. */
    public PodSample notReady(String address) {
      return status(running(List.of(IpAddress.parse(address)), false));
    }

    private static PodStatus running(List<IpAddress> addresses, boolean ready) {
      return new PodStatus(
          PodStatus.Phase.RUNNING,
          List.of(
              Condition.of("PodScheduled", true, CREATED),
              Condition.of("ContainersReady", ready, CREATED),
              Condition.of("Ready", ready, CREATED)),
          addresses,
          Optional.empty(),
          Optional.of(CREATED),
          List.of(),
          "BestEffort",
          "",
          "");
    }

    public Pod build() {
      Container container = new Container("main", image, List.of(), Map.of(), ports, requests);
      PodSpec spec =
          new PodSpec(
              node,
              hostNetwork,
              "default",
              "Always",
              schedulerName,
              priority,
              List.of(container),
              List.of(),
              nodeSelector,
              affinity,
              tolerations,
              30,
              hostname,
              subdomain,
              gates);
      ObjectMeta base = meta("pod", namespace, name);
      ObjectMeta meta =
          new ObjectMeta(
              name,
              namespace,
              base.uid(),
              "",
              labels,
              annotations,
              created,
              1,
              Optional.empty(),
              Optional.empty(),
              List.of(),
              owners);
      return new Pod(meta, spec, status);
    }
  }

  /** The start of a node. */
  public static final class NodeSample {
    private final String name;
    private final Map<String, String> labels = new HashMap<>();
    private final List<Taint> taints = new ArrayList<>();
    private final List<Node.Address> addresses = new ArrayList<>();
    private Resources allocatable = new Resources(2_000, 8 * GIB, 29, Map.of());
    private String providerId = "";
    private boolean unschedulable;
    private boolean ready = true;

    private NodeSample(String name) {
      this.name = name;
      labels.put("kubernetes.io/hostname", name);
    }

    public NodeSample label(String key, String value) {
      labels.put(key, value);
      return this;
    }

    public NodeSample zone(String zone) {
      return label("topology.kubernetes.io/zone", zone);
    }

    public NodeSample taint(String key, String value, String effect) {
      taints.add(new Taint(key, value, effect));
      return this;
    }

    /** As a node registers on EKS: not Ready, with the taint, until the CNI runs. */
    public NodeSample notReady() {
      this.ready = false;
      return taint("node.kubernetes.io/not-ready", "", "NoSchedule");
    }

    public NodeSample unschedulable() {
      this.unschedulable = true;
      return this;
    }

    public NodeSample address(String internalIp) {
      addresses.add(new Node.Address("InternalIP", internalIp));
      return this;
    }

    public NodeSample allocatable(long milliCpu, long memoryBytes, long pods) {
      this.allocatable = new Resources(milliCpu, memoryBytes, pods, allocatable.extended());
      return this;
    }

    public NodeSample extended(String resource, long amount) {
      this.allocatable = allocatable.plus(new Resources(0, 0, 0, Map.of(resource, amount)));
      return this;
    }

    /** The EC2 instance behind the node. */
    public NodeSample instance(String zone, String instanceId) {
      this.providerId = "aws:///" + zone + "/" + instanceId;
      return zone(zone);
    }

    public Node build() {
      Condition condition =
          ready
              ? new Condition(
                  "Ready", "True", "KubeletReady", "kubelet is posting ready status", CREATED)
              : new Condition("Ready", "False", "KubeletNotReady", "", CREATED);
      return new Node(
          meta("node", "", name).withLabels(labels),
          new Node.Spec(providerId, unschedulable, taints),
          new Node.Status(
              allocatable,
              allocatable,
              addresses,
              List.of(condition),
              new Node.SystemInfo("v1.33.1-eks-1a2b3c4", "Linux", "6.1", "containerd", "amd64")));
    }
  }

  /** The start of a Service. */
  public static final class ServiceSample {
    private final String name;
    private String namespace = "default";
    private Service.Type type = Service.Type.CLUSTER_IP;
    private List<IpAddress> clusterIps = List.of();
    private boolean headless;
    private List<Service.Port> ports = new ArrayList<>();
    private Map<String, String> selector;
    private boolean publishNotReady;
    private int healthCheckNodePort;
    private String externalTrafficPolicy = "";
    private String internalTrafficPolicy = "Cluster";
    private String sessionAffinity = "None";
    private String externalName = "";

    private ServiceSample(String name) {
      this.name = name;
      this.selector = Map.of("app", name);
    }

    public ServiceSample in(String namespace) {
      this.namespace = namespace;
      return this;
    }

    public ServiceSample type(Service.Type type) {
      this.type = type;
      return this;
    }

    public ServiceSample clusterIp(String... addresses) {
      this.clusterIps = java.util.Arrays.stream(addresses).map(IpAddress::parse).toList();
      return this;
    }

    public ServiceSample headless() {
      this.headless = true;
      return this;
    }

    /** A TCP port that goes to a number. */
    public ServiceSample port(int port, int target) {
      return port(
          new Service.Port("", Protocol.TCP, port, new Service.TargetPort.Number(target), 0));
    }

    /** A TCP port that goes to a named port of each pod. */
    public ServiceSample port(String name, int port, String target) {
      return port(
          new Service.Port(name, Protocol.TCP, port, new Service.TargetPort.Name(target), 0));
    }

    public ServiceSample port(Service.Port port) {
      ports.add(port);
      return this;
    }

    public ServiceSample selects(Map<String, String> labels) {
      this.selector = labels;
      return this;
    }

    public ServiceSample publishNotReadyAddresses() {
      this.publishNotReady = true;
      return this;
    }

    public ServiceSample externalTrafficPolicy(String policy) {
      this.externalTrafficPolicy = policy;
      return this;
    }

    /** Where nodes tell whether they have ready endpoints. */
    public ServiceSample healthCheckNodePort(int port) {
      this.healthCheckNodePort = port;
      return this;
    }

    public ServiceSample internalTrafficPolicy(String policy) {
      this.internalTrafficPolicy = policy;
      return this;
    }

    public ServiceSample sessionAffinity(String affinity) {
      this.sessionAffinity = affinity;
      return this;
    }

    public ServiceSample externalName(String name) {
      this.externalName = name;
      return type(Service.Type.EXTERNAL_NAME);
    }

    public Service build() {
      List<Service.Port> all =
          ports.isEmpty()
              ? List.of(
                  new Service.Port("", Protocol.TCP, 80, new Service.TargetPort.Number(80), 0))
              : ports;
      return new Service(
          meta("service", namespace, name),
          new Service.Spec(
              type,
              clusterIps,
              headless,
              all,
              selector,
              externalTrafficPolicy,
              internalTrafficPolicy,
              sessionAffinity,
              publishNotReady,
              List.of(),
              externalName,
              healthCheckNodePort));
    }
  }
}
