package io.eksnet.scheduler;

import io.eksnet.table.Kind;

/**
 * The scheduler's memory: how often room was made for pods that wait. Each time it grows, all of
 * them are tried again; many changes before the scheduler's next turn count as one.
 *
 * @param scheduler whose queue
 * @param times how often
 */
public record Room(String scheduler, long times) {
  /** Rooms by scheduler. */
  public static final Kind<String, Room> KIND =
      Kind.of("scheduler-room", Room.class, Room::scheduler).notJournaled();
}
