package io.eksnet.aws.endpoint;

/** Serves one action. It answers only what is durable; an exception is a bug of ours. */
@FunctionalInterface
public interface Handler<Q, R> {
  Reply<R> handle(Q request, Caller caller);
}
