package io.eksnet.cloud;

import io.eksnet.elb.ElbProtocol;
import io.eksnet.elb.HealthCheck;
import io.eksnet.elb.HealthChecks.Result;
import io.eksnet.elb.Listener;
import io.eksnet.elb.LoadBalancer;
import io.eksnet.elb.LoadBalancerType;
import io.eksnet.elb.Target;
import io.eksnet.elb.TargetGroup;
import io.eksnet.elb.TargetHealth.Reason;
import io.eksnet.id.InstanceId;
import io.eksnet.id.LoadBalancerArn;
import io.eksnet.net.IpAddress;
import io.eksnet.vpc.Vpcs;
import io.eksnet.world.World;
import java.util.Optional;

/**
 * What a health check of a target would come to now. Security groups, network ACLs, routes and
 * network policies are not judged here.
 *
 * <p>Simulated pods and instances have no programs, so what answers, answers every path: by HTTP
 * with 200, by gRPC with 12 (unimplemented), which is what a server without the checked method
 * says.
 */
record TargetProbe(World world) {
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;
  private static final int GRPC_UNIMPLEMENTED = 12;
  private static final int GRPC_OK = 0;

  /** What a check of a target sees now. */
  Result check(TargetGroup group, Target target) {
    HealthCheck check = group.healthCheck();
    int port = check.fixedPort().orElse(target.port());
    return result(group, answer(group, target, port));
  }

  private Answer answer(TargetGroup group, Target target, int port) {
    NodeAnswers nodes = new NodeAnswers(world, group.family());
    return switch (group.targetType()) {
      case INSTANCE ->
          new Vpcs(world)
              .instance(new InstanceId(target.id()))
              .map(instance -> nodes.ofInstance(instance, port))
              .orElse(Answer.NOTHING);
      case IP ->
          IpAddress.tryParse(target.id())
              .map(address -> nodes.ofAddress(group, address, port))
              .orElse(Answer.NOTHING);
      case ALB -> ofBalancer(new LoadBalancerArn(target.id()), port);
      case LAMBDA -> Answer.NOTHING;
    };
  }

  private Answer ofBalancer(LoadBalancerArn arn, int port) {
    boolean listens =
        world.table(Listener.KIND).by(Listener.BY_LOAD_BALANCER, arn).stream()
            .anyMatch(listener -> listener.port() == port);
    Optional<LoadBalancer> balancer =
        world
            .find(LoadBalancer.KIND, arn)
            .filter(it -> it.type() == LoadBalancerType.APPLICATION)
            .filter(it -> it.state() == LoadBalancer.State.ACTIVE);
    return balancer.isPresent() && listens ? Answer.YES : Answer.REFUSED;
  }

  /**
   * What a check makes of an answer. Network Load Balancers give one reason for all failures (their
   * user guide, "Health check reason codes").
   */
  private static Result result(TargetGroup group, Answer answer) {
    HealthCheck check = group.healthCheck();
    boolean http = check.asksByHttp();
    return switch (answer) {
      case YES -> http ? byCode(group, OK) : Result.PASSED;
      case NO_ENDPOINTS -> http ? byCode(group, UNAVAILABLE) : Result.PASSED;
      case REFUSED -> Result.failed(Reason.FAILED_HEALTH_CHECKS);
      case NOTHING ->
          Result.failed(group.application() ? Reason.TIMEOUT : Reason.FAILED_HEALTH_CHECKS);
    };
  }

  private static Result byCode(TargetGroup group, int code) {
    HealthCheck check = group.healthCheck();
    if (group.grpc()) {
      return check.takes(GRPC_UNIMPLEMENTED) || check.takes(GRPC_OK)
          ? Result.PASSED
          : mismatch(GRPC_UNIMPLEMENTED);
    }
    if (check.takes(code)) {
      return Result.PASSED;
    }
    return group.protocol().filter(ElbProtocol::application).isPresent()
        ? mismatch(code)
        : Result.failed(Reason.FAILED_HEALTH_CHECKS);
  }

  private static Result mismatch(int code) {
    return new Result(
        Optional.of(Reason.RESPONSE_CODE_MISMATCH),
        Reason.RESPONSE_CODE_MISMATCH.description() + " [" + code + "]");
  }

  /** What is there for a connection to a port. */
  enum Answer {
    /** Something takes it and answers. */
    YES,
    /** kube-proxy's health check port takes it and answers that the node has no endpoints. */
    NO_ENDPOINTS,
    /** The machine is there and nothing listens. */
    REFUSED,
    /** Nothing comes back. */
    NOTHING
  }
}
