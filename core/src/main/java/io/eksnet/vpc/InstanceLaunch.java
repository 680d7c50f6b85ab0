package io.eksnet.vpc;

import io.eksnet.id.AttachmentId;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.InstanceId;
import io.eksnet.id.Refusal;
import io.eksnet.id.VolumeId;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The rules for launching instances. */
final class InstanceLaunch {
  private InstanceLaunch() {}

  static Decision<Instance> run(Facts facts, RunInstances command, Context context) {
    Optional<Refusal> problem = problem(new Vpcs(facts), command);
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    String reservation =
        command
            .id()
            .map(id -> "r" + id.value().substring(1))
            .orElseGet(() -> context.ids().next("r"));
    Facts present = facts;
    List<Instance> made = new ArrayList<>();
    List<Change<?, ?>> changes = new ArrayList<>();
    while (made.size() < command.most()) {
      InstanceId id = command.id().orElseGet(() -> new InstanceId(context.ids().next("i")));
      Instance.Origin origin = new Instance.Origin(reservation, made.size());
      switch (one(present, command.launch(), id, origin, context)) {
        case Decision.Accepted<Instance>(Instance instance, List<Change<?, ?>> more) -> {
          made.add(instance);
          changes.addAll(more);
          present = present.with(more);
        }
        case Decision.Refused<Instance> refused -> {
          return made.size() < command.least()
              ? refused
              : Decision.accept(made.getFirst(), changes);
        }
      }
    }
    return Decision.accept(made.getFirst(), changes);
  }

  private static Optional<Refusal> problem(Vpcs vpcs, RunInstances command) {
    Launch launch = command.launch();
    if (command.least() < 1 || command.most() < command.least()) {
      return Optional.of(InstanceRefusals.badCount(command.least(), command.most()));
    }
    Optional<InstanceType> type = vpcs.instanceType(launch.type());
    if (type.isEmpty()) {
      return Optional.of(Ec2Refusals.unknownType(launch.type()));
    }
    Optional<InstanceId> taken = command.id().filter(id -> vpcs.instance(id).isPresent());
    if (taken.isPresent()) {
      return Optional.of(Ec2Refusals.idInUse(taken.get()));
    }
    long places =
        launch.interfaces().stream()
            .map(it -> List.of(it.networkCard(), it.deviceIndex()))
            .distinct()
            .count();
    if (launch.primary().isEmpty() || places < launch.interfaces().size()) {
      return Optional.of(InstanceRefusals.noPrimaryInterface());
    }
    if (launch.interfaces().size() > type.get().maxEnis() * type.get().networkCards()) {
      return Optional.of(Ec2Refusals.attachmentLimit(launch.interfaces().size(), launch.type()));
    }
    if (command.most() > 1 && launch.interfaces().stream().anyMatch(InstanceLaunch::onlyOnce)) {
      return Optional.of(InstanceRefusals.severalWithOneAddress());
    }
    return launch.interfaces().stream()
        .flatMap(it -> interfaceProblem(launch, it, type.get()).stream())
        .findFirst();
  }

  private static Optional<Refusal> interfaceProblem(
      Launch launch, Launch.Interface wanted, InstanceType type) {
    if (wanted.networkCard() < 0 || wanted.networkCard() >= type.networkCards()) {
      return Optional.of(
          InterfaceRefusals.invalid(
              "networkCardIndex", wanted.networkCard(), "less than " + type.networkCards() + "."));
    }
    if (wanted.publicAddress().orElse(false) && launch.interfaces().size() > 1) {
      return Optional.of(InstanceRefusals.publicAddressWithSeveral());
    }
    return switch (wanted.source()) {
      case Launch.Source.Existing _ ->
          wanted.publicAddress().orElse(false)
              ? Optional.of(InstanceRefusals.publicAddressForExisting())
              : Optional.empty();
      case Launch.Source.New fresh ->
          InterfaceLimits.problem(
                  type,
                  fresh.addresses().ipv4Slots(),
                  fresh.addresses().ipv6Slots(),
                  fresh.addresses().prefixes().size() + fresh.addresses().ipv6Prefixes().size() > 0)
              .map(why -> inLaunchWords(why, launch, fresh));
    };
  }

  /** Whether no two instances can have such an interface. */
  private static boolean onlyOnce(Launch.Interface wanted) {
    return switch (wanted.source()) {
      case Launch.Source.Existing _ -> true;
      case Launch.Source.New fresh ->
          fresh.addresses().primary().isPresent()
              || !fresh.addresses().secondary().named().isEmpty()
              || !fresh.addresses().prefixes().named().isEmpty()
              || fresh.addresses().ipv6().filter(it -> !it.named().isEmpty()).isPresent()
              || !fresh.addresses().ipv6Prefixes().named().isEmpty();
    };
  }

  private static Decision<Instance> one(
      Facts facts, Launch launch, InstanceId id, Instance.Origin origin, Context context) {
    Facts present = facts;
    List<Change<?, ?>> changes = new ArrayList<>();
    List<NetworkInterface> enis = new ArrayList<>();
    List<Launch.Interface> inOrder =
        launch.interfaces().stream()
            .sorted(
                Comparator.comparingInt(Launch.Interface::networkCard)
                    .thenComparingInt(Launch.Interface::deviceIndex))
            .toList();
    for (Launch.Interface wanted : inOrder) {
      switch (plugged(new Vpcs(present), launch, wanted, id, context)) {
        case Decision.Refused<NetworkInterface>(Refusal why) -> {
          return Decision.refuse(why);
        }
        case Decision.Accepted<NetworkInterface>(NetworkInterface eni, var _) -> {
          if (!enis.isEmpty() && !eni.zone().equals(enis.getFirst().zone())) {
            return Decision.refuse(Ec2Refusals.otherZone());
          }
          Change<?, ?> change = Change.put(NetworkInterface.KIND, eni);
          enis.add(eni);
          changes.add(change);
          present = present.with(List.of(change));
        }
      }
    }
    Instance instance = instance(launch, id, origin, enis.getFirst(), context);
    changes.addFirst(Change.put(Instance.KIND, instance));
    volumes(launch, instance, context)
        .forEach(volume -> changes.add(Change.put(Volume.KIND, volume)));
    return Decision.accept(instance, changes);
  }

  /** One interface, made or found, as it is on the instance. */
  private static Decision<NetworkInterface> plugged(
      Vpcs vpcs, Launch launch, Launch.Interface wanted, InstanceId id, Context context) {
    Decision<NetworkInterface> found =
        switch (wanted.source()) {
          case Launch.Source.Existing(var eni) -> existing(vpcs, launch, eni);
          case Launch.Source.New fresh -> made(vpcs, launch, fresh, context);
        };
    return found.then(
        eni -> {
          NetworkInterface attached =
              eni.attached(
                  new NetworkInterface.Attachment(
                      new AttachmentId(context.ids().next("eni-attach")),
                      id,
                      wanted.networkCard(),
                      wanted.deviceIndex(),
                      wanted.deleteOnTermination(),
                      context.now()));
          return lends(vpcs, launch, wanted) ? lent(vpcs, attached) : Decision.accept(attached);
        });
  }

  private static Decision<NetworkInterface> existing(
      Vpcs vpcs, Launch launch, io.eksnet.id.EniId id) {
    Optional<NetworkInterface> eni = vpcs.networkInterface(id);
    if (eni.isEmpty()) {
      return Decision.refuse(Ec2Refusals.interfaceNotFound(id));
    }
    if (eni.get().status().equals("in-use")) {
      return Decision.refuse(Ec2Refusals.interfaceInUse(id));
    }
    return vpcs.instanceType(launch.type())
        .flatMap(type -> InterfaceLimits.problem(type, eni.get()))
        .<Decision<NetworkInterface>>map(
            why ->
                Decision.refuse(
                    why.equals(Ec2Refusals.addressLimit())
                        ? InstanceRefusals.addressLimit(launch.type())
                        : why))
        .orElseGet(() -> Decision.accept(eni.get()));
  }

  /** Its own change is left out: it is put once it is attached. */
  private static Decision<NetworkInterface> made(
      Vpcs vpcs, Launch launch, Launch.Source.New fresh, Context context) {
    CreateNetworkInterface create =
        new CreateNetworkInterface(
            fresh.subnet(),
            fresh.groups(),
            fresh.description(),
            fresh.addresses(),
            fresh.type(),
            launch.interfaceTags(),
            Optional.empty());
    return switch (NetworkInterfaces.create(vpcs, create, context)) {
      case Decision.Accepted<NetworkInterface>(NetworkInterface eni, var _) -> Decision.accept(eni);
      case Decision.Refused<NetworkInterface>(Refusal why) ->
          Decision.refuse(inLaunchWords(why, launch, fresh));
    };
  }

  private static Refusal inLaunchWords(Refusal why, Launch launch, Launch.Source.New fresh) {
    if (why.equals(Ec2Refusals.addressLimit())) {
      return InstanceRefusals.addressLimit(launch.type());
    }
    return why.equals(Ec2Refusals.noFreeAddress())
        ? Ec2Refusals.noFreeAddressForInstance(fresh.subnet())
        : why;
  }

  /** A subnet's own setting is for instances with one interface that the launch makes. */
  private static boolean lends(Vpcs vpcs, Launch launch, Launch.Interface wanted) {
    if (!wanted.isPrimary()) {
      return false;
    }
    boolean bySubnet =
        launch.interfaces().size() == 1
            && wanted.source() instanceof Launch.Source.New fresh
            && vpcs.subnet(fresh.subnet()).map(Subnet::mapPublicIpOnLaunch).orElse(false);
    return wanted.publicAddress().orElse(bySubnet);
  }

  /** An interface with a public address that AWS lends to its primary one. */
  static Decision<NetworkInterface> lent(Vpcs vpcs, NetworkInterface eni) {
    Optional<Ipv4Address> address = PublicAddresses.free(vpcs);
    return address
        .map(
            it ->
                Decision.accept(
                    eni.withPublicAddress(
                        new NetworkInterface.PublicAddress(
                            it, eni.primary(), Optional.empty(), Optional.empty()))))
        .orElseGet(() -> Decision.refuse(NetworkRefusals.noPublicAddress()));
  }

  private static Instance instance(
      Launch launch,
      InstanceId id,
      Instance.Origin origin,
      NetworkInterface primary,
      Context context) {
    return new Instance(
        id,
        primary.scope(),
        launch.type(),
        primary.subnet(),
        primary.vpc(),
        primary.zone(),
        primary.primary(),
        Instance.State.PENDING,
        context.now(),
        launch.imageId(),
        launch.tags(),
        origin,
        launch
            .settings()
            .withPublicAddress(
                primary.publicAddress().filter(it -> it.allocation().isEmpty()).isPresent()),
        Optional.empty());
  }

  private static List<Volume> volumes(Launch launch, Instance instance, Context context) {
    List<BlockDevice> devices = new ArrayList<>(launch.devices());
    if (devices.stream().noneMatch(it -> it.name().equals(BlockDevice.ROOT))) {
      devices.addFirst(BlockDevice.STANDARD);
    }
    return devices.stream()
        .map(
            device ->
                new Volume(
                    new VolumeId(context.ids().next("vol")),
                    instance.scope(),
                    instance.zone(),
                    device,
                    Optional.of(new Volume.Attachment(instance.id(), context.now())),
                    context.now(),
                    launch.volumeTags()))
        .toList();
  }
}
