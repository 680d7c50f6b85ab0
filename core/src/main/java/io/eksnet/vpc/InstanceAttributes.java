package io.eksnet.vpc;

import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.table.Change;
import io.eksnet.vpc.ModifyInstanceAttribute.Attribute;
import java.util.List;
import java.util.Optional;

/** The rules for changing instances. */
final class InstanceAttributes {
  private InstanceAttributes() {}

  static Decision<Instance> modify(Vpcs vpcs, ModifyInstanceAttribute command) {
    Optional<Instance> found = vpcs.instance(command.id());
    if (found.isEmpty()) {
      return Decision.refuse(Ec2Refusals.instanceNotFound(command.id()));
    }
    Instance instance = found.get();
    Instance.Settings settings = instance.settings();
    return switch (command.attribute()) {
      case Attribute.Type(String type) -> withType(vpcs, instance, type);
      case Attribute.SourceDestCheck(boolean check) ->
          onInterface(
              vpcs, instance, new ModifyNetworkInterfaceAttribute.Attribute.SourceDestCheck(check));
      case Attribute.Groups(var groups) ->
          onInterface(vpcs, instance, new ModifyNetworkInterfaceAttribute.Attribute.Groups(groups));
      case Attribute.DisableApiTermination(boolean disable) ->
          set(instance, settings.withDisableApiTermination(disable));
      case Attribute.DisableApiStop(boolean disable) ->
          set(instance, settings.withDisableApiStop(disable));
      case Attribute.ShutdownBehavior(Instance.ShutdownBehavior behavior) ->
          set(instance, settings.withShutdownBehavior(behavior));
      case Attribute.UserData(String base64) ->
          whileStopped(instance).then(_ -> set(instance, settings.withUserData(base64)));
      case Attribute.EbsOptimized(boolean optimized) ->
          whileStopped(instance)
              .then(
                  _ ->
                      set(
                          instance,
                          settings.withOption("EbsOptimized", String.valueOf(optimized))));
      case Attribute.DeleteOnTermination(String device, boolean delete) ->
          onVolume(vpcs, instance, device, delete);
    };
  }

  private static Decision<Instance> set(Instance instance, Instance.Settings settings) {
    Instance changed = instance.withSettings(settings);
    return Decision.accept(changed, Change.put(Instance.KIND, changed));
  }

  private static Decision<Instance> whileStopped(Instance instance) {
    return instance.state() == Instance.State.STOPPED
        ? Decision.accept(instance)
        : Decision.refuse(InstanceRefusals.notStopped(instance.id()));
  }

  private static Decision<Instance> withType(Vpcs vpcs, Instance instance, String name) {
    Optional<InstanceType> type = vpcs.instanceType(name);
    if (type.isEmpty()) {
      return Decision.refuse(Ec2Refusals.unknownType(name));
    }
    List<NetworkInterface> enis = vpcs.interfacesOf(instance.id());
    Optional<Refusal> limit =
        enis.size() > type.get().maxEnis() * type.get().networkCards()
            ? Optional.of(Ec2Refusals.attachmentLimit(enis.size(), name))
            : enis.stream()
                .flatMap(eni -> InterfaceLimits.problem(type.get(), eni).stream())
                .findFirst();
    Instance changed = instance.withType(name);
    return whileStopped(instance)
        .then(
            _ ->
                limit
                    .<Decision<Instance>>map(Decision::refuse)
                    .orElseGet(() -> Decision.accept(changed, Change.put(Instance.KIND, changed))));
  }

  private static Decision<Instance> onInterface(
      Vpcs vpcs, Instance instance, ModifyNetworkInterfaceAttribute.Attribute attribute) {
    List<NetworkInterface> enis = vpcs.interfacesOf(instance.id());
    return enis.size() == 1
        ? NetworkInterfaces.modify(
                vpcs, new ModifyNetworkInterfaceAttribute(enis.getFirst().id(), attribute))
            .map(_ -> instance)
        : Decision.refuse(
            enis.isEmpty()
                ? Ec2Refusals.instanceState(instance.id())
                : InstanceRefusals.severalInterfaces(instance.id()));
  }

  private static Decision<Instance> onVolume(
      Vpcs vpcs, Instance instance, String device, boolean delete) {
    return vpcs.facts().table(Volume.KIND).by(Volume.BY_INSTANCE, instance.id()).stream()
        .filter(volume -> volume.device().name().equals(device))
        .findFirst()
        .map(
            volume ->
                Decision.accept(
                    instance, Change.put(Volume.KIND, volume.withDeleteOnTermination(delete))))
        .orElseGet(() -> Decision.refuse(InstanceRefusals.noSuchDevice(instance.id(), device)));
  }
}
