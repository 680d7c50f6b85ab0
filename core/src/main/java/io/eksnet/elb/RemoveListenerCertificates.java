package io.eksnet.elb;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.ListenerArn;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Takes certificates from a listener; those that it has not do not matter.
 *
 * <p>Refused with ListenerNotFound and OperationNotPermitted (the default certificate).
 *
 * @param owner whose listener it is
 * @param certificates their ARNs
 */
public record RemoveListenerCertificates(Scope owner, ListenerArn arn, List<String> certificates)
    implements Command<Boolean> {
  public RemoveListenerCertificates {
    certificates = List.copyOf(certificates);
  }

  @Override
  public Decision<Boolean> decide(Facts facts, Context context) {
    return ListenerCertificates.remove(facts, this);
  }
}
