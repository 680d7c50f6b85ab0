package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Adds tags to resources, or replaces their values: on all of them or none.
 *
 * <p>Refused with the NotFound of a resource's kind, InvalidID, MissingParameter,
 * InvalidParameterValue (a key of AWS's own), TagLimitExceeded.
 *
 * @param caller whose resources they are
 * @param resources ids of any kind of EC2 resource
 */
public record CreateTags(Scope caller, List<String> resources, Tags tags)
    implements Command<Boolean> {
  public CreateTags {
    resources = List.copyOf(resources);
  }

  @Override
  public Decision<Boolean> decide(Facts facts, Context context) {
    return Tagging.create(facts, this);
  }
}
