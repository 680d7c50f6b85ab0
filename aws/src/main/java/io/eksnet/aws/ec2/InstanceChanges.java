package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.Command;
import io.eksnet.id.InstanceId;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.RebootInstances;
import io.eksnet.vpc.RunInstances;
import io.eksnet.vpc.StartInstances;
import io.eksnet.vpc.StopInstances;
import io.eksnet.vpc.TerminateInstances;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.InstanceStateChange;
import software.amazon.awssdk.services.ec2.model.RebootInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RebootInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StartInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesResponse;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesResponse;

/** Launching, stopping, starting and ending instances. */
final class InstanceChanges {
  private InstanceChanges() {}

  static void register(Ec2Registration on) {
    on.on(
            "RunInstances",
            RunInstancesRequest::builder,
            served(
                "MinCount!",
                "MaxCount!",
                "ImageId",
                "InstanceType",
                "SubnetId",
                "SecurityGroupIds",
                "PrivateIpAddress",
                "Ipv6Addresses.Ipv6Address",
                "Ipv6AddressCount",
                "NetworkInterfaces.AssociatePublicIpAddress",
                "NetworkInterfaces.DeleteOnTermination",
                "NetworkInterfaces.Description",
                "NetworkInterfaces.DeviceIndex",
                "NetworkInterfaces.Groups",
                "NetworkInterfaces.Ipv6AddressCount",
                "NetworkInterfaces.Ipv6Addresses.Ipv6Address",
                "NetworkInterfaces.NetworkInterfaceId",
                "NetworkInterfaces.PrivateIpAddress",
                "NetworkInterfaces.PrivateIpAddresses",
                "NetworkInterfaces.SecondaryPrivateIpAddressCount",
                "NetworkInterfaces.SubnetId",
                "NetworkInterfaces.InterfaceType",
                "NetworkInterfaces.NetworkCardIndex",
                "NetworkInterfaces.Ipv4Prefixes",
                "NetworkInterfaces.Ipv4PrefixCount",
                "NetworkInterfaces.Ipv6Prefixes",
                "NetworkInterfaces.Ipv6PrefixCount",
                "LaunchTemplate",
                "TagSpecifications",
                "UserData",
                "KeyName",
                "IamInstanceProfile",
                "BlockDeviceMappings.DeviceName",
                "BlockDeviceMappings.Ebs",
                "BlockDeviceMappings.NoDevice",
                "BlockDeviceMappings.VirtualName",
                "MetadataOptions",
                "Placement",
                "CreditSpecification",
                "CpuOptions",
                "CapacityReservationSpecification",
                "HibernationOptions",
                "EnclaveOptions",
                "PrivateDnsNameOptions",
                "MaintenanceOptions",
                "NetworkPerformanceOptions",
                "Monitoring",
                "EbsOptimized",
                "DisableApiTermination",
                "DisableApiStop",
                "InstanceInitiatedShutdownBehavior",
                "ClientToken",
                "DryRun"),
            InstanceChanges::run)
        .on(
            "TerminateInstances",
            TerminateInstancesRequest::builder,
            served("InstanceIds!", "DryRun"),
            (q, call) ->
                change(call, new TerminateInstances(ids(q.instanceIds())))
                    .map(
                        it ->
                            TerminateInstancesResponse.builder().terminatingInstances(it).build()))
        .on(
            "StopInstances",
            StopInstancesRequest::builder,
            served("InstanceIds!", "Force", "DryRun"),
            (q, call) ->
                change(call, new StopInstances(ids(q.instanceIds())))
                    .map(it -> StopInstancesResponse.builder().stoppingInstances(it).build()))
        .on(
            "StartInstances",
            StartInstancesRequest::builder,
            served("InstanceIds!", "DryRun"),
            (q, call) ->
                change(call, new StartInstances(ids(q.instanceIds())))
                    .map(it -> StartInstancesResponse.builder().startingInstances(it).build()))
        .on(
            "RebootInstances",
            RebootInstancesRequest::builder,
            served("InstanceIds!", "DryRun"),
            (q, call) ->
                change(call, new RebootInstances(ids(q.instanceIds())))
                    .map(_ -> RebootInstancesResponse.builder().build()));
  }

  private static Reply<RunInstancesResponse> run(RunInstancesRequest q, Call call) {
    if (q.minCount() == null) {
      return NetworkInterfaceChanges.missing("MinCount");
    }
    if (q.maxCount() == null) {
      return NetworkInterfaceChanges.missing("MaxCount");
    }
    return Launches.resolved(q, call.view())
        .then(resolved -> Launches.launch(resolved, call.view()))
        .then(
            launch ->
                call.create(
                    Ec2Resources.INSTANCES,
                    new RunInstances(launch, q.minCount(), q.maxCount(), Optional.empty())))
        .map(first -> answer(reservation(first, call.now())));
  }

  private static Reservation reservation(Instance first, View view) {
    List<Instance> all =
        view
            .vpcs()
            .facts()
            .table(Instance.KIND)
            .by(Instance.BY_RESERVATION, first.origin().reservation())
            .stream()
            .sorted(Comparator.comparingInt(it -> it.origin().index()))
            .toList();
    return InstanceView.reservation(all.isEmpty() ? List.of(first) : all, view);
  }

  private static RunInstancesResponse answer(Reservation reservation) {
    return RunInstancesResponse.builder()
        .reservationId(reservation.reservationId())
        .ownerId(reservation.ownerId())
        .groups(reservation.groups())
        .instances(reservation.instances())
        .build();
  }

  private static List<InstanceId> ids(List<String> texts) {
    return texts.stream().map(InstanceId::new).toList();
  }

  private static Reply<List<InstanceStateChange>> change(
      Call call, Command<List<Instance>> command) {
    View before = call.view();
    return call.execute(command)
        .map(
            after ->
                after.stream()
                    .map(
                        it ->
                            change(
                                it,
                                before
                                    .vpcs()
                                    .instance(it.id())
                                    .map(Instance::state)
                                    .orElse(it.state())))
                    .toList());
  }

  private static InstanceStateChange change(Instance after, Instance.State before) {
    return InstanceStateChange.builder()
        .instanceId(after.id().value())
        .currentState(s -> s.code(after.state().code()).name(after.state().text()))
        .previousState(s -> s.code(before.code()).name(before.text()))
        .build();
  }
}
