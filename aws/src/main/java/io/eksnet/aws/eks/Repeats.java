package io.eksnet.aws.eks;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import io.eksnet.vpc.ClientToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import software.amazon.awssdk.services.eks.model.EksRequest;

/**
 * Commands under a clientRequestToken: a repetition answers what the first made, and the same token
 * with other parameters is refused.
 *
 * @param name what was made, as text
 * @param find what has such a name, if it is still there
 */
record Repeats<T>(Function<T, String> name, BiFunction<Facts, String, Optional<T>> find) {

  /** Carries out a command of a request, once for each token. */
  Reply<T> execute(Call call, EksRequest request, Command<T> command) {
    Optional<String> token = request.getValueForField("clientRequestToken", String.class);
    if (token.isEmpty() || token.get().isEmpty()) {
      return call.execute(command);
    }
    ClientToken.Key key = new ClientToken.Key(call.scope(), "eks:" + command.action(), token.get());
    return call.execute(new Once<>(command, key, digest(request), this));
  }

  private record Once<T>(
      Command<T> command, ClientToken.Key key, String parameters, Repeats<T> repeats)
      implements Command<T> {
    @Override
    public Decision<T> decide(Facts facts, Context context) {
      Optional<ClientToken> known =
          facts
              .find(ClientToken.KIND, key)
              .filter(it -> it.at().plus(ClientToken.REMEMBERED).isAfter(context.now()));
      if (known.isPresent() && !known.get().parameters().equals(parameters)) {
        return Decision.refuse(
            "InvalidParameterException",
            "The client request token was used with other parameters before: " + key.token());
      }
      return known
          .flatMap(it -> repeats.find().apply(facts, it.made()))
          .<Decision<T>>map(made -> Decision.accept(made, List.of()))
          .orElseGet(() -> first(facts, context));
    }

    private Decision<T> first(Facts facts, Context context) {
      return switch (command.decide(facts, context)) {
        case Decision.Refused<T> refused -> refused;
        case Decision.Accepted<T>(T made, List<Change<?, ?>> changes) -> {
          List<Change<?, ?>> all = new ArrayList<>(changes);
          all.add(
              Change.put(
                  ClientToken.KIND,
                  new ClientToken(key, parameters, repeats.name().apply(made), context.now())));
          yield Decision.accept(made, all);
        }
      };
    }

    @Override
    public String action() {
      return command.action();
    }
  }

  private static String digest(EksRequest request) {
    try {
      byte[] text = request.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible); // every JDK has SHA-256
    }
  }
}
