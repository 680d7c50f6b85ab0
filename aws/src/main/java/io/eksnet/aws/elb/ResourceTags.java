package io.eksnet.aws.elb;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.elb.AddTags;
import io.eksnet.elb.ElbTags;
import io.eksnet.elb.RemoveTags;
import io.eksnet.id.Tags;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TagDescription;

/** The tags of all that ELB has. */
final class ResourceTags {
  private static final int MOST_RESOURCES = 20;
  private static final int MAX_KEY = 128;
  private static final int MAX_VALUE = 256;

  private ResourceTags() {}

  static void register(Call.Registry on) {
    on.on(
            "DescribeTags",
            DescribeTagsRequest::builder,
            served("ResourceArns!"),
            (q, call) ->
                asked(q.resourceArns())
                    .then(_ -> ElbFound.each(q.resourceArns(), arn -> described(call, arn)))
                    .map(tags -> DescribeTagsResponse.builder().tagDescriptions(tags).build()))
        .on(
            "AddTags",
            AddTagsRequest::builder,
            served("ResourceArns!", "Tags!"),
            (q, call) ->
                asked(q.resourceArns())
                    .then(_ -> read(q.tags()))
                    .then(tags -> call.execute(new AddTags(call.scope(), q.resourceArns(), tags)))
                    .map(_ -> AddTagsResponse.builder().build()))
        .on(
            "RemoveTags",
            RemoveTagsRequest::builder,
            served("ResourceArns!", "TagKeys!"),
            (q, call) ->
                asked(q.resourceArns())
                    .then(
                        _ ->
                            call.execute(
                                new RemoveTags(call.scope(), q.resourceArns(), q.tagKeys())))
                    .map(_ -> RemoveTagsResponse.builder().build()));
  }

  /** Tags from a list, each key once; an absent value is the empty one. */
  static Reply<Tags> read(List<Tag> list) {
    Map<String, String> tags = new TreeMap<>();
    for (Tag tag : list) {
      String value = tag.value() == null ? "" : tag.value();
      if (tag.key() == null
          || tag.key().isEmpty()
          || tag.key().length() > MAX_KEY
          || value.length() > MAX_VALUE) {
        return ElbFound.invalid(
            "A tag key must have 1 to " + MAX_KEY + " characters and a value at most " + MAX_VALUE);
      }
      if (tags.put(tag.key(), value) != null) {
        return Reply.refuse(
            "DuplicateTagKeys", "The tag key '" + tag.key() + "' was specified more than once");
      }
    }
    return Reply.answer(Tags.of(tags));
  }

  private static Reply<Boolean> asked(List<String> arns) {
    return arns.size() > MOST_RESOURCES
        ? ElbFound.invalid(
            "1 to " + MOST_RESOURCES + " resource ARNs must be specified, not " + arns.size())
        : Reply.answer(true);
  }

  private static Reply<TagDescription> described(Call call, String arn) {
    return call.judged(ElbTags.of(call.world(), call.scope(), arn))
        .map(
            tags ->
                TagDescription.builder()
                    .resourceArn(arn)
                    .tags(
                        tags.values().entrySet().stream()
                            .map(it -> Tag.builder().key(it.getKey()).value(it.getValue()).build())
                            .toList())
                    .build());
  }
}
