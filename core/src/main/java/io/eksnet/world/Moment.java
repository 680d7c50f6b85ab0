package io.eksnet.world;

import io.eksnet.id.Context;
import io.eksnet.id.IdSource;
import java.time.Duration;
import java.time.Instant;

/**
 * What a controller may know beside the world.
 *
 * @param now the present, real or virtual
 * @param ids where ids and name suffixes come from
 * @param pace how fast latencies pass
 */
public record Moment(Instant now, IdSource ids, Pace pace) {
  /** When a vendor's latency that begins now is over. */
  public Instant after(Duration vendors) {
    return now.plus(pace.latency(vendors));
  }

  /** As rules of commands want it. */
  public Context context() {
    return new Context(now, ids);
  }
}
