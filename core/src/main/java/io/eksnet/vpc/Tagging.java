package io.eksnet.vpc;

import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The rules for tags, on every kind of EC2 resource. */
final class Tagging {
  private static final String AWS_OWN = "aws:";

  private Tagging() {}

  static Decision<Boolean> create(Facts facts, CreateTags command) {
    if (command.tags().values().isEmpty()) {
      return Decision.refuse(Ec2Refusals.missing("tagSet"));
    }
    if (command.tags().values().keySet().stream().anyMatch(key -> key.startsWith(AWS_OWN))) {
      return Decision.refuse(Ec2Refusals.reservedTag());
    }
    UnaryOperator<Tags> edit =
        tags -> {
          Tags more = tags;
          for (Map.Entry<String, String> tag : command.tags().values().entrySet()) {
            more = more.with(tag.getKey(), tag.getValue());
          }
          return more;
        };
    boolean tooMany =
        command.resources().stream()
            .flatMap(
                id ->
                    Ec2Resources.of(id)
                        .flatMap(it -> it.tagsOf(facts, id, command.caller()))
                        .stream())
            .anyMatch(
                tags ->
                    edit.apply(tags).values().size()
                        > new Vpcs(facts).quota(Quota.TAGS_PER_RESOURCE));
    return tooMany
        ? Decision.refuse(Ec2Refusals.tagLimit())
        : edited(facts, command.caller(), command.resources(), edit);
  }

  static Decision<Boolean> delete(Facts facts, DeleteTags command) {
    return edited(facts, command.caller(), command.resources(), tags -> left(tags, command.tags()));
  }

  private static Tags left(Tags tags, Map<String, Optional<String>> gone) {
    if (gone.isEmpty()) {
      // All that are the client's; AWS's own stay.
      Map<String, String> own = new TreeMap<>(tags.values());
      own.keySet().removeIf(key -> !key.startsWith(AWS_OWN));
      return Tags.of(own);
    }
    Tags less = tags;
    for (Map.Entry<String, Optional<String>> tag : gone.entrySet()) {
      Optional<String> present = less.get(tag.getKey());
      boolean meant = tag.getValue().isEmpty() || tag.getValue().equals(present);
      less = meant ? less.without(tag.getKey()) : less;
    }
    return less;
  }

  private static Decision<Boolean> edited(
      Facts facts, Scope caller, List<String> resources, UnaryOperator<Tags> edit) {
    if (resources.isEmpty()) {
      return Decision.refuse(Ec2Refusals.missing("resourceIdSet"));
    }
    List<Change<?, ?>> changes = new ArrayList<>();
    for (String id : resources) {
      Optional<Ec2Resource<?, ?>> resource = Ec2Resources.of(id);
      if (resource.isEmpty()) {
        return Decision.refuse(Ec2Refusals.notTaggable(id));
      }
      Optional<Change<?, ?>> change = resource.get().retag(facts, id, caller, edit);
      if (change.isEmpty()) {
        return Decision.refuse(resource.get().missing(List.of(id)));
      }
      changes.add(change.get());
    }
    return Decision.accept(true, changes);
  }
}
