package io.eksnet.elb;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.ZoneName;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules for targets that come and go; {@link TargetPlaces} judges where they are. */
final class Registrations {
  private static final String QUIC_ID = "0x[0-9a-f]{16}";

  private Registrations() {}

  static Decision<Boolean> register(Facts facts, RegisterTargets command, Context context) {
    return TargetGroups.own(facts, command.owner(), command.group())
        .then(group -> register(facts, group, command.targets(), context));
  }

  private static Decision<Boolean> register(
      Facts facts, TargetGroup group, List<TargetDescription> asked, Context context) {
    Optional<Refusal> problem =
        askedProblem(group, asked).or(() -> TargetPlaces.problem(facts, group, asked));
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    Map<Target.Key, Target> fresh = new LinkedHashMap<>();
    List<Change<?, ?>> changes = new ArrayList<>();
    for (TargetDescription each : asked) {
      Target.Key key = each.in(group);
      Optional<ZoneName> zone = TargetPlaces.zone(facts, group, each);
      Optional<Target> there = facts.find(Target.KIND, key).filter(it -> !it.draining());
      if (there.isEmpty()) {
        fresh.put(key, target(key, zone, each, context));
      } else if (!there.get().zone().equals(zone)) {
        changes.add(Change.put(Target.KIND, target(key, zone, each, context)));
      }
    }
    Optional<Refusal> tooMany = TargetLimits.problem(facts, group, fresh.values());
    if (tooMany.isPresent()) {
      return Decision.refuse(tooMany.get());
    }
    for (Target target : fresh.values()) {
      changes.add(Change.remove(TargetHealth.KIND, target.key()));
      changes.add(Change.put(Target.KIND, target));
    }
    return Decision.accept(true, changes);
  }

  static Decision<Boolean> deregister(Facts facts, DeregisterTargets command, Context context) {
    return TargetGroups.own(facts, command.owner(), command.group())
        .then(
            group -> {
              List<Change<?, ?>> changes = new ArrayList<>();
              for (TargetDescription each : command.targets()) {
                facts
                    .find(Target.KIND, each.in(group))
                    .filter(it -> !it.draining())
                    .ifPresent(
                        it -> changes.add(Change.put(Target.KIND, it.deregistered(context.now()))));
              }
              return Decision.accept(true, changes);
            });
  }

  private static Target target(
      Target.Key key, Optional<ZoneName> zone, TargetDescription asked, Context context) {
    return new Target(
        key.group(),
        key.id(),
        key.port(),
        zone,
        asked.quicServerId(),
        context.now(),
        Optional.empty());
  }

  private static Optional<Refusal> askedProblem(TargetGroup group, List<TargetDescription> asked) {
    if (asked.isEmpty()) {
      return Optional.of(TargetRefusals.invalid("Targets must be specified"));
    }
    if (group.targetType() == TargetGroup.TargetType.LAMBDA) {
      return Optional.of(
          TargetRefusals.notServed(
              "Lambda functions as targets", "use a target group of another target type"));
    }
    Optional<Integer> badPort =
        asked.stream()
            .flatMap(it -> it.port().stream())
            .filter(port -> port < 1 || port > 65_535)
            .findFirst();
    return badPort
        .map(port -> TargetRefusals.outOfRange("targets.member.port", port, 1, 65_535))
        .or(() -> quicProblem(group, asked));
  }

  private static Optional<Refusal> quicProblem(TargetGroup group, List<TargetDescription> asked) {
    boolean quic =
        group
            .protocol()
            .filter(it -> it == ElbProtocol.QUIC || it == ElbProtocol.TCP_QUIC)
            .isPresent();
    List<String> bad =
        asked.stream()
            .filter(it -> it.quicServerId().filter(id -> id.matches(QUIC_ID)).isPresent() != quic)
            .map(TargetDescription::id)
            .toList();
    if (!bad.isEmpty()) {
      return Optional.of(
          quic
              ? TargetRefusals.badQuic(bad)
              : TargetRefusals.invalid(
                  "QUIC server IDs are not supported for target groups with the "
                      + group.protocol().map(ElbProtocol::name).orElse("")
                      + " protocol"));
    }
    long ids = asked.stream().flatMap(it -> it.quicServerId().stream()).distinct().count();
    return quic && ids < asked.size()
        ? Optional.of(TargetRefusals.badQuic(asked.stream().map(TargetDescription::id).toList()))
        : Optional.empty();
  }
}
