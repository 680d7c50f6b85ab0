package io.eksnet.aws.iam;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eksnet.aws.endpoint.Reply;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.AwsRequest;

/**
 * A page of IAM's lists: 100 items when not said, 1000 at most; the marker names the last one.
 *
 * @param next the marker of the page after it
 */
record IamPage<T>(List<T> items, Optional<String> next) {
  private static final int USUAL = 100;
  private static final int MOST = 1000;
  private static final String START = "after:";

  /** The page that a request asks for, in the order of the items' keys. */
  static <T> Reply<IamPage<T>> cut(AwsRequest request, Stream<T> all, Function<T, String> key) {
    int size = request.getValueForField("MaxItems", Integer.class).orElse(USUAL);
    Optional<String> marker = request.getValueForField("Marker", String.class);
    Optional<String> after = marker.flatMap(IamPage::read);
    if (size < 1 || size > MOST) {
      return Reply.refuse(
          "ValidationError",
          "1 validation error detected: Value '"
              + size
              + "' at 'maxItems' failed to satisfy constraint: Member must have value "
              + (size < 1 ? "greater than or equal to 1" : "less than or equal to " + MOST));
    }
    if (marker.isPresent() && after.isEmpty()) {
      return Reply.refuse("ValidationError", "Invalid Marker.");
    }
    List<T> oneMore =
        all.sorted(Comparator.comparing(key))
            .filter(it -> after.map(last -> key.apply(it).compareTo(last) > 0).orElse(true))
            .limit(size + 1L)
            .toList();
    List<T> shown = oneMore.subList(0, Math.min(size, oneMore.size()));
    return Reply.answer(
        new IamPage<>(
            shown,
            oneMore.size() > size
                ? Optional.of(write(key.apply(shown.getLast())))
                : Optional.empty()));
  }

  boolean truncated() {
    return next.isPresent();
  }

  /** The marker as the SDK's builders want it: absent is null there. */
  @SuppressWarnings("NullAway") // a builder's setter takes null for "not set"
  String marker() {
    return next.orElse(null);
  }

  private static String write(String key) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString((START + key).getBytes(UTF_8));
  }

  private static Optional<String> read(String marker) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(marker), UTF_8);
      return text.startsWith(START)
          ? Optional.of(text.substring(START.length()))
          : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
