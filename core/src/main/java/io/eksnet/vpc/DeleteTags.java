package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes tags from resources; a tag that is not there is no error.
 *
 * <p>Refused with the NotFound of a resource's kind, InvalidID, MissingParameter.
 *
 * @param caller whose resources they are
 * @param resources ids of any kind of EC2 resource
 * @param tags keys; with a value, only a tag of that value goes; none at all means every tag
 */
public record DeleteTags(Scope caller, List<String> resources, Map<String, Optional<String>> tags)
    implements Command<Boolean> {
  public DeleteTags {
    resources = List.copyOf(resources);
    tags = Map.copyOf(tags);
  }

  @Override
  public Decision<Boolean> decide(Facts facts, Context context) {
    return Tagging.delete(facts, this);
  }
}
