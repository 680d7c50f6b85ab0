package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.LaunchTemplateId;
import io.eksnet.table.Facts;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Makes one more version of a launch template, the latest from then on.
 *
 * <p>Refused with InvalidLaunchTemplateId.NotFound, InvalidLaunchTemplateId.VersionNotFound.
 *
 * @param source the version whose data it starts from; what is said here replaces whole members
 * @param data as {@link LaunchTemplate.Version#data}
 */
public record CreateLaunchTemplateVersion(
    LaunchTemplateId id,
    Optional<String> source,
    String description,
    SortedMap<String, String> data)
    implements Command<LaunchTemplate> {
  @Override
  public Decision<LaunchTemplate> decide(Facts facts, Context context) {
    return LaunchTemplates.createVersion(facts, this, context);
  }
}
