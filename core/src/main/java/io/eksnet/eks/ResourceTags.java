package io.eksnet.eks;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import io.eksnet.table.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The tags of EKS's resources, found by their ARNs. */
public final class ResourceTags {
  private static final String RESOURCE_KEY = ":eks:";

  private ResourceTags() {}

  /** Adds tags, in place of those with the same keys. */
  public record TagResource(Scope scope, String arn, Tags tags)
      implements io.eksnet.id.Command<Tags> {
    @Override
    public Decision<Tags> decide(Facts facts, Context context) {
      return edited(
          facts,
          scope,
          arn,
          present -> {
            Tags more = present;
            for (Map.Entry<String, String> tag : tags.values().entrySet()) {
              more = more.with(tag.getKey(), tag.getValue());
            }
            return more;
          },
          tags);
    }
  }

  /** Takes tags away; those that are not there do not matter. */
  public record UntagResource(Scope scope, String arn, List<String> keys)
      implements io.eksnet.id.Command<Tags> {
    public UntagResource {
      keys = List.copyOf(keys);
    }

    @Override
    public Decision<Tags> decide(Facts facts, Context context) {
      return edited(
          facts,
          scope,
          arn,
          present -> {
            Tags less = present;
            for (String key : keys) {
              less = less.without(key);
            }
            return less;
          },
          Tags.NONE);
    }
  }

  /** A resource's tags and how to give it others. */
  private record Tagged(Tags tags, Function<Tags, Change<?, ?>> with) {}

  private static Decision<Tags> edited(
      Facts facts, Scope scope, String arn, UnaryOperator<Tags> edit, Tags added) {
    Optional<Tagged> found = find(facts, scope, arn);
    if (found.isEmpty()) {
      return Decision.refuse(absent(arn));
    }
    Tags next = edit.apply(found.get().tags());
    Optional<Refusal> wrong = Clusters.wrongTags(added).or(() -> Clusters.tooMany(next));
    return wrong.isPresent()
        ? Decision.refuse("BadRequestException", wrong.get().message())
        : Decision.accept(next, found.get().with().apply(next));
  }

  /** The tags of a resource. */
  public static Decision<Tags> of(Facts facts, Scope scope, String arn) {
    return find(facts, scope, arn)
        .map(it -> Decision.accept(it.tags(), List.of()))
        .orElseGet(() -> Decision.refuse(absent(arn)));
  }

  private static Refusal absent(String arn) {
    return arn.startsWith("arn:") && arn.contains(RESOURCE_KEY)
        ? new Refusal("NotFoundException", "The specified resource could not be found: " + arn)
        : new Refusal("BadRequestException", "The resource ARN '" + arn + "' is not valid");
  }

  private static Optional<Tagged> find(Facts facts, Scope scope, String arn) {
    Optional<Cluster> cluster = Cluster.only(facts).filter(it -> it.scope().equals(scope));
    if (cluster.isEmpty()) {
      return Optional.empty();
    }
    Cluster of = cluster.get();
    return Stream.of(
            tagged(
                facts, Cluster.KIND, it -> it.arn().equals(arn), Cluster::tags, Cluster::withTags),
            tagged(
                facts,
                NodeGroup.KIND,
                it -> EksArns.nodeGroup(of, it).equals(arn),
                NodeGroup::tags,
                NodeGroup::withTags),
            tagged(
                facts,
                Addon.KIND,
                it -> EksArns.addon(of, it).equals(arn),
                Addon::tags,
                Addon::withTags),
            tagged(
                facts,
                AccessEntry.KIND,
                it -> it.arn(of).equals(arn),
                AccessEntry::tags,
                AccessEntry::withTags),
            tagged(
                facts,
                PodIdentityAssociation.KIND,
                it -> it.arn(of).equals(arn),
                PodIdentityAssociation::tags,
                PodIdentityAssociation::withTags))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static <K extends Comparable<? super K>, V> Optional<Tagged> tagged(
      Facts facts,
      Kind<K, V> kind,
      Predicate<V> meant,
      Function<V, Tags> tags,
      BiFunction<V, Tags, V> with) {
    return facts.table(kind).stream()
        .filter(meant)
        .findFirst()
        .map(
            fact -> new Tagged(tags.apply(fact), next -> Change.put(kind, with.apply(fact, next))));
  }
}
