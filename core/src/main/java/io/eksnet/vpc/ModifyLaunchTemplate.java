package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.LaunchTemplateId;
import io.eksnet.table.Facts;

/**
 * Makes another version of a launch template its default.
 *
 * <p>Refused with InvalidLaunchTemplateId.NotFound, InvalidLaunchTemplateId.VersionNotFound.
 *
 * @param defaultVersion a number, {@code $Latest} or {@code $Default}
 */
public record ModifyLaunchTemplate(LaunchTemplateId id, String defaultVersion)
    implements Command<LaunchTemplate> {
  @Override
  public Decision<LaunchTemplate> decide(Facts facts, Context context) {
    return LaunchTemplates.modify(facts, this);
  }
}
