package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.vpc.BlockDevice;
import io.eksnet.vpc.Instance;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * Machine images. eksnet has none: an id that is named, or that an instance was launched with, is
 * taken for an Amazon Linux image with one root volume, so that clients find its root device.
 */
final class ImageActions {
  private static final Pattern ID = Pattern.compile("ami-[0-9a-z]+");

  private static final Filters<String> FILTERS =
      Filters.<String>of()
          .by("image-id", id -> id)
          .by("state", _ -> "available")
          .by("root-device-type", _ -> "ebs")
          .by("root-device-name", _ -> BlockDevice.ROOT)
          .by("virtualization-type", _ -> "hvm")
          .by("image-type", _ -> "machine")
          .by("is-public", _ -> true)
          .by("ena-support", _ -> true)
          .by("owner-alias", _ -> "amazon")
          .by("name", id -> id)
          .build();

  private ImageActions() {}

  static void register(Ec2Registration on) {
    on.on(
        "DescribeImages",
        DescribeImagesRequest::builder,
        served("ImageIds", "Owners", "Filters", "IncludeDeprecated", "DryRun"),
        ImageActions::describe);
  }

  private static Reply<DescribeImagesResponse> describe(DescribeImagesRequest q, Call call) {
    View view = call.view();
    for (String id : q.imageIds()) {
      if (!ID.matcher(id).matches()) {
        return Reply.refuse(
            "InvalidAMIID.Malformed", "Invalid id: \"" + id + "\" (expecting \"ami-...\")");
      }
    }
    List<String> ids =
        q.imageIds().isEmpty()
            ? List.copyOf(
                new TreeSet<>(
                    view.vpcs().facts().table(Instance.KIND).stream()
                        .filter(it -> it.scope().equals(view.scope()))
                        .map(Instance::imageId)
                        .toList()))
            : q.imageIds().stream().distinct().toList();
    return FILTERS
        .predicate(q.filters(), view)
        .map(
            wanted ->
                DescribeImagesResponse.builder()
                    .images(ids.stream().filter(wanted).map(ImageActions::sdk).toList())
                    .build());
  }

  private static Image sdk(String id) {
    return Image.builder()
        .imageId(id)
        .name(id)
        .description("eksnet takes every image for Amazon Linux with one root volume")
        .imageOwnerAlias("amazon")
        .ownerId("137112412989")
        .publicLaunchPermissions(true)
        .state("available")
        .imageType("machine")
        .virtualizationType("hvm")
        .hypervisor("xen")
        .enaSupport(true)
        .platformDetails("Linux/UNIX")
        .usageOperation("RunInstances")
        .rootDeviceType("ebs")
        .rootDeviceName(BlockDevice.ROOT)
        .blockDeviceMappings(List.of(root()))
        .build();
  }

  private static BlockDeviceMapping root() {
    return BlockDeviceMapping.builder()
        .deviceName(BlockDevice.ROOT)
        .ebs(
            e ->
                e.volumeSize(BlockDevice.STANDARD.size())
                    .volumeType(BlockDevice.STANDARD.type())
                    .deleteOnTermination(true)
                    .encrypted(false))
        .build();
  }
}
