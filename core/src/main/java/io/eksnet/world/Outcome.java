package io.eksnet.world;

import io.eksnet.id.Command;
import io.eksnet.kube.KubeWrite;
import io.eksnet.table.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a controller answers for one key.
 *
 * @param effects what is to be done, in order
 * @param again when to be asked again though nothing changed
 */
public record Outcome(List<Effect> effects, Optional<Instant> again) {
  private static final Outcome DONE = new Outcome(List.of(), Optional.empty());

  public Outcome {
    effects = List.copyOf(effects);
  }

  /** Nothing to do. */
  public static Outcome done() {
    return DONE;
  }

  /** Nothing to do before a moment. */
  public static Outcome again(Instant at) {
    return new Outcome(List.of(), Optional.of(at));
  }

  /** Things to do. */
  public static Outcome of(Effect... effects) {
    return new Outcome(List.of(effects), Optional.empty());
  }

  /** Things to do. */
  public static Outcome of(List<? extends Effect> effects) {
    return effects.isEmpty() ? DONE : new Outcome(List.copyOf(effects), Optional.empty());
  }

  /** One Kubernetes write. */
  public static Outcome write(KubeWrite write) {
    return of(new Effect.Write(write));
  }

  /** One call to AWS. */
  public static Outcome call(Command<?> command) {
    return of(new Effect.Call(command));
  }

  /** One fact. */
  public static Outcome state(Change<?, ?> change) {
    return of(new Effect.State(change));
  }

  /** This outcome, and to be asked again at a moment (the earlier one if it had one). */
  public Outcome andAgain(Instant at) {
    return new Outcome(effects, Optional.of(again.filter(at::isAfter).orElse(at)));
  }

  /** This outcome and then another. */
  public Outcome and(Outcome other) {
    List<Effect> all = new ArrayList<>(effects);
    all.addAll(other.effects);
    Outcome both = new Outcome(all, again);
    return other.again.map(both::andAgain).orElse(both);
  }
}
