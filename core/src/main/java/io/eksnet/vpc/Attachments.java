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
    Optional<Refusal> problem = problem(vpcs, eni.get(), instance.get(), command.deviceIndex());
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    NetworkInterface.Attachment attachment =
        new NetworkInterface.Attachment(
            new AttachmentId(context.ids().next("eni-attach")),
            command.instance(),
            0,
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

  private static Optional<Refusal> problem(
      Vpcs vpcs, NetworkInterface eni, Instance instance, int deviceIndex) {
    if (eni.type().requesterManaged()) {
      return Optional.of(Ec2Refusals.requesterManaged(eni.id()));
    }
    if (eni.attachment().isPresent()) {
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
    if (!eni.zone().equals(instance.zone())) {
      return Optional.of(Ec2Refusals.otherZone());
    }
    List<NetworkInterface> others = vpcs.interfacesOf(instance.id());
    boolean taken =
        others.stream()
            .flatMap(other -> other.attachment().stream())
            .anyMatch(at -> at.deviceIndex() == deviceIndex);
    if (taken) {
      return Optional.of(Ec2Refusals.deviceIndexInUse(instance.id(), deviceIndex));
    }
    Optional<InstanceType> type = vpcs.instanceType(instance.type());
    if (type.filter(it -> others.size() >= it.maxEnis()).isPresent()) {
      return Optional.of(Ec2Refusals.attachmentLimit(others.size() + 1, instance.type()));
    }
    return type.filter(it -> eni.addresses().size() > it.ipv4PerEni()).isPresent()
        ? Optional.of(Ec2Refusals.addressLimit())
        : Optional.empty();
  }
}
