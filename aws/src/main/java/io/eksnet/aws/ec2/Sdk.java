package io.eksnet.aws.ec2;

import io.eksnet.id.Tags;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpFamily;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Small things that most of EC2's answers share. */
final class Sdk {

  private Sdk() {}

  static List<Tag> tags(Tags tags) {
    return tags.values().entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  /** For the resources whose answers leave out an empty list of tags. */
  @SuppressWarnings("NullAway") // a builder's setter takes null for "not set"
  static List<Tag> tagsIfAny(Tags tags) {
    return tags.values().isEmpty() ? null : tags(tags);
  }

  static boolean ipv4(Cidr cidr) {
    return cidr.family() == IpFamily.IPV4;
  }
}
