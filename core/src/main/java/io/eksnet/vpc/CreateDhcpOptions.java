package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.table.Facts;
import java.util.List;
import java.util.Map;

/**
 * Makes a set of DHCP options.
 *
 * <p>Refused with MissingParameter (no options), InvalidParameterValue (an unknown option, a bad
 * value).
 *
 * @param options values by the name of the option, in AWS's words
 */
public record CreateDhcpOptions(Scope scope, Map<String, List<String>> options, Tags tags)
    implements Command<DhcpOptions> {
  @Override
  public Decision<DhcpOptions> decide(Facts facts, Context context) {
    return DhcpOptionSets.create(this, context);
  }
}
