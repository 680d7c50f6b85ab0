package io.eksnet.aws.elb.classic;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.elb.classic.ClassicHealthCheck;
import io.eksnet.elb.classic.ClassicLoadBalancer;
import io.eksnet.elb.classic.ConfigureHealthCheck;
import io.eksnet.elb.classic.DeregisterInstancesFromLoadBalancer;
import io.eksnet.elb.classic.InstanceHealth;
import io.eksnet.elb.classic.RegisterInstancesWithLoadBalancer;
import io.eksnet.id.InstanceId;
import io.eksnet.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancing.model.ConfigureHealthCheckRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.ConfigureHealthCheckResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.DeregisterInstancesFromLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DeregisterInstancesFromLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeInstanceHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeInstanceHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.HealthCheck;
import software.amazon.awssdk.services.elasticloadbalancing.model.Instance;
import software.amazon.awssdk.services.elasticloadbalancing.model.InstanceState;
import software.amazon.awssdk.services.elasticloadbalancing.model.RegisterInstancesWithLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.RegisterInstancesWithLoadBalancerResponse;

/** The instances of Classic Load Balancers and how they do. */
final class InstanceActions {
  private InstanceActions() {}

  static void register(Call.Registry on) {
    on.on(
            "RegisterInstancesWithLoadBalancer",
            RegisterInstancesWithLoadBalancerRequest::builder,
            served("LoadBalancerName!", "Instances!"),
            (q, call) ->
                call.execute(
                        new RegisterInstancesWithLoadBalancer(
                            call.scope(), q.loadBalancerName(), ids(q.instances())))
                    .map(
                        it ->
                            RegisterInstancesWithLoadBalancerResponse.builder()
                                .instances(sdk(it))
                                .build()))
        .on(
            "DeregisterInstancesFromLoadBalancer",
            DeregisterInstancesFromLoadBalancerRequest::builder,
            served("LoadBalancerName!", "Instances!"),
            (q, call) ->
                call.execute(
                        new DeregisterInstancesFromLoadBalancer(
                            call.scope(), q.loadBalancerName(), ids(q.instances())))
                    .map(
                        it ->
                            DeregisterInstancesFromLoadBalancerResponse.builder()
                                .instances(sdk(it))
                                .build()))
        .on(
            "DescribeInstanceHealth",
            DescribeInstanceHealthRequest::builder,
            served("LoadBalancerName!", "Instances"),
            InstanceActions::health)
        .on(
            "ConfigureHealthCheck",
            ConfigureHealthCheckRequest::builder,
            served("LoadBalancerName!", "HealthCheck!"),
            (q, call) ->
                read(q.healthCheck(), call)
                    .then(
                        check ->
                            call.execute(
                                new ConfigureHealthCheck(
                                    call.scope(), q.loadBalancerName(), check)))
                    .map(
                        it ->
                            ConfigureHealthCheckResponse.builder()
                                .healthCheck(BalancerDescriptions.sdk(it.healthCheck()))
                                .build()));
  }

  private static Reply<ClassicHealthCheck> read(HealthCheck check, Call call) {
    if (check.target() == null
        || check.interval() == null
        || check.timeout() == null
        || check.unhealthyThreshold() == null
        || check.healthyThreshold() == null) {
      return call.refuse(
          "ValidationError",
          "HealthCheck must have a Target, an Interval, a Timeout, an UnhealthyThreshold and a"
              + " HealthyThreshold");
    }
    return Reply.answer(
        new ClassicHealthCheck(
            check.target(),
            Duration.ofSeconds(check.interval()),
            Duration.ofSeconds(check.timeout()),
            check.unhealthyThreshold(),
            check.healthyThreshold()));
  }

  private static Reply<DescribeInstanceHealthResponse> health(
      DescribeInstanceHealthRequest q, Call call) {
    World world = call.world();
    return ClassicActions.find(call, world, q.loadBalancerName())
        .then(
            balancer -> {
              List<InstanceId> asked =
                  q.instances().isEmpty()
                      ? balancer.instances().stream().map(it -> it.instance()).toList()
                      : ids(q.instances());
              Optional<InstanceId> unknown =
                  asked.stream().filter(it -> !balancer.has(it)).findFirst();
              return unknown.isPresent()
                  ? call.refuse(
                      "InvalidInstance", "Could not find EC2 instance " + unknown.get() + ".")
                  : Reply.answer(
                      DescribeInstanceHealthResponse.builder()
                          .instanceStates(
                              asked.stream().map(id -> state(balancer, id, world)).toList())
                          .build());
            });
  }

  /** ELB's words for how an instance does (its API reference, InstanceState). */
  private static InstanceState state(ClassicLoadBalancer balancer, InstanceId id, World world) {
    Optional<io.eksnet.vpc.Instance> instance = world.find(io.eksnet.vpc.Instance.KIND, id);
    boolean running =
        instance.filter(it -> it.state() == io.eksnet.vpc.Instance.State.RUNNING).isPresent();
    if (!running) {
      String state =
          instance
              .map(
                  it ->
                      switch (it.state()) {
                        case PENDING -> "pending";
                        case STOPPING, STOPPED -> "stopped";
                        case RUNNING, SHUTTING_DOWN, TERMINATED -> "terminated";
                      })
              .orElse("terminated");
      return out(id, "Instance", "Instance is in " + state + " state.");
    }
    boolean zoneServed =
        balancer.nodes().stream()
            .anyMatch(node -> instance.filter(it -> it.zone().equals(node.zone())).isPresent());
    if (!zoneServed) {
      return out(
          id,
          "ELB",
          "Instance is in the EC2 Availability Zone for which LoadBalancer is not configured to"
              + " route traffic to.");
    }
    InstanceHealth.Verdict verdict =
        world
            .find(InstanceHealth.KIND, new InstanceHealth.Key(balancer.key(), id))
            .map(InstanceHealth::verdict)
            .orElse(InstanceHealth.Verdict.REGISTERING);
    return switch (verdict) {
      case REGISTERING -> out(id, "ELB", "Instance registration is still in progress.");
      case OUT_OF_SERVICE ->
          out(
              id,
              "Instance",
              "Instance has failed at least the UnhealthyThreshold number of health checks"
                  + " consecutively.");
      case IN_SERVICE ->
          InstanceState.builder()
              .instanceId(id.value())
              .state("InService")
              .reasonCode("N/A")
              .description("N/A")
              .build();
    };
  }

  private static InstanceState out(InstanceId id, String reason, String description) {
    return InstanceState.builder()
        .instanceId(id.value())
        .state("OutOfService")
        .reasonCode(reason)
        .description(description)
        .build();
  }

  private static List<InstanceId> ids(List<Instance> instances) {
    return instances.stream()
        .map(Instance::instanceId)
        .filter(Objects::nonNull)
        .distinct()
        .map(InstanceId::new)
        .toList();
  }

  private static List<Instance> sdk(ClassicLoadBalancer balancer) {
    return balancer.instances().stream()
        .map(it -> Instance.builder().instanceId(it.instance().value()).build())
        .toList();
  }
}
