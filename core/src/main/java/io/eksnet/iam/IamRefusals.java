package io.eksnet.iam;

import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.Tags;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** IAM's codes and words, and the checks that all of its commands share. */
final class IamRefusals {
  private static final int MOST_TAGS = 50;
  private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]+");
  private static final Pattern PATH = Pattern.compile("/|/[\\x21-\\x7E]+/");
  private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

  private IamRefusals() {}

  static Refusal noRole(String name) {
    return missing("The role with name " + name + " cannot be found.");
  }

  static Refusal missing(String message) {
    return new Refusal("NoSuchEntity", message);
  }

  static Refusal exists(String message) {
    return new Refusal("EntityAlreadyExists", message);
  }

  static Refusal conflict(String message) {
    return new Refusal("DeleteConflict", message);
  }

  static Refusal limit(String message) {
    return new Refusal("LimitExceeded", message);
  }

  static Refusal quota(String what, int most) {
    return limit("Cannot exceed quota for " + what + ": " + most);
  }

  static Refusal invalid(String message) {
    return new Refusal("ValidationError", message);
  }

  static Refusal input(String message) {
    return new Refusal("InvalidInput", message);
  }

  static Refusal unmodifiable(Role role) {
    return new Refusal(
        "UnmodifiableEntity",
        "Cannot perform the operation on the protected role '"
            + role.name()
            + "' - this role is only modifiable by AWS");
  }

  /** What is wrong with the name of a new entity. */
  static Optional<Refusal> name(String member, String name, int longest) {
    if (name.isEmpty() || name.length() > longest) {
      return Optional.of(
          invalid(
              "1 validation error detected: Value '"
                  + name
                  + "' at '"
                  + member
                  + "' failed to satisfy constraint: Member must have length "
                  + (name.isEmpty()
                      ? "greater than or equal to 1"
                      : "less than or equal to " + longest)));
    }
    return NAME.matcher(name).matches()
        ? Optional.empty()
        : Optional.of(
            invalid(
                "The specified value for "
                    + member
                    + " is invalid. It must contain only alphanumeric characters and/or the"
                    + " following: +=,.@_-"));
  }

  /** What is wrong with a path. */
  static Optional<Refusal> path(String path) {
    return path.length() <= 512 && PATH.matcher(path).matches()
        ? Optional.empty()
        : Optional.of(
            invalid(
                "The specified value for path is invalid. It must begin and end with / and contain"
                    + " only alphanumeric characters and/or / characters."));
  }

  /** What is wrong with the tags that something would have. */
  static Optional<Refusal> tags(Tags tags) {
    if (tags.values().size() > MOST_TAGS) {
      return Optional.of(limit("The number of tags has reached the maximum limit."));
    }
    Set<String> keys = new HashSet<>();
    for (var tag : tags.values().entrySet()) {
      if (!keys.add(tag.getKey().toLowerCase(Locale.ROOT))) {
        return Optional.of(duplicateTags());
      }
      Optional<Refusal> wrong =
          tag(tag.getKey(), "tags.1.member.key", 1, 128)
              .or(() -> tag(tag.getValue(), "tags.1.member.value", 0, 256));
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return tags.values().keySet().stream()
        .filter(key -> key.toLowerCase(Locale.ROOT).startsWith("aws:"))
        .findFirst()
        .map(_ -> input("Caller is not allowed to use system tags: aws:"));
  }

  private static Optional<Refusal> tag(String text, String member, int shortest, int longest) {
    if (text.length() < shortest || text.length() > longest) {
      return Optional.of(
          invalid(
              "1 validation error detected: Value '"
                  + text
                  + "' at '"
                  + member
                  + "' failed to satisfy constraint: Member must have length "
                  + (text.length() < shortest
                      ? "greater than or equal to " + shortest
                      : "less than or equal to " + longest)));
    }
    return TAG.matcher(text).matches()
        ? Optional.empty()
        : Optional.of(
            invalid(
                "1 validation error detected: Value '"
                    + text
                    + "' at '"
                    + member
                    + "' failed to satisfy constraint: Member must satisfy regular expression"
                    + " pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+"));
  }

  static Refusal duplicateTags() {
    return input("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
  }

  /** These tags with others, of which those with the same key in any case replace. */
  static Tags merged(Tags present, Tags more) {
    return merged(present, more.values().keySet(), more);
  }

  /** These tags without some keys. */
  static Tags without(Tags present, Collection<String> keys) {
    return merged(present, keys, Tags.NONE);
  }

  private static Tags merged(Tags present, Collection<String> gone, Tags more) {
    Tags tags = present;
    for (String key : present.values().keySet()) {
      if (gone.stream().anyMatch(key::equalsIgnoreCase)) {
        tags = tags.without(key);
      }
    }
    for (var tag : more.values().entrySet()) {
      tags = tags.with(tag.getKey(), tag.getValue());
    }
    return tags;
  }

  /** Refuses with the first of some problems, or goes on. */
  static <T> Decision<T> or(
      Optional<Refusal> problem, java.util.function.Supplier<Decision<T>> next) {
    return problem.map(Decision::<T>refuse).orElseGet(next);
  }
}
