package io.eksnet.elb;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.ListenerArn;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;

/**
 * Deletes a listener and its rules.
 *
 * <p>Refused with ListenerNotFound.
 *
 * @param owner whose listener it is
 */
public record DeleteListener(Scope owner, ListenerArn arn) implements Command<ListenerArn> {
  @Override
  public Decision<ListenerArn> decide(Facts facts, Context context) {
    return Listeners.delete(facts, this);
  }
}
