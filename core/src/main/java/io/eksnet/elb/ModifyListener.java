package io.eksnet.elb;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.ListenerArn;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;
import java.util.List;
import java.util.Optional;

/**
 * Changes a listener; what is not given stays. One that is no longer encrypted loses its policy and
 * its certificates.
 *
 * <p>Refused with ListenerNotFound, and as {@link CreateListener} is.
 *
 * @param owner whose listener it is
 * @param defaultActions none leaves them
 */
public record ModifyListener(
    Scope owner,
    ListenerArn arn,
    Optional<ElbProtocol> protocol,
    Optional<Integer> port,
    CreateListener.TlsRequest tls,
    List<ListenerAction> defaultActions)
    implements Command<Listener> {
  public ModifyListener {
    defaultActions = ActionRules.ordered(defaultActions);
  }

  @Override
  public Decision<Listener> decide(Facts facts, Context context) {
    return Listeners.modify(facts, this);
  }
}
