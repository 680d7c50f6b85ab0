package io.eksnet.eks;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;

/** Encrypts a cluster's Secrets with a key of the client's; it cannot be undone. */
public record AssociateEncryptionConfig(
    Scope scope, String name, ClusterSettings.Encryption encryption) implements Command<Update> {
  @Override
  public Decision<Update> decide(Facts facts, Context context) {
    return ClusterUpdates.encryption(facts, this, context);
  }
}
