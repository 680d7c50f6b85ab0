package io.eksnet.aws.elb.classic;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.elb.classic.AddTags;
import io.eksnet.elb.classic.ClassicLoadBalancer;
import io.eksnet.elb.classic.RemoveTags;
import io.eksnet.id.Tags;
import io.eksnet.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticloadbalancing.model.AddTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.AddTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.RemoveTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.RemoveTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancing.model.TagDescription;
import software.amazon.awssdk.services.elasticloadbalancing.model.TagKeyOnly;

/** The tags of Classic Load Balancers. */
final class ClassicTagActions {
  private static final int LONGEST_KEY = 128;
  private static final int LONGEST_VALUE = 256;
  private static final int MOST_NAMES = 20;

  private ClassicTagActions() {}

  static void register(Call.Registry on) {
    on.on(
            "AddTags",
            AddTagsRequest::builder,
            served("LoadBalancerNames!", "Tags!"),
            (q, call) ->
                read(q.tags(), call)
                    .then(
                        tags ->
                            call.execute(new AddTags(call.scope(), q.loadBalancerNames(), tags)))
                    .map(_ -> AddTagsResponse.builder().build()))
        .on(
            "RemoveTags",
            RemoveTagsRequest::builder,
            served("LoadBalancerNames!", "Tags!"),
            (q, call) ->
                call.execute(
                        new RemoveTags(
                            call.scope(),
                            q.loadBalancerNames(),
                            q.tags().stream()
                                .map(TagKeyOnly::key)
                                .filter(Objects::nonNull)
                                .toList()))
                    .map(_ -> RemoveTagsResponse.builder().build()))
        .on(
            "DescribeTags",
            DescribeTagsRequest::builder,
            served("LoadBalancerNames!"),
            ClassicTagActions::describe);
  }

  /** Tags from a list, each key once. */
  static Reply<Tags> read(List<Tag> list, Call call) {
    Map<String, String> tags = new TreeMap<>();
    for (Tag tag : list) {
      String value = Optional.ofNullable(tag.value()).orElse("");
      if (tag.key() == null
          || tag.key().isEmpty()
          || tag.key().length() > LONGEST_KEY
          || value.length() > LONGEST_VALUE) {
        return call.refuse(
            "ValidationError",
            "A tag key must have 1 to "
                + LONGEST_KEY
                + " characters and a value at most "
                + LONGEST_VALUE);
      }
      if (tags.put(tag.key(), value) != null) {
        return call.refuse(
            "DuplicateTagKeys", "Tag key was specified more than once: " + tag.key());
      }
    }
    return Reply.answer(Tags.of(tags));
  }

  private static Reply<DescribeTagsResponse> describe(DescribeTagsRequest q, Call call) {
    if (q.loadBalancerNames().size() > MOST_NAMES) {
      return call.refuse(
          "ValidationError", "At most " + MOST_NAMES + " load balancer names may be specified");
    }
    World world = call.world();
    List<TagDescription> found = new ArrayList<>();
    for (String name : q.loadBalancerNames()) {
      switch (ClassicActions.find(call, world, name)) {
        case Reply.Answer<ClassicLoadBalancer>(var it) ->
            found.add(
                TagDescription.builder()
                    .loadBalancerName(name)
                    .tags(
                        it.tags().values().entrySet().stream()
                            .map(
                                tag ->
                                    Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                            .toList())
                    .build());
        case Reply.Refusal<ClassicLoadBalancer>(var error) -> {
          return Reply.refuse(error);
        }
      }
    }
    return Reply.answer(DescribeTagsResponse.builder().tagDescriptions(found).build());
  }
}
