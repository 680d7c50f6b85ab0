package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.LaunchTemplateId;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Deletes versions of a launch template: those that are there and not the default; the answer tells
 * which.
 *
 * <p>Refused with InvalidLaunchTemplateId.NotFound.
 */
public record DeleteLaunchTemplateVersions(LaunchTemplateId id, List<String> versions)
    implements Command<DeleteLaunchTemplateVersions.Deleted> {
  public DeleteLaunchTemplateVersions {
    versions = versions.stream().distinct().toList();
  }

  /**
   * What became of the versions.
   *
   * @param missing those that are not there
   * @param kept the default version, if it was named
   */
  public record Deleted(List<Integer> deleted, List<String> missing, List<Integer> kept) {}

  @Override
  public Decision<Deleted> decide(Facts facts, Context context) {
    return LaunchTemplates.deleteVersions(facts, this);
  }
}
