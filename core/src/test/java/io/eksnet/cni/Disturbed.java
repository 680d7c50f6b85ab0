package io.eksnet.cni;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.table.Facts;
import io.eksnet.world.Answer;
import io.eksnet.world.Controller;
import io.eksnet.world.Delta;
import io.eksnet.world.Effect;
import io.eksnet.world.Moment;
import io.eksnet.world.Outcome;
import io.eksnet.world.World;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A controller whose calls to EC2 are counted and, as a plan says, refused. */
record Disturbed(Controller<String> inner, Plan plan) implements Controller<String> {

  /** Which calls fail. */
  interface Plan {
    /** The code with which a call is refused; none lets it pass. */
    Optional<String> refusal(Command<?> command);
  }

  /** A call that EC2 refuses without a look. */
  private record Refusing<T>(Command<T> command, String code) implements Command<T> {
    @Override
    public Decision<T> decide(Facts facts, Context context) {
      return Decision.refuse(code, "disturbed");
    }
  }

  @Override
  public String name() {
    return inner.name();
  }

  @Override
  public Collection<String> affectedBy(Delta delta, World world) {
    return inner.affectedBy(delta, world);
  }

  @Override
  public Outcome reconcile(World world, String key, Moment moment) {
    Outcome outcome = inner.reconcile(world, key, moment);
    return new Outcome(disturbed(outcome.effects()), outcome.again());
  }

  @Override
  public List<Effect> hear(World world, String key, Answer answer, Moment moment) {
    Answer told =
        answer.command() instanceof Refusing<?>(Command<?> command, String _)
            ? new Answer(command, answer.result(), answer.at())
            : answer;
    return disturbed(inner.hear(world, key, told, moment));
  }

  private List<Effect> disturbed(List<Effect> effects) {
    return effects.stream().map(this::disturbed).toList();
  }

  private Effect disturbed(Effect effect) {
    return effect instanceof Effect.Call(Command<?> command)
        ? plan.refusal(command)
            .<Effect>map(code -> new Effect.Call(new Refusing<>(command, code)))
            .orElse(effect)
        : effect;
  }
}
