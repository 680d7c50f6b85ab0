package io.eksnet.elb.classic;

import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The rules for the tags of Classic Load Balancers. */
final class ClassicTags {
  private static final int MOST = 50;

  private ClassicTags() {}

  static Decision<Boolean> add(Facts facts, AddTags command) {
    return retagged(
        facts,
        command.owner(),
        command.names(),
        tags -> {
          Tags all = tags;
          for (Map.Entry<String, String> each : command.tags().values().entrySet()) {
            all = all.with(each.getKey(), each.getValue());
          }
          return all;
        });
  }

  static Decision<Boolean> remove(Facts facts, RemoveTags command) {
    return retagged(
        facts,
        command.owner(),
        command.names(),
        tags -> {
          Tags left = tags;
          for (String key : command.keys()) {
            left = left.without(key);
          }
          return left;
        });
  }

  static Optional<Refusal> problem(Tags tags) {
    Optional<String> reserved =
        tags.values().keySet().stream().filter(it -> it.startsWith("aws:")).findFirst();
    if (reserved.isPresent()) {
      return Optional.of(
          ClassicRefusals.validation(
              "aws: prefixed tag key names are not allowed for external use"));
    }
    return tags.values().size() > MOST
        ? Optional.of(ClassicRefusals.tooManyTags())
        : Optional.empty();
  }

  private static Decision<Boolean> retagged(
      Facts facts, Scope owner, List<String> names, UnaryOperator<Tags> edit) {
    List<Change<?, ?>> changes = new ArrayList<>();
    for (String name : names) {
      Optional<ClassicLoadBalancer> found = ClassicLoadBalancers.find(facts, owner, name);
      if (found.isEmpty()) {
        return Decision.refuse(ClassicRefusals.notFound(name));
      }
      Tags tags = edit.apply(found.get().tags());
      Optional<Refusal> problem = problem(tags);
      if (problem.isPresent()) {
        return Decision.refuse(problem.get());
      }
      changes.add(Change.put(ClassicLoadBalancer.KIND, found.get().withTags(tags)));
    }
    return Decision.accept(true, changes);
  }
}
