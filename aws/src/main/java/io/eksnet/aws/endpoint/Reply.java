package io.eksnet.aws.endpoint;

import io.eksnet.aws.codec.ApiError;
import java.util.function.Function;

/** What a handler makes of a request: an answer, or a refusal. */
public sealed interface Reply<R> {

  /** The request was served. */
  record Answer<R>(R value) implements Reply<R> {}

  /** The request was refused, with nothing changed. */
  record Refusal<R>(ApiError error) implements Reply<R> {}

  static <R> Reply<R> answer(R value) {
    return new Answer<>(value);
  }

  static <R> Reply<R> refuse(ApiError error) {
    return new Refusal<>(error);
  }

  /** Refuses with HTTP 400, as most refusals are. */
  static <R> Reply<R> refuse(String code, String message) {
    return new Refusal<>(ApiError.badRequest(code, message));
  }

  /** Goes on with an answer; a refusal stays what it is. */
  default <S> Reply<S> then(Function<R, Reply<S>> next) {
    return switch (this) {
      case Answer<R>(var value) -> next.apply(value);
      case Refusal<R>(var error) -> new Refusal<>(error);
    };
  }

  default <S> Reply<S> map(Function<R, S> next) {
    return then(value -> new Answer<>(next.apply(value)));
  }
}
