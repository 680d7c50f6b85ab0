package io.eksnet.aws.acm;

import io.eksnet.acm.Certificate;
import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.world.World;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/** The constraints that ACM's API model sets on members, refused with AWS's words. */
final class Constraints {
  private static final String ARN =
      "arn:[\\w+=/,.@-]+:acm:[\\w+=/,.@-]*:[0-9]+:[\\w+=,.@-]+(/[\\w+=,.@-]+)*";
  private static final String DOMAIN =
      "(\\*\\.)?(((?!-)[A-Za-z0-9-]{0,62}[A-Za-z0-9])\\.)+((?!-)[A-Za-z0-9-]{1,62}[A-Za-z0-9])";
  private static final Pattern ARN_PATTERN = Pattern.compile(ARN);
  private static final Pattern DOMAIN_PATTERN = Pattern.compile(DOMAIN);
  private static final int LONGEST_DOMAIN = 253;

  private Constraints() {}

  /** The caller's certificate of an ARN. */
  static Reply<Certificate> certificate(Call call, World world, String arn) {
    return arn(arn)
        .then(
            text ->
                world
                    .find(Certificate.KIND, text)
                    .filter(it -> it.scope().equals(call.scope()))
                    .map(Reply::answer)
                    .orElseGet(
                        () ->
                            call.refuse(
                                "ResourceNotFoundException",
                                "Could not find certificate " + text + ".")));
  }

  /** An ARN of ACM. */
  static Reply<String> arn(String text) {
    return ARN_PATTERN.matcher(text).matches()
        ? Reply.answer(text)
        : refused(text, "certificateArn", "satisfy regular expression pattern: " + ARN);
  }

  /** A domain name, which may begin with {@code *.}. */
  static Reply<String> domain(String text, String place) {
    if (text.length() > LONGEST_DOMAIN) {
      return refused(text, place, "have length less than or equal to " + LONGEST_DOMAIN);
    }
    return DOMAIN_PATTERN.matcher(text).matches()
        ? Reply.answer(text)
        : refused(text, place, "satisfy regular expression pattern: " + DOMAIN);
  }

  /** One of the values of an enumeration; none if it was not sent. */
  static Reply<Optional<String>> oneOf(String text, String place, Collection<String> values) {
    return text == null || values.contains(text)
        ? Reply.answer(Optional.ofNullable(text))
        : refused(text, place, "satisfy enum value set: [" + String.join(", ", values) + "]");
  }

  /** A number within bounds. */
  static Reply<Integer> within(int value, String place, int least, int most) {
    if (value < least) {
      return refused(value, place, "have value greater than or equal to " + least);
    }
    return value > most
        ? refused(value, place, "have value less than or equal to " + most)
        : Reply.answer(value);
  }

  static <T> Reply<T> refused(Object value, String place, String constraint) {
    return Reply.refuse(
        "ValidationException",
        "1 validation error detected: Value '"
            + value
            + "' at '"
            + place
            + "' failed to satisfy constraint: Member must "
            + constraint);
  }
}
