package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Actions.Registration;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.aws.endpoint.Service;
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
record TagActions(Writes writes) {

  void register(Registration on) {
    on.on(
            Service.EC2,
            "CreateTags",
            CreateTagsRequest::builder,
            served("Resources", "Tags", "DryRun"),
            (q, caller) ->
                TagSpecifications.of(q.tags())
                    .then(
                        tags ->
                            writes.execute(
                                new CreateTags(q.resources(), tags),
                                Boolean.TRUE.equals(q.dryRun())))
                    .map(_ -> CreateTagsResponse.builder().build()))
        .on(
            Service.EC2,
            "DeleteTags",
            DeleteTagsRequest::builder,
            served("Resources", "Tags", "DryRun"),
            (q, caller) -> delete(q));
  }

  /** A tag that comes with a value goes only if it has that value. */
  private Reply<DeleteTagsResponse> delete(DeleteTagsRequest q) {
    Map<String, Optional<String>> tags = new TreeMap<>();
    for (Tag tag : q.tags()) {
      if (tag.key() == null) {
        return Reply.refuse("MissingParameter", "The request must contain the parameter Key");
      }
      tags.put(tag.key(), Optional.ofNullable(tag.value()));
    }
    return writes
        .execute(new DeleteTags(q.resources(), tags), Boolean.TRUE.equals(q.dryRun()))
        .map(_ -> DeleteTagsResponse.builder().build());
  }
}
