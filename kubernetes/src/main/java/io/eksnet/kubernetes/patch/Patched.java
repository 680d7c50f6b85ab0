package io.eksnet.kubernetes.patch;

import io.eksnet.kubernetes.schema.GroupVersionKind;
import io.eksnet.kubernetes.status.FieldError;
import io.eksnet.kubernetes.status.Status;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What became of a patch. */
public sealed interface Patched {
  /** The object as it would be; still to be decoded strictly, defaulted and validated. */
  record Done(ObjectNode object) implements Patched {}

  /** The patch does not fit, with the answer for the client. */
  record Refused(Status status) implements Patched {}

  /**
   * The answer when the patched object cannot be decoded: Invalid, of the patch.
   *
   * @param patch as it was sent
   * @param why {@code strict decoding error: unknown field "spec.x"}, or the wrong type
   */
  static Status undecodable(JsonNode patch, String why) {
    return Status.invalid(
        new GroupVersionKind("", "", ""),
        "",
        List.of(FieldError.invalid("patch", GoText.of(patch), why)));
  }
}
