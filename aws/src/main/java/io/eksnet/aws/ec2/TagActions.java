package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.Scoped;
import io.eksnet.vpc.CreateTags;
import io.eksnet.vpc.DeleteTags;
import io.eksnet.vpc.Ec2Resource;
import io.eksnet.vpc.Ec2Resources;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagDescription;

/** Tags on resources that exist. */
final class TagActions {
  private TagActions() {}

  static void register(Ec2Registration on) {
    on.on(
            "CreateTags",
            CreateTagsRequest::builder,
            served("Resources!", "Tags!", "DryRun"),
            (q, call) ->
                TagSpecifications.of(q.tags())
                    .then(tags -> call.execute(new CreateTags(call.scope(), q.resources(), tags)))
                    .map(_ -> CreateTagsResponse.builder().build()))
        .on(
            "DeleteTags",
            DeleteTagsRequest::builder,
            served("Resources!", "Tags", "DryRun"),
            (q, call) -> delete(q, call))
        .on(
            "DescribeTags",
            DescribeTagsRequest::builder,
            served("Filters", "MaxResults", "NextToken", "DryRun"),
            TagActions::describe);
  }

  private static final Pages PAGES = Pages.of("DescribeTags");

  private static final Filters<TagDescription> FILTERS =
      Filters.<TagDescription>of()
          .by("key", TagDescription::key)
          .by("value", TagDescription::value)
          .by("resource-id", TagDescription::resourceId)
          .by("resource-type", TagDescription::resourceTypeAsString)
          .build();

  private static Reply<DescribeTagsResponse> describe(DescribeTagsRequest q, Call call) {
    View view = call.view();
    return FILTERS
        .predicate(q.filters(), view)
        .then(
            wanted ->
                PAGES
                    .asked(q)
                    .map(
                        asked ->
                            PAGES.cut(
                                Ec2Resources.all().stream()
                                    .flatMap(resource -> tagsOf(resource, view))
                                    .filter(wanted)
                                    .sorted(Comparator.comparing(TagActions::key))
                                    .filter(tag -> isAfter(asked, key(tag))),
                                asked,
                                TagActions::key)))
        .map(
            page ->
                DescribeTagsResponse.builder()
                    .tags(page.items())
                    .nextToken(page.nextOrNull())
                    .build());
  }

  /** The tags of the caller's resources of one kind. */
  private static <K extends Comparable<? super K>, T extends Scoped> Stream<TagDescription> tagsOf(
      Ec2Resource<K, T> resource, View view) {
    return view.vpcs().facts().table(resource.kind()).stream()
        .filter(fact -> fact.scope().equals(view.scope()))
        .flatMap(
            fact ->
                resource.tags().apply(fact).values().entrySet().stream()
                    .map(
                        tag ->
                            TagDescription.builder()
                                .resourceId(resource.kind().keyOf(fact).toString())
                                .resourceType(resource.type())
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build()));
  }

  private static String key(TagDescription tag) {
    return tag.resourceId() + " " + tag.key();
  }

  private static boolean isAfter(Pages.Asked asked, String key) {
    return asked.after().map(last -> key.compareTo(last) > 0).orElse(true);
  }

  /** A tag that comes with a value goes only if it has that value. */
  private static Reply<DeleteTagsResponse> delete(DeleteTagsRequest q, Call call) {
    Map<String, Optional<String>> tags = new TreeMap<>();
    for (Tag tag : q.tags()) {
      if (tag.key() == null) {
        return Reply.refuse("MissingParameter", "The request must contain the parameter Key");
      }
      tags.put(tag.key(), Optional.ofNullable(tag.value()));
    }
    return call.execute(new DeleteTags(call.scope(), q.resources(), tags))
        .map(_ -> DeleteTagsResponse.builder().build());
  }
}
