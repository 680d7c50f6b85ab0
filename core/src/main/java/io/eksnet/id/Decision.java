package io.eksnet.id;

import io.eksnet.table.Change;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a rule answers to a command: the changes it makes and what the caller is told, or a refusal
 * that changes nothing.
 *
 * @param <T> what the caller is told when the command is accepted
 */
public sealed interface Decision<T> {
  /**
   * The command is carried out.
   *
   * @param value what the caller is told
   * @param changes in the order in which they are to be made
   */
  record Accepted<T>(T value, List<Change<?, ?>> changes) implements Decision<T> {
    public Accepted {
      changes = List.copyOf(changes);
    }
  }

  /** The command is refused and nothing changes. */
  record Refused<T>(Refusal refusal) implements Decision<T> {}

  /** Accepts, with changes in the order given. */
  static <T> Decision<T> accept(T value, List<? extends Change<?, ?>> changes) {
    return new Accepted<>(value, List.copyOf(changes));
  }

  /** Accepts, with changes in the order given. */
  static <T> Decision<T> accept(T value, Change<?, ?>... changes) {
    return new Accepted<>(value, List.of(changes));
  }

  /** Refuses with AWS's code and words. */
  static <T> Decision<T> refuse(String code, String message) {
    return new Refused<>(new Refusal(code, message));
  }

  /** Refuses for a reason already known. */
  static <T> Decision<T> refuse(Refusal refusal) {
    return new Refused<>(refusal);
  }

  /** Goes on from what was accepted; its changes come before those of the next decision. */
  default <R> Decision<R> then(Function<? super T, Decision<R>> next) {
    return switch (this) {
      case Refused<T>(Refusal refusal) -> new Refused<>(refusal);
      case Accepted<T>(T value, List<Change<?, ?>> changes) ->
          switch (next.apply(value)) {
            case Refused<R> refused -> refused;
            case Accepted<R>(R result, List<Change<?, ?>> more) ->
                new Accepted<>(result, Stream.concat(changes.stream(), more.stream()).toList());
          };
    };
  }

  /** The same decision with another answer for the caller. */
  default <R> Decision<R> map(Function<? super T, ? extends R> change) {
    return switch (this) {
      case Accepted<T>(T value, List<Change<?, ?>> changes) ->
          new Accepted<>(change.apply(value), changes);
      case Refused<T>(Refusal refusal) -> new Refused<>(refusal);
    };
  }
}
