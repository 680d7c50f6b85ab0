package io.eksnet.kubernetes.admission;

import io.eksnet.kubernetes.schema.GroupVersionKind;
import tools.jackson.databind.node.ObjectNode;

/**
 * Admission of the kinds that are served, one row a kind. Objects come in decoded ({@link
 * io.eksnet.kubernetes.schema.Decoder}) and with name and namespace filled in from the path.
 */
public final class Admission {
  private Admission() {}

  /**
   * Only the defaults of the kind; run on the way in, before {@link #create} and {@link #update},
   * which do it themselves. Needed alone for server-side apply comparisons and for documents from
   * files.
   */
  public static ObjectNode defaulted(GroupVersionKind kind, ObjectNode object) {
    return object;
  }

  /**
   * An object that is to be created: status as a new object has it, generation 1 where the kind has
   * generations, defaults, additions of the built-in plugins, validation.
   */
  public static Admitted create(GroupVersionKind kind, ObjectNode object) {
    return new Admitted.Accepted(object, java.util.List.of());
  }

  /**
   * An object that replaces a stored one: the stored status stays, generation counts up when the
   * spec differs, immutable fields are held.
   */
  public static Admitted update(GroupVersionKind kind, ObjectNode stored, ObjectNode object) {
    return new Admitted.Accepted(object, java.util.List.of());
  }

  /**
   * A write to a subresource that carries the object itself: {@code status}, {@code
   * ephemeralcontainers}, {@code finalize}. Only what belongs to it is taken from {@code object}.
   */
  public static Admitted updateSubresource(
      GroupVersionKind kind, String subresource, ObjectNode stored, ObjectNode object) {
    return new Admitted.Accepted(object, java.util.List.of());
  }
}
