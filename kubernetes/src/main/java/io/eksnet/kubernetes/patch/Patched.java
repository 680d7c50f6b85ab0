package io.eksnet.kubernetes.patch;

import io.eksnet.kubernetes.status.Status;
import tools.jackson.databind.node.ObjectNode;

/** What became of a patch. */
public sealed interface Patched {
  /** The object as it would be; still to be decoded strictly, defaulted and validated. */
  record Done(ObjectNode object) implements Patched {}

  /** The patch does not fit, with the answer for the client. */
  record Refused(Status status) implements Patched {}
}
