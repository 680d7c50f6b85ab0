/**
 * All facts as one immutable snapshot with a revision, and the machinery that moves it on.
 *
 * <p>{@link io.eksnet.world.World} is the snapshot; {@link io.eksnet.world.Store} holds the present
 * one, turns changes into {@link io.eksnet.world.Delta}s and keeps two heads: what is applied,
 * which controllers read, and what is durable, which clients read. {@link io.eksnet.world.Loop}
 * runs the {@link io.eksnet.world.Controller}s until they are quiet.
 *
 * <p>There is no clock, thread or lock here: time comes in with each step, and the owner of a Store
 * sees to it that only one thread writes. Start with {@code World}, then {@code Controller} and
 * {@code Loop}.
 */
package io.eksnet.world;
