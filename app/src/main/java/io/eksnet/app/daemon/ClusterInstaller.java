package io.eksnet.app.daemon;

import io.eksnet.eks.AddonCatalog;
import io.eksnet.eks.Cluster;
import io.eksnet.eks.ControlPlane;
import io.eksnet.id.Decision;
import io.eksnet.kubernetes.addons.AddonSettings;
import io.eksnet.kubernetes.addons.Addons;
import io.eksnet.kubernetes.auth.UserInfo;
import io.eksnet.kubernetes.server.Api;
import io.eksnet.kubernetes.server.ApiAnswer;
import io.eksnet.kubernetes.server.ApiRequest;
import io.eksnet.kubernetes.server.Query;
import io.eksnet.table.Change;
import io.eksnet.world.Ledger;
import io.eksnet.world.World;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** Puts EKS's own objects into a cluster that is new, and then states its {@link ControlPlane}. */
final class ClusterInstaller implements AutoCloseable {
  private static final int CREATED = 201;
  private static final int CONFLICT = 409;

  /** What EKS installs outside of its add-ons, when it is asked to. */
  private static final List<String> SELF_MANAGED = List.of("vpc-cni", "kube-proxy", "coredns");

  private static final UserInfo ADMIN = UserInfo.of("kubernetes-admin", UserInfo.MASTERS);

  /** EKS's own hand, as it appears in managedFields. */
  private static final ApiRequest.Headers EKS =
      new ApiRequest.Headers("application/json", "application/json", "eks", "", "");

  private final Ledger ledger;
  private final Function<Cluster, Api> apis;
  private final Chore chore;

  /**
   * An installer that waits for new clusters.
   *
   * @param apis the API of a cluster
   */
  ClusterInstaller(Ledger ledger, Function<Cluster, Api> apis) {
    this.ledger = ledger;
    this.apis = apis;
    this.chore = new Chore(ledger, "new cluster", List.of(Cluster.KIND), this::install);
  }

  /** Installs what is missing now, and from then on into each new cluster. */
  void start() {
    chore.start();
  }

  /**
   * Objects that are there already stay as they are, so that an installation that was cut short is
   * made whole by the next.
   */
  private void install() {
    World world = ledger.durable();
    Optional<Cluster> found =
        Cluster.only(world)
            .filter(it -> it.status() != Cluster.Status.DELETING)
            .filter(it -> !isInstalled(world, it));
    if (found.isEmpty()) {
      return;
    }
    Cluster cluster = found.get();
    Api api = apis.apply(cluster);
    documents(cluster).forEach(document -> create(api, document));
    ledger.transact(
        (present, context) ->
            Decision.accept(
                cluster,
                Change.put(
                    ControlPlane.KIND,
                    new ControlPlane(cluster.name(), cluster.origin().id(), context.now()))));
  }

  private static boolean isInstalled(World world, Cluster cluster) {
    return world
        .find(ControlPlane.KIND, cluster.name())
        .filter(it -> it.id().equals(cluster.origin().id()))
        .isPresent();
  }

  private static List<ObjectNode> documents(Cluster cluster) {
    Addons.Cluster values = values(cluster);
    List<ObjectNode> documents = new ArrayList<>(Addons.ofCluster(values));
    if (cluster.origin().selfManagedAddons()) {
      for (String addon : SELF_MANAGED) {
        String version = AddonCatalog.newestVersion(addon, cluster.version()).orElseThrow();
        documents.addAll(Addons.of(addon, version, AddonSettings.DEFAULTS, values));
      }
    }
    return documents;
  }

  /** What the manifests of a cluster depend on. */
  static Addons.Cluster values(Cluster cluster) {
    return new Addons.Cluster(
        cluster.name(),
        cluster.scope().region().value(),
        cluster.vpc().value(),
        cluster.serviceCidr());
  }

  private static void create(Api api, ObjectNode document) {
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

  @Override
  public void close() {
    chore.close();
  }
}
