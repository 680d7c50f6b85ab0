package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.Scoped;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A command under a client's token: the first makes something, a repetition answers what was made,
 * and the same token with other parameters is refused with IdempotentParameterMismatch.
 *
 * @param parameters a digest of what is asked
 */
public record Idempotent<K extends Comparable<? super K>, T extends Scoped>(
    Command<T> command, Ec2Resource<K, T> resource, ClientToken.Key key, String parameters)
    implements Command<T> {

  /** How many hours back forgotten tokens are looked for; a daemon may have slept. */
  private static final int HOURS_SWEPT = 48;

  @Override
  public Decision<T> decide(Facts facts, Context context) {
    Optional<ClientToken> known =
        facts
            .find(ClientToken.KIND, key)
            .filter(it -> it.at().plus(ClientToken.REMEMBERED).isAfter(context.now()));
    if (known.isPresent() && !known.get().parameters().equals(parameters)) {
      return Decision.refuse(
          new Refusal(
              "IdempotentParameterMismatch",
              "Arguments on this idempotent request are inconsistent with arguments used in"
                  + " previous request(s)."));
    }
    return known
        .flatMap(it -> resource.find(facts, it.made()))
        .<Decision<T>>map(made -> Decision.accept(made, List.of()))
        .orElseGet(() -> first(facts, context));
  }

  @Override
  public String action() {
    return command.action();
  }

  private Decision<T> first(Facts facts, Context context) {
    return switch (command.decide(facts, context)) {
      case Decision.Refused<T> refused -> refused;
      case Decision.Accepted<T>(T made, List<Change<?, ?>> changes) -> {
        List<Change<?, ?>> all = new ArrayList<>(changes);
        all.addAll(forgotten(facts, context));
        all.add(
            Change.put(
                ClientToken.KIND,
                new ClientToken(
                    key, parameters, resource.kind().keyOf(made).toString(), context.now())));
        yield Decision.accept(made, all);
      }
    };
  }

  private static List<Change<?, ?>> forgotten(Facts facts, Context context) {
    var tokens = facts.table(ClientToken.KIND);
    long last = ClientToken.hour(context.now().minus(ClientToken.REMEMBERED)) - 1;
    List<Change<?, ?>> removals = new ArrayList<>();
    for (long hour = last; hour > last - HOURS_SWEPT; hour--) {
      for (ClientToken.Key old : tokens.keysBy(ClientToken.BY_HOUR, hour)) {
        removals.add(Change.remove(ClientToken.KIND, old));
      }
    }
    return removals;
  }
}
