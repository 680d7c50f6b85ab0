package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Takes tags from a Direct Connect gateway or a virtual interface (UntagResource); keys that are
 * not there do not matter.
 *
 * <p>Refused with DirectConnectClientException.
 *
 * @param by the account and Region of the caller
 */
public record UntagDirectConnect(String arn, List<String> keys, Scope by)
    implements Command<Boolean> {
  public UntagDirectConnect {
    keys = List.copyOf(keys);
  }

  @Override
  public String action() {
    return "UntagResource";
  }

  @Override
  public Decision<Boolean> decide(Facts facts, Context context) {
    return DirectConnectEdits.untag(new Vpcs(facts), this);
  }
}
