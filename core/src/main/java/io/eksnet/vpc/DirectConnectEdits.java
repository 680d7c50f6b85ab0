package io.eksnet.vpc;

import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.net.Cidr;
import io.eksnet.table.Change;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The rules for changes of Direct Connect's things that exist: names, prefixes, tags. */
final class DirectConnectEdits {
  private static final int MOST_TAGS = 50;

  private DirectConnectEdits() {}

  static Decision<DirectConnectGateway> rename(Vpcs vpcs, UpdateDirectConnectGateway command) {
    return DirectConnect.gateway(vpcs, command.gateway(), command.by())
        .map(it -> it.withName(command.name()))
        .map(it -> Decision.accept(it, Change.put(DirectConnectGateway.KIND, it)))
        .orElseGet(() -> Decision.refuse(DirectConnectRefusals.gatewayNotFound(command.gateway())));
  }

  static Decision<DirectConnectAssociation> update(
      Vpcs vpcs, UpdateDirectConnectGatewayAssociation command) {
    Optional<DirectConnectAssociation> found =
        vpcs.facts()
            .find(DirectConnectAssociation.KIND, command.association())
            .filter(it -> it.scope().account().equals(command.by()));
    if (found.isEmpty()) {
      return Decision.refuse(DirectConnectRefusals.associationNotFound(command.association()));
    }
    if (!found.get().isAssociated()) {
      return Decision.refuse(DirectConnectRefusals.notAssociated(command.association()));
    }
    Set<Cidr> allowed = new LinkedHashSet<>(found.get().allowedPrefixes());
    command.remove().forEach(allowed::remove);
    allowed.addAll(command.add());
    if (allowed.isEmpty() && found.get().transitGateway().isPresent()) {
      return Decision.refuse(DirectConnectRefusals.prefixesMissing());
    }
    DirectConnectAssociation after = found.get().withAllowedPrefixes(new ArrayList<>(allowed));
    return Decision.accept(after, Change.put(DirectConnectAssociation.KIND, after));
  }

  static Decision<Boolean> tag(Vpcs vpcs, TagDirectConnect command) {
    return retagged(
        vpcs,
        command.arn(),
        command.by(),
        tags -> {
          Tags all = tags;
          for (Map.Entry<String, String> each : command.tags().values().entrySet()) {
            all = all.with(each.getKey(), each.getValue());
          }
          return all;
        });
  }

  static Decision<Boolean> untag(Vpcs vpcs, UntagDirectConnect command) {
    return retagged(
        vpcs,
        command.arn(),
        command.by(),
        tags -> {
          Tags left = tags;
          for (String key : command.keys()) {
            left = left.without(key);
          }
          return left;
        });
  }

  static Optional<Refusal> tagProblem(Tags tags) {
    return tags.values().size() > MOST_TAGS
        ? Optional.of(DirectConnectRefusals.tooManyTags())
        : Optional.empty();
  }

  private static Decision<Boolean> retagged(
      Vpcs vpcs, String arn, Scope by, UnaryOperator<Tags> edit) {
    Optional<Decision<Boolean>> gateway =
        vpcs.facts().table(DirectConnectGateway.KIND).stream()
            .filter(it -> it.arn().equals(arn) && it.scope().account().equals(by.account()))
            .findFirst()
            .map(
                it ->
                    judged(
                        edit.apply(it.tags()),
                        tags -> Change.put(DirectConnectGateway.KIND, it.withTags(tags))));
    return gateway
        .or(
            () ->
                vpcs.facts().table(VirtualInterface.KIND).stream()
                    .filter(it -> it.arn().equals(arn) && it.scope().equals(by))
                    .findFirst()
                    .map(
                        it ->
                            judged(
                                edit.apply(it.tags()),
                                tags -> Change.put(VirtualInterface.KIND, it.withTags(tags)))))
        .orElseGet(() -> Decision.refuse(DirectConnectRefusals.resourceNotFound(arn)));
  }

  private static Decision<Boolean> judged(Tags tags, Function<Tags, Change<?, ?>> change) {
    return tagProblem(tags)
        .or(() -> DirectConnect.advertisedProblem(tags))
        .<Decision<Boolean>>map(Decision::refuse)
        .orElseGet(() -> Decision.accept(true, List.of(change.apply(tags))));
  }
}
