/**
 * The running network: threads, clock, disk and ports around the pure world.
 *
 * <p>{@link io.eksnet.app.daemon.Engine} is the one writer: it runs the loop, writes the journal in
 * groups and is the ledger of every server. {@code Daemon} wires the servers to it. Nothing is
 * decided here. Start with {@code Engine}.
 */
package io.eksnet.app.daemon;
