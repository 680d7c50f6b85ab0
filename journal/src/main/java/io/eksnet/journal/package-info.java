/**
 * The durable log: what was decided, on disk, before anybody is told.
 *
 * <p>{@link io.eksnet.journal.Journal} appends deltas to an SQLite file in groups, gives the world
 * back after a restart or a crash, and folds the log into a snapshot when it has grown. {@link
 * io.eksnet.journal.Codec} is the one versioned form of facts and documents on disk. No threads
 * here: the caller decides when a group is written. Start with {@code Journal}.
 */
package io.eksnet.journal;
