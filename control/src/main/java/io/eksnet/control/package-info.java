/**
 * The daemon's own API, JSON over HTTP on loopback, which the terminal and the console both use.
 *
 * <p>Every question is answered from the durable world; what a person reads is rendered here too
 * ({@code format=text}), so that a client needs no model of its own. Every request carries the
 * network's control token. Start with {@link io.eksnet.control.ControlServer}.
 */
package io.eksnet.control;
