package io.eksnet.iam;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which ARNs an element such as {@code arn:aws:ec2:*:*:subnet/*} means. The six parts of an ARN are
 * compared one by one, so that no wildcard reaches over a colon but in the last ("IAM JSON policy
 * elements: Resource" in the IAM user guide).
 */
sealed interface ResourcePattern {

  /** How many parts an ARN has; the last may hold more colons. */
  int PARTS = 6;

  boolean matches(List<String> arn, String text, Map<String, List<String>> context);

  /** Every resource. */
  record Everything() implements ResourcePattern {
    @Override
    public boolean matches(List<String> arn, String text, Map<String, List<String>> context) {
      return true;
    }
  }

  /** A text that is no ARN; it equals itself, or has wildcards over all of it. */
  record Whole(Glob glob) implements ResourcePattern {
    @Override
    public boolean matches(List<String> arn, String text, Map<String, List<String>> context) {
      return glob.matches(text);
    }
  }

  /** An ARN, part by part. */
  record Parts(List<Glob> globs) implements ResourcePattern {
    @Override
    public boolean matches(List<String> arn, String text, Map<String, List<String>> context) {
      if (arn.size() != PARTS) {
        return false;
      }
      for (int i = PARTS - 1; i >= 0; i--) {
        if (!globs.get(i).matches(arn.get(i))) {
          return false;
        }
      }
      return true;
    }
  }

  /** An ARN with variables, put together for each request. */
  record Variable(Template template) implements ResourcePattern {
    @Override
    public boolean matches(List<String> arn, String text, Map<String, List<String>> context) {
      Optional<String> resolved = template.resolved(context);
      return resolved.isPresent() && fixed(resolved.get()).matches(arn, text, context);
    }
  }

  static ResourcePattern of(String text, boolean variables) {
    return variables && Template.isOne(text) ? new Variable(Template.of(text)) : fixed(text);
  }

  private static ResourcePattern fixed(String text) {
    if (text.equals("*")) {
      return new Everything();
    }
    List<String> parts = split(text);
    return parts.size() == PARTS
        ? new Parts(parts.stream().map(Glob::of).toList())
        : new Whole(Glob.of(text));
  }

  /** The six parts of an ARN; fewer if it is none. */
  static List<String> split(String arn) {
    return List.of(arn.split(":", PARTS));
  }
}
