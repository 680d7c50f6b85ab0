package io.eksnet.aws.ec2;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.Command;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.vpc.ClientToken;
import io.eksnet.vpc.Ec2Resource;
import io.eksnet.vpc.Idempotent;
import io.eksnet.world.Ledger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequest;

/**
 * One call of an EC2 action: what its caller sees, and how its commands are carried out. A dry run
 * decides only.
 *
 * @param principal the caller's ARN
 * @param view the durable facts when the call came in
 */
record Call(String principal, View view, Ledger ledger, AwsRequest request) {

  /** The account and Region of the caller. */
  Scope scope() {
    return view.scope();
  }

  /** What is durable now, after the commands of this call. */
  View now() {
    return new View(ledger.durable().vpcs(), view.scope());
  }

  /** Carries a command out and returns when it is durable. */
  <T> Reply<T> execute(Command<T> command) {
    boolean dryRun = request.getValueForField("DryRun", Boolean.class).orElse(false);
    Decision<T> decision =
        dryRun
            ? ledger
                .<T>transact((applied, context) -> unchanged(command.decide(applied, context)))
                .decision()
            : ledger.execute(command);
    return judged(decision);
  }

  /** What the rules made of something, as a reply. */
  <T> Reply<T> judged(Decision<T> decision) {
    return switch (decision) {
      case Decision.Accepted<T>(var value, _) -> Reply.answer(value);
      case Decision.Refused<T>(var refusal) -> Reply.refuse(refusal.code(), refusal.message());
    };
  }

  /** Carries out a command that makes a resource, once for each ClientToken. */
  <K extends Comparable<? super K>, T extends Scoped> Reply<T> create(
      Ec2Resource<K, T> resource, Command<T> command) {
    Optional<String> token = request.getValueForField("ClientToken", String.class);
    if (token.isEmpty() || token.get().isEmpty()) {
      return execute(command);
    }
    ClientToken.Key key = new ClientToken.Key(scope(), command.action(), token.get());
    return execute(new Idempotent<>(command, resource, key, digest(request)));
  }

  private static String digest(AwsRequest request) {
    try {
      byte[] text = request.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible); // every JDK has SHA-256
    }
  }

  private static <T> Decision<T> unchanged(Decision<T> decision) {
    return switch (decision) {
      case Decision.Accepted<T>(var value, _) -> Decision.accept(value, List.of());
      case Decision.Refused<T> refused -> refused;
    };
  }
}
