package io.eksnet.cloud;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import java.util.ArrayList;
import java.util.List;

/**
 * Several commands, each judged after the ones before it: all are carried out or none. The answer
 * is theirs in order; the refusal is the first, with the action that met it in front.
 */
public record CommandSequence(List<Command<?>> commands) implements Command<List<Object>> {
  public CommandSequence {
    commands = List.copyOf(commands);
  }

  @Override
  public Decision<List<Object>> decide(Facts facts, Context context) {
    Facts present = facts;
    List<Object> answers = new ArrayList<>(commands.size());
    List<Change<?, ?>> all = new ArrayList<>();
    for (Command<?> command : commands) {
      switch (command.decide(present, context)) {
        case Decision.Accepted<?>(Object value, List<Change<?, ?>> changes) -> {
          present = present.with(changes);
          answers.add(value);
          all.addAll(changes);
        }
        case Decision.Refused<?>(Refusal why) -> {
          return Decision.refuse(why.code(), command.action() + ": " + why.message());
        }
      }
    }
    return Decision.accept(List.copyOf(answers), all);
  }
}
