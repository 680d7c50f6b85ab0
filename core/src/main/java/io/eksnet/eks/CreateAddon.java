package io.eksnet.eks;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.table.Facts;
import java.util.Optional;

/**
 * Makes an add-on; its objects come into the cluster afterwards. The values are checked against the
 * add-on's schema before.
 *
 * <p>Refused with ResourceNotFoundException (the cluster), ResourceInUseException,
 * InvalidParameterException (name, version, role, conflicts), InvalidRequestException (the
 * cluster's status).
 *
 * @param version none means the default for the cluster's version
 */
public record CreateAddon(
    Scope scope,
    Addon.Key addon,
    Optional<String> version,
    String values,
    Optional<String> role,
    Addon.Conflicts conflicts,
    Tags tags)
    implements Command<Addon> {

  @Override
  public Decision<Addon> decide(Facts facts, Context context) {
    return AddonRules.create(facts, this, context);
  }
}
