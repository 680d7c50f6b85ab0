package io.eksnet.aws.iam;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.iam.InstanceProfile;
import io.eksnet.iam.InstanceProfiles;
import io.eksnet.iam.Policy;
import io.eksnet.iam.Role;
import io.eksnet.iam.Roles;
import io.eksnet.id.AccountId;
import io.eksnet.id.Tags;
import java.net.URLEncoder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.model.Tag;

/** What IAM's requests bring, and what they name. */
final class Asked {
  private Asked() {}

  static AccountId account(Call call) {
    return call.scope().account();
  }

  /** A text that may be absent. */
  static String or(String text, String otherwise) {
    return Optional.ofNullable(text).orElse(otherwise);
  }

  /** A policy from its JSON. */
  static Reply<Policy> policy(Call call, String text) {
    return switch (PolicyReader.read(text)) {
      case PolicyReader.Read.Good(var policy) -> Reply.answer(policy);
      case PolicyReader.Read.Wrong(var message) -> call.refuse("MalformedPolicyDocument", message);
    };
  }

  /** A role's trust policy, of which IAM says in other words that it is no JSON. */
  static Reply<Policy> trustPolicy(Call call, String text) {
    return JsonTree.object(text).isEmpty()
        ? call.refuse("MalformedPolicyDocument", "This policy contains invalid Json")
        : policy(call, text);
  }

  /** Tags, each key once, in any case of its letters. */
  static Reply<Tags> tags(Call call, List<Tag> list) {
    Map<String, String> tags = new TreeMap<>();
    Map<String, String> seen = new TreeMap<>();
    for (Tag tag : list) {
      String key = or(tag.key(), "");
      if (seen.put(key.toLowerCase(Locale.ROOT), key) != null) {
        return call.refuse(
            "InvalidInput",
            "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
      }
      tags.put(key, or(tag.value(), ""));
    }
    return Reply.answer(Tags.of(tags));
  }

  static List<Tag> tags(Tags tags) {
    return tags.values().entrySet().stream()
        .map(it -> Tag.builder().key(it.getKey()).value(it.getValue()).build())
        .toList();
  }

  /** A role that a request names. */
  static Reply<Role> role(Call call, String name) {
    return Roles.named(call.world(), account(call), name)
        .map(Reply::answer)
        .orElseGet(
            () -> call.refuse("NoSuchEntity", "The role with name " + name + " cannot be found."));
  }

  /** An instance profile that a request names. */
  static Reply<InstanceProfile> profile(Call call, String name) {
    return InstanceProfiles.named(call.world(), account(call), name)
        .map(Reply::answer)
        .orElseGet(
            () -> call.refuse("NoSuchEntity", "Instance Profile " + name + " cannot be found."));
  }

  /** A document as IAM gives it back: percent escapes for all but letters, digits and -_.~. */
  static String escaped(String document) {
    return URLEncoder.encode(document, UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
