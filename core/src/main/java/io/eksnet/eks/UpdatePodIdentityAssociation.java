package io.eksnet.eks;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;
import java.util.Optional;

/**
 * Changes the role of an association; what is not named stays.
 *
 * @param targetRoleArn the empty text takes the target role away
 */
public record UpdatePodIdentityAssociation(
    Scope scope,
    String cluster,
    String id,
    Optional<String> roleArn,
    Optional<Boolean> disableSessionTags,
    Optional<String> targetRoleArn)
    implements Command<PodIdentityAssociation> {
  @Override
  public Decision<PodIdentityAssociation> decide(Facts facts, Context context) {
    return PodIdentities.update(facts, this, context);
  }
}
