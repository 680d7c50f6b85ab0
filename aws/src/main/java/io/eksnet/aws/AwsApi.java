package io.eksnet.aws;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.eksnet.aws.access.PolicyAuthorizer;
import io.eksnet.aws.acm.AcmActions;
import io.eksnet.aws.directconnect.DirectConnectActions;
import io.eksnet.aws.ec2.Ec2Actions;
import io.eksnet.aws.eks.EksActions;
import io.eksnet.aws.elb.ElbActions;
import io.eksnet.aws.elb.classic.ClassicActions;
import io.eksnet.aws.endpoint.Actions;
import io.eksnet.aws.endpoint.AwsEndpoint;
import io.eksnet.aws.endpoint.Router;
import io.eksnet.aws.iam.IamActions;
import io.eksnet.aws.iam.RoleAccess;
import io.eksnet.aws.sigv4.Credentials;
import io.eksnet.aws.sigv4.SigV4;
import io.eksnet.aws.sts.ClusterTokens;
import io.eksnet.aws.sts.SessionKey;
import io.eksnet.aws.sts.Sessions;
import io.eksnet.aws.sts.StsActions;
import io.eksnet.aws.sts.WebIdentity;
import io.eksnet.id.Region;
import io.eksnet.id.Scope;
import io.eksnet.vpc.Zones;
import io.eksnet.world.Ledger;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/** The AWS side of one network: its endpoint and the check of its clusters' tokens. */
public final class AwsApi {

  private final Router router;
  private final ClusterTokens tokens;

  /**
   * An AWS over a world.
   *
   * @param scope the account and Region of the network's cluster; every Region of its partition and
   *     every account with a key is served
   * @param credentials who may call
   * @param clock what signatures are held against
   */
  public AwsApi(Ledger ledger, Scope scope, Credentials credentials, InstantSource clock) {
    this(ledger, scope, new Sessions(credentials, SessionKey.make()), WebIdentity.NONE, clock);
  }

  /**
   * An AWS over a world.
   *
   * @param scope the account and Region of the network's cluster; every Region of its partition and
   *     every account with a key is served
   * @param sessions who may call: accounts, and roles at work
   * @param identity knows the tokens of service accounts
   * @param clock what signatures are held against
   */
  public AwsApi(
      Ledger ledger, Scope scope, Sessions sessions, WebIdentity identity, InstantSource clock) {
    SigV4 signatures = new SigV4(sessions, clock);
    RoleAccess access = new RoleAccess();
    Predicate<String> regions =
        Zones.beside(scope.region()).stream().map(Region::value).collect(toUnmodifiableSet())
            ::contains;
    this.router =
        new Router(
            actions(ledger, new StsActions.Means(sessions, identity, access, clock)),
            new PolicyAuthorizer(ledger, access, sessions::sealedMessage, clock),
            signatures,
            regions,
            AwsApi::requestId);
    this.tokens = new ClusterTokens(signatures, scope);
  }

  /** Every action that is served. */
  public static Actions actions(Ledger ledger) {
    return actions(
        ledger,
        new StsActions.Means(
            new Sessions(Credentials.of(List.of()), SessionKey.make()),
            WebIdentity.NONE,
            new RoleAccess(),
            InstantSource.system()));
  }

  /** Every action that is served, with the means of STS. */
  public static Actions actions(Ledger ledger, StsActions.Means sts) {
    Actions.Registration on = Actions.registration();
    StsActions.register(on, ledger, sts);
    IamActions.register(on, ledger);
    EksActions.register(on, ledger);
    Ec2Actions.register(on, ledger);
    ElbActions.register(on, ledger);
    ClassicActions.register(on, ledger);
    AcmActions.register(on, ledger);
    DirectConnectActions.register(on, ledger);
    return on.build();
  }

  /**
   * Starts to listen on loopback.
   *
   * @param port 1 to 65535, or 0 for any that is free
   */
  public AwsEndpoint.Start listen(int port) {
    return AwsEndpoint.start(port, router);
  }

  /** Ids of answers name nothing that lasts, so they need neither a seed nor strong randomness. */
  private static String requestId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  /** Checks the tokens that {@code aws eks get-token} makes. */
  public ClusterTokens tokens() {
    return tokens;
  }
}
