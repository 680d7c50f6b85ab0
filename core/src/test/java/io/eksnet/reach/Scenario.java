package io.eksnet.reach;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.EniId;
import io.eksnet.id.IdSource;
import io.eksnet.id.InstanceId;
import io.eksnet.id.InternetGatewayId;
import io.eksnet.id.NatGatewayId;
import io.eksnet.id.Region;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.Scope;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.id.ZoneName;
import io.eksnet.kube.ConfigMap;
import io.eksnet.kube.Container;
import io.eksnet.kube.DaemonSet;
import io.eksnet.kube.Deployment;
import io.eksnet.kube.EndpointSlice;
import io.eksnet.kube.Json;
import io.eksnet.kube.KubeFact;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.KubeSamples;
import io.eksnet.kube.LabelSelector;
import io.eksnet.kube.NetworkPolicy;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.Pod;
import io.eksnet.kube.PodSpec;
import io.eksnet.kube.PodTemplate;
import io.eksnet.kube.ResourceName;
import io.eksnet.kube.Resources;
import io.eksnet.kube.Service;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Ipv4Address;
import io.eksnet.net.Protocol;
import io.eksnet.table.Change;
import io.eksnet.vpc.AllocateAddress;
import io.eksnet.vpc.AssignPrivateIpAddresses;
import io.eksnet.vpc.AssociateRouteTable;
import io.eksnet.vpc.AttachInternetGateway;
import io.eksnet.vpc.AttachNetworkInterface;
import io.eksnet.vpc.AuthorizeSecurityGroupIngress;
import io.eksnet.vpc.CreateInternetGateway;
import io.eksnet.vpc.CreateNatGateway;
import io.eksnet.vpc.CreateNetworkInterface;
import io.eksnet.vpc.CreateRoute;
import io.eksnet.vpc.CreateRouteTable;
import io.eksnet.vpc.CreateSecurityGroup;
import io.eksnet.vpc.CreateSubnet;
import io.eksnet.vpc.CreateVpc;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.NatGateway;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.Permission;
import io.eksnet.vpc.RouteTable;
import io.eksnet.vpc.RunInstances;
import io.eksnet.vpc.Traffic;
import io.eksnet.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A network as a picture in words: {@code scenario().vpc("10.0.0.0/16").zones("a", "b").node("n1",
 * "m5.large").inZone("a").pod("web").on("n1").settled()}. Facts are placed by EC2's own commands
 * and as Kubernetes would hold them; no loop runs.
 *
 * <p>Each zone has a public subnet 10.0.<i>.0/24 and a private one 10.0.<100+i>.0/24; zone a has
 * the NAT gateway that all private subnets use. Nodes are in private subnets and carry sg-0node,
 * which lets itself in and everything out.
 */
public final class Scenario {
  private static final Scope SCOPE =
      new Scope(new AccountId("123456789012"), new Region("us-west-2"));
  private static final SecurityGroupId NODE_GROUP = new SecurityGroupId("sg-0node");

  private final Context context =
      new Context(Instant.parse("2026-01-01T00:00:00Z"), IdSource.seeded(1));
  private final Map<String, NodeSketch> nodes = new LinkedHashMap<>();
  private final List<PodSketch> pods = new ArrayList<>();
  private final List<ServiceSketch> services = new ArrayList<>();
  private final List<NetworkPolicy> policies = new ArrayList<>();
  private final Map<String, List<Permission>> groups = new LinkedHashMap<>();
  private final Map<String, String> awsNodeEnv = new TreeMap<>();
  private String cidr = "10.0.0.0/16";
  private List<String> zones = List.of("a");
  private boolean enforced = true;
  private boolean gateways = true;
  private int length = 24;
  private World world = World.EMPTY;

  private Scenario() {}

  /** An empty network. */
  public static Scenario scenario() {
    return new Scenario();
  }

  private static final class NodeSketch {
    private final String type;
    private String zone = "a";
    private boolean inPublic;
    private List<SecurityGroupId> groups = List.of(NODE_GROUP);

    private NodeSketch(String type) {
      this.type = type;
    }
  }

  private static final class PodSketch {
    private final String name;
    private String namespace = "default";
    private String node = "";
    private int device;
    private boolean hostNetwork;
    private boolean ready = true;
    private final Map<String, String> labels = new TreeMap<>();
    private final List<Container.Port> ports = new ArrayList<>();

    private PodSketch(String name) {
      this.name = name;
      labels.put("app", name);
    }
  }

  private record ServiceSketch(KubeSamples.ServiceSample sample, Map<String, String> selector) {}

  public Scenario vpc(String range) {
    cidr = range;
    return this;
  }

  /** Zones of us-west-2 by their letters. */
  public Scenario zones(String... letters) {
    zones = List.of(letters);
    return this;
  }

  /** Subnets are of /19, public ones first, as eksctl makes them. */
  public Scenario wideSubnets() {
    length = 19;
    return this;
  }

  /** Neither an internet gateway nor a NAT gateway nor routes to them. */
  public Scenario withoutGateways() {
    gateways = false;
    return this;
  }

  public Scenario node(String name, String type) {
    nodes.put(name, new NodeSketch(type));
    return this;
  }

  private NodeSketch lastNode() {
    return List.copyOf(nodes.values()).getLast();
  }

  public Scenario inZone(String letter) {
    lastNode().zone = letter;
    return this;
  }

  /** The last node is in its zone's public subnet and has a public address. */
  public Scenario inPublicSubnet() {
    lastNode().inPublic = true;
    return this;
  }

  /** The last node carries these groups in place of sg-0node. */
  public Scenario guardedBy(String... ids) {
    lastNode().groups = List.of(ids).stream().map(SecurityGroupId::new).toList();
    return this;
  }

  /** A security group that lets in what is said and everything out. */
  public Scenario group(String id, Permission... ingress) {
    groups.put(id, List.of(ingress));
    return this;
  }

  /** A pod with the label app=name; it declares no port until told. */
  public Scenario pod(String name) {
    pods.add(new PodSketch(name));
    return this;
  }

  public Scenario on(String node) {
    pods.getLast().node = node;
    return this;
  }

  public Scenario in(String namespace) {
    pods.getLast().namespace = namespace;
    return this;
  }

  public Scenario labelled(String key, String value) {
    pods.getLast().labels.put(key, value);
    return this;
  }

  public Scenario listening(Container.Port... ports) {
    pods.getLast().ports.addAll(List.of(ports));
    return this;
  }

  /** The last pod's address is of the node's interface with this device index. */
  public Scenario onInterface(int deviceIndex) {
    pods.getLast().device = deviceIndex;
    return this;
  }

  public Scenario onHostNetwork() {
    pods.getLast().hostNetwork = true;
    return this;
  }

  public Scenario notReady() {
    pods.getLast().ready = false;
    return this;
  }

  /** A Service of namespace default that selects app=name. */
  public Scenario service(KubeSamples.ServiceSample sample) {
    services.add(new ServiceSketch(sample, sample.build().spec().selector()));
    return this;
  }

  public Scenario policy(NetworkPolicy policy) {
    policies.add(policy);
    return this;
  }

  /** Nothing enforces policies. */
  public Scenario withoutPolicyEngine() {
    enforced = false;
    return this;
  }

  /** A variable of aws-node. */
  public Scenario cni(String variable, String value) {
    awsNodeEnv.put(variable, value);
    return this;
  }

  public static Container.Port tcp(int port) {
    return new Container.Port("", port, 0, Protocol.TCP);
  }

  public static Container.Port udp(int port) {
    return new Container.Port("", port, 0, Protocol.UDP);
  }

  /** The network. */
  public Net settled() {
    buildVpc();
    kubeSystem();
    nodes.forEach(this::build);
    pods.forEach(this::build);
    services.forEach(this::build);
    policies.forEach(policy -> put(ResourceName.NETWORK_POLICIES, policy));
    return new Net(world, context);
  }

  private <T> T done(Command<T> command) {
    return switch (command.decide(world, context)) {
      case Decision.Accepted<T>(T value, List<Change<?, ?>> changes) -> {
        world = world.with(changes);
        yield value;
      }
      case Decision.Refused<T>(var refusal) ->
          throw new AssertionError(command + " was refused: " + refusal);
    };
  }

  private <F extends KubeFact> void put(ResourceName resource, F fact) {
    world = world.with(List.of(change(resource, fact)));
  }

  static Change<ObjectKey, KubeObject> change(ResourceName resource, KubeFact fact) {
    KubeObject object =
        new KubeObject(
            resource,
            fact.meta(),
            Json.EMPTY_OBJECT,
            Json.EMPTY_OBJECT,
            Json.of("[]"),
            Optional.of(fact));
    return Change.put(KubeObject.kind(resource), object);
  }

  private void buildVpc() {
    VpcId vpc = new VpcId("vpc-0");
    done(
        new CreateVpc(
            SCOPE,
            Cidr.parse(cidr),
            Tags.NONE,
            Optional.of(vpc),
            Optional.of(new RouteTableId("rtb-0main"))));
    InternetGatewayId igw = new InternetGatewayId("igw-0");
    if (gateways) {
      done(new CreateInternetGateway(SCOPE, Tags.NONE, Optional.of(igw)));
      done(new AttachInternetGateway(igw, vpc));
    }
    Ipv4Address base = (Ipv4Address) Cidr.parse(cidr).first();
    for (int i = 0; i < zones.size(); i++) {
      String zone = zones.get(i);
      long size = 1L << (32 - length);
      int privates = length == 24 ? 100 : 4;
      subnet(vpc, "public", zone, Cidr.of(base.plus(size * i), length));
      subnet(vpc, "private", zone, Cidr.of(base.plus(size * (privates + i)), length));
      if (gateways) {
        route("public", zone, new RouteTable.Target.Internet(igw));
        if (i == 0) {
          natGateway(zone);
        }
        route("private", zone, new RouteTable.Target.Nat(new NatGatewayId("nat-0")));
      }
    }
    group(vpc, NODE_GROUP, List.of(Permission.of(Traffic.ALL, NODE_GROUP)));
    groups.forEach((id, permissions) -> group(vpc, new SecurityGroupId(id), permissions));
  }

  private void subnet(VpcId vpc, String kind, String zone, Cidr range) {
    SubnetId id = new SubnetId("subnet-0" + kind + "-" + zone);
    done(
        new CreateSubnet(
            vpc, range, Optional.of(new ZoneName("us-west-2" + zone)), Tags.NONE, Optional.of(id)));
    RouteTableId table = new RouteTableId("rtb-0" + kind + "-" + zone);
    done(new CreateRouteTable(vpc, Tags.NONE, Optional.of(table)));
    done(new AssociateRouteTable(table, id));
  }

  private void route(String kind, String zone, RouteTable.Target target) {
    done(new CreateRoute(new RouteTableId("rtb-0" + kind + "-" + zone), Cidr.ANY_IPV4, target));
  }

  private void natGateway(String zone) {
    var elastic = done(new AllocateAddress(SCOPE, Tags.NONE, Optional.empty()));
    NatGateway nat =
        done(
            new CreateNatGateway(
                new SubnetId("subnet-0public-" + zone),
                Optional.of(elastic.id()),
                Tags.NONE,
                Optional.of(new NatGatewayId("nat-0"))));
    world =
        world.with(List.of(Change.put(NatGateway.KIND, nat.withState(NatGateway.State.AVAILABLE))));
  }

  private void group(VpcId vpc, SecurityGroupId id, List<Permission> ingress) {
    done(new CreateSecurityGroup(vpc, id.value().substring(3), "-", Tags.NONE, Optional.of(id)));
    if (!ingress.isEmpty()) {
      done(new AuthorizeSecurityGroupIngress(id, ingress, Tags.NONE));
    }
  }

  private void kubeSystem() {
    Container aws = new Container("aws-node", "", List.of(), awsNodeEnv, List.of(), Resources.NONE);
    Container agent =
        new Container(
            "aws-eks-nodeagent",
            "",
            List.of("--enable-network-policy=" + enforced),
            Map.of(),
            List.of(),
            Resources.NONE);
    PodSpec empty = KubeSamples.pod("aws-node").build().spec();
    PodSpec spec =
        new PodSpec(
            empty.nodeName(),
            true,
            empty.serviceAccountName(),
            empty.restartPolicy(),
            empty.schedulerName(),
            empty.priority(),
            List.of(aws, agent),
            List.of(),
            empty.nodeSelector(),
            empty.nodeAffinity(),
            empty.tolerations(),
            30,
            "",
            "",
            List.of());
    put(
        ResourceName.DAEMON_SETS,
        new DaemonSet(
            KubeSamples.meta("daemonset", "kube-system", "aws-node"),
            new DaemonSet.Spec(
                LabelSelector.EVERYTHING,
                new PodTemplate(Map.of(), Map.of(), spec, Json.EMPTY_OBJECT),
                new Deployment.Amount.Count(1),
                false,
                0),
            DaemonSet.Status.NEW));
    put(
        ResourceName.CONFIG_MAPS,
        new ConfigMap(
            KubeSamples.meta("configmap", "kube-system", "amazon-vpc-cni"),
            Map.of("enable-network-policy-controller", Boolean.toString(enforced))));
    put(ResourceName.NAMESPACES, KubeSamples.namespace("default"));
  }

  private void build(String name, NodeSketch sketch) {
    String kind = sketch.inPublic ? "public" : "private";
    InstanceId id = new InstanceId("i-0" + name);
    Instance instance =
        done(
            RunInstances.one(
                new SubnetId("subnet-0" + kind + "-" + sketch.zone),
                sketch.type,
                sketch.groups,
                "ami-0",
                Optional.empty(),
                Optional.of(sketch.inPublic),
                Tags.NONE,
                Optional.of(id)));
    world =
        world.with(List.of(Change.put(Instance.KIND, instance.withState(Instance.State.RUNNING))));
    put(
        ResourceName.NODES,
        KubeSamples.node(name)
            .instance("us-west-2" + sketch.zone, id.value())
            .address(instance.privateAddress().toString())
            .build());
  }

  private EniId interfaceOf(String node, int device) {
    InstanceId id = new InstanceId("i-0" + node);
    Optional<NetworkInterface> existing =
        world.vpcs().interfacesOf(id).stream()
            .filter(eni -> eni.attachment().orElseThrow().deviceIndex() == device)
            .findFirst();
    if (existing.isPresent()) {
      return existing.get().id();
    }
    NetworkInterface primary = world.vpcs().interfacesOf(id).getFirst();
    EniId eni =
        done(CreateNetworkInterface.in(
                primary.subnet(), primary.groups(), "aws-K8S-" + id, 0, Tags.NONE))
            .id();
    done(new AttachNetworkInterface(eni, id, device));
    return eni;
  }

  private void build(PodSketch sketch) {
    KubeSamples.PodSample sample =
        KubeSamples.pod(sketch.name).in(sketch.namespace).on(sketch.node);
    sketch.labels.forEach(sample::label);
    sketch.ports.forEach(
        port -> sample.port(port.name(), port.containerPort(), 0, port.protocol()));
    IpAddress address;
    if (sketch.hostNetwork) {
      sample.hostNetwork();
      address = world.kube().node(sketch.node).orElseThrow().internalIp().orElseThrow();
    } else {
      EniId eni = interfaceOf(sketch.node, sketch.device);
      address = done(AssignPrivateIpAddresses.count(eni, 1)).addresses().getFirst();
    }
    Pod pod =
        (sketch.ready ? sample.running(address.toString()) : sample.notReady(address.toString()))
            .build();
    put(ResourceName.PODS, pod);
  }

  private void build(ServiceSketch sketch) {
    Service service = sketch.sample().build();
    put(ResourceName.SERVICES, service);
    for (Service.Port port : service.spec().ports()) {
      put(ResourceName.ENDPOINT_SLICES, slice(service, port));
    }
  }

  private EndpointSlice slice(Service service, Service.Port port) {
    String namespace = service.meta().namespace();
    List<Pod> selected =
        world.kube().podsMatching(namespace, LabelSelector.of(service.spec().selector()));
    int target =
        port.target() instanceof Service.TargetPort.Number(int number) ? number : port.port();
    return new EndpointSlice(
        KubeSamples.meta("endpointslice", namespace, service.meta().name() + "-" + port.port())
            .withLabels(Map.of(EndpointSlice.SERVICE_NAME_LABEL, service.meta().name())),
        "IPv4",
        List.of(new EndpointSlice.Port(port.name(), port.protocol(), target)),
        selected.stream().map(Scenario::endpoint).toList());
  }

  private static EndpointSlice.Endpoint endpoint(Pod pod) {
    return new EndpointSlice.Endpoint(
        pod.status().podIps(),
        pod.status().ready(),
        pod.status().ready(),
        false,
        pod.spec().nodeName(),
        Optional.empty(),
        Optional.of(pod.key()),
        Optional.of(pod.meta().uid()),
        Optional.empty(),
        List.of());
  }
}
