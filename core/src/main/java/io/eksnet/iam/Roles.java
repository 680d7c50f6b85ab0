package io.eksnet.iam;

import io.eksnet.id.AccountId;
import io.eksnet.table.Facts;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What other services ask of roles that they are given. */
public final class Roles {
  private Roles() {}

  /** Whether there is a role with an ARN, in any account of the network. */
  public static boolean exists(Facts facts, String arn) {
    return facts.table(Role.KIND).contains(arn);
  }

  /** The role of an account with a name, in any case of its letters. */
  public static Optional<Role> named(Facts facts, AccountId account, String name) {
    return facts.table(Role.KIND).firstBy(Role.BY_NAME, nameKey(account, name));
  }

  /**
   * Whether a role is there and its trust policy lets a service assume it.
   *
   * @param service a service principal, such as {@code eks.amazonaws.com}
   */
  public static boolean assumableBy(Facts facts, String arn, String service) {
    return facts
        .find(Role.KIND, arn)
        .map(
            role ->
                Trust.ask(
                    role.trustPolicy().document(),
                    "sts:AssumeRole",
                    new Trust.Service(service),
                    Map.of()))
        .filter(answer -> answer == Trust.Answer.NAMED)
        .isPresent();
  }

  static String nameKey(AccountId account, String name) {
    return account + "/" + name.toLowerCase(Locale.ROOT);
  }
}
