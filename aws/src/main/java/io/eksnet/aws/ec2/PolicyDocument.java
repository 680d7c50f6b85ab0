package io.eksnet.aws.ec2;

import io.eksnet.aws.endpoint.Reply;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Endpoint policies as requests bring them: JSON objects that nobody evaluates. */
final class PolicyDocument {
  private static final JsonFactory JSON = new JsonFactory();

  private PolicyDocument() {}

  /** A policy that is JSON; an absent or empty text is none. */
  static Reply<Optional<String>> read(Optional<String> text) {
    Optional<String> given = text.filter(it -> !it.isEmpty());
    return given.filter(it -> !isObject(it)).isPresent()
        ? Reply.refuse(
            "InvalidPolicyDocument",
            "The specified policy document is not a valid JSON policy document.")
        : Reply.answer(given);
  }

  private static boolean isObject(String text) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (JacksonException notJson) {
      return false;
    }
  }
}
