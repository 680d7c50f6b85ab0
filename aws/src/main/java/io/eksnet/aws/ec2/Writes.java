package io.eksnet.aws.ec2;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.Command;
import io.eksnet.id.Decision;
import io.eksnet.world.Ledger;
import java.util.List;

/** Carries commands out and puts what was decided into EC2's words. */
record Writes(Ledger ledger) {

  /**
   * Executes a command and returns when it is durable.
   *
   * @param dryRun decides only: a command that would be accepted changes nothing
   */
  <T> Reply<T> execute(Command<T> command, boolean dryRun) {
    Decision<T> decision =
        dryRun
            ? ledger
                .<T>transact((applied, context) -> unchanged(command.decide(applied, context)))
                .decision()
            : ledger.execute(command);
    return switch (decision) {
      case Decision.Accepted<T>(var value, _) -> Reply.answer(value);
      case Decision.Refused<T>(var refusal) -> Reply.refuse(refusal.code(), refusal.message());
    };
  }

  private static <T> Decision<T> unchanged(Decision<T> decision) {
    return switch (decision) {
      case Decision.Accepted<T>(var value, _) -> Decision.accept(value, List.of());
      case Decision.Refused<T> refused -> refused;
    };
  }
}
