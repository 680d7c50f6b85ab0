package io.eksnet.cni;

import io.eksnet.id.Command;
import java.util.Optional;

/** Counts calls of one kind and lets them pass. */
final class CallCount implements Disturbed.Plan {
  private final Class<? extends Command<?>> kind;
  private int count;

  CallCount(Class<? extends Command<?>> kind) {
    this.kind = kind;
  }

  @Override
  public Optional<String> refusal(Command<?> command) {
    if (kind.isInstance(command)) {
      count++;
    }
    return Optional.empty();
  }

  int count() {
    return count;
  }
}
