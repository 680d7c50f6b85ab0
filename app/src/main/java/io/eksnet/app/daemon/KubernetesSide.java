package io.eksnet.app.daemon;

import io.eksnet.app.network.NetworkName;
import io.eksnet.aws.AwsApi;
import io.eksnet.aws.sts.WebIdentity;
import io.eksnet.eks.Cluster;
import io.eksnet.eks.ClusterVersion;
import io.eksnet.kubernetes.auth.Authenticator;
import io.eksnet.kubernetes.auth.ServiceAccountTokens;
import io.eksnet.kubernetes.auth.TokenAuthenticator;
import io.eksnet.kubernetes.auth.UserInfo;
import io.eksnet.kubernetes.discovery.ServerVersion;
import io.eksnet.kubernetes.server.Api;
import io.eksnet.kubernetes.server.ApiFront;
import io.eksnet.kubernetes.server.ApiServer;
import io.eksnet.kubernetes.server.ApiSettings;
import io.eksnet.kubernetes.status.Status;
import io.eksnet.net.Cidr;
import io.eksnet.world.Delta;
import io.eksnet.world.Ledger;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The Kubernetes API of one network. Its port is always there; what answers is the network's EKS
 * cluster, in that cluster's version, or the word that there is none.
 */
final class KubernetesSide implements ApiFront, AutoCloseable {
  private static final UserInfo ADMIN = UserInfo.of("kubernetes-admin", UserInfo.MASTERS);

  private final Ledger ledger;
  private final Secrets secrets;
  private final ClusterCallers callers;
  private final InstantSource clock;
  private final Ledger.Subscription subscription;
  private Optional<Served> served = Optional.empty();
  private Optional<Api> lobby = Optional.empty();

  KubernetesSide(Ledger ledger, Secrets secrets, AwsApi aws, InstantSource clock) {
    this.ledger = ledger;
    this.secrets = secrets;
    this.callers = new ClusterCallers(ledger, aws.tokens());
    this.clock = clock;
    this.subscription = ledger.subscribe(this::notice);
  }

  /** What makes one API another: clusters of the same name come and go. */
  private record Identity(String id, String version, Cidr services) {
    static Identity of(Cluster cluster) {
      return new Identity(cluster.origin().id(), cluster.version(), cluster.serviceCidr());
    }
  }

  /** The API of one cluster in one version. */
  private record Served(
      Identity identity, Api api, ServiceAccountTokens tokens, Authenticator authenticator) {}

  @Override
  public Now now() {
    Optional<Cluster> cluster = Cluster.only(ledger.durable());
    if (cluster.filter(Cluster::answers).isEmpty()) {
      return new Now.Closed(Status.unavailable(why(cluster)), discovery());
    }
    Served open = served(cluster.get());
    return new Now.Open(open.api(), open.authenticator(), callers);
  }

  private static String why(Optional<Cluster> cluster) {
    if (cluster.isEmpty()) {
      return "no cluster: this network has no EKS cluster; make one with aws eks create-cluster";
    }
    String name = cluster.get().name();
    boolean going = cluster.get().status() == Cluster.Status.DELETING;
    return "no cluster: "
        + name
        + " is "
        + cluster.get().status()
        + "; wait with aws eks wait cluster-"
        + (going ? "deleted" : "active")
        + " --name "
        + name;
  }

  /** What tells clients of the resources that there could be. */
  private synchronized Api discovery() {
    if (lobby.isEmpty()) {
      String version = ClusterVersion.newest().text();
      lobby = Optional.of(api(version, Cidr.parse("10.100.0.0/16"), tokens("https://none")));
    }
    return lobby.get();
  }

  /** What STS asks of the issuer of the present cluster's service accounts' tokens. */
  static WebIdentity webIdentity(Ledger ledger, Secrets secrets, InstantSource clock) {
    return token ->
        Cluster.only(ledger.durable())
            .flatMap(
                cluster ->
                    new ServiceAccountTokens(
                            secrets.certificates().serviceAccounts(), cluster.issuer(), clock)
                        .claims(token))
            .map(
                it ->
                    new WebIdentity.Claims(it.issuer(), it.subject(), it.audiences(), it.expiry()));
  }

  /** Issues and checks the tokens of the cluster's service accounts; none without a cluster. */
  Optional<ServiceAccountTokens> serviceAccounts() {
    return Cluster.only(ledger.durable()).map(it -> served(it).tokens());
  }

  /** The API of a cluster. */
  Api api(Cluster cluster) {
    return served(cluster).api();
  }

  private synchronized Served served(Cluster cluster) {
    Identity identity = Identity.of(cluster);
    Optional<Served> present = served.filter(it -> it.identity().equals(identity));
    if (present.isPresent()) {
      return present.get();
    }
    close(served);
    Served made = serve(cluster, identity);
    served = Optional.of(made);
    return made;
  }

  private Served serve(Cluster cluster, Identity identity) {
    ServiceAccountTokens tokens = tokens(cluster.issuer());
    Api api = api(cluster.version(), cluster.serviceCidr(), tokens);
    TokenAuthenticator admin = TokenAuthenticator.of(secrets.kubernetesToken(), ADMIN);
    return new Served(identity, api, tokens, new Authenticator(admin.or(tokens).or(callers)));
  }

  private ServiceAccountTokens tokens(String issuer) {
    return new ServiceAccountTokens(secrets.certificates().serviceAccounts(), issuer, clock);
  }

  private Api api(String version, Cidr services, ServiceAccountTokens tokens) {
    return new Api(
        ledger,
        clock,
        new ApiSettings(ServerVersion.parse(version), services, tokens, new EngineLogs(), callers));
  }

  /** The watches of a cluster that is gone, or was upgraded, end. */
  private void notice(Delta delta) {
    List<Delta.Row<String, Cluster>> rows = delta.of(Cluster.KIND).toList();
    if (rows.isEmpty()) {
      return;
    }
    Optional<Identity> next = rows.getLast().after().filter(Cluster::answers).map(Identity::of);
    synchronized (this) {
      if (served.isPresent() && !served.map(Served::identity).equals(next)) {
        boolean going =
            rows.getLast().after().map(it -> it.status() != Cluster.Status.CREATING).orElse(true);
        if (going) {
          close(served);
          served = Optional.empty();
        }
      }
    }
  }

  private static void close(Optional<Served> old) {
    old.map(Served::api).ifPresent(Api::close);
  }

  ApiServer listen(int port, NetworkName network) {
    try {
      return ApiServer.start(port, secrets.certificates(), this);
    } catch (UncheckedIOException taken) {
      throw new Daemon.PortTakenException(port, network, taken);
    }
  }

  @Override
  public synchronized void close() {
    subscription.close();
    close(served);
    lobby.ifPresent(Api::close);
  }
}
