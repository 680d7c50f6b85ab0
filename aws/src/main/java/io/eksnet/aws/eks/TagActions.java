package io.eksnet.aws.eks;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.eks.ResourceTags;
import io.eksnet.id.Tags;
import software.amazon.awssdk.services.eks.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.eks.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.eks.model.TagResourceRequest;
import software.amazon.awssdk.services.eks.model.TagResourceResponse;
import software.amazon.awssdk.services.eks.model.UntagResourceRequest;
import software.amazon.awssdk.services.eks.model.UntagResourceResponse;

/** Tags of everything that EKS has. */
final class TagActions {
  private static final String TAGS = "/tags/{resourceArn}";

  private TagActions() {}

  static void register(Call.Registry on) {
    on.on(
            "TagResource",
            "POST " + TAGS,
            TagResourceRequest::builder,
            served("resourceArn!", "tags!"),
            (q, call) ->
                call.execute(
                        new ResourceTags.TagResource(
                            call.scope(), q.resourceArn(), Tags.of(q.tags())))
                    .map(_ -> TagResourceResponse.builder().build()))
        .on(
            "UntagResource",
            "DELETE " + TAGS,
            UntagResourceRequest::builder,
            served("resourceArn!", "tagKeys!"),
            (q, call) ->
                call.execute(
                        new ResourceTags.UntagResource(call.scope(), q.resourceArn(), q.tagKeys()))
                    .map(_ -> UntagResourceResponse.builder().build()))
        .on(
            "ListTagsForResource",
            "GET " + TAGS,
            ListTagsForResourceRequest::builder,
            served("resourceArn!"),
            (q, call) ->
                call.judged(ResourceTags.of(call.world(), call.scope(), q.resourceArn()))
                    .map(it -> ListTagsForResourceResponse.builder().tags(it.values()).build()));
  }
}
