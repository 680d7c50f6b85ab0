package io.eksnet.cloud;

import io.eksnet.cloud.TargetProbe.Answer;
import io.eksnet.elb.TargetGroup;
import io.eksnet.id.VpcId;
import io.eksnet.kube.Condition;
import io.eksnet.kube.Container;
import io.eksnet.kube.EndpointSlice;
import io.eksnet.kube.Kube;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.Node;
import io.eksnet.kube.Pod;
import io.eksnet.kube.PodStatus;
import io.eksnet.kube.Service;
import io.eksnet.net.IpAddress;
import io.eksnet.net.IpFamily;
import io.eksnet.net.Protocol;
import io.eksnet.proxy.Entrance;
import io.eksnet.proxy.KubeProxy;
import io.eksnet.proxy.Resolution;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.Vpc;
import io.eksnet.vpc.Vpcs;
import io.eksnet.world.World;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What answers a TCP connection at an instance or at an address.
 *
 * <p>A pod answers on the ports that it declares, on any if it declares none, while its containers
 * are ready and its node is. A node answers for kube-proxy, for the pods on its network, and for
 * the kubelet; an instance that is no node answers on any port while it runs.
 *
 * @param family of the node's address that is called
 */
record NodeAnswers(World world, IpFamily family) {
  private static final int KUBELET = 10_250;
  private static final int KUBE_PROXY_HEALTH = 10_256;
  private static final int API_SERVER = 443;

  /** What answers at an address, as it is known in a target group's VPC. */
  Answer ofAddress(TargetGroup group, IpAddress address, int port) {
    Optional<Pod> pod =
        kube().podsWith(address).stream()
            .filter(it -> !it.spec().hostNetwork() && !it.status().ended())
            .findFirst();
    if (pod.isPresent()) {
      return ofPod(pod.get(), port);
    }
    return holder(group, address)
        .map(eni -> ofInterface(eni, address, port))
        .orElse(Answer.NOTHING);
  }

  /** What answers at the primary address of an instance. */
  Answer ofInstance(Instance instance, int port) {
    if (instance.state() != Instance.State.RUNNING) {
      return Answer.NOTHING;
    }
    return node(world, instance).map(node -> ofNode(node, port)).orElse(Answer.YES);
  }

  /** The node that an instance is. */
  static Optional<Node> node(World world, Instance instance) {
    String providerId = "aws:///" + instance.zone().name() + "/" + instance.id();
    return world
        .table(KubeObject.NODES)
        .firstBy(KubeObject.NODES_BY_PROVIDER_ID, providerId)
        .flatMap(KubeObject::fact)
        .filter(Node.class::isInstance)
        .map(Node.class::cast);
  }

  /** The interface that holds an address, in the target group's VPC or in another of its owner. */
  static Optional<NetworkInterface> holder(World world, TargetGroup group, IpAddress address) {
    Vpcs vpcs = new Vpcs(world);
    Stream<VpcId> others =
        world.table(Vpc.KIND).by(Vpc.BY_SCOPE, group.scope()).stream().map(Vpc::id);
    return Stream.concat(group.vpc().stream(), others)
        .flatMap(vpc -> vpcs.interfaceWith(vpc, address).stream())
        .findFirst();
  }

  private Optional<NetworkInterface> holder(TargetGroup group, IpAddress address) {
    return holder(world, group, address);
  }

  private Answer ofInterface(NetworkInterface eni, IpAddress address, int port) {
    return switch (eni.type()) {
      case INTERFACE, EFA, TRUNK, BRANCH ->
          eni.attachment()
              .flatMap(it -> new Vpcs(world).instance(it.instance()))
              .map(instance -> ofMember(instance, eni, address, port))
              .orElse(Answer.NOTHING);
      case EKS_CONTROL_PLANE -> port == API_SERVER ? Answer.YES : Answer.REFUSED;
      case VPC_ENDPOINT, LOAD_BALANCER, NETWORK_LOAD_BALANCER -> Answer.YES;
      case NAT_GATEWAY, GATEWAY_LOAD_BALANCER_ENDPOINT, TRANSIT_GATEWAY -> Answer.NOTHING;
    };
  }

  /** A node's interfaces hold its pods' addresses too: where no pod has one, nothing is there. */
  private Answer ofMember(Instance instance, NetworkInterface eni, IpAddress address, int port) {
    boolean own =
        eni.primary().equals(address)
            || eni.held().ipv6().stream().anyMatch(it -> it.equals(address));
    return own || node(world, instance).isEmpty() ? ofInstance(instance, port) : Answer.NOTHING;
  }

  private Answer ofPod(Pod pod, int port) {
    boolean nodeIsUp = pod.spec().nodeName().flatMap(kube()::node).filter(Node::ready).isPresent();
    if (!nodeIsUp) {
      return Answer.NOTHING;
    }
    List<Container.Port> ports =
        pod.spec().containers().stream().flatMap(it -> it.ports().stream()).toList();
    boolean listens = ports.isEmpty() || ports.stream().anyMatch(it -> takes(it, port));
    return listens && serves(pod) ? Answer.YES : Answer.REFUSED;
  }

  private static boolean takes(Container.Port declared, int port) {
    return declared.containerPort() == port && declared.protocol().equals(Protocol.TCP);
  }

  /**
   * Its containers are ready: readiness gates, which may wait for this very check, do not count.
   */
  static boolean serves(Pod pod) {
    return pod.status().phase() == PodStatus.Phase.RUNNING
        && pod.status()
            .condition("ContainersReady")
            .map(Condition::isTrue)
            .orElse(pod.status().ready());
  }

  private Answer ofNode(Node node, int port) {
    if (!node.ready()) {
      return Answer.NOTHING;
    }
    KubeProxy proxy = new KubeProxy(kube());
    Optional<KubeProxy.ServicePort> service = proxy.nodePort(port, Protocol.TCP);
    if (service.isPresent()) {
      return ofService(proxy, service.get(), node);
    }
    Optional<Service> checked =
        kube().servicesAtNodePort(port).stream()
            .filter(it -> it.spec().healthCheckNodePort() == port)
            .findFirst();
    if (checked.isPresent()) {
      return hasEndpoint(checked.get(), node) ? Answer.YES : Answer.NO_ENDPOINTS;
    }
    if (port == KUBELET || port == KUBE_PROXY_HEALTH) {
      return Answer.YES;
    }
    return kube().podsOn(node.name()).stream()
        .filter(pod -> !pod.status().ended() && onHost(pod, port) && serves(pod))
        .findFirst()
        .map(_ -> Answer.YES)
        .orElse(Answer.REFUSED);
  }

  private Answer ofService(KubeProxy proxy, KubeProxy.ServicePort at, Node node) {
    Resolution resolution =
        proxy.resolve(
            at.service(),
            at.port(),
            Entrance.NODE_PORT,
            family,
            new KubeProxy.At(node.name(), false));
    return switch (resolution) {
      case Resolution.Balanced _ -> Answer.YES;
      case Resolution.Rejected _ -> Answer.REFUSED;
      case Resolution.Dropped _ -> Answer.NOTHING;
    };
  }

  /** kube-proxy's health check counts the ready endpoints on its own node. */
  private boolean hasEndpoint(Service service, Node node) {
    return kube().slicesOf(service.key()).stream()
        .flatMap(slice -> slice.endpoints().stream())
        .filter(EndpointSlice.Endpoint::ready)
        .anyMatch(it -> it.nodeName().filter(node.name()::equals).isPresent());
  }

  /** Whether a pod takes a port of its node: on the node's network, or by a host port. */
  private static boolean onHost(Pod pod, int port) {
    return pod.spec().containers().stream()
        .flatMap(it -> it.ports().stream())
        .filter(it -> it.protocol().equals(Protocol.TCP))
        .anyMatch(it -> it.hostPort() == port || (pod.spec().hostNetwork() && takes(it, port)));
  }

  private Kube kube() {
    return world.kube();
  }
}
