package io.eksnet.vpc;

import io.eksnet.id.AttachmentId;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.table.Change;
import java.util.List;
import java.util.Optional;

/** The rules for interfaces on instances. */
final class Attachments {
  /** The highest device index that EC2 takes. */
  private static final int MAX_DEVICE_INDEX = 255;

  private Attachments() {}

  static Decision<NetworkInterface.Attachment> attach(
      Vpcs vpcs, AttachNetworkInterface command, Context context) {
    Optional<NetworkInterface> eni = vpcs.networkInterface(command.eni());
    if (eni.isEmpty()) {
      return Decision.refuse(Ec2Refusals.interfaceNotFound(command.eni()));
    }
    Optional<Instance> instance = vpcs.instance(command.instance());
    if (instance.isEmpty()) {
      return Decision.refuse(Ec2Refusals.instanceNotFound(command.instance()));
    }
    Optional<Refusal> problem =
        ownProblem(eni.get(), instance.get())
            .or(() -> placeProblem(vpcs, instance.get(), command))
            .or(() -> typeProblem(vpcs, eni.get(), instance.get(), command.networkCard()));
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    NetworkInterface.Attachment attachment =
        new NetworkInterface.Attachment(
            new AttachmentId(context.ids().next("eni-attach")),
            command.instance(),
            command.networkCard(),
            command.deviceIndex(),
            false,
            context.now());
    return Decision.accept(
        attachment, Change.put(NetworkInterface.KIND, eni.get().attached(attachment)));
  }

  static Decision<NetworkInterface> detach(Vpcs vpcs, DetachNetworkInterface command) {
    Optional<NetworkInterface> eni =
        vpcs.facts()
            .table(NetworkInterface.KIND)
            .firstBy(NetworkInterface.BY_ATTACHMENT, command.attachment());
    if (eni.isEmpty()) {
      return Decision.refuse(Ec2Refusals.attachmentNotFound(command.attachment()));
    }
    if (eni.get().isPrimary()) {
      return Decision.refuse(Ec2Refusals.primaryStays());
    }
    NetworkInterface detached = eni.get().detached();
    return Decision.accept(detached, Change.put(NetworkInterface.KIND, detached));
  }

  /** Why an interface cannot be attached anywhere, or not to this instance, if so. */
  private static Optional<Refusal> ownProblem(NetworkInterface eni, Instance instance) {
    if (eni.type().requesterManaged()) {
      return Optional.of(Ec2Refusals.requesterManaged(eni.id()));
    }
    if (eni.status().equals("in-use")) {
      return Optional.of(Ec2Refusals.interfaceInUse(eni.id()));
    }
    boolean takesInterfaces =
        switch (instance.state()) {
          case PENDING, RUNNING, STOPPED -> true;
          case SHUTTING_DOWN, TERMINATED, STOPPING -> false;
        };
    if (!takesInterfaces) {
      return Optional.of(Ec2Refusals.instanceState(instance.id()));
    }
    return eni.zone().equals(instance.zone())
        ? Optional.empty()
        : Optional.of(Ec2Refusals.otherZone());
  }

  private static Optional<Refusal> placeProblem(
      Vpcs vpcs, Instance instance, AttachNetworkInterface command) {
    if (command.deviceIndex() < 0 || command.deviceIndex() > MAX_DEVICE_INDEX) {
      return Optional.of(
          InterfaceRefusals.invalid("deviceIndex", command.deviceIndex(), "0 to 255."));
    }
    int cards = vpcs.instanceType(instance.type()).map(InstanceType::networkCards).orElse(1);
    if (command.networkCard() < 0 || command.networkCard() >= cards) {
      return Optional.of(InterfaceRefusals.noSuchCard(instance.id(), command.networkCard()));
    }
    boolean taken =
        vpcs.interfacesOf(instance.id()).stream()
            .flatMap(other -> other.attachment().stream())
            .anyMatch(
                at ->
                    at.deviceIndex() == command.deviceIndex()
                        && at.networkCard() == command.networkCard());
    return taken
        ? Optional.of(Ec2Refusals.deviceIndexInUse(instance.id(), command.deviceIndex()))
        : Optional.empty();
  }

  /** The number of interfaces is limited on each network card by itself. */
  private static Optional<Refusal> typeProblem(
      Vpcs vpcs, NetworkInterface eni, Instance instance, int card) {
    Optional<InstanceType> known = vpcs.instanceType(instance.type());
    if (known.isEmpty()) {
      return Optional.empty();
    }
    InstanceType type = known.get();
    List<NetworkInterface> others =
        vpcs.interfacesOf(instance.id()).stream()
            .filter(other -> other.attachment().map(at -> at.networkCard() == card).orElse(false))
            .toList();
    if (others.size() >= type.maxEnis()) {
      return Optional.of(Ec2Refusals.attachmentLimit(others.size() + 1, instance.type()));
    }
    if (eni.type() == NetworkInterface.Type.TRUNK) {
      Optional<Refusal> problem = TrunkInterfaces.typeProblem(vpcs, eni.id(), type);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return InterfaceLimits.problem(type, eni);
  }
}
