package io.eksnet.kubernetes.server;

import io.eksnet.kubernetes.status.Status;
import java.util.function.Function;

/**
 * A step of a request: what it gave, or the Status with which the request ends.
 *
 * @param <T> what a successful step gives
 */
sealed interface Attempt<T> {
  /** The step gave a value. */
  record Passed<T>(T value) implements Attempt<T> {}

  /** The request ends here. */
  record Refused<T>(Status status) implements Attempt<T> {}

  static <T> Attempt<T> of(T value) {
    return new Passed<>(value);
  }

  static <T> Attempt<T> refuse(Status status) {
    return new Refused<>(status);
  }

  /** The next step, if this one gave a value. */
  default <R> Attempt<R> then(Function<? super T, Attempt<R>> next) {
    return switch (this) {
      case Passed<T>(T value) -> next.apply(value);
      case Refused<T>(Status status) -> new Refused<>(status);
    };
  }

  /** The value in another form. */
  default <R> Attempt<R> map(Function<? super T, R> change) {
    return then(value -> new Passed<>(change.apply(value)));
  }

  /** The answer of the request. */
  default ApiAnswer answer(Function<? super T, ApiAnswer> success) {
    return switch (this) {
      case Passed<T>(T value) -> success.apply(value);
      case Refused<T>(Status status) -> ApiAnswer.of(status);
    };
  }
}
