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
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An EC2 instance. Its interfaces are facts of their own, found by {@link
 * NetworkInterface#BY_INSTANCE}, and so are its volumes, found by {@link Volume#BY_INSTANCE}.
 *
 * @param type the instance type's name, such as {@code m5.large}
 * @param privateAddress the primary address of its primary interface
 * @param launchedAt when it was launched, or last started
 * @param asked when its user last asked for another state
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
    Tags tags,
    Origin origin,
    Settings settings,
    Optional<Instant> asked)
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

  /**
   * The request that it came from.
   *
   * @param reservation shared by all instances of the request
   * @param index from 0 among them
   */
  public record Origin(String reservation, int index) {}

  /** What happens when it is shut down from within. */
  public enum ShutdownBehavior {
    STOP("stop"),
    TERMINATE("terminate");

    private final String text;

    ShutdownBehavior(String text) {
      this.text = text;
    }

    /** AWS's word. */
    public String text() {
      return text;
    }
  }

  /**
   * What it was launched with beside its network.
   *
   * @param publicAddress whether AWS lends its primary interface a public address at each start
   * @param userData in base64, empty for none
   * @param options what eksnet only shows, by the API's names: {@code MetadataOptions.HttpTokens}
   */
  public record Settings(
      boolean disableApiTermination,
      boolean disableApiStop,
      ShutdownBehavior shutdownBehavior,
      boolean publicAddress,
      String userData,
      SortedMap<String, String> options) {

    /** Those of a launch that says nothing. */
    public static final Settings STANDARD =
        new Settings(false, false, ShutdownBehavior.STOP, false, "", Collections.emptySortedMap());

    public Settings {
      options =
          options.isEmpty()
              ? Collections.emptySortedMap()
              : Collections.unmodifiableSortedMap(new TreeMap<>(options));
    }

    /** These with or without protection against termination. */
    Settings withDisableApiTermination(boolean disable) {
      return new Settings(
          disable, disableApiStop, shutdownBehavior, publicAddress, userData, options);
    }

    /** These with or without protection against being stopped. */
    Settings withDisableApiStop(boolean disable) {
      return new Settings(
          disableApiTermination, disable, shutdownBehavior, publicAddress, userData, options);
    }

    /** These with another behavior at shutdown. */
    Settings withShutdownBehavior(ShutdownBehavior other) {
      return new Settings(
          disableApiTermination, disableApiStop, other, publicAddress, userData, options);
    }

    /** These with or without a lent public address. */
    Settings withPublicAddress(boolean lent) {
      return new Settings(
          disableApiTermination, disableApiStop, shutdownBehavior, lent, userData, options);
    }

    /** These with other user data. */
    Settings withUserData(String other) {
      return new Settings(
          disableApiTermination, disableApiStop, shutdownBehavior, publicAddress, other, options);
    }

    /** These with an option. */
    Settings withOption(String name, String value) {
      SortedMap<String, String> more = new TreeMap<>(options);
      more.put(name, value);
      return new Settings(
          disableApiTermination, disableApiStop, shutdownBehavior, publicAddress, userData, more);
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

  /** Instances by their reservation. */
  public static final Index<Instance, String> BY_RESERVATION =
      Index.by("instances by reservation", instance -> instance.origin().reservation());

  /** Instances by id. */
  public static final Kind<InstanceId, Instance> KIND =
      Kind.of("instance", Instance.class, Instance::id)
          .indexed(BY_VPC)
          .indexed(BY_TAG)
          .indexed(BY_RESERVATION);

  /** An instance that was launched by itself, with nothing said. */
  public Instance(
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
      Tags tags) {
    this(
        id,
        scope,
        type,
        subnet,
        vpc,
        zone,
        privateAddress,
        state,
        launchedAt,
        imageId,
        tags,
        new Origin("r" + id.value().substring(1), 0),
        Settings.STANDARD,
        Optional.empty());
  }

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
    return with(type, next, launchedAt, tags, settings, asked);
  }

  /** This instance on its way to another state, because its user asked for that. */
  Instance asked(State next, Instant at) {
    return with(type, next, launchedAt, tags, settings, Optional.of(at));
  }

  /** This instance starting again. */
  Instance startedAt(Instant at) {
    return with(type, State.PENDING, at, tags, settings, Optional.empty());
  }

  /** This instance of another type. */
  Instance withType(String other) {
    return with(other, state, launchedAt, tags, settings, asked);
  }

  /** This instance with other settings. */
  Instance withSettings(Settings others) {
    return with(type, state, launchedAt, tags, others, asked);
  }

  /** This instance with other tags. */
  public Instance withTags(Tags others) {
    return with(type, state, launchedAt, others, settings, asked);
  }

  private Instance with(
      String kind, State at, Instant since, Tags labels, Settings others, Optional<Instant> when) {
    return new Instance(
        id,
        scope,
        kind,
        subnet,
        vpc,
        zone,
        privateAddress,
        at,
        since,
        imageId,
        labels,
        origin,
        others,
        when);
  }
}
