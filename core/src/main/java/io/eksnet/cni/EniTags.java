package io.eksnet.cni;

import io.eksnet.id.InstanceId;
import io.eksnet.id.Tags;
import io.eksnet.vpc.NetworkInterface;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.TreeMap;

/** The tags by which ipamd knows its interfaces, and those that it puts on new ones. */
public final class EniTags {
  /** Which instance an interface was made for. */
  public static final String INSTANCE_ID = "node.k8s.amazonaws.com/instance_id";

  /** When it was made. */
  public static final String CREATED_AT = "node.k8s.amazonaws.com/createdAt";

  /** Keeps ipamd's hands off when {@code true}. */
  public static final String NO_MANAGE = "node.k8s.amazonaws.com/no_manage";

  /** Which cluster it belongs to. */
  public static final String CLUSTER_NAME = "cluster.k8s.amazonaws.com/name";

  /** Who owns it, for EKS's own cleaning. */
  public static final String OWNER = "eks:eni:owner";

  private static final String RESERVED = "k8s.amazonaws.com";

  private EniTags() {}

  /** How ipamd describes an interface that it makes. */
  static String description(InstanceId instance) {
    return "aws-K8S-" + instance;
  }

  /** The tags of a new interface. */
  static Tags ofNew(Settings settings, InstanceId instance, Instant now) {
    Tags tags =
        settings
            .additionalEniTags()
            .with(INSTANCE_ID, instance.value())
            .with(
                CREATED_AT,
                DateTimeFormatter.ISO_INSTANT.format(
                    now.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC)));
    return settings.clusterName().isEmpty()
        ? tags
        : tags.with(CLUSTER_NAME, settings.clusterName()).with(OWNER, "amazon-vpc-cni");
  }

  /** Whether ipamd leaves an interface of its instance alone; never the primary. */
  static boolean unmanaged(NetworkInterface eni, Settings settings) {
    if (eni.isPrimary()) {
      return false;
    }
    boolean told = eni.tags().get(NO_MANAGE).filter("true"::equals).isPresent();
    boolean untagged = eni.tags().get(INSTANCE_ID).isEmpty();
    return told || (untagged && !settings.manageUntagged());
  }

  /**
   * The tags of ADDITIONAL_ENI_TAGS without those of reserved keys; none when the text is not a
   * flat JSON object of texts.
   */
  static Optional<Tags> additional(String json) {
    return FlatJson.parse(json)
        .map(
            values -> {
              TreeMap<String, String> kept = new TreeMap<>(values);
              kept.keySet().removeIf(key -> key.contains(RESERVED));
              return Tags.of(kept);
            });
  }
}
