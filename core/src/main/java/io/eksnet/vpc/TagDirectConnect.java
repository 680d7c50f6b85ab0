package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.table.Facts;

/**
 * Adds tags to a Direct Connect gateway or a virtual interface (TagResource); those of the same key
 * are replaced.
 *
 * <p>Refused with DirectConnectClientException and TooManyTagsException.
 *
 * @param by the account and Region of the caller
 */
public record TagDirectConnect(String arn, Tags tags, Scope by) implements Command<Boolean> {
  @Override
  public String action() {
    return "TagResource";
  }

  @Override
  public Decision<Boolean> decide(Facts facts, Context context) {
    return DirectConnectEdits.tag(new Vpcs(facts), this);
  }
}
