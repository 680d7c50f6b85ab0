package io.eksnet.vpc;

import io.eksnet.id.AccountId;
import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.id.VpcPeeringConnectionId;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A connection between two VPCs, of any two accounts and Regions (VPC peering guide). It belongs to
 * its requester; its accepter sees it too.
 *
 * @param tags the requester's tags; {@code accepterTags} are the accepter's, each sees its own
 * @param requestedAt when it was asked for; it expires {@link #EXPIRY} later if nobody accepts
 */
public record VpcPeeringConnection(
    VpcPeeringConnectionId id,
    Side requester,
    Side accepter,
    Status status,
    Instant requestedAt,
    Tags tags,
    Tags accepterTags)
    implements Scoped {

  /** How long a request waits for an answer. */
  public static final Duration EXPIRY = Duration.ofDays(7);

  /**
   * One of the two VPCs.
   *
   * @param scope its account and Region
   * @param dnsResolution whether the other side's names of instances resolve to private addresses
   *     here
   */
  public record Side(VpcId vpc, Scope scope, boolean dnsResolution) {}

  /**
   * How it stands.
   *
   * @param message AWS's words
   * @param since when it came to be so
   */
  public record Status(State state, String message, Instant since) {}

  /** The states of a connection, in AWS's words. */
  public enum State {
    INITIATING_REQUEST("initiating-request"),
    PENDING_ACCEPTANCE("pending-acceptance"),
    PROVISIONING("provisioning"),
    ACTIVE("active"),
    REJECTED("rejected"),
    EXPIRED("expired"),
    FAILED("failed"),
    DELETING("deleting"),
    DELETED("deleted");

    private static final Set<State> OVER = EnumSet.of(REJECTED, EXPIRED, FAILED, DELETING, DELETED);

    private final String text;

    State(String text) {
      this.text = text;
    }

    /** AWS's word. */
    public String text() {
      return text;
    }

    /** Whether nothing can come of it any more; it is only shown for a while. */
    public boolean isOver() {
      return OVER.contains(this);
    }

    /** Whether it waits for the accepter. */
    public boolean isRequest() {
      return this == INITIATING_REQUEST || this == PENDING_ACCEPTANCE;
    }
  }

  /** Connections by each of their VPCs. */
  public static final Index<VpcPeeringConnection, VpcId> BY_VPC =
      Index.byEach(
          "peering connections by VPC",
          it -> List.of(it.requester().vpc(), it.accepter().vpc()).stream().distinct().toList());

  /** Connections by id. */
  public static final Kind<VpcPeeringConnectionId, VpcPeeringConnection> KIND =
      Kind.of("vpc-peering-connection", VpcPeeringConnection.class, VpcPeeringConnection::id)
          .indexed(BY_VPC);

  @Override
  public Scope scope() {
    return requester.scope();
  }

  /** Its state. */
  public State state() {
    return status.state();
  }

  /** Whether packets pass. */
  public boolean isActive() {
    return state() == State.ACTIVE;
  }

  /** Whether both VPCs are in one Region; only then do they know each other's security groups. */
  public boolean isWithinRegion() {
    return requester.scope().region().equals(accepter.scope().region());
  }

  /** Whether one of its VPCs is of an account and Region. */
  public boolean isSeenBy(Scope scope) {
    return requester.scope().equals(scope) || accepter.scope().equals(scope);
  }

  /** Whether one of its VPCs is of an account, in any Region. */
  public boolean concerns(AccountId account) {
    return requester.scope().account().equals(account)
        || accepter.scope().account().equals(account);
  }

  /** The side that is not the given VPC; empty when that VPC is on neither side. */
  public Optional<Side> across(VpcId vpc) {
    if (requester.vpc().equals(vpc)) {
      return Optional.of(accepter);
    }
    return accepter.vpc().equals(vpc) ? Optional.of(requester) : Optional.empty();
  }

  /** What is wrong with its VPCs, in AWS's words: one is not there, or they overlap. */
  public Optional<String> problem(Vpcs vpcs) {
    Optional<Vpc> from = vpcs.vpc(requester.vpc());
    Optional<Vpc> to = vpcs.vpc(accepter.vpc()).filter(vpc -> vpc.scope().equals(accepter.scope()));
    return from.isEmpty() || to.isEmpty() || Peerings.overlap(from.get(), to.get())
        ? Optional.of("Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range")
        : Optional.empty();
  }

  /** This connection in another state. */
  public VpcPeeringConnection with(State state, String message, Instant at) {
    return new VpcPeeringConnection(
        id, requester, accepter, new Status(state, message, at), requestedAt, tags, accepterTags);
  }

  /** This connection with other tags. */
  public VpcPeeringConnection withTags(Tags others) {
    return new VpcPeeringConnection(
        id, requester, accepter, status, requestedAt, others, accepterTags);
  }

  /** The tags that one side sees: each has its own. */
  public Tags tagsFor(Scope side) {
    return isOnlyAccepter(side) ? accepterTags : tags;
  }

  /** This connection with other tags for one side. */
  public VpcPeeringConnection withTagsFor(Scope side, Tags others) {
    return isOnlyAccepter(side)
        ? new VpcPeeringConnection(id, requester, accepter, status, requestedAt, tags, others)
        : withTags(others);
  }

  private boolean isOnlyAccepter(Scope side) {
    return accepter.scope().equals(side) && !requester.scope().equals(side);
  }

  /** This connection with other options. */
  public VpcPeeringConnection withDnsResolution(boolean ofRequester, boolean ofAccepter) {
    return new VpcPeeringConnection(
        id,
        new Side(requester.vpc(), requester.scope(), ofRequester),
        new Side(accepter.vpc(), accepter.scope(), ofAccepter),
        status,
        requestedAt,
        tags,
        accepterTags);
  }
}
