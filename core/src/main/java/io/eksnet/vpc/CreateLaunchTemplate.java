package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.table.Facts;
import java.util.SortedMap;

/**
 * Makes a launch template with its first version.
 *
 * <p>Refused with InvalidLaunchTemplateName.MalformedException,
 * InvalidLaunchTemplateName.AlreadyExistsException, MissingParameter (no data).
 *
 * @param data as {@link LaunchTemplate.Version#data}
 */
public record CreateLaunchTemplate(
    Scope scope, String name, String description, SortedMap<String, String> data, Tags tags)
    implements Command<LaunchTemplate> {
  @Override
  public Decision<LaunchTemplate> decide(Facts facts, Context context) {
    return LaunchTemplates.create(facts, this, context);
  }
}
