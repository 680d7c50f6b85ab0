package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.InstanceId;
import io.eksnet.vpc.BlockDevice;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.ModifyInstanceAttribute;
import io.eksnet.vpc.ModifyInstanceAttribute.Attribute;
import io.eksnet.vpc.NetworkInterface;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.InstanceAttributeName;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeResponse;

/** Single attributes of instances, read and changed. */
final class InstanceAttributeActions {
  private InstanceAttributeActions() {}

  static void register(Ec2Registration on) {
    on.on(
            "DescribeInstanceAttribute",
            DescribeInstanceAttributeRequest::builder,
            served("InstanceId!", "Attribute!", "DryRun"),
            InstanceAttributeActions::describe)
        .on(
            "ModifyInstanceAttribute",
            ModifyInstanceAttributeRequest::builder,
            served(
                "InstanceId!",
                "Attribute",
                "Value",
                "BlockDeviceMappings.DeviceName",
                "BlockDeviceMappings.Ebs.DeleteOnTermination",
                "DisableApiTermination",
                "DisableApiStop",
                "InstanceType",
                "UserData",
                "InstanceInitiatedShutdownBehavior",
                "Groups",
                "EbsOptimized",
                "SourceDestCheck",
                "DryRun"),
            InstanceAttributeActions::modify);
  }

  private static Reply<DescribeInstanceAttributeResponse> describe(
      DescribeInstanceAttributeRequest q, Call call) {
    if (q.instanceId() == null) {
      return NetworkInterfaceChanges.missing("InstanceId");
    }
    if (q.attribute() == null) {
      return NetworkInterfaceChanges.missing("Attribute");
    }
    View view = call.view();
    return InstanceActions.INSTANCES
        .find(view, q.instanceId())
        .then(instance -> answer(instance, q.attribute(), q.attributeAsString(), view));
  }

  private static Reply<DescribeInstanceAttributeResponse> answer(
      Instance instance, InstanceAttributeName attribute, String text, View view) {
    Instance.Settings settings = instance.settings();
    var answer = DescribeInstanceAttributeResponse.builder().instanceId(instance.id().value());
    Optional<NetworkInterface> primary = InstanceView.primary(instance, view);
    switch (attribute) {
      case INSTANCE_TYPE -> answer.instanceType(a -> a.value(instance.type()));
      case USER_DATA -> {
        if (settings.userData().isEmpty()) {
          answer.userData(a -> {});
        } else {
          answer.userData(a -> a.value(settings.userData()));
        }
      }
      case DISABLE_API_TERMINATION ->
          answer.disableApiTermination(a -> a.value(settings.disableApiTermination()));
      case DISABLE_API_STOP -> answer.disableApiStop(a -> a.value(settings.disableApiStop()));
      case INSTANCE_INITIATED_SHUTDOWN_BEHAVIOR ->
          answer.instanceInitiatedShutdownBehavior(
              a -> a.value(settings.shutdownBehavior().text()));
      case ROOT_DEVICE_NAME -> answer.rootDeviceName(a -> a.value(BlockDevice.ROOT));
      case BLOCK_DEVICE_MAPPING ->
          answer.blockDeviceMappings(InstanceView.sdk(instance, view).blockDeviceMappings());
      case SOURCE_DEST_CHECK ->
          answer.sourceDestCheck(
              a -> a.value(primary.map(NetworkInterface::sourceDestCheck).orElse(true)));
      case GROUP_SET -> answer.groups(InstanceView.groups(instance, view));
      case EBS_OPTIMIZED ->
          answer.ebsOptimized(
              a ->
                  a.value(
                      InstanceView.option(instance, "EbsOptimized")
                          .filter("true"::equals)
                          .isPresent()));
      case ENA_SUPPORT -> answer.enaSupport(a -> a.value(true));
      case ENCLAVE_OPTIONS ->
          answer.enclaveOptions(
              a ->
                  a.enabled(
                      InstanceView.option(instance, "EnclaveOptions.Enabled")
                          .filter("true"::equals)
                          .isPresent()));
      case PRODUCT_CODES -> answer.productCodes(List.of());
      case KERNEL -> answer.kernelId(a -> {});
      case RAMDISK -> answer.ramdiskId(a -> {});
      case SRIOV_NET_SUPPORT -> answer.sriovNetSupport(a -> {});
      case UNKNOWN_TO_SDK_VERSION -> {
        return Reply.refuse(
            "InvalidParameterValue",
            "Value (" + text + ") for parameter attribute is invalid. Unknown attribute.");
      }
    }
    return Reply.answer(answer.build());
  }

  private static Reply<ModifyInstanceAttributeResponse> modify(
      ModifyInstanceAttributeRequest q, Call call) {
    if (q.instanceId() == null) {
      return NetworkInterfaceChanges.missing("InstanceId");
    }
    return attributes(q)
        .then(
            asked ->
                asked.size() == 1
                    ? call.execute(
                        new ModifyInstanceAttribute(
                            new InstanceId(q.instanceId()), asked.getFirst()))
                    : Reply.refuse(
                        asked.isEmpty() ? "MissingParameter" : "InvalidParameterCombination",
                        asked.isEmpty()
                            ? "No attributes specified."
                            : "Fields for multiple attribute types specified: expected one."))
        .map(_ -> ModifyInstanceAttributeResponse.builder().build());
  }

  private static Reply<List<Attribute>> attributes(ModifyInstanceAttributeRequest q) {
    List<Attribute> asked = new ArrayList<>();
    if (q.disableApiTermination() != null && q.disableApiTermination().value() != null) {
      asked.add(new Attribute.DisableApiTermination(q.disableApiTermination().value()));
    }
    if (q.disableApiStop() != null && q.disableApiStop().value() != null) {
      asked.add(new Attribute.DisableApiStop(q.disableApiStop().value()));
    }
    if (q.sourceDestCheck() != null && q.sourceDestCheck().value() != null) {
      asked.add(new Attribute.SourceDestCheck(q.sourceDestCheck().value()));
    }
    if (q.ebsOptimized() != null && q.ebsOptimized().value() != null) {
      asked.add(new Attribute.EbsOptimized(q.ebsOptimized().value()));
    }
    if (q.instanceType() != null && q.instanceType().value() != null) {
      asked.add(new Attribute.Type(q.instanceType().value()));
    }
    if (q.userData() != null && q.userData().value() != null) {
      asked.add(
          new Attribute.UserData(
              Base64.getEncoder().encodeToString(q.userData().value().asByteArray())));
    }
    if (!q.groups().isEmpty()) {
      asked.add(new Attribute.Groups(NetworkInterfaceChanges.groups(q.groups())));
    }
    q.blockDeviceMappings().stream()
        .filter(it -> it.ebs() != null && it.ebs().deleteOnTermination() != null)
        .forEach(
            it ->
                asked.add(
                    new Attribute.DeleteOnTermination(
                        Optional.ofNullable(it.deviceName()).orElse(""),
                        it.ebs().deleteOnTermination())));
    if (q.instanceInitiatedShutdownBehavior() != null
        && q.instanceInitiatedShutdownBehavior().value() != null) {
      return behavior(q.instanceInitiatedShutdownBehavior().value()).map(it -> with(asked, it));
    }
    return q.attribute() == null
        ? Reply.answer(asked)
        : byName(q.attribute(), Optional.ofNullable(q.value()).orElse(""))
            .map(it -> with(asked, it));
  }

  /** The older way to say the same: an attribute's name and a text. */
  private static Reply<Attribute> byName(InstanceAttributeName attribute, String value) {
    return switch (attribute) {
      case INSTANCE_TYPE -> Reply.answer(new Attribute.Type(value));
      case USER_DATA -> Reply.answer(new Attribute.UserData(value));
      case DISABLE_API_TERMINATION ->
          Reply.answer(new Attribute.DisableApiTermination(Boolean.parseBoolean(value)));
      case DISABLE_API_STOP ->
          Reply.answer(new Attribute.DisableApiStop(Boolean.parseBoolean(value)));
      case SOURCE_DEST_CHECK ->
          Reply.answer(new Attribute.SourceDestCheck(Boolean.parseBoolean(value)));
      case EBS_OPTIMIZED -> Reply.answer(new Attribute.EbsOptimized(Boolean.parseBoolean(value)));
      case INSTANCE_INITIATED_SHUTDOWN_BEHAVIOR -> behavior(value);
      case KERNEL,
          RAMDISK,
          ROOT_DEVICE_NAME,
          BLOCK_DEVICE_MAPPING,
          PRODUCT_CODES,
          GROUP_SET,
          SRIOV_NET_SUPPORT,
          ENA_SUPPORT,
          ENCLAVE_OPTIONS,
          UNKNOWN_TO_SDK_VERSION ->
          Reply.refuse(
              "UnsupportedOperation",
              "eksnet does not serve changing the attribute '" + attribute + "' by its name.");
    };
  }

  private static Reply<Attribute> behavior(String text) {
    return switch (text) {
      case "stop" -> Reply.answer(new Attribute.ShutdownBehavior(Instance.ShutdownBehavior.STOP));
      case "terminate" ->
          Reply.answer(new Attribute.ShutdownBehavior(Instance.ShutdownBehavior.TERMINATE));
      case String other ->
          Reply.refuse(
              "InvalidParameterValue",
              "Value ("
                  + other
                  + ") for parameter instanceInitiatedShutdownBehavior is invalid."
                  + " Expected stop or terminate.");
    };
  }

  private static List<Attribute> with(List<Attribute> asked, Attribute one) {
    List<Attribute> all = new ArrayList<>(asked);
    all.add(one);
    return all;
  }
}
