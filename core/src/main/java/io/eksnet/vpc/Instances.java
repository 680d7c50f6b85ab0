package io.eksnet.vpc;

import io.eksnet.id.AttachmentId;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.InstanceId;
import io.eksnet.id.Refusal;
import io.eksnet.id.Tags;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules for instances. */
final class Instances {
  private Instances() {}

  static Decision<Instance> run(Vpcs vpcs, RunInstances command, Context context) {
    Optional<Subnet> subnet = vpcs.subnet(command.subnet());
    Optional<Vpc> vpc = subnet.flatMap(it -> vpcs.vpc(it.vpc()));
    if (subnet.isEmpty() || vpc.isEmpty()) {
      return Decision.refuse(Ec2Refusals.subnetNotFound(command.subnet()));
    }
    if (vpcs.instanceType(command.type()).isEmpty()) {
      return Decision.refuse(Ec2Refusals.unknownType(command.type()));
    }
    InstanceId id = command.id().orElseGet(() -> new InstanceId(context.ids().next("i")));
    if (vpcs.instance(id).isPresent()) {
      return Decision.refuse(Ec2Refusals.idInUse(id));
    }
    Optional<Ipv4Address> lent = Optional.empty();
    if (command.publicAddress().orElse(subnet.get().mapPublicIpOnLaunch())) {
      lent = PublicAddresses.free(vpcs);
      if (lent.isEmpty()) {
        return Decision.refuse(NetworkRefusals.noPublicAddress());
      }
    }
    return switch (NetworkInterfaces.create(vpcs, primaryInterface(command), context)) {
      case Decision.Refused<NetworkInterface>(Refusal why) ->
          Decision.refuse(inLaunchWords(why, command));
      case Decision.Accepted<NetworkInterface>(NetworkInterface eni, var _) -> {
        Instance instance = instance(command, id, vpc.get(), subnet.get(), eni.primary(), context);
        NetworkInterface attached = eni.attached(primaryAttachment(id, context));
        NetworkInterface own =
            lent.map(address -> attached.withPublicAddress(lent(address, attached)))
                .orElse(attached);
        yield Decision.accept(
            instance, Change.put(Instance.KIND, instance), Change.put(NetworkInterface.KIND, own));
      }
    };
  }

  /** A public address that AWS lends to an instance, in front of its primary one. */
  private static NetworkInterface.PublicAddress lent(Ipv4Address address, NetworkInterface eni) {
    return new NetworkInterface.PublicAddress(
        address, eni.primary(), Optional.empty(), Optional.empty());
  }

  static Decision<List<Instance>> terminate(Vpcs vpcs, TerminateInstances command) {
    List<Instance> ended = new ArrayList<>();
    List<Change<?, ?>> changes = new ArrayList<>();
    for (InstanceId id : command.ids()) {
      Optional<Instance> instance = vpcs.instance(id);
      if (instance.isEmpty()) {
        return Decision.refuse(Ec2Refusals.instanceNotFound(id));
      }
      boolean ending =
          switch (instance.get().state()) {
            case PENDING, RUNNING, STOPPING, STOPPED -> true;
            case SHUTTING_DOWN, TERMINATED -> false;
          };
      if (!ending) {
        ended.add(instance.get());
        continue;
      }
      Instance down = instance.get().withState(Instance.State.SHUTTING_DOWN);
      ended.add(down);
      changes.add(Change.put(Instance.KIND, down));
      for (NetworkInterface eni : vpcs.interfacesOf(id)) {
        changes.addAll(released(vpcs, eni));
      }
    }
    return Decision.accept(ended, changes);
  }

  private static List<Change<?, ?>> released(Vpcs vpcs, NetworkInterface eni) {
    boolean goesToo =
        eni.attachment().map(NetworkInterface.Attachment::deleteOnTermination).orElse(false);
    return goesToo
        ? NetworkInterfaces.removal(vpcs, eni)
        : List.of(Change.put(NetworkInterface.KIND, eni.detached()));
  }

  private static CreateNetworkInterface primaryInterface(RunInstances command) {
    return new CreateNetworkInterface(
        command.subnet(),
        command.groups(),
        "",
        AddressSpecification.at(command.privateAddress()),
        NetworkInterface.Type.INTERFACE,
        Tags.NONE,
        Optional.empty());
  }

  private static Refusal inLaunchWords(Refusal why, RunInstances command) {
    return why.equals(Ec2Refusals.noFreeAddress())
        ? Ec2Refusals.noFreeAddressForInstance(command.subnet())
        : why;
  }

  private static NetworkInterface.Attachment primaryAttachment(InstanceId id, Context context) {
    return new NetworkInterface.Attachment(
        new AttachmentId(context.ids().next("eni-attach")), id, 0, 0, true, context.now());
  }

  private static Instance instance(
      RunInstances command,
      InstanceId id,
      Vpc vpc,
      Subnet subnet,
      Ipv4Address address,
      Context context) {
    return new Instance(
        id,
        vpc.scope(),
        command.type(),
        subnet.id(),
        vpc.id(),
        subnet.zone(),
        address,
        Instance.State.PENDING,
        context.now(),
        command.imageId(),
        command.tags());
  }
}
