package io.eksnet.aws.directconnect;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.Tags;
import io.eksnet.vpc.DirectConnectGateway;
import io.eksnet.vpc.TagDirectConnect;
import io.eksnet.vpc.UntagDirectConnect;
import io.eksnet.vpc.VirtualInterface;
import io.eksnet.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.directconnect.model.DescribeTagsRequest;
import software.amazon.awssdk.services.directconnect.model.DescribeTagsResponse;
import software.amazon.awssdk.services.directconnect.model.ResourceTag;
import software.amazon.awssdk.services.directconnect.model.Tag;
import software.amazon.awssdk.services.directconnect.model.TagResourceRequest;
import software.amazon.awssdk.services.directconnect.model.TagResourceResponse;
import software.amazon.awssdk.services.directconnect.model.UntagResourceRequest;
import software.amazon.awssdk.services.directconnect.model.UntagResourceResponse;

/** The tags of Direct Connect's things. */
final class DirectConnectTags {
  private static final Pattern KEY = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}");
  private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}");

  private DirectConnectTags() {}

  static void register(Call.Registry on) {
    on.on(
            "TagResource",
            TagResourceRequest::builder,
            served("resourceArn!", "tags!"),
            (q, call) ->
                read(q.tags())
                    .then(
                        tags ->
                            call.execute(new TagDirectConnect(q.resourceArn(), tags, call.scope())))
                    .map(_ -> TagResourceResponse.builder().build()))
        .on(
            "UntagResource",
            UntagResourceRequest::builder,
            served("resourceArn!", "tagKeys!"),
            (q, call) ->
                call.execute(new UntagDirectConnect(q.resourceArn(), q.tagKeys(), call.scope()))
                    .map(_ -> UntagResourceResponse.builder().build()))
        .on(
            "DescribeTags",
            DescribeTagsRequest::builder,
            served("resourceArns!"),
            DirectConnectTags::describe);
  }

  /** Tags from a list, each key once. */
  static Reply<Tags> read(List<Tag> list) {
    Map<String, String> tags = new TreeMap<>();
    for (Tag tag : list) {
      String value = Optional.ofNullable(tag.value()).orElse("");
      if (tag.key() == null || !KEY.matcher(tag.key()).matches()) {
        return DirectConnectActions.refused("The tag key '" + tag.key() + "' is invalid");
      }
      if (!VALUE.matcher(value).matches()) {
        return DirectConnectActions.refused("The tag value '" + value + "' is invalid");
      }
      if (tags.put(tag.key(), value) != null) {
        return Reply.refuse(
            "DuplicateTagKeysException", "The tag key '" + tag.key() + "' is there twice");
      }
    }
    return Reply.answer(Tags.of(tags));
  }

  static List<Tag> sdk(Tags tags) {
    return tags.values().entrySet().stream()
        .map(it -> Tag.builder().key(it.getKey()).value(it.getValue()).build())
        .toList();
  }

  private static Reply<DescribeTagsResponse> describe(DescribeTagsRequest q, Call call) {
    World world = call.world();
    List<ResourceTag> found = new ArrayList<>();
    for (String arn : q.resourceArns()) {
      Optional<Tags> tags = tags(arn, world, call);
      if (tags.isEmpty()) {
        return DirectConnectActions.refused("Resource " + arn + " does not exist");
      }
      found.add(ResourceTag.builder().resourceArn(arn).tags(sdk(tags.get())).build());
    }
    return Reply.answer(DescribeTagsResponse.builder().resourceTags(found).build());
  }

  private static Optional<Tags> tags(String arn, World world, Call call) {
    return world.table(DirectConnectGateway.KIND).stream()
        .filter(it -> it.scope().account().equals(call.scope().account()))
        .filter(it -> it.arn().equals(arn))
        .map(DirectConnectGateway::tags)
        .findFirst()
        .or(
            () ->
                world.table(VirtualInterface.KIND).stream()
                    .filter(it -> it.scope().equals(call.scope()) && it.arn().equals(arn))
                    .map(VirtualInterface::tags)
                    .findFirst());
  }
}
