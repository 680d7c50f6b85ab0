package io.eksnet.aws.ec2;

import io.eksnet.cloud.Cloud;
import io.eksnet.id.Decision;
import io.eksnet.id.IdSource;
import io.eksnet.table.Change;
import io.eksnet.world.Controller;
import io.eksnet.world.Delta;
import io.eksnet.world.Effect;
import io.eksnet.world.Ledger;
import io.eksnet.world.Moment;
import io.eksnet.world.Pace;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.stream.Stream;

/**
 * What AWS does by itself, done at once in a test of the wire: everything that its controllers
 * state and that no promised duration puts off.
 */
public final class CloudAtWork {
  private final Ledger ledger;
  private final Instant now;
  private final Queue<Delta> heard = new ArrayDeque<>();

  /** Listens to a ledger from now on. */
  public CloudAtWork(Ledger ledger, Instant now) {
    this.ledger = ledger;
    this.now = now;
    ledger.subscribe(heard::add);
  }

  /** Carries out all that has become due. */
  public void settle() {
    while (!heard.isEmpty()) {
      Delta delta = heard.remove();
      Cloud.controllers().forEach(controller -> answer(controller, delta));
    }
  }

  private <K extends Comparable<? super K>> void answer(Controller<K> controller, Delta delta) {
    Moment moment = new Moment(now, IdSource.seeded(3), Pace.FAST);
    for (K key : controller.affectedBy(delta, ledger.durable())) {
      controller.reconcile(ledger.durable(), key, moment).effects().stream()
          .flatMap(
              effect ->
                  effect instanceof Effect.State(var change)
                      ? Stream.<Change<?, ?>>of(change)
                      : Stream.<Change<?, ?>>empty())
          .forEach(change -> ledger.transact((_, _) -> Decision.accept(true, change)));
    }
  }
}
