package io.eksnet.elb;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.ListenerArn;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;
import java.util.Map;
import java.util.TreeMap;

/**
 * Changes attributes of a listener; all or none.
 *
 * <p>Refused with ListenerNotFound and InvalidConfigurationRequest (no such attribute, or not that
 * value).
 *
 * @param owner whose listener it is
 */
public record ModifyListenerAttributes(Scope owner, ListenerArn arn, Map<String, String> attributes)
    implements Command<Listener> {
  public ModifyListenerAttributes {
    attributes = java.util.Collections.unmodifiableMap(new TreeMap<>(attributes));
  }

  @Override
  public Decision<Listener> decide(Facts facts, Context context) {
    return Listeners.modifyAttributes(facts, this);
  }
}
