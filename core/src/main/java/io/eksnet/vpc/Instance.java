package io.eksnet.vpc;

import io.eksnet.id.InstanceId;
import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Instant;

/**
 * An EC2 instance. Its interfaces are facts of their own, found by {@link
 * NetworkInterface#BY_INSTANCE}.
 *
 * @param type the instance type's name, such as {@code m5.large}
 * @param privateAddress the primary address of its primary interface
 */
public record Instance(
    InstanceId id,
    Scope scope,
    String type,
    SubnetId subnet,
    VpcId vpc,
    Zone zone,
    Ipv4Address privateAddress,
    State state,
    Instant launchedAt,
    String imageId,
    Tags tags)
    implements Scoped {

  /** The states of an instance that eksnet passes through, with AWS's codes. */
  public enum State {
    PENDING(0, "pending"),
    RUNNING(16, "running"),
    SHUTTING_DOWN(32, "shutting-down"),
    TERMINATED(48, "terminated"),
    STOPPING(64, "stopping"),
    STOPPED(80, "stopped");

    private final int code;
    private final String text;

    State(int code, String text) {
      this.code = code;
      this.text = text;
    }

    /** AWS's number. */
    public int code() {
      return code;
    }

    /** AWS's word. */
    public String text() {
      return text;
    }
  }

  /** Instances by VPC. */
  public static final Index<Instance, VpcId> BY_VPC = Index.by("instances by VPC", Instance::vpc);

  /** Instances by each of their tags, as {@link #tag} writes it. */
  public static final Index<Instance, String> BY_TAG =
      Index.byEach(
          "instances by tag",
          instance ->
              instance.tags().values().entrySet().stream()
                  .map(it -> tag(it.getKey(), it.getValue()))
                  .toList());

  /** Instances by id. */
  public static final Kind<InstanceId, Instance> KIND =
      Kind.of("instance", Instance.class, Instance::id).indexed(BY_VPC).indexed(BY_TAG);

  /** A tag as {@link #BY_TAG} knows it. */
  public static String tag(String key, String value) {
    return key + "=" + value;
  }

  /** Whether it starts or runs. */
  public boolean alive() {
    return state == State.PENDING || state == State.RUNNING;
  }

  /**
   * The name that EC2's DNS gives its private address, such as {@code
   * ip-10-0-1-2.us-west-2.compute.internal}.
   */
  public String privateDnsName() {
    String host = "ip-" + privateAddress.toString().replace('.', '-');
    return scope.region().value().equals("us-east-1")
        ? host + ".ec2.internal"
        : host + "." + scope.region() + ".compute.internal";
  }

  /** This instance in another state. */
  public Instance withState(State next) {
    return new Instance(
        id, scope, type, subnet, vpc, zone, privateAddress, next, launchedAt, imageId, tags);
  }

  /** This instance with other tags. */
  public Instance withTags(Tags others) {
    return new Instance(
        id, scope, type, subnet, vpc, zone, privateAddress, state, launchedAt, imageId, others);
  }
}
