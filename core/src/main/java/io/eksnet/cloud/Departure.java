package io.eksnet.cloud;

import io.eksnet.id.InstanceId;
import io.eksnet.table.Kind;
import java.time.Instant;

/**
 * That an instance is going.
 *
 * @param since when it began to shut down
 */
public record Departure(InstanceId instance, Instant since) {
  /** Departures by instance. */
  public static final Kind<InstanceId, Departure> KIND =
      Kind.of("cloud-instance-departure", Departure.class, Departure::instance);
}
