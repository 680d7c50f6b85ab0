/**
 * What no single room can promise: the arrows between the rooms, the launcher, stories that cross
 * rooms, and the real clients ({@code kubectl}, {@code aws}, {@code helm} ...) against a running
 * network.
 *
 * <p>Nothing here may reach further than this machine: clients run through {@link
 * io.eksnet.tests.Cli}, which points every proxy to nowhere. A tool that is missing skips the tests
 * that need it, by name; {@code ./check} installs what it can and counts what it could not.
 *
 * <p>Start reading at {@link io.eksnet.tests.ArrowsTest} for the house and {@link
 * io.eksnet.tests.Cli} for the clients.
 */
package io.eksnet.tests;
