package io.eksnet.eks;

import io.eksnet.iam.Roles;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.Tags;
import io.eksnet.net.Cidr;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import io.eksnet.vpc.Subnet;
import io.eksnet.vpc.Vpc;
import io.eksnet.vpc.Vpcs;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rules for making and ending clusters. */
final class Clusters {
  /** What EKS acts as. */
  static final String PRINCIPAL = "eks.amazonaws.com";

  private static final Pattern NAME = Pattern.compile("[0-9A-Za-z][A-Za-z0-9_-]{0,99}");
  private static final int MOST_TAGS = 50;
  private static final int ID_DIGITS = 32;
  private static final int NAME_DIGITS = 10;

  private Clusters() {}

  static Decision<Cluster> create(Facts facts, CreateCluster asked, Context context) {
    Optional<Cluster> present = Cluster.only(facts);
    if (present.isPresent()) {
      return again(present.get(), asked);
    }
    Optional<Refusal> wrong = wrong(facts, asked);
    if (wrong.isPresent()) {
      return Decision.refuse(wrong.get());
    }
    Vpcs vpcs = new Vpcs(facts);
    Vpc vpc =
        vpcs.subnet(asked.subnets().getFirst()).map(Subnet::vpc).flatMap(vpcs::vpc).orElseThrow();
    Cidr services = asked.serviceCidr().orElseGet(() -> ClusterNetwork.serviceCidr(vpc));
    Optional<Refusal> unfit =
        ClusterNetwork.unfitGroups(vpcs, vpc.id(), asked.settings().securityGroups())
            .or(() -> ClusterNetwork.unfitServices(vpc, services));
    return unfit.isPresent()
        ? Decision.refuse(unfit.get())
        : made(facts, asked, vpc, services, context);
  }

  /** A repetition under the same token answers what was made; else the network is full. */
  private static Decision<Cluster> again(Cluster present, CreateCluster asked) {
    boolean same = present.name().equals(asked.name()) && present.scope().equals(asked.scope());
    if (!same) {
      return Decision.refuse(ClusterRefusals.oneCluster(present.name()));
    }
    boolean repeated =
        asked.clientToken().isPresent()
            && asked.clientToken().equals(present.origin().clientToken());
    return repeated
        ? Decision.accept(present, List.of())
        : ClusterRefusals.inUse("Cluster already exists with name: " + asked.name());
  }

  private static Optional<Refusal> wrong(Facts facts, CreateCluster asked) {
    if (!NAME.matcher(asked.name()).matches()) {
      return invalid(
          "The cluster name '"
              + asked.name()
              + "' is invalid: 1 to 100 letters, digits, hyphens and underscores that begin with a"
              + " letter or digit");
    }
    if (asked.version().flatMap(ClusterVersion::of).isEmpty() && asked.version().isPresent()) {
      return invalid("unsupported Kubernetes version " + asked.version().get());
    }
    if (!Roles.assumableBy(facts, asked.roleArn(), PRINCIPAL)) {
      return Optional.of(ClusterRefusals.role(asked.roleArn()));
    }
    return ClusterUpdates.unfit(asked.settings())
        .or(() -> wrongTags(asked.tags()))
        .or(
            () ->
                ClusterNetwork.unfit(
                    new Vpcs(facts),
                    asked.name(),
                    asked.scope(),
                    asked.subnets(),
                    "InvalidParameterException"));
  }

  /** Whether a resource of EKS may not have these tags. */
  static Optional<Refusal> wrongTags(Tags tags) {
    if (tags.values().keySet().stream()
        .anyMatch(key -> key.toLowerCase(Locale.ROOT).startsWith("aws:"))) {
      return invalid("Tag keys that begin with aws: are reserved for AWS");
    }
    return tooMany(tags);
  }

  /** Whether these are more tags than a resource may have. */
  static Optional<Refusal> tooMany(Tags tags) {
    return tags.values().size() > MOST_TAGS
        ? invalid("A resource can have at most " + MOST_TAGS + " tags")
        : Optional.empty();
  }

  private static Decision<Cluster> made(
      Facts facts, CreateCluster asked, Vpc vpc, Cidr services, Context context) {
    SecurityGroupId group = new SecurityGroupId(context.ids().next("sg"));
    long number = Long.parseLong(context.ids().hex(NAME_DIGITS), 16) % 10_000_000_000L;
    List<Change<?, ?>> changes = new ArrayList<>();
    Facts present = facts;
    for (Command<?> command :
        ClusterNetwork.securityGroup(asked.name(), vpc.id(), group, Long.toString(number))) {
      switch (command.decide(present, context)) {
        case Decision.Accepted<?>(Object _, List<Change<?, ?>> made) -> {
          present = present.with(made);
          changes.addAll(made);
        }
        case Decision.Refused<?>(Refusal why) -> {
          return Decision.refuse("ResourceLimitExceededException", why.message());
        }
      }
    }
    ApiEndpoint api = ApiEndpoint.of(facts);
    Cluster cluster =
        new Cluster(
            asked.name(),
            asked.scope(),
            vpc.id(),
            asked.subnets(),
            asked.version().orElseGet(() -> ClusterVersion.newest().text()),
            services,
            group,
            api.url(),
            api.certificateAuthority(),
            Cluster.Status.CREATING,
            context.now(),
            asked.tags(),
            asked.settings(),
            new Cluster.Origin(
                asked.roleArn(),
                asked.caller(),
                context.ids().hex(ID_DIGITS).toUpperCase(Locale.ROOT),
                asked.creatorIsAdmin(),
                asked.selfManagedAddons(),
                asked.clientToken()),
            context.now());
    changes.add(Change.put(Cluster.KIND, cluster));
    AccessEntries.ofCreator(facts, cluster, context)
        .ifPresent(entry -> changes.add(Change.put(AccessEntry.KIND, entry)));
    return Decision.accept(cluster, changes);
  }

  static Decision<Cluster> delete(Facts facts, DeleteCluster asked, Context context) {
    Optional<Cluster> found = Cluster.of(facts, asked.scope(), asked.name());
    if (found.isEmpty()) {
      return Decision.refuse(ClusterRefusals.noCluster(asked.name()));
    }
    Cluster cluster = found.get();
    if (cluster.status() == Cluster.Status.DELETING) {
      return Decision.accept(cluster, List.of());
    }
    if (cluster.settings().deletionProtection()) {
      return ClusterRefusals.request(
          "Cluster "
              + cluster.name()
              + " has deletion protection enabled. Disable deletion protection before you delete"
              + " the cluster.");
    }
    if (!facts.table(NodeGroup.KIND).by(NodeGroup.BY_CLUSTER, cluster.name()).isEmpty()) {
      return ClusterRefusals.inUse("Cluster has nodegroups attached");
    }
    Optional<Update> update = ClusterUpdates.inProgress(facts, cluster);
    if (update.isPresent()) {
      return Decision.refuse(
          ClusterRefusals.updateInProgress("delete", cluster.name(), update.get().id()));
    }
    Cluster going = cluster.withStatus(Cluster.Status.DELETING, context.now());
    return Decision.accept(going, Change.put(Cluster.KIND, going));
  }

  private static Optional<Refusal> invalid(String message) {
    return Optional.of(new Refusal("InvalidParameterException", message));
  }
}
