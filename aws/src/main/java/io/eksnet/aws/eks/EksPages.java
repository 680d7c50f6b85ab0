package io.eksnet.aws.eks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eksnet.aws.endpoint.Reply;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eks.model.EksRequest;

/**
 * EKS's pages of names: at most 100 at once, 100 when not said; a token names the last name shown.
 *
 * @param next the token of the page after it
 */
record EksPages(List<String> names, Optional<String> next) {

  private static final int MOST = 100;

  /** The page of sorted names that a request asks for. */
  static Reply<EksPages> cut(EksRequest request, Stream<String> names) {
    int size = request.getValueForField("maxResults", Integer.class).orElse(MOST);
    Optional<String> token = request.getValueForField("nextToken", String.class);
    Optional<String> after = token.flatMap(EksPages::read);
    if (size < 1 || size > MOST) {
      return Reply.refuse(
          "InvalidParameterException", "maxResults must be 1 to " + MOST + ", not " + size + ".");
    }
    if (token.isPresent() && after.isEmpty()) {
      return Reply.refuse("InvalidParameterException", "The specified nextToken is not valid.");
    }
    List<String> oneMore =
        names
            .filter(name -> after.map(last -> name.compareTo(last) > 0).orElse(true))
            .limit(size + 1L)
            .toList();
    List<String> shown = oneMore.subList(0, Math.min(size, oneMore.size()));
    return Reply.answer(
        new EksPages(
            shown, oneMore.size() > size ? Optional.of(write(shown.getLast())) : Optional.empty()));
  }

  /** The token as the SDK's builders want it: absent is null there. */
  @SuppressWarnings("NullAway") // a builder's setter takes null for "not set"
  String nextOrNull() {
    return next.orElse(null);
  }

  private static String write(String name) {
    return Base64.getUrlEncoder().encodeToString(("after:" + name).getBytes(UTF_8));
  }

  private static Optional<String> read(String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), UTF_8);
      return text.startsWith("after:") ? Optional.of(text.substring(6)) : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
