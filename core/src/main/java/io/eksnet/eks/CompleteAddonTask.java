package io.eksnet.eks;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What came of an add-on's task in the cluster. A task that is no longer the add-on's changes
 * nothing: another was asked for meanwhile.
 *
 * @param failure why it could not be done; none when it was
 */
public record CompleteAddonTask(Addon.Key addon, Addon.Task task, Optional<Addon.Issue> failure)
    implements Command<Boolean> {

  @Override
  public Decision<Boolean> decide(Facts facts, Context context) {
    Optional<Addon> found =
        facts.find(Addon.KIND, addon).filter(it -> it.task().equals(Optional.of(task)));
    if (found.isEmpty()) {
      return Decision.accept(false);
    }
    Addon present = found.get();
    if (failure.isPresent()) {
      return failed(facts, present, failure.get(), context);
    }
    return switch (task) {
      case Addon.Task.Remove() ->
          Decision.accept(true, Change.<Addon.Key, Addon>remove(Addon.KIND, addon));
      case Addon.Task.Apply(Addon.Configuration target, Addon.Conflicts _) ->
          Decision.accept(true, Change.put(Addon.KIND, present.applied(target, context.now())));
    };
  }

  private static Decision<Boolean> failed(
      Facts facts, Addon present, Addon.Issue why, Context context) {
    Addon.Status status =
        switch (present.status()) {
          case CREATING, CREATE_FAILED -> Addon.Status.CREATE_FAILED;
          case DELETING, DELETE_FAILED -> Addon.Status.DELETE_FAILED;
          case ACTIVE, UPDATING, UPDATE_FAILED, DEGRADED -> Addon.Status.UPDATE_FAILED;
        };
    List<Change<?, ?>> changes = new ArrayList<>();
    present
        .update()
        .flatMap(id -> facts.find(Update.KIND, id))
        .ifPresent(
            update ->
                changes.add(
                    Change.put(
                        Update.KIND,
                        update.failed(
                            List.of(
                                new Update.Failure(
                                    why.code(), why.message(), why.resourceIds()))))));
    changes.add(Change.put(Addon.KIND, present.settled(status, List.of(why), context.now())));
    return Decision.accept(true, changes);
  }
}
