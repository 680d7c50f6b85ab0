package io.eksnet.eks;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;
import java.util.Optional;

/**
 * Replaces a node group's nodes by ones of another Kubernetes version, image or version of their
 * launch template; without either, by ones of the newest image for the cluster's version.
 *
 * <p>Refused with ResourceNotFoundException, ResourceInUseException (an update is under way),
 * InvalidParameterException (versions), InvalidRequestException (the launch template).
 *
 * @param force whether pods that do not leave are no obstacle
 */
public record UpdateNodegroupVersion(
    Scope scope,
    NodeGroup.Key group,
    Optional<String> version,
    Optional<String> release,
    Optional<CreateNodegroup.TemplateName> template,
    boolean force)
    implements Command<Update> {

  @Override
  public Decision<Update> decide(Facts facts, Context context) {
    return NodeGroupUpdates.version(facts, this, context);
  }
}
