package io.eksnet.app.daemon;

import io.eksnet.app.config.ClusterConfig;
import io.eksnet.app.network.NetworkName;
import io.eksnet.aws.AwsApi;
import io.eksnet.aws.sts.ClusterTokens;
import io.eksnet.eks.Cluster;
import io.eksnet.kubernetes.addons.Addons;
import io.eksnet.kubernetes.auth.Authenticator;
import io.eksnet.kubernetes.auth.ServiceAccountTokens;
import io.eksnet.kubernetes.auth.TokenAuthenticator;
import io.eksnet.kubernetes.auth.UserInfo;
import io.eksnet.kubernetes.discovery.ServerVersion;
import io.eksnet.kubernetes.server.Api;
import io.eksnet.kubernetes.server.ApiAnswer;
import io.eksnet.kubernetes.server.ApiRequest;
import io.eksnet.kubernetes.server.ApiServer;
import io.eksnet.kubernetes.server.ApiSettings;
import io.eksnet.kubernetes.server.Query;
import io.eksnet.world.Ledger;
import io.eksnet.world.World;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** The Kubernetes API of one network: who may call, whose logs there are, what EKS puts into it. */
final class KubernetesSide {
  private static final int CREATED = 201;
  private static final int CONFLICT = 409;

  private static final UserInfo ADMIN = UserInfo.of("kubernetes-admin", UserInfo.MASTERS);

  /** EKS's own hand, as it appears in managedFields. */
  private static final ApiRequest.Headers EKS =
      new ApiRequest.Headers("application/json", "application/json", "eks", "", "");

  private final Ledger ledger;
  private final ClusterConfig config;
  private final Secrets secrets;
  private final Authenticator authenticator;
  private final Api api;

  KubernetesSide(
      Ledger ledger, ClusterConfig config, Secrets secrets, AwsApi aws, InstantSource clock) {
    this.ledger = ledger;
    this.config = config;
    this.secrets = secrets;
    ServiceAccountTokens serviceAccounts =
        new ServiceAccountTokens(
            secrets.certificates().serviceAccounts(),
            "https://oidc.eks." + config.region() + ".amazonaws.com/id/EKSNET",
            clock);
    this.authenticator = new Authenticator(tokens(serviceAccounts, aws.tokens()));
    this.api =
        new Api(
            ledger,
            clock,
            new ApiSettings(
                ServerVersion.parse(config.version()),
                config.serviceCidr(),
                serviceAccounts,
                new EngineLogs()));
  }

  /**
   * The administrator's token, service accounts' tokens, and those of {@code aws eks get-token}.
   */
  private TokenAuthenticator tokens(ServiceAccountTokens serviceAccounts, ClusterTokens aws) {
    TokenAuthenticator admin = TokenAuthenticator.of(secrets.kubernetesToken(), ADMIN);
    // The account's root made the cluster, and whoever made a cluster is its administrator.
    TokenAuthenticator eks =
        token ->
            aws.verify(token, config.name())
                .map(principal -> UserInfo.of(principal.arn(), UserInfo.MASTERS));
    return admin.or(serviceAccounts).or(eks);
  }

  ApiServer listen(int port, NetworkName network) {
    try {
      return ApiServer.start(port, secrets.certificates(), authenticator, api);
    } catch (UncheckedIOException taken) {
      throw new Daemon.PortTakenException(port, network, taken);
    }
  }

  /**
   * Puts EKS's objects into the cluster. Those that are there already stay as they are, so that a
   * start that was cut short is made whole by the next.
   */
  void install() {
    World world = ledger.durable();
    Cluster cluster = world.find(Cluster.KIND, config.name()).orElseThrow();
    Addons.Cluster values =
        new Addons.Cluster(
            config.name(), config.region(), cluster.vpc().value(), config.serviceCidr());
    Addons.ofCluster(values).forEach(this::create);
  }

  /** The API of a cluster. */
  Api api(Cluster cluster) {
    return api;
  }

  private void create(ObjectNode document) {
    ApiRequest request =
        new ApiRequest(
            "POST",
            path(document),
            Query.NONE,
            EKS,
            document.toString().getBytes(StandardCharsets.UTF_8),
            ADMIN);
    switch (api.answer(request)) {
      case ApiAnswer.Whole whole when whole.code() == CREATED || whole.code() == CONFLICT -> {}
      case ApiAnswer.Whole whole ->
          throw new IllegalStateException(
              path(document)
                  + " was answered with "
                  + new String(whole.body(), StandardCharsets.UTF_8));
      case ApiAnswer.Streaming _ ->
          throw new IllegalStateException(path(document) + " was answered with a stream");
    }
  }

  private static String path(ObjectNode document) {
    String version = document.path("apiVersion").asString();
    String plural = document.path("kind").asString().toLowerCase(Locale.ROOT) + "s";
    String prefix = version.contains("/") ? "/apis/" : "/api/";
    String namespace = document.path("metadata").path("namespace").asString("");
    return prefix
        + version
        + (namespace.isEmpty() ? "" : "/namespaces/" + namespace)
        + "/"
        + plural;
  }
}
