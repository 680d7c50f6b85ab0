package io.eksnet.vpc;

import io.eksnet.id.Refusal;
import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.Tags;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import io.eksnet.table.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One kind of EC2 resource: how its ids look, who owns one, how it is tagged, and the words with
 * which EC2 refuses an id of it. {@link Ec2Resources} lists them all.
 *
 * @param prefix what its ids start with: {@code vpc}
 * @param type its name in TagSpecifications and DescribeTags: {@code vpc}
 * @param id makes an id of a text
 * @param names the words of its refusals
 */
public record Ec2Resource<K extends Comparable<? super K>, V extends Scoped>(
    String prefix,
    String type,
    Kind<K, V> kind,
    Function<String, K> id,
    Function<V, Tags> tags,
    BiFunction<V, Tags, V> retagged,
    Names names) {

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{8}|[0-9a-f]{17}");

  /**
   * How EC2 refuses an id; its spelling differs from kind to kind (EC2 API reference, "Error
   * codes").
   *
   * @param noun as in "The vpc ID 'vpc-1' does not exist"
   */
  public record Names(String notFound, String malformed, String noun) {}

  /** A resource by the text of its id, whoever owns it. */
  public Optional<V> find(Facts facts, String text) {
    return facts.find(kind, id.apply(text));
  }

  /** A resource of one account and Region by the text of its id. */
  public Optional<V> find(Facts facts, String text, Scope owner) {
    return find(facts, text).filter(fact -> fact.scope().equals(owner));
  }

  /** Whether a text looks like an id of this kind. */
  public boolean wellFormed(String text) {
    return text.startsWith(prefix + "-")
        && HEX.matcher(text.substring(prefix.length() + 1)).matches();
  }

  /** What EC2 says of ids that name nothing: malformed ones first. */
  public Refusal missing(List<String> texts) {
    for (String text : texts) {
      if (!wellFormed(text)) {
        return new Refusal(
            names.malformed(), "Invalid id: \"" + text + "\" (expecting \"" + prefix + "-...\")");
      }
    }
    return new Refusal(
        names.notFound(),
        texts.size() == 1
            ? "The " + names.noun() + " '" + texts.getFirst() + "' does not exist"
            : "The " + names.noun() + "s '" + String.join(", ", texts) + "' do not exist");
  }

  /** The tags that someone sees on a resource; empty if that one has none such. */
  Optional<Tags> tagsOf(Facts facts, String text, Scope caller) {
    return find(facts, text)
        .flatMap(
            fact ->
                switch (fact) {
                  case VpcPeeringConnection peering when peering.isSeenBy(caller) ->
                      Optional.of(peering.tagsFor(caller));
                  case Scoped _ when fact.scope().equals(caller) -> Optional.of(tags.apply(fact));
                  case Scoped _ -> Optional.empty();
                });
  }

  /** The change that gives a resource other tags; empty if the caller has none such. */
  Optional<Change<?, ?>> retag(Facts facts, String text, Scope caller, Function<Tags, Tags> edit) {
    Optional<Tags> present = tagsOf(facts, text, caller);
    return find(facts, text)
        .flatMap(fact -> present.map(seen -> retagged(fact, caller, edit.apply(seen))));
  }

  private Change<?, ?> retagged(V fact, Scope caller, Tags others) {
    return fact instanceof VpcPeeringConnection peering
        ? Change.put(VpcPeeringConnection.KIND, peering.withTagsFor(caller, others))
        : Change.put(kind, retagged.apply(fact, others));
  }
}
