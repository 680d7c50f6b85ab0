package io.eksnet.eks;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;
import java.util.Optional;

/**
 * Brings an add-on to another version or other values. What is not said of version and values stays
 * as it is; a role that is not said is taken away, as EKS does.
 *
 * <p>Refused with ResourceNotFoundException, ResourceInUseException, InvalidParameterException
 * (version, role).
 */
public record UpdateAddon(
    Scope scope,
    Addon.Key addon,
    Optional<String> version,
    Optional<String> values,
    Optional<String> role,
    Optional<Addon.Conflicts> conflicts)
    implements Command<Update> {

  @Override
  public Decision<Update> decide(Facts facts, Context context) {
    return AddonRules.update(facts, this, context);
  }
}
