package io.eksnet.aws.directconnect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eksnet.aws.endpoint.Reply;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.directconnect.model.DirectConnectRequest;

/**
 * Direct Connect's pages: 1 to 100 at once; a token names the last thing shown.
 *
 * @param next the token of the page after it
 */
record DirectConnectPages<T>(List<T> items, Optional<String> next) {
  private static final int MOST = 100;

  /** The page that a request asks for, of things in the order of their ids. */
  static <T> Reply<DirectConnectPages<T>> cut(
      DirectConnectRequest request, List<T> all, Function<T, String> id) {
    int size = request.getValueForField("maxResults", Integer.class).orElse(MOST);
    Optional<String> token = request.getValueForField("nextToken", String.class);
    Optional<String> after = token.flatMap(DirectConnectPages::read);
    if (size < 1 || size > MOST) {
      return DirectConnectActions.refused("maxResults must be 1 to " + MOST + ", not " + size);
    }
    if (token.isPresent() && after.isEmpty()) {
      return DirectConnectActions.refused("nextToken is invalid");
    }
    List<T> oneMore =
        all.stream()
            .filter(it -> after.map(last -> id.apply(it).compareTo(last) > 0).orElse(true))
            .limit(size + 1L)
            .toList();
    List<T> shown = oneMore.subList(0, Math.min(size, oneMore.size()));
    return Reply.answer(
        new DirectConnectPages<>(
            shown,
            oneMore.size() > size
                ? Optional.of(write(id.apply(shown.getLast())))
                : Optional.empty()));
  }

  /** The token as the SDK's builders want it: absent is null there. */
  @SuppressWarnings("NullAway") // a builder's setter takes null for "not set"
  String nextOrNull() {
    return next.orElse(null);
  }

  private static String write(String id) {
    return Base64.getUrlEncoder().encodeToString(("after:" + id).getBytes(UTF_8));
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
