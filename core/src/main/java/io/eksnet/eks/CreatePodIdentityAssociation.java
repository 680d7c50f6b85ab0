package io.eksnet.eks;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.table.Facts;
import java.util.Optional;

/**
 * Gives the pods of a service account a role's credentials; neither namespace nor service account
 * need be there yet.
 *
 * <p>Refused with ResourceNotFoundException, ResourceInUseException (the service account has one)
 * and InvalidParameterException (roles).
 */
public record CreatePodIdentityAssociation(
    Scope scope,
    String cluster,
    String namespace,
    String serviceAccount,
    String roleArn,
    boolean disableSessionTags,
    Optional<String> targetRoleArn,
    Tags tags)
    implements Command<PodIdentityAssociation> {
  @Override
  public Decision<PodIdentityAssociation> decide(Facts facts, Context context) {
    return PodIdentities.create(facts, this, context);
  }
}
