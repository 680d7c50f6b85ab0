package io.eksnet.cni;

import io.eksnet.id.Command;

/** Refuses calls of one kind with a code, as a fault of EC2 would, until it is stopped. */
final class Disturbance implements Disturbed.Plan {
  private final Class<? extends Command<?>> kind;
  private final String code;
  private int refusals;
  private boolean stopped;

  Disturbance(Class<? extends Command<?>> kind, String code) {
    this.kind = kind;
    this.code = code;
  }

  @Override
  public java.util.Optional<String> refusal(Command<?> command) {
    if (stopped || !kind.isInstance(command)) {
      return java.util.Optional.empty();
    }
    refusals++;
    return java.util.Optional.of(code);
  }

  int refusals() {
    return refusals;
  }

  void stop() {
    stopped = true;
  }
}
