package io.eksnet.vpc;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.InstanceId;
import io.eksnet.id.Refusal;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The rules for starting, stopping and ending instances; see {@link InstanceLaunch} too. */
final class Instances {
  private Instances() {}

  /** What one instance becomes; an empty list of changes when it is so already. */
  private record Step(Instance instance, List<Change<?, ?>> changes) {
    static Decision<Step> to(Instance instance, List<? extends Change<?, ?>> more) {
      List<Change<?, ?>> changes = new ArrayList<>(more);
      changes.addFirst(Change.put(Instance.KIND, instance));
      return Decision.accept(new Step(instance, changes));
    }

    static Decision<Step> none(Instance instance) {
      return Decision.accept(new Step(instance, List.of()));
    }
  }

  static Decision<List<Instance>> terminate(
      Facts facts, TerminateInstances command, Context context) {
    return each(facts, command.ids(), (_, instance) -> terminated(instance, context));
  }

  static Decision<List<Instance>> stop(Facts facts, StopInstances command, Context context) {
    return each(facts, command.ids(), (vpcs, instance) -> stopped(vpcs, instance, context));
  }

  static Decision<List<Instance>> start(Facts facts, StartInstances command, Context context) {
    return each(facts, command.ids(), (vpcs, instance) -> started(vpcs, instance, context));
  }

  static Decision<List<Instance>> reboot(Facts facts, RebootInstances command) {
    return each(
        facts,
        command.ids(),
        (_, instance) ->
            instance.alive()
                ? Step.none(instance)
                : Decision.refuse(InstanceRefusals.wrongState(instance.id(), "rebooted")));
  }

  /**
   * What goes when an instance has ended: the interfaces and volumes that go with it. Others stay,
   * attached to nothing, without the public addresses that AWS lent.
   */
  static List<Change<?, ?>> ended(Vpcs vpcs, InstanceId id) {
    List<Change<?, ?>> changes = new ArrayList<>();
    for (NetworkInterface eni : vpcs.interfacesOf(id)) {
      boolean goesToo =
          eni.attachment().map(NetworkInterface.Attachment::deleteOnTermination).orElse(false);
      changes.addAll(
          goesToo
              ? NetworkInterfaces.removal(vpcs, eni)
              : List.of(Change.put(NetworkInterface.KIND, withoutLent(eni).detached())));
    }
    for (Volume volume : vpcs.facts().table(Volume.KIND).by(Volume.BY_INSTANCE, id)) {
      changes.add(
          volume.device().deleteOnTermination()
              ? Change.remove(Volume.KIND, volume.id())
              : Change.put(Volume.KIND, volume.detached()));
    }
    return changes;
  }

  /** Each instance after the ones before it; all of them or none. */
  private static Decision<List<Instance>> each(
      Facts facts, List<InstanceId> ids, BiFunction<Vpcs, Instance, Decision<Step>> step) {
    if (ids.isEmpty()) {
      return Decision.refuse(Ec2Refusals.missing("InstanceId"));
    }
    Facts present = facts;
    List<Instance> after = new ArrayList<>();
    List<Change<?, ?>> all = new ArrayList<>();
    for (InstanceId id : ids) {
      Vpcs vpcs = new Vpcs(present);
      Optional<Instance> instance = vpcs.instance(id);
      if (instance.isEmpty()) {
        return Decision.refuse(Ec2Refusals.instanceNotFound(id));
      }
      switch (step.apply(vpcs, instance.get())) {
        case Decision.Refused<Step>(Refusal why) -> {
          return Decision.refuse(why);
        }
        case Decision.Accepted<Step>(Step(Instance next, List<Change<?, ?>> changes), var _) -> {
          after.add(next);
          all.addAll(changes);
          present = present.with(changes);
        }
      }
    }
    return Decision.accept(after, all);
  }

  private static Decision<Step> terminated(Instance instance, Context context) {
    return switch (instance.state()) {
      case PENDING, RUNNING, STOPPING, STOPPED ->
          instance.settings().disableApiTermination()
              ? Decision.refuse(InstanceRefusals.terminationDisabled(instance.id()))
              : Step.to(instance.asked(Instance.State.SHUTTING_DOWN, context.now()), List.of());
      case SHUTTING_DOWN, TERMINATED -> Step.none(instance);
    };
  }

  /** A stopped instance keeps its private addresses and gives back a lent public one. */
  private static Decision<Step> stopped(Vpcs vpcs, Instance instance, Context context) {
    return switch (instance.state()) {
      case RUNNING -> {
        if (instance.settings().disableApiStop()) {
          yield Decision.refuse(InstanceRefusals.stopDisabled(instance.id()));
        }
        List<Change<?, ?>> changes = new ArrayList<>();
        for (NetworkInterface eni : vpcs.interfacesOf(instance.id())) {
          NetworkInterface without = withoutLent(eni);
          if (!without.equals(eni)) {
            changes.add(Change.put(NetworkInterface.KIND, without));
          }
        }
        yield Step.to(instance.asked(Instance.State.STOPPING, context.now()), changes);
      }
      case STOPPING, STOPPED -> Step.none(instance);
      case PENDING, SHUTTING_DOWN, TERMINATED ->
          Decision.refuse(InstanceRefusals.wrongState(instance.id(), "stopped"));
    };
  }

  private static Decision<Step> started(Vpcs vpcs, Instance instance, Context context) {
    return switch (instance.state()) {
      case STOPPED -> {
        Instance starting = instance.startedAt(context.now());
        Optional<NetworkInterface> bare =
            vpcs.interfacesOf(instance.id()).stream()
                .filter(NetworkInterface::isPrimary)
                .filter(_ -> instance.settings().publicAddress())
                .filter(eni -> eni.publicAddress().isEmpty())
                .findFirst();
        yield bare.isEmpty()
            ? Step.to(starting, List.of())
            : InstanceLaunch.lent(vpcs, bare.get())
                .then(eni -> Step.to(starting, List.of(Change.put(NetworkInterface.KIND, eni))));
      }
      case PENDING, RUNNING -> Step.none(instance);
      case STOPPING, SHUTTING_DOWN, TERMINATED ->
          Decision.refuse(InstanceRefusals.wrongState(instance.id(), "started"));
    };
  }

  private static NetworkInterface withoutLent(NetworkInterface eni) {
    NetworkInterface without = eni;
    for (NetworkInterface.PublicAddress behind : eni.publicAddresses()) {
      if (behind.allocation().isEmpty()) {
        without = without.withoutPublicAddress(behind.privateAddress());
      }
    }
    return without;
  }
}
