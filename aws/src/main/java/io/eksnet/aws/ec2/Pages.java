package io.eksnet.aws.ec2;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eksnet.aws.endpoint.Reply;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.AwsRequest;

/**
 * EC2's pages: MaxResults and an opaque NextToken. A token names the last thing shown, so that what
 * comes and goes between two calls neither repeats nor hides anything else.
 *
 * @param least the smallest MaxResults that the action takes
 * @param most the largest
 */
record Pages(String action, int least, int most) {

  /** What most describe actions take. */
  static Pages of(String action) {
    return new Pages(action, 5, 1000);
  }

  /**
   * One page.
   *
   * @param next the token of the page after it
   */
  record Page<T>(List<T> items, Optional<String> next) {

    <R> List<R> map(Function<T, R> mapping) {
      return items.stream().map(mapping).toList();
    }

    /** The token as the SDK's builders want it: absent is null there. */
    @SuppressWarnings("NullAway") // a builder's setter takes null for "not set"
    String nextOrNull() {
      return next.orElse(null);
    }
  }

  /**
   * What a request asks for.
   *
   * @param size empty for everything at once
   * @param after the key of the last thing already shown
   */
  record Asked(Optional<Integer> size, Optional<String> after) {}

  Reply<Asked> asked(AwsRequest request) {
    Optional<Integer> max = request.getValueForField("MaxResults", Integer.class);
    Optional<String> token = request.getValueForField("NextToken", String.class);
    if (max.isPresent() && (max.get() < least || max.get() > most)) {
      return Reply.refuse(
          "InvalidParameterValue",
          "Value ( "
              + max.get()
              + " ) for parameter maxResults is invalid. Expecting a value "
              + (max.get() < least
                  ? "greater than or equal to " + least + "."
                  : "less than or equal to " + most + "."));
    }
    Optional<String> after = token.flatMap(this::read);
    if (token.isPresent() && after.isEmpty()) {
      return Reply.refuse("InvalidNextToken", "The specified NextToken is not valid.");
    }
    return Reply.answer(new Asked(max.or(() -> token.map(_ -> most)), after));
  }

  /** Cuts a page from what is left to show. */
  <T> Page<T> cut(Stream<T> rest, Asked asked, Function<T, String> key) {
    if (asked.size().isEmpty()) {
      return new Page<>(rest.toList(), Optional.empty());
    }
    int size = asked.size().get();
    List<T> oneMore = rest.limit(size + 1L).toList();
    if (oneMore.size() <= size) {
      return new Page<>(oneMore, Optional.empty());
    }
    List<T> items = oneMore.subList(0, size);
    return new Page<>(items, Optional.of(write(key.apply(items.getLast()))));
  }

  private String write(String key) {
    return Base64.getUrlEncoder().encodeToString((action + "\n" + key).getBytes(UTF_8));
  }

  private Optional<String> read(String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), UTF_8);
      return text.startsWith(action + "\n")
          ? Optional.of(text.substring(action.length() + 1))
          : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
