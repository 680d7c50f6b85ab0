package io.eksnet.aws.eks;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.eks.Addon;
import io.eksnet.eks.AddonCatalog;
import io.eksnet.eks.Cluster;
import io.eksnet.eks.CreateAddon;
import io.eksnet.eks.DeleteAddon;
import io.eksnet.eks.EksArns;
import io.eksnet.eks.UpdateAddon;
import io.eksnet.id.Tags;
import io.eksnet.table.Facts;
import io.eksnet.world.World;
import java.util.Optional;
import software.amazon.awssdk.services.eks.model.AddonIssue;
import software.amazon.awssdk.services.eks.model.CreateAddonRequest;
import software.amazon.awssdk.services.eks.model.CreateAddonResponse;
import software.amazon.awssdk.services.eks.model.DeleteAddonRequest;
import software.amazon.awssdk.services.eks.model.DeleteAddonResponse;
import software.amazon.awssdk.services.eks.model.DescribeAddonRequest;
import software.amazon.awssdk.services.eks.model.DescribeAddonResponse;
import software.amazon.awssdk.services.eks.model.ListAddonsRequest;
import software.amazon.awssdk.services.eks.model.ListAddonsResponse;
import software.amazon.awssdk.services.eks.model.UpdateAddonRequest;
import software.amazon.awssdk.services.eks.model.UpdateAddonResponse;

/** Add-ons of EKS's clusters. */
final class AddonActions {
  private static final String ADDONS = "/clusters/{name}/addons";
  private static final String ADDON = ADDONS + "/{addonName}";

  private static final Repeats<Addon> MADE =
      new Repeats<>(addon -> addon.cluster() + " " + addon.name(), AddonActions::named);

  private AddonActions() {}

  private static Optional<Addon> named(Facts facts, String made) {
    int space = made.indexOf(' ');
    return facts.find(
        Addon.KIND, new Addon.Key(made.substring(0, space), made.substring(space + 1)));
  }

  static void register(Call.Registry on) {
    reads(on);
    on.on(
            "CreateAddon",
            "POST " + ADDONS,
            CreateAddonRequest::builder,
            served(
                "clusterName!",
                "addonName!",
                "addonVersion",
                "serviceAccountRoleArn",
                "resolveConflicts",
                "clientRequestToken",
                "tags",
                "configurationValues"),
            (q, call) ->
                valid(q.addonName(), q.configurationValues())
                    .then(_ -> conflicts(q.resolveConflictsAsString()))
                    .then(
                        conflicts ->
                            MADE.execute(
                                call,
                                q,
                                new CreateAddon(
                                    call.scope(),
                                    new Addon.Key(q.clusterName(), q.addonName()),
                                    text(q.addonVersion()),
                                    text(q.configurationValues()).orElse(""),
                                    text(q.serviceAccountRoleArn()),
                                    conflicts.orElse(Addon.Conflicts.NONE),
                                    Tags.of(q.tags()))))
                    .then(addon -> shown(call, addon))
                    .map(it -> CreateAddonResponse.builder().addon(it).build()))
        .on(
            "UpdateAddon",
            "POST " + ADDON + "/update",
            UpdateAddonRequest::builder,
            served(
                "clusterName!",
                "addonName!",
                "addonVersion",
                "serviceAccountRoleArn",
                "resolveConflicts",
                "clientRequestToken",
                "configurationValues"),
            (q, call) ->
                valid(q.addonName(), q.configurationValues())
                    .then(_ -> conflicts(q.resolveConflictsAsString()))
                    .then(
                        conflicts ->
                            NodegroupActions.UPDATES.execute(
                                call,
                                q,
                                new UpdateAddon(
                                    call.scope(),
                                    new Addon.Key(q.clusterName(), q.addonName()),
                                    text(q.addonVersion()),
                                    Optional.ofNullable(q.configurationValues()),
                                    text(q.serviceAccountRoleArn()),
                                    conflicts)))
                    .map(it -> UpdateAddonResponse.builder().update(ClusterView.sdk(it)).build()))
        .on(
            "DeleteAddon",
            "DELETE " + ADDON,
            DeleteAddonRequest::builder,
            served("clusterName!", "addonName!", "preserve"),
            (q, call) ->
                call.execute(
                        new DeleteAddon(
                            call.scope(),
                            new Addon.Key(q.clusterName(), q.addonName()),
                            Boolean.TRUE.equals(q.preserve())))
                    .then(addon -> shown(call, addon))
                    .map(it -> DeleteAddonResponse.builder().addon(it).build()));
  }

  private static void reads(Call.Registry on) {
    on.on(
            "ListAddons",
            "GET " + ADDONS,
            ListAddonsRequest::builder,
            served("clusterName!", "maxResults", "nextToken"),
            (q, call) -> {
              World world = call.world();
              return EksFound.cluster(call, world, q.clusterName())
                  .then(
                      it ->
                          EksPages.cut(
                              q,
                              world.table(Addon.KIND).by(Addon.BY_CLUSTER, it.name()).stream()
                                  .map(Addon::name)))
                  .map(
                      page ->
                          ListAddonsResponse.builder()
                              .addons(page.names())
                              .nextToken(page.nextOrNull())
                              .build());
            })
        .on(
            "DescribeAddon",
            "GET " + ADDON,
            DescribeAddonRequest::builder,
            served("clusterName!", "addonName!"),
            (q, call) -> {
              World world = call.world();
              var key = new Addon.Key(q.clusterName(), q.addonName());
              return EksFound.cluster(call, world, q.clusterName())
                  .then(
                      cluster ->
                          EksFound.found(
                                  call,
                                  world.find(Addon.KIND, key),
                                  "No addon: "
                                      + q.addonName()
                                      + " found in cluster: "
                                      + q.clusterName())
                              .map(
                                  addon ->
                                      DescribeAddonResponse.builder()
                                          .addon(sdk(addon, cluster))
                                          .build()));
            });
  }

  private static Optional<String> text(String value) {
    return Optional.ofNullable(value).filter(it -> !it.isEmpty());
  }

  /** Whether values fit an add-on's schema; of what is no add-on the rules speak. */
  private static Reply<Boolean> valid(String addon, String values) {
    return text(values)
        .filter(_ -> AddonCatalog.find(addon).isPresent())
        .flatMap(it -> AddonValues.problem(addon, it))
        .<Reply<Boolean>>map(it -> Reply.refuse("InvalidParameterException", it))
        .orElseGet(() -> Reply.answer(true));
  }

  private static Reply<Optional<Addon.Conflicts>> conflicts(String asked) {
    return switch (Optional.ofNullable(asked).orElse("")) {
      case "" -> Reply.answer(Optional.empty());
      case "NONE" -> Reply.answer(Optional.of(Addon.Conflicts.NONE));
      case "OVERWRITE" -> Reply.answer(Optional.of(Addon.Conflicts.OVERWRITE));
      case "PRESERVE" -> Reply.answer(Optional.of(Addon.Conflicts.PRESERVE));
      case String other ->
          Reply.refuse(
              "InvalidParameterException", "Resolve conflicts option " + other + " is not valid");
    };
  }

  private static Reply<software.amazon.awssdk.services.eks.model.Addon> shown(
      Call call, Addon addon) {
    return EksFound.cluster(call, call.world(), addon.cluster())
        .map(cluster -> sdk(addon, cluster));
  }

  private static software.amazon.awssdk.services.eks.model.Addon sdk(Addon addon, Cluster cluster) {
    var sdk =
        software.amazon.awssdk.services.eks.model.Addon.builder()
            .addonName(addon.name())
            .clusterName(addon.cluster())
            .addonVersion(addon.version())
            .addonArn(EksArns.addon(cluster, addon))
            .status(addon.status().name())
            .createdAt(addon.createdAt())
            .modifiedAt(addon.modifiedAt())
            .health(
                health ->
                    health.issues(
                        addon.issues().stream()
                            .map(
                                it ->
                                    AddonIssue.builder()
                                        .code(it.code())
                                        .message(it.message())
                                        .resourceIds(it.resourceIds())
                                        .build())
                            .toList()))
            .tags(addon.tags().values());
    addon.configuration().role().ifPresent(sdk::serviceAccountRoleArn);
    if (!addon.configuration().values().isEmpty()) {
      sdk.configurationValues(addon.configuration().values());
    }
    return sdk.build();
  }
}
