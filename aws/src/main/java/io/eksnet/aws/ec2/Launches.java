package io.eksnet.aws.ec2;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.EniId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.vpc.AddressSpecification;
import io.eksnet.vpc.BlockDevice;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.Launch;
import io.eksnet.vpc.LaunchTemplate;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** What RunInstances asks for, a launch template's part included, as core's launch. */
final class Launches {
  /** Members that eksnet keeps and shows, and that change nothing else. */
  private static final List<String> SHOWN =
      List.of(
          "KeyName",
          "Monitoring",
          "Placement",
          "IamInstanceProfile",
          "EbsOptimized",
          "CreditSpecification",
          "CpuOptions",
          "CapacityReservationSpecification",
          "HibernationOptions",
          "MetadataOptions",
          "EnclaveOptions",
          "PrivateDnsNameOptions",
          "MaintenanceOptions",
          "NetworkPerformanceOptions",
          "LaunchTemplate");

  private static final String DEFAULT_TYPE = "m1.small";

  private static final int MAX_USER_DATA = 16_384 * 4 / 3 + 4;

  private Launches() {}

  /** The request with what it leaves to its launch template. */
  static Reply<RunInstancesRequest> resolved(RunInstancesRequest q, View view) {
    if (q.launchTemplate() == null) {
      return Reply.answer(q);
    }
    return LaunchTemplateActions.named(
            view,
            Optional.ofNullable(q.launchTemplate().launchTemplateId()),
            Optional.ofNullable(q.launchTemplate().launchTemplateName()))
        .then(
            template ->
                LaunchTemplateActions.version(
                        template, Optional.ofNullable(q.launchTemplate().version()).orElse(""))
                    .map(version -> merged(q, template, version)))
        .then(merged -> RequestIds.check("RunInstances", merged, view).map(_ -> merged));
  }

  private static RunInstancesRequest merged(
      RunInstancesRequest q, LaunchTemplate template, LaunchTemplate.Version version) {
    SortedMap<String, String> asked = FlatMembers.of(q);
    SortedMap<String, String> all = new TreeMap<>(version.data());
    for (String path : asked.keySet()) {
      String member = path.split("\\.", 2)[0];
      all.keySet().removeIf(known -> known.equals(member) || known.startsWith(member + "."));
    }
    all.putAll(asked);
    all.put("LaunchTemplate.LaunchTemplateId", template.id().value());
    all.put("LaunchTemplate.LaunchTemplateName", template.name());
    all.put("LaunchTemplate.Version", String.valueOf(version.number()));
    List<TagSpecification> tags =
        new ArrayList<>(
            FlatMembers.fill(version.data(), RunInstancesRequest.builder())
                .build()
                .tagSpecifications());
    tags.addAll(q.tagSpecifications());
    return FlatMembers.fill(all, RunInstancesRequest.builder()).tagSpecifications(tags).build();
  }

  /** The launch that a resolved request means. */
  static Reply<Launch> launch(RunInstancesRequest q, View view) {
    if (q.imageId() == null) {
      return NetworkInterfaceChanges.missing("ImageId");
    }
    if (!q.imageId().startsWith("ami-")) {
      return Reply.refuse(
          "InvalidAMIID.Malformed", "Invalid id: \"" + q.imageId() + "\" (expecting \"ami-...\")");
    }
    if (q.userData() != null && q.userData().length() > MAX_USER_DATA) {
      return Reply.refuse(
          "InvalidParameterValue", "User data is limited to 16384 bytes before base64 encoding.");
    }
    return tags(q, ResourceType.INSTANCE)
        .then(
            tags ->
                tags(q, ResourceType.NETWORK_INTERFACE)
                    .then(
                        enis ->
                            tags(q, ResourceType.VOLUME)
                                .then(
                                    volumes ->
                                        interfaces(q, view)
                                            .then(
                                                interfaces ->
                                                    devices(q)
                                                        .map(
                                                            devices ->
                                                                new Launch(
                                                                    type(q),
                                                                    q.imageId(),
                                                                    interfaces,
                                                                    devices,
                                                                    settings(q),
                                                                    tags,
                                                                    enis,
                                                                    volumes))))));
  }

  private static String type(RunInstancesRequest q) {
    return Optional.ofNullable(q.instanceTypeAsString()).orElse(DEFAULT_TYPE);
  }

  /** The tags for one type of what a launch makes; later specifications win. */
  private static Reply<Tags> tags(RunInstancesRequest q, ResourceType type) {
    Map<String, String> all = new TreeMap<>();
    for (TagSpecification specification : q.tagSpecifications()) {
      boolean known =
          specification.resourceType() == ResourceType.INSTANCE
              || specification.resourceType() == ResourceType.NETWORK_INTERFACE
              || specification.resourceType() == ResourceType.VOLUME;
      if (!known) {
        return Reply.refuse(
            "InvalidParameterValue",
            "'"
                + specification.resourceTypeAsString()
                + "' is not a valid taggable resource type for this operation. Expected instance,"
                + " network-interface or volume.");
      }
      if (specification.resourceType() == type) {
        Reply<Tags> some = TagSpecifications.of(specification.tags());
        if (some instanceof Reply.Answer<Tags>(var more)) {
          all.putAll(more.values());
        } else {
          return some;
        }
      }
    }
    if (type == ResourceType.INSTANCE && q.launchTemplate() != null) {
      // EC2's own tags; Terraform finds the template of an instance by them.
      all.put("aws:ec2launchtemplate:id", q.launchTemplate().launchTemplateId());
      all.put("aws:ec2launchtemplate:version", q.launchTemplate().version());
    }
    return Reply.answer(Tags.of(all));
  }

  private static Instance.Settings settings(RunInstancesRequest q) {
    return new Instance.Settings(
        Boolean.TRUE.equals(q.disableApiTermination()),
        Boolean.TRUE.equals(q.disableApiStop()),
        "terminate".equals(q.instanceInitiatedShutdownBehaviorAsString())
            ? Instance.ShutdownBehavior.TERMINATE
            : Instance.ShutdownBehavior.STOP,
        false,
        Optional.ofNullable(q.userData()).orElse(""),
        FlatMembers.only(FlatMembers.of(q), SHOWN));
  }

  private static Reply<List<Launch.Interface>> interfaces(RunInstancesRequest q, View view) {
    if (q.networkInterfaces().isEmpty()) {
      return ownInterface(q, view);
    }
    if (q.subnetId() != null) {
      return notTogether("subnet ID");
    }
    if (!q.securityGroupIds().isEmpty()) {
      return notTogether("security groups");
    }
    if (q.privateIpAddress() != null) {
      return notTogether("private IP address");
    }
    List<Launch.Interface> all = new ArrayList<>();
    for (InstanceNetworkInterfaceSpecification asked : q.networkInterfaces()) {
      switch (oneInterface(asked, view)) {
        case Reply.Answer<Launch.Interface>(var one) -> all.add(one);
        case Reply.Refusal<Launch.Interface>(var error) -> {
          return Reply.refuse(error);
        }
      }
    }
    return Reply.answer(all);
  }

  private static <R> Reply<R> notTogether(String what) {
    return Reply.refuse(
        "InvalidParameterCombination",
        "Network interfaces and an instance-level "
            + what
            + " may not be specified on the same request");
  }

  /** The one interface of a launch that says nothing of interfaces. */
  private static Reply<List<Launch.Interface>> ownInterface(RunInstancesRequest q, View view) {
    return subnet(Optional.ofNullable(q.subnetId()), Optional.ofNullable(q.placement()), view)
        .then(
            subnet ->
                new AskedAddresses.Members(
                        Optional.ofNullable(q.privateIpAddress()),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        q.ipv6Addresses().stream().map(InstanceIpv6Address::ipv6Address).toList(),
                        Optional.ofNullable(q.ipv6AddressCount()),
                        List.of(),
                        Optional.empty())
                    .specification()
                    .map(
                        addresses ->
                            List.of(
                                new Launch.Interface(
                                    0,
                                    0,
                                    new Launch.Source.New(
                                        subnet,
                                        NetworkInterfaceChanges.groups(q.securityGroupIds()),
                                        "",
                                        addresses,
                                        NetworkInterface.Type.INTERFACE),
                                    true,
                                    Optional.empty()))));
  }

  private static Reply<Launch.Interface> oneInterface(
      InstanceNetworkInterfaceSpecification asked, View view) {
    int card = Optional.ofNullable(asked.networkCardIndex()).orElse(0);
    if (asked.deviceIndex() == null) {
      return NetworkInterfaceChanges.missing("NetworkInterfaces.DeviceIndex");
    }
    return source(asked, view)
        .map(
            source ->
                new Launch.Interface(
                    card,
                    asked.deviceIndex(),
                    source,
                    Optional.ofNullable(asked.deleteOnTermination())
                        .orElse(source instanceof Launch.Source.New),
                    Optional.ofNullable(asked.associatePublicIpAddress())));
  }

  private static Reply<Launch.Source> source(
      InstanceNetworkInterfaceSpecification asked, View view) {
    if (asked.networkInterfaceId() != null) {
      return Reply.answer(new Launch.Source.Existing(new EniId(asked.networkInterfaceId())));
    }
    String type = Optional.ofNullable(asked.interfaceType()).orElse("interface");
    return NetworkInterfaceChanges.type(type)
        .then(
            kind ->
                subnet(Optional.ofNullable(asked.subnetId()), Optional.empty(), view)
                    .then(
                        subnet ->
                            addresses(asked)
                                .map(
                                    addresses ->
                                        new Launch.Source.New(
                                            subnet,
                                            NetworkInterfaceChanges.groups(asked.groups()),
                                            Optional.ofNullable(asked.description()).orElse(""),
                                            addresses,
                                            kind))));
  }

  private static Reply<AddressSpecification> addresses(
      InstanceNetworkInterfaceSpecification asked) {
    return new AskedAddresses.Members(
            Optional.ofNullable(asked.privateIpAddress()),
            asked.privateIpAddresses(),
            Optional.ofNullable(asked.secondaryPrivateIpAddressCount()),
            asked.ipv4Prefixes(),
            Optional.ofNullable(asked.ipv4PrefixCount()),
            asked.ipv6Addresses().stream().map(InstanceIpv6Address::ipv6Address).toList(),
            Optional.ofNullable(asked.ipv6AddressCount()),
            asked.ipv6Prefixes(),
            Optional.ofNullable(asked.ipv6PrefixCount()))
        .specification();
  }

  /** The subnet that is named, else the default one of the first zone, or of the zone asked for. */
  private static Reply<SubnetId> subnet(
      Optional<String> named,
      Optional<software.amazon.awssdk.services.ec2.model.Placement> placement,
      View view) {
    if (named.isPresent()) {
      return Reply.answer(new SubnetId(named.get()));
    }
    Optional<String> zone = placement.flatMap(it -> Optional.ofNullable(it.availabilityZone()));
    return view.vpcs().facts().table(Subnet.KIND).stream()
        .filter(it -> it.defaultForAz() && it.scope().equals(view.scope()))
        .filter(it -> zone.isEmpty() || zone.get().equals(it.zone().name().value()))
        .min(java.util.Comparator.comparing(it -> it.zone().name().value()))
        .<Reply<SubnetId>>map(it -> Reply.answer(it.id()))
        .orElseGet(
            () ->
                Reply.refuse(
                    "VPCIdNotSpecified",
                    "No default VPC for this user. GroupName is only supported for EC2-Classic and"
                        + " default VPC."));
  }

  private static Reply<List<BlockDevice>> devices(RunInstancesRequest q) {
    List<BlockDevice> all = new ArrayList<>();
    for (BlockDeviceMapping mapping : q.blockDeviceMappings()) {
      if (mapping.deviceName() == null) {
        return NetworkInterfaceChanges.missing("BlockDeviceMapping.DeviceName");
      }
      if (all.stream().anyMatch(it -> it.name().equals(mapping.deviceName()))) {
        return Reply.refuse(
            "InvalidBlockDeviceMapping",
            "The device '"
                + mapping.deviceName()
                + "' is used in more than one block-device"
                + " mapping");
      }
      if (mapping.ebs() != null) {
        all.add(device(mapping.deviceName(), mapping.ebs()));
      }
    }
    return Reply.answer(all);
  }

  private static BlockDevice device(String name, EbsBlockDevice ebs) {
    String type = Optional.ofNullable(ebs.volumeTypeAsString()).orElse("gp3");
    int size = Optional.ofNullable(ebs.volumeSize()).orElse(BlockDevice.STANDARD.size());
    Optional<Integer> iops =
        Optional.ofNullable(ebs.iops())
            .or(
                () ->
                    switch (type) {
                      case "gp3" -> BlockDevice.STANDARD.iops();
                      case "gp2" -> Optional.of(Math.clamp(3L * size, 100, 16_000));
                      case String _ -> Optional.empty();
                    });
    Optional<Integer> throughput =
        Optional.ofNullable(ebs.throughput())
            .or(() -> type.equals("gp3") ? BlockDevice.STANDARD.throughput() : Optional.empty());
    return new BlockDevice(
        name,
        size,
        type,
        iops,
        throughput,
        Boolean.TRUE.equals(ebs.encrypted()),
        Optional.ofNullable(ebs.kmsKeyId()),
        Optional.ofNullable(ebs.deleteOnTermination()).orElse(true));
  }
}
