package io.eksnet.eks;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.table.Facts;
import java.util.List;
import java.util.Optional;

/**
 * Lets an IAM principal call a cluster's API server.
 *
 * <p>Refused with ResourceNotFoundException, InvalidRequestException (the cluster's authentication
 * mode), ResourceInUseException (the principal has an entry) and InvalidParameterException.
 *
 * @param type one of {@link AccessEntry.Type}; none means STANDARD
 * @param username none means EKS's choice
 */
public record CreateAccessEntry(
    Scope scope,
    String cluster,
    String principal,
    Optional<String> type,
    Optional<String> username,
    List<String> groups,
    Tags tags)
    implements Command<AccessEntry> {
  public CreateAccessEntry {
    groups = List.copyOf(groups);
  }

  @Override
  public Decision<AccessEntry> decide(Facts facts, Context context) {
    return AccessEntries.create(facts, this, context);
  }
}
