package io.eksnet.workloads;

import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.ObjectRef;
import io.eksnet.table.Change;
import io.eksnet.world.Effect;
import io.eksnet.world.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one reconciliation wants done, as it is found out. */
final class Effects {
  private final List<Effect> all = new ArrayList<>();
  private Optional<Instant> again = Optional.empty();

  Effects write(KubeWrite write) {
    all.add(new Effect.Write(write));
    return this;
  }

  Effects state(Change<?, ?> change) {
    all.add(new Effect.State(change));
    return this;
  }

  /** A Normal event. */
  Effects event(ObjectRef about, String reason, String message, String component) {
    return write(new KubeWrite.RecordEvent(about, false, reason, message, component, ""));
  }

  /** To be asked again at a moment; the earliest one counts. */
  Effects again(Instant at) {
    again = Optional.of(again.filter(at::isAfter).orElse(at));
    return this;
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  Outcome outcome() {
    Outcome outcome = Outcome.of(all);
    return again.map(outcome::andAgain).orElse(outcome);
  }
}
