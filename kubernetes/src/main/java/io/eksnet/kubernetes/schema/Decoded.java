package io.eksnet.kubernetes.schema;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What became of a request body. */
public sealed interface Decoded {
  /**
   * A readable object. Unknown fields are left out of it, as are nulls and empty optional lists and
   * maps; so it is what Kubernetes would keep.
   *
   * @param object of the expected kind
   * @param problems {@code unknown field "spec.x"} or {@code duplicate field "spec.x"}: refused
   *     under {@code fieldValidation=Strict}, one warning each under {@code Warn}
   */
  record Whole(ObjectNode object, List<String> problems) implements Decoded {}

  /**
   * Not an object of the expected kind.
   *
   * @param message for a BadRequest, in Kubernetes' words
   */
  record Unreadable(String message) implements Decoded {}
}
