package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.id.VolumeId;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.Volume;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;
import software.amazon.awssdk.services.ec2.model.VolumeAttachmentState;

/** The volumes that came with instances, as EC2 shows them. */
final class VolumeActions {
  private VolumeActions() {}

  private static final Resources<VolumeId, Volume> VOLUMES =
      new Resources<>(
          Pages.of("DescribeVolumes"),
          Ec2Resources.VOLUMES,
          Filters.<Volume>of()
              .maybe(
                  "attachment.attach-time",
                  it -> it.attachment().map(Volume.Attachment::attachedAt))
              .by("attachment.delete-on-termination", it -> it.device().deleteOnTermination())
              .by("attachment.device", it -> it.device().name())
              .maybe(
                  "attachment.instance-id", it -> it.attachment().map(Volume.Attachment::instance))
              .maybe("attachment.status", it -> it.attachment().map(_ -> "attached"))
              .by("availability-zone", it -> it.zone().name())
              .by("availability-zone-id", it -> it.zone().id())
              .by("create-time", Volume::createdAt)
              .by("encrypted", it -> it.device().encrypted())
              .by("fast-restored", _ -> false)
              .by("multi-attach-enabled", _ -> false)
              .by("operator.managed", _ -> false)
              .by("size", it -> it.device().size())
              .by("snapshot-id", _ -> "")
              .by("status", Volume::state)
              .by("volume-id", Volume::id)
              .by("volume-type", it -> it.device().type())
              .tags(Volume::tags)
              .build());

  static void register(Ec2Registration on) {
    on.on(
        "DescribeVolumes",
        DescribeVolumesRequest::builder,
        served("VolumeIds", "Filters", "MaxResults", "NextToken", "DryRun"),
        (q, call) ->
            VOLUMES
                .list(call.view(), q, q.volumeIds())
                .map(
                    page ->
                        DescribeVolumesResponse.builder()
                            .volumes(page.map(VolumeActions::sdk))
                            .nextToken(page.nextOrNull())
                            .build()));
  }

  private static software.amazon.awssdk.services.ec2.model.Volume sdk(Volume volume) {
    List<VolumeAttachment> attachments =
        volume
            .attachment()
            .map(
                at ->
                    VolumeAttachment.builder()
                        .volumeId(volume.id().value())
                        .instanceId(at.instance().value())
                        .device(volume.device().name())
                        .attachTime(at.attachedAt())
                        .state(VolumeAttachmentState.ATTACHED)
                        .deleteOnTermination(volume.device().deleteOnTermination())
                        .build())
            .stream()
            .toList();
    var sdk =
        software.amazon.awssdk.services.ec2.model.Volume.builder()
            .volumeId(volume.id().value())
            .size(volume.device().size())
            .volumeType(volume.device().type())
            .encrypted(volume.device().encrypted())
            .multiAttachEnabled(false)
            .snapshotId("")
            .state(volume.state())
            .createTime(volume.createdAt())
            .availabilityZone(volume.zone().name().value())
            .availabilityZoneId(volume.zone().id().value())
            .attachments(attachments)
            .tags(Sdk.tagsIfAny(volume.tags()));
    volume.device().iops().ifPresent(sdk::iops);
    volume.device().throughput().ifPresent(sdk::throughput);
    volume.device().key().ifPresent(sdk::kmsKeyId);
    return sdk.build();
  }
}
