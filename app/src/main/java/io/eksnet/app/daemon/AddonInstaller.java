package io.eksnet.app.daemon;

import io.eksnet.eks.Addon;
import io.eksnet.eks.Cluster;
import io.eksnet.eks.CompleteAddonTask;
import io.eksnet.kubernetes.addons.AddonSettings;
import io.eksnet.kubernetes.addons.Addons;
import io.eksnet.kubernetes.server.Api;
import io.eksnet.world.Ledger;
import io.eksnet.world.World;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * EKS's hand in the cluster: carries out what add-ons have still to be done there, and says what
 * came of it. A task is a fact until it is done, so that one that a stop has cut short is done by
 * the next start.
 */
final class AddonInstaller implements AutoCloseable {
  private final Ledger ledger;
  private final Function<Cluster, Api> apis;
  private final Chore chore;

  /**
   * An installer that waits for tasks.
   *
   * @param apis the API of a cluster
   */
  AddonInstaller(Ledger ledger, Function<Cluster, Api> apis) {
    this.ledger = ledger;
    this.apis = apis;
    this.chore = new Chore(ledger, "add-ons", List.of(Addon.KIND, Cluster.KIND), this::carryOut);
  }

  /** Does what is to be done now, and from then on whatever comes. */
  void start() {
    chore.start();
  }

  private void carryOut() {
    World world = ledger.durable();
    for (Addon addon : world.table(Addon.KIND).stream().toList()) {
      Optional<Cluster> cluster =
          world.find(Cluster.KIND, addon.cluster()).filter(Cluster::answers);
      if (addon.task().isPresent() && cluster.isPresent()) {
        Addon.Task task = addon.task().get();
        Optional<Addon.Issue> failure =
            carriedOut(new AddonObjects(apis.apply(cluster.get())), cluster.get(), addon, task);
        ledger.execute(new CompleteAddonTask(addon.key(), task, failure));
      }
    }
  }

  private static Optional<Addon.Issue> carriedOut(
      AddonObjects objects, Cluster cluster, Addon addon, Addon.Task task) {
    return switch (task) {
      case Addon.Task.Apply(Addon.Configuration target, Addon.Conflicts conflicts) ->
          objects.apply(documents(cluster, addon.name(), target), conflicts);
      case Addon.Task.Remove() -> {
        objects.delete(documents(cluster, addon.name(), addon.configuration()));
        yield Optional.empty();
      }
    };
  }

  private static List<ObjectNode> documents(
      Cluster cluster, String addon, Addon.Configuration configuration) {
    AddonSettings settings =
        switch (AddonSettings.read(addon, configuration.values())) {
          case AddonSettings.Read.Settings(AddonSettings read) -> read;
          case AddonSettings.Read.Wrong(List<String> problems) ->
              throw new IllegalStateException(addon + " has wrong values: " + problems);
        };
    return Addons.of(
        addon,
        configuration.version(),
        settings.withRole(configuration.role()),
        ClusterInstaller.values(cluster));
  }

  @Override
  public void close() {
    chore.close();
  }
}
