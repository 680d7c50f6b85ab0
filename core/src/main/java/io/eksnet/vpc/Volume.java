package io.eksnet.vpc;

import io.eksnet.id.InstanceId;
import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.Tags;
import io.eksnet.id.VolumeId;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Instant;
import java.util.Optional;

/**
 * An EBS volume that came with an instance. eksnet keeps no data in it: it is there because every
 * instance has one and clients read it.
 *
 * @param attachment the instance it is attached to, none once that is gone without it
 */
public record Volume(
    VolumeId id,
    Scope scope,
    Zone zone,
    BlockDevice device,
    Optional<Attachment> attachment,
    Instant createdAt,
    Tags tags)
    implements Scoped {

  /** Where a volume is attached. */
  public record Attachment(InstanceId instance, Instant attachedAt) {}

  /** Volumes by the instance they are attached to. */
  public static final Index<Volume, InstanceId> BY_INSTANCE =
      Index.byOptional(
          "volumes by instance", volume -> volume.attachment().map(Attachment::instance));

  /** Volumes by id. */
  public static final Kind<VolumeId, Volume> KIND =
      Kind.of("volume", Volume.class, Volume::id).indexed(BY_INSTANCE);

  /** AWS's word for its state. */
  public String state() {
    return attachment.isPresent() ? "in-use" : "available";
  }

  /** This volume attached to nothing. */
  public Volume detached() {
    return new Volume(id, scope, zone, device, Optional.empty(), createdAt, tags);
  }

  /** This volume, which goes with its instance or stays. */
  public Volume withDeleteOnTermination(boolean delete) {
    return new Volume(
        id, scope, zone, device.withDeleteOnTermination(delete), attachment, createdAt, tags);
  }

  /** This volume with other tags. */
  public Volume withTags(Tags others) {
    return new Volume(id, scope, zone, device, attachment, createdAt, others);
  }
}
