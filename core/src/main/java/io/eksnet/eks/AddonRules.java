package io.eksnet.eks;

import io.eksnet.iam.Role;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.Scope;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What EKS asks of an add-on before it makes or changes one. */
final class AddonRules {
  private static final String LATEST = "latest";

  private AddonRules() {}

  static Decision<Addon> create(Facts facts, CreateAddon command, Context context) {
    return NodeGroupRules.cluster(facts, command.scope(), command.addon().cluster())
        .then(cluster -> create(facts, cluster, command, context));
  }

  private static Decision<Addon> create(
      Facts facts, Cluster cluster, CreateAddon command, Context context) {
    if (cluster.status() != Cluster.Status.ACTIVE && cluster.status() != Cluster.Status.UPDATING) {
      return Decision.refuse(
          EksRefusals.request(
              "Cluster '"
                  + cluster.name()
                  + "' is not in ACTIVE state, it is "
                  + cluster.status()));
    }
    if (command.conflicts() == Addon.Conflicts.PRESERVE) {
      return Decision.refuse(
          EksRefusals.parameter(
              "Resolve conflicts option preserve is not supported for operation CreateAddon"));
    }
    return version(facts, cluster, command.addon().name(), command.version())
        .then(
            version ->
                facts.find(Addon.KIND, command.addon()).isPresent()
                    ? Decision.refuse(EksRefusals.inUse("Addon already exists."))
                    : role(facts, command.role())
                        .<Decision<Addon>>map(Decision::refuse)
                        .orElseGet(() -> made(command, version, context)));
  }

  private static Decision<Addon> made(CreateAddon command, String version, Context context) {
    Addon made =
        Addon.creating(
            command.addon(),
            context.ids().uuid(),
            new Addon.Configuration(version, command.values(), command.role()),
            command.conflicts(),
            context.now(),
            command.tags());
    return Decision.accept(made, Change.put(Addon.KIND, made));
  }

  static Decision<Update> update(Facts facts, UpdateAddon command, Context context) {
    return NodeGroupRules.cluster(facts, command.scope(), command.addon().cluster())
        .then(
            cluster ->
                known(facts, command.scope(), command.addon())
                    .then(
                        addon ->
                            version(
                                    facts,
                                    cluster,
                                    addon.name(),
                                    command.version().or(() -> Optional.of(addon.version())))
                                .then(
                                    version -> updated(facts, addon, version, command, context))));
  }

  private static Decision<Update> updated(
      Facts facts, Addon addon, String version, UpdateAddon command, Context context) {
    switch (addon.status()) {
      case CREATING, UPDATING, DELETING -> {
        return Decision.refuse(
            EksRefusals.inUse(
                "Addon "
                    + addon.name()
                    + " cannot be updated as it is currently in "
                    + addon.status()
                    + " state"));
      }
      case ACTIVE, CREATE_FAILED, UPDATE_FAILED, DELETE_FAILED, DEGRADED -> {}
    }
    Optional<Refusal> wrong = role(facts, command.role());
    if (wrong.isPresent()) {
      return Decision.refuse(wrong.get());
    }
    Update update =
        Update.ofAddon(
            context.ids().uuid(),
            addon.key(),
            "AddonUpdate",
            params(command, version),
            context.now());
    Addon.Configuration target =
        new Addon.Configuration(
            version, command.values().orElse(addon.configuration().values()), command.role());
    Addon.Task task =
        new Addon.Task.Apply(target, command.conflicts().orElse(Addon.Conflicts.NONE));
    return Decision.accept(
        update,
        Change.put(Update.KIND, update),
        Change.put(
            Addon.KIND,
            addon.asked(task, Addon.Status.UPDATING, Optional.of(update.id()), context.now())));
  }

  private static List<Update.Param> params(UpdateAddon command, String version) {
    List<Update.Param> params = new ArrayList<>();
    command.version().ifPresent(_ -> params.add(new Update.Param("AddonVersion", version)));
    command.role().ifPresent(it -> params.add(new Update.Param("ServiceAccountRoleArn", it)));
    command
        .conflicts()
        .ifPresent(it -> params.add(new Update.Param("ResolveConflicts", it.name())));
    command.values().ifPresent(it -> params.add(new Update.Param("ConfigurationValues", it)));
    return params;
  }

  static Decision<Addon> delete(Facts facts, DeleteAddon command, Context context) {
    return known(facts, command.scope(), command.addon())
        .then(
            addon -> {
              Addon going =
                  addon.asked(
                      new Addon.Task.Remove(),
                      Addon.Status.DELETING,
                      Optional.empty(),
                      context.now());
              if (command.preserve()) {
                return Decision.accept(
                    going, Change.<Addon.Key, Addon>remove(Addon.KIND, addon.key()));
              }
              if (addon.status() == Addon.Status.DELETING) {
                return Decision.accept(addon, List.of());
              }
              List<Change<?, ?>> changes = new ArrayList<>();
              addon
                  .update()
                  .flatMap(id -> facts.find(Update.KIND, id))
                  .ifPresent(it -> changes.add(Change.put(Update.KIND, it.cancelled())));
              changes.add(Change.put(Addon.KIND, going));
              return Decision.accept(going, changes);
            });
  }

  /** The caller's add-on, or EKS's refusal. */
  private static Decision<Addon> known(Facts facts, Scope scope, Addon.Key key) {
    return NodeGroupRules.cluster(facts, scope, key.cluster())
        .then(
            _ ->
                facts
                    .find(Addon.KIND, key)
                    .<Decision<Addon>>map(Decision::accept)
                    .orElseGet(() -> Decision.refuse(EksRefusals.noAddon(key))));
  }

  /** The version that is meant, if EKS has it for the cluster. */
  private static Decision<String> version(
      Facts facts, Cluster cluster, String name, Optional<String> asked) {
    Optional<AddonInfo> info = AddonCatalog.find(name);
    if (info.isEmpty()) {
      return Decision.refuse(EksRefusals.parameter("Addon specified is not supported"));
    }
    String newest = info.get().newest(cluster.version());
    String version = asked.or(() -> info.get().standard(cluster.version())).orElse(newest);
    if (version.equals(LATEST)) {
      return AddonInfo.latestAccepted(facts)
          ? Decision.accept(newest)
          : Decision.refuse(
              EksRefusals.parameter(
                  "Addon version specified is not supported: latest is no version, the newest is "
                      + newest));
    }
    // A network may have been made with a version that is not among those for its clusters.
    boolean known =
        info.get().versions().stream()
                .filter(it -> it.fits(cluster.version()))
                .anyMatch(it -> it.name().equals(version))
            || version.equals(newest);
    return known
        ? Decision.accept(version)
        : Decision.refuse(EksRefusals.parameter("Addon version specified is not supported"));
  }

  private static Optional<Refusal> role(Facts facts, Optional<String> arn) {
    return arn.filter(it -> facts.find(Role.KIND, it).isEmpty())
        .map(
            it ->
                EksRefusals.parameter(
                    "The role with name "
                        + it.substring(it.lastIndexOf('/') + 1)
                        + " cannot be found."));
  }
}
