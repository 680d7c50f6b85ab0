package io.eksnet.kubernetes.patch;

import io.eksnet.kubernetes.schema.TypeSchema;
import io.eksnet.kubernetes.status.Status;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Server-side apply, {@code application/apply-patch+yaml}. */
@SuppressWarnings("DoNotCallSuggester")
public final class ServerSideApply {
  private ServerSideApply() {}

  /** What became of an apply. */
  public sealed interface Applied {
    /** The merged object, without managedFields, and who owns its fields now. */
    record Done(ObjectNode object, ManagedFields managed) implements Applied {}

    /** Conflicts with other managers (409), or a body that cannot be applied (400, 422). */
    record Refused(Status status) implements Applied {}
  }

  /**
   * Merges what a manager applies into the live object.
   *
   * @param type of the object
   * @param live empty when the object does not exist yet
   * @param managed who owns what of the live object
   * @param applied the decoded body
   * @param writer who applies
   * @param force whether to take fields over from other managers instead of refusing
   */
  public static Applied apply(
      TypeSchema type,
      Optional<ObjectNode> live,
      ManagedFields managed,
      ObjectNode applied,
      Writer writer,
      boolean force) {
    throw new UnsupportedOperationException();
  }
}
