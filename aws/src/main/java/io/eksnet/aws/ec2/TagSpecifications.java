package io.eksnet.aws.ec2;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.Tags;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** Tags as requests bring them. */
final class TagSpecifications {

  private TagSpecifications() {}

  /** The tags for what an action makes; it makes things of one type only. */
  static Reply<Tags> of(List<TagSpecification> specifications, ResourceType made) {
    Map<String, String> tags = new TreeMap<>();
    for (TagSpecification specification : specifications) {
      if (specification.resourceType() != made) {
        return Reply.refuse(
            "InvalidParameterValue",
            "'"
                + specification.resourceTypeAsString()
                + "' is not a valid taggable resource type for this operation. Expected "
                + made
                + ".");
      }
      Reply<Tags> some = of(specification.tags());
      if (some instanceof Reply.Answer<Tags>(var more)) {
        tags.putAll(more.values());
      } else {
        return some;
      }
    }
    return Reply.answer(Tags.of(tags));
  }

  /** Tags from a list, each key once; an absent value is the empty one. */
  static Reply<Tags> of(List<Tag> list) {
    Map<String, String> tags = new TreeMap<>();
    for (Tag tag : list) {
      if (tag.key() == null || tag.key().isEmpty()) {
        return Reply.refuse("InvalidParameterValue", "Tag keys cannot be empty or null.");
      }
      if (tag.key().startsWith("aws:")) {
        return Reply.refuse(
            "InvalidParameterValue", "Tag keys starting with 'aws:' are reserved for internal use");
      }
      String value = tag.value() == null ? "" : tag.value();
      if (tag.key().length() > 128 || value.length() > 256) {
        return Reply.refuse(
            "InvalidParameterValue",
            "Tag key exceeds 128 or tag value exceeds 256 characters: '" + tag.key() + "'");
      }
      if (tags.put(tag.key(), value) != null) {
        return Reply.refuse(
            "InvalidParameterValue", "Duplicate tag key '" + tag.key() + "' specified.");
      }
    }
    return Reply.answer(Tags.of(tags));
  }
}
