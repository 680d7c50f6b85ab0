package io.eksnet.kubernetes.admission;

import io.eksnet.kubernetes.status.FieldError;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What admission says of an object. */
public sealed interface Admitted {
  /**
   * It may be stored.
   *
   * @param object with defaults
   * @param warnings for {@code Warning} headers
   */
  record Accepted(ObjectNode object, List<String> warnings) implements Admitted {}

  /** It breaks rules (422); all of them, in the order of Kubernetes' validation. */
  record Invalid(List<FieldError> errors) implements Admitted {}

  /** A built-in admission plugin does not allow it (403), for one reason. */
  record Forbidden(String why) implements Admitted {}
}
