package io.eksnet.kubernetes.server;

import io.eksnet.kube.KubeObject;
import io.eksnet.kubernetes.schema.Resource;
import io.eksnet.table.Table.Row;
import io.eksnet.world.Delta;
import java.util.Optional;

/**
 * One change of one object, shared by all who watch: each form of the object is encoded once, by
 * whoever needs it first.
 */
final class WatchEvent {
  private final Versions versions;
  private final long revision;
  private volatile Encoded present = Encoded.NONE;
  private volatile Encoded last = Encoded.NONE;

  /** The bytes of one object in one form; two threads may make them twice, which does no harm. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Encoded(Optional<Resource> resource, Format.Shape shape, byte[] bytes) {
    static final Encoded NONE = new Encoded(Optional.empty(), Format.Shape.WHOLE, new byte[0]);

    boolean is(Resource other, Format.Shape form) {
      return shape == form && resource.equals(Optional.of(other));
    }
  }

  /** The object before and after the change; at least one of both is there. */
  record Versions(Optional<KubeObject> before, Optional<KubeObject> after) {
    static Versions of(Delta.Row<?, ?> row) {
      return new Versions(
          row.before().map(KubeObject.class::cast), row.after().map(KubeObject.class::cast));
    }
  }

  WatchEvent(Versions versions, long revision) {
    this.versions = versions;
    this.revision = revision;
  }

  long revision() {
    return revision;
  }

  /** What a watch of some objects sees of this change. */
  sealed interface Seen {
    record Added() implements Seen {}

    record Modified() implements Seen {}

    /** Also when the object only left the selection. */
    record Deleted() implements Seen {}

    record Nothing() implements Seen {}
  }

  Seen seenBy(Selection selection) {
    boolean was = versions.before().filter(selection::matches).isPresent();
    boolean is = versions.after().filter(selection::matches).isPresent();
    if (is) {
      return was ? new Seen.Modified() : new Seen.Added();
    }
    return was ? new Seen.Deleted() : new Seen.Nothing();
  }

  /** The object as it is after the change. */
  byte[] present(Resource resource, Format.Shape shape, Encoder encoder) {
    Encoded known = present;
    if (!known.is(resource, shape)) {
      known = encoded(resource, shape, presentRow(), encoder);
      present = known;
    }
    return known.bytes();
  }

  /**
   * The object as it was before, under the revision of its going, as Kubernetes' watch cache tells
   * it.
   */
  byte[] last(Resource resource, Format.Shape shape, Encoder encoder) {
    Encoded known = last;
    if (!known.is(resource, shape)) {
      known = encoded(resource, shape, lastRow(), encoder);
      last = known;
    }
    return known.bytes();
  }

  Row<KubeObject> presentRow() {
    return new Row<>(versions.after().orElseThrow(), revision);
  }

  Row<KubeObject> lastRow() {
    return new Row<>(versions.before().orElseThrow(), revision);
  }

  private static Encoded encoded(
      Resource resource, Format.Shape shape, Row<KubeObject> row, Encoder encoder) {
    return new Encoded(Optional.of(resource), shape, encoder.encode(resource, row, shape));
  }

  /** Writes an object in a form. */
  @FunctionalInterface
  interface Encoder {
    byte[] encode(Resource resource, Row<KubeObject> row, Format.Shape shape);
  }
}
