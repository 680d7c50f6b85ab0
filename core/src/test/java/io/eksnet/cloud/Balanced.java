package io.eksnet.cloud;

import static io.eksnet.kube.KubeSamples.node;
import static io.eksnet.kube.KubeSamples.pod;

import io.eksnet.elb.CreateListener;
import io.eksnet.elb.CreateLoadBalancer;
import io.eksnet.elb.CreateTargetGroup;
import io.eksnet.elb.ElbProtocol;
import io.eksnet.elb.HealthCheckSettings;
import io.eksnet.elb.IpAddressType;
import io.eksnet.elb.ListenerAction;
import io.eksnet.elb.LoadBalancer;
import io.eksnet.elb.LoadBalancerType;
import io.eksnet.elb.RegisterTargets;
import io.eksnet.elb.Target;
import io.eksnet.elb.TargetDescription;
import io.eksnet.elb.TargetGroup;
import io.eksnet.elb.TargetHealth;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.kube.KubeFact;
import io.eksnet.kube.Node;
import io.eksnet.kube.PlainDocuments;
import io.eksnet.kube.Pod;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.RunInstances;
import io.eksnet.world.Pace;
import java.util.List;
import java.util.Optional;

/** Load balancers and their targets in a test, on virtual time. */
final class Balanced {
  static final int NODE_PORT = 30_080;

  final Aws aws;

  Balanced() {
    this(Pace.FAST);
  }

  Balanced(Pace pace) {
    aws = new Aws(pace, Aws.plan(NetworkPlan.Nat.DISABLE, 19));
  }

  /** An internal load balancer in the first two zones. */
  LoadBalancer balancer(LoadBalancerType type) {
    LoadBalancer made =
        aws.done(
            new CreateLoadBalancer(
                Aws.SCOPE,
                type.text(),
                type,
                LoadBalancer.Scheme.INTERNAL,
                IpAddressType.IPV4,
                aws.privateSubnets().subList(0, 2).stream()
                    .map(CreateLoadBalancer.Mapping::in)
                    .toList(),
                List.of(),
                Tags.NONE));
    aws.settled();
    return made;
  }

  TargetGroup group(TargetGroup.TargetType type, ElbProtocol protocol) {
    return group(type, protocol, HealthCheckSettings.NONE);
  }

  TargetGroup group(
      TargetGroup.TargetType type, ElbProtocol protocol, HealthCheckSettings settings) {
    return aws.done(
        new CreateTargetGroup(
            Aws.SCOPE,
            type.text() + "-" + protocol.name().toLowerCase(java.util.Locale.ROOT),
            type,
            Optional.of(protocol),
            Optional.empty(),
            Optional.of(type == TargetGroup.TargetType.INSTANCE ? NODE_PORT : 80),
            Optional.of(aws.network.vpc()),
            Optional.empty(),
            settings,
            Tags.NONE));
  }

  /** A listener that sends to a group. */
  void listen(LoadBalancer balancer, ElbProtocol protocol, TargetGroup group) {
    aws.done(
        new CreateListener(
            Aws.SCOPE,
            balancer.arn(),
            Optional.of(protocol),
            Optional.of(80),
            CreateListener.TlsRequest.NONE,
            List.of(
                new ListenerAction.Forward(
                    List.of(new ListenerAction.Weighted(group.arn(), Optional.empty())),
                    Optional.empty())),
            Tags.NONE));
    aws.settled();
  }

  /** A group of addresses behind an Application Load Balancer, HTTP, checked every 30 seconds. */
  TargetGroup addressesBehindAlb() {
    TargetGroup group = group(TargetGroup.TargetType.IP, ElbProtocol.HTTP);
    listen(balancer(LoadBalancerType.APPLICATION), ElbProtocol.HTTP, group);
    return group;
  }

  /** A group of instances behind a Network Load Balancer, TCP, checked every 30 seconds. */
  TargetGroup instancesBehindNlb(HealthCheckSettings settings) {
    TargetGroup group = group(TargetGroup.TargetType.INSTANCE, ElbProtocol.TCP, settings);
    listen(balancer(LoadBalancerType.NETWORK), ElbProtocol.TCP, group);
    return group;
  }

  /** A running instance in one of the private subnets. */
  Instance instance(SubnetId subnet) {
    Instance made =
        aws.done(
            RunInstances.one(
                subnet,
                "m5.large",
                List.of(),
                "ami-1",
                Optional.empty(),
                Optional.empty(),
                Tags.NONE,
                Optional.empty()));
    aws.settled();
    return aws.vpcs().instance(made.id()).orElseThrow();
  }

  /** An instance that is a Ready node of its id's name. */
  Instance nodeInstance() {
    Instance instance = instance(aws.privateSubnets().getFirst());
    put(nodeOf(instance, true));
    return instance;
  }

  static Node nodeOf(Instance instance, boolean ready) {
    var sample =
        node(instance.id().value()).instance(instance.zone().name().value(), instance.id().value());
    return (ready ? sample : sample.notReady()).build();
  }

  /** A pod on a Ready node, with an address of the first private subnet and port 80. */
  Pod podOn(Instance node, String name, String address, boolean ready) {
    var sample = pod(name).on(node.id().value()).port(80);
    Pod made = (ready ? sample.running(address) : sample.notReady(address)).build();
    put(made);
    return made;
  }

  void put(KubeFact fact) {
    aws.change(PlainDocuments.put(fact));
    aws.settled();
  }

  void register(TargetGroup group, String id) {
    aws.done(new RegisterTargets(Aws.SCOPE, group.arn(), List.of(TargetDescription.of(id))));
    aws.settled();
  }

  Optional<Target> target(TargetGroup group, String id) {
    return aws.world().find(Target.KIND, TargetDescription.of(id).in(group));
  }

  /** {@code state Reason: description}, as a client sees it; {@code gone} if it is not shown. */
  String health(TargetGroup group, String id) {
    Optional<Target> target = target(group, id);
    if (target.isEmpty()) {
      return "gone";
    }
    TargetHealth health =
        aws.world()
            .find(TargetHealth.KIND, target.get().key())
            .orElseGet(() -> TargetHealth.registering(target.get()));
    return health.state().text()
        + health.reason().map(why -> " " + why.code() + ": " + health.description()).orElse("");
  }
}
