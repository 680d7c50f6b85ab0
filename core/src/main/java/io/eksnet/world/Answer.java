package io.eksnet.world;

import io.eksnet.id.Command;
import io.eksnet.id.Refusal;
import java.time.Instant;

/**
 * What AWS said to a controller's call.
 *
 * @param at when it said so
 */
public record Answer(Command<?> command, Result result, Instant at) {
  /** Accepted with a value, or refused. */
  public sealed interface Result {
    /** The call was carried out and answered with a value. */
    record Done(Object value) implements Result {}

    /** The call was refused. */
    record Refused(Refusal refusal) implements Result {}
  }
}
