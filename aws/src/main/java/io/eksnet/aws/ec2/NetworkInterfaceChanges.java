package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.AttachmentId;
import io.eksnet.id.EniId;
import io.eksnet.id.InstanceId;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.vpc.AddressSpecification;
import io.eksnet.vpc.AttachNetworkInterface;
import io.eksnet.vpc.CreateNetworkInterface;
import io.eksnet.vpc.DeleteNetworkInterface;
import io.eksnet.vpc.DetachNetworkInterface;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.ModifyNetworkInterfaceAttribute;
import io.eksnet.vpc.ModifyNetworkInterfaceAttribute.Attribute;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.ResetNetworkInterfaceAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.AttachNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.AttachNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfaceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfaceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DetachNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DetachNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.ModifyNetworkInterfaceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyNetworkInterfaceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.ResetNetworkInterfaceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ResetNetworkInterfaceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** What clients do to interfaces as a whole; see {@link PrivateAddressActions} for addresses. */
final class NetworkInterfaceChanges {
  private static final int MAX_DESCRIPTION = 255;

  private NetworkInterfaceChanges() {}

  static void register(Ec2Registration on) {
    on.on(
            "CreateNetworkInterface",
            CreateNetworkInterfaceRequest::builder,
            served(
                "SubnetId!",
                "Groups",
                "Description",
                "PrivateIpAddress",
                "PrivateIpAddresses",
                "SecondaryPrivateIpAddressCount",
                "Ipv4Prefixes",
                "Ipv4PrefixCount",
                "Ipv6Addresses.Ipv6Address",
                "Ipv6AddressCount",
                "Ipv6Prefixes",
                "Ipv6PrefixCount",
                "InterfaceType",
                "TagSpecifications",
                "ClientToken",
                "DryRun"),
            NetworkInterfaceChanges::create)
        .on(
            "DeleteNetworkInterface",
            DeleteNetworkInterfaceRequest::builder,
            served("NetworkInterfaceId!", "DryRun"),
            (q, call) ->
                eni(q.networkInterfaceId())
                    .then(id -> call.execute(new DeleteNetworkInterface(id)))
                    .map(_ -> DeleteNetworkInterfaceResponse.builder().build()))
        .on(
            "AttachNetworkInterface",
            AttachNetworkInterfaceRequest::builder,
            served(
                "NetworkInterfaceId!", "InstanceId!", "DeviceIndex!", "NetworkCardIndex", "DryRun"),
            NetworkInterfaceChanges::attach)
        .on(
            "DetachNetworkInterface",
            DetachNetworkInterfaceRequest::builder,
            served("AttachmentId!", "Force", "DryRun"),
            NetworkInterfaceChanges::detach)
        .on(
            "ModifyNetworkInterfaceAttribute",
            ModifyNetworkInterfaceAttributeRequest::builder,
            served(
                "NetworkInterfaceId!",
                "Description",
                "SourceDestCheck",
                "Groups",
                "Attachment.AttachmentId",
                "Attachment.DeleteOnTermination",
                "DryRun"),
            (q, call) ->
                eni(q.networkInterfaceId())
                    .then(
                        id ->
                            attribute(q)
                                .then(
                                    it ->
                                        call.execute(new ModifyNetworkInterfaceAttribute(id, it))))
                    .map(_ -> ModifyNetworkInterfaceAttributeResponse.builder().build()))
        .on(
            "ResetNetworkInterfaceAttribute",
            ResetNetworkInterfaceAttributeRequest::builder,
            served("NetworkInterfaceId!", "SourceDestCheck", "DryRun"),
            (q, call) ->
                eni(q.networkInterfaceId())
                    .then(id -> call.execute(new ResetNetworkInterfaceAttribute(id)))
                    .map(_ -> ResetNetworkInterfaceAttributeResponse.builder().build()))
        .on(
            "DescribeNetworkInterfaceAttribute",
            DescribeNetworkInterfaceAttributeRequest::builder,
            served("NetworkInterfaceId!", "Attribute", "DryRun"),
            NetworkInterfaceChanges::describeAttribute);
  }

  /** An interface's id, which must be there. */
  static Reply<EniId> eni(Optional<String> id) {
    return id.<Reply<EniId>>map(text -> Reply.answer(new EniId(text)))
        .orElseGet(() -> missing("networkInterfaceId"));
  }

  private static Reply<EniId> eni(String id) {
    return eni(Optional.ofNullable(id));
  }

  static <R> Reply<R> missing(String parameter) {
    return Reply.refuse("MissingParameter", "The request must contain the parameter " + parameter);
  }

  private static Reply<CreateNetworkInterfaceResponse> create(
      CreateNetworkInterfaceRequest q, Call call) {
    if (q.subnetId() == null) {
      return missing("subnetId");
    }
    String description = Optional.ofNullable(q.description()).orElse("");
    if (description.length() > MAX_DESCRIPTION) {
      return Reply.refuse(
          "InvalidParameterValue",
          "Value for parameter description is too long: "
              + description.length()
              + " characters, expected 255 or fewer.");
    }
    return type(Optional.ofNullable(q.interfaceTypeAsString()).orElse("interface"))
        .then(
            type ->
                TagSpecifications.of(q.tagSpecifications(), ResourceType.NETWORK_INTERFACE)
                    .then(
                        tags ->
                            addresses(q)
                                .map(
                                    addresses ->
                                        new CreateNetworkInterface(
                                            new SubnetId(q.subnetId()),
                                            groups(q.groups()),
                                            description,
                                            addresses,
                                            type,
                                            tags,
                                            Optional.empty()))))
        .then(command -> call.create(Ec2Resources.NETWORK_INTERFACES, command))
        .map(
            made ->
                CreateNetworkInterfaceResponse.builder()
                    .networkInterface(NetworkInterfaceActions.sdk(made, call.now()))
                    .clientToken(q.clientToken())
                    .build());
  }

  private static Reply<AddressSpecification> addresses(CreateNetworkInterfaceRequest q) {
    return new AskedAddresses.Members(
            Optional.ofNullable(q.privateIpAddress()),
            q.privateIpAddresses(),
            Optional.ofNullable(q.secondaryPrivateIpAddressCount()),
            q.ipv4Prefixes(),
            Optional.ofNullable(q.ipv4PrefixCount()),
            q.ipv6Addresses().stream().map(InstanceIpv6Address::ipv6Address).toList(),
            Optional.ofNullable(q.ipv6AddressCount()),
            q.ipv6Prefixes(),
            Optional.ofNullable(q.ipv6PrefixCount()))
        .specification();
  }

  /** The type of an interface that a client may make. */
  static Reply<NetworkInterface.Type> type(String text) {
    return switch (text) {
      case "interface" -> Reply.answer(NetworkInterface.Type.INTERFACE);
      case "efa" -> Reply.answer(NetworkInterface.Type.EFA);
      case "trunk" -> Reply.answer(NetworkInterface.Type.TRUNK);
      case "efa-only" ->
          Reply.refuse(
              "UnsupportedOperation",
              "eksnet does not serve interfaces of type efa-only, which have no IP address.");
      case String other ->
          Reply.refuse(
              "InvalidParameterValue",
              "Value ("
                  + other
                  + ") for parameter interfaceType is invalid. Expected interface,"
                  + " efa, efa-only or trunk.");
    };
  }

  static List<SecurityGroupId> groups(List<String> ids) {
    return ids.stream().map(SecurityGroupId::new).toList();
  }

  private static Reply<AttachNetworkInterfaceResponse> attach(
      AttachNetworkInterfaceRequest q, Call call) {
    if (q.instanceId() == null) {
      return missing("instanceId");
    }
    if (q.deviceIndex() == null) {
      return missing("deviceIndex");
    }
    int card = Optional.ofNullable(q.networkCardIndex()).orElse(0);
    return eni(q.networkInterfaceId())
        .then(
            id ->
                call.execute(
                    new AttachNetworkInterface(
                        id, new InstanceId(q.instanceId()), card, q.deviceIndex())))
        .map(
            made ->
                AttachNetworkInterfaceResponse.builder()
                    .attachmentId(made.id().value())
                    .networkCardIndex(made.networkCard())
                    .build());
  }

  private static Reply<DetachNetworkInterfaceResponse> detach(
      DetachNetworkInterfaceRequest q, Call call) {
    if (q.attachmentId() == null) {
      return missing("attachmentId");
    }
    AttachmentId id = new AttachmentId(q.attachmentId());
    boolean own =
        call.view()
            .vpcs()
            .facts()
            .table(NetworkInterface.KIND)
            .firstBy(NetworkInterface.BY_ATTACHMENT, id)
            .filter(eni -> eni.scope().equals(call.scope()))
            .isPresent();
    return own
        ? call.execute(new DetachNetworkInterface(id))
            .map(_ -> DetachNetworkInterfaceResponse.builder().build())
        : Reply.refuse(
            "InvalidAttachmentID.NotFound", "The attachment ID '" + id + "' does not exist");
  }

  /** The one attribute that a request names. */
  private static Reply<Attribute> attribute(ModifyNetworkInterfaceAttributeRequest q) {
    List<Attribute> asked = new ArrayList<>();
    if (q.description() != null) {
      asked.add(new Attribute.Description(Optional.ofNullable(q.description().value()).orElse("")));
    }
    if (q.sourceDestCheck() != null && q.sourceDestCheck().value() != null) {
      asked.add(new Attribute.SourceDestCheck(q.sourceDestCheck().value()));
    }
    if (q.hasGroups()) {
      asked.add(new Attribute.Groups(groups(q.groups())));
    }
    if (q.attachment() != null) {
      if (q.attachment().attachmentId() == null || q.attachment().deleteOnTermination() == null) {
        return missing("attachment.attachmentId and attachment.deleteOnTermination");
      }
      asked.add(
          new Attribute.DeleteOnTermination(
              new AttachmentId(q.attachment().attachmentId()),
              q.attachment().deleteOnTermination()));
    }
    if (asked.isEmpty()) {
      return Reply.refuse("MissingParameter", "No attributes specified.");
    }
    return asked.size() > 1
        ? Reply.refuse(
            "InvalidParameterCombination", "Fields for multiple attribute types specified.")
        : Reply.answer(asked.getFirst());
  }

  private static Reply<DescribeNetworkInterfaceAttributeResponse> describeAttribute(
      DescribeNetworkInterfaceAttributeRequest q, Call call) {
    if (q.networkInterfaceId() == null) {
      return missing("networkInterfaceId");
    }
    if (q.attribute() == null) {
      return missing("attribute");
    }
    View view = call.view();
    return NetworkInterfaceActions.INTERFACES
        .find(view, q.networkInterfaceId())
        .then(
            eni -> {
              var answer =
                  DescribeNetworkInterfaceAttributeResponse.builder()
                      .networkInterfaceId(eni.id().value());
              return switch (q.attribute()) {
                case DESCRIPTION ->
                    Reply.answer(answer.description(d -> d.value(eni.description())).build());
                case GROUP_SET ->
                    Reply.answer(answer.groups(NetworkInterfaceActions.groups(eni, view)).build());
                case SOURCE_DEST_CHECK ->
                    Reply.answer(
                        answer.sourceDestCheck(c -> c.value(eni.sourceDestCheck())).build());
                case ATTACHMENT -> {
                  eni.attachment()
                      .ifPresent(
                          at -> answer.attachment(NetworkInterfaceActions.attachment(at, view)));
                  yield Reply.answer(answer.build());
                }
                case ASSOCIATE_PUBLIC_IP_ADDRESS ->
                    Reply.answer(answer.associatePublicIpAddress(false).build());
                case UNKNOWN_TO_SDK_VERSION ->
                    Reply.refuse(
                        "InvalidParameterValue",
                        "Value ("
                            + q.attributeAsString()
                            + ") for parameter attribute is invalid. Unknown network interface"
                            + " attribute.");
              };
            });
  }
}
