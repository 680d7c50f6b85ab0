/**
 * The Kubernetes API server: HTTP requests in, objects of the world out.
 *
 * <p>The way of a request: {@link io.eksnet.kubernetes.server.ApiServer} (Helidon, TLS) reads it,
 * {@link io.eksnet.kubernetes.auth.Authenticator} says who asks, {@link
 * io.eksnet.kubernetes.server.Api} finds the resource and the verb, one class a verb judges it
 * ({@code Reads}, {@code Creates}, {@code Updates}, {@code Deletes}, {@code Watches}) and answers
 * an {@link io.eksnet.kubernetes.server.ApiAnswer}. Only {@code ApiServer} and its stream know
 * Helidon; everything else is plain Java and can be asked without a socket.
 *
 * <p>Reads come from the durable snapshot of the {@link io.eksnet.world.Ledger}, without a lock;
 * writes are prepared outside of the writer and judged again inside, against the revision that they
 * were prepared from. What an object means is not decided here: see schema, patch, admission, table
 * and documents.
 */
package io.eksnet.kubernetes.server;
