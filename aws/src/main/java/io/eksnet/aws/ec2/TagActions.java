package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.vpc.CreateTags;
import io.eksnet.vpc.DeleteTags;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsResponse;
import software.amazon.awssdk.services.ec2.model.Tag;

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
                    .then(tags -> call.execute(new CreateTags(q.resources(), tags)))
                    .map(_ -> CreateTagsResponse.builder().build()))
        .on(
            "DeleteTags",
            DeleteTagsRequest::builder,
            served("Resources!", "Tags", "DryRun"),
            (q, call) -> delete(q, call));
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
    return call.execute(new DeleteTags(q.resources(), tags))
        .map(_ -> DeleteTagsResponse.builder().build());
  }
}
