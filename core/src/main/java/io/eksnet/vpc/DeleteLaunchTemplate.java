package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.LaunchTemplateId;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;

/**
 * Deletes a launch template with all its versions; instances keep what they were launched with.
 *
 * <p>Refused with InvalidLaunchTemplateId.NotFound.
 */
public record DeleteLaunchTemplate(LaunchTemplateId id) implements Command<LaunchTemplate> {
  @Override
  public Decision<LaunchTemplate> decide(Facts facts, Context context) {
    return LaunchTemplates.known(facts, id)
        .then(it -> Decision.accept(it, Change.remove(LaunchTemplate.KIND, id)));
  }
}
