package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.SubnetCidrAssociationId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.VpcId;
import io.eksnet.id.ZoneName;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpFamily;
import io.eksnet.vpc.AssociateSubnetCidrBlock;
import io.eksnet.vpc.CreateDefaultSubnet;
import io.eksnet.vpc.CreateSubnet;
import io.eksnet.vpc.DeleteSubnet;
import io.eksnet.vpc.DisassociateSubnetCidrBlock;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.ModifySubnetAttribute;
import io.eksnet.vpc.Subnet;
import io.eksnet.vpc.Zone;
import io.eksnet.vpc.Zones;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.AssociateSubnetCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.AssociateSubnetCidrBlockResponse;
import software.amazon.awssdk.services.ec2.model.CreateDefaultSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateDefaultSubnetResponse;
import software.amazon.awssdk.services.ec2.model.CreateSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateSubnetResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateSubnetCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateSubnetCidrBlockResponse;
import software.amazon.awssdk.services.ec2.model.HostnameType;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeResponse;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** What clients change about subnets and their IPv6 blocks. */
final class SubnetChanges {
  private SubnetChanges() {}

  static void register(Ec2Registration on) {
    on.on(
            "CreateSubnet",
            CreateSubnetRequest::builder,
            served(
                "VpcId!",
                "CidrBlock",
                "Ipv6CidrBlock",
                "AvailabilityZone",
                "AvailabilityZoneId",
                "TagSpecifications",
                "DryRun"),
            SubnetChanges::create)
        .on(
            "CreateDefaultSubnet",
            CreateDefaultSubnetRequest::builder,
            served("AvailabilityZone", "AvailabilityZoneId", "DryRun"),
            SubnetChanges::createDefault)
        .on(
            "DeleteSubnet",
            DeleteSubnetRequest::builder,
            served("SubnetId!", "DryRun"),
            (q, call) ->
                call.execute(new DeleteSubnet(new SubnetId(q.subnetId())))
                    .map(_ -> DeleteSubnetResponse.builder().build()))
        .on(
            "ModifySubnetAttribute",
            ModifySubnetAttributeRequest::builder,
            served(
                "SubnetId!",
                "MapPublicIpOnLaunch",
                "AssignIpv6AddressOnCreation",
                "EnableDns64",
                "PrivateDnsHostnameTypeOnLaunch",
                "EnableResourceNameDnsARecordOnLaunch",
                "EnableResourceNameDnsAAAARecordOnLaunch"),
            (q, call) ->
                attribute(q)
                    .then(
                        it ->
                            call.execute(new ModifySubnetAttribute(new SubnetId(q.subnetId()), it)))
                    .map(_ -> ModifySubnetAttributeResponse.builder().build()))
        .on(
            "AssociateSubnetCidrBlock",
            AssociateSubnetCidrBlockRequest::builder,
            served("SubnetId!", "Ipv6CidrBlock"),
            SubnetChanges::associate)
        .on(
            "DisassociateSubnetCidrBlock",
            DisassociateSubnetCidrBlockRequest::builder,
            served("AssociationId!"),
            SubnetChanges::disassociate);
  }

  private static Reply<CreateSubnetResponse> create(CreateSubnetRequest q, Call call) {
    if (q.cidrBlock() == null) {
      return missing("cidrBlock");
    }
    return AskedCidr.of(q.cidrBlock(), "cidrBlock", IpFamily.IPV4)
        .then(
            cidr ->
                ipv6(Optional.ofNullable(q.ipv6CidrBlock()))
                    .then(ipv6 -> create(q, cidr, ipv6, call)))
        .map(
            made ->
                CreateSubnetResponse.builder().subnet(SubnetActions.sdk(made, call.now())).build());
  }

  private static Reply<Subnet> create(
      CreateSubnetRequest q, Cidr cidr, Optional<Cidr> ipv6, Call call) {
    return zone(
            Optional.ofNullable(q.availabilityZone()),
            Optional.ofNullable(q.availabilityZoneId()),
            call)
        .then(
            zone ->
                TagSpecifications.of(q.tagSpecifications(), ResourceType.SUBNET)
                    .then(
                        tags ->
                            call.create(
                                Ec2Resources.SUBNETS,
                                new CreateSubnet(
                                    new VpcId(q.vpcId()),
                                    cidr,
                                    ipv6,
                                    zone,
                                    tags,
                                    Optional.empty()))));
  }

  private static Reply<Optional<Cidr>> ipv6(Optional<String> text) {
    return text.map(
            it ->
                AskedCidr.of(it, "ipv6CidrBlock", IpFamily.IPV6).<Optional<Cidr>>map(Optional::of))
        .orElseGet(() -> Reply.answer(Optional.empty()));
  }

  /** A zone by its name, which the rules judge, or by its id. */
  private static Reply<Optional<ZoneName>> zone(
      Optional<String> name, Optional<String> id, Call call) {
    if (name.isPresent() && id.isPresent()) {
      return Reply.refuse(
          "InvalidParameterCombination",
          "Only one of availabilityZone and availabilityZoneId can be specified.");
    }
    if (id.isEmpty()) {
      return Reply.answer(name.map(ZoneName::new));
    }
    List<Zone> zones = Zones.of(call.scope().region());
    return zones.stream()
        .filter(zone -> zone.id().value().equals(id.get()))
        .findFirst()
        .map(zone -> Reply.answer(Optional.of(zone.name())))
        .orElseGet(
            () ->
                Reply.refuse(
                    "InvalidParameterValue",
                    "Value ("
                        + id.get()
                        + ") for parameter availabilityZoneId is invalid. Subnets can currently"
                        + " only be created in the following availability zones: "
                        + zones.stream()
                            .map(zone -> zone.id().value())
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  private static Reply<CreateDefaultSubnetResponse> createDefault(
      CreateDefaultSubnetRequest q, Call call) {
    return zone(
            Optional.ofNullable(q.availabilityZone()),
            Optional.ofNullable(q.availabilityZoneId()),
            call)
        .then(
            zone ->
                zone.map(it -> call.execute(new CreateDefaultSubnet(call.scope(), it)))
                    .orElseGet(() -> missing("availabilityZone or availabilityZoneId")))
        .map(
            made ->
                CreateDefaultSubnetResponse.builder()
                    .subnet(SubnetActions.sdk(made, call.now()))
                    .build());
  }

  private static Reply<ModifySubnetAttribute.Attribute> attribute(ModifySubnetAttributeRequest q) {
    Optional<HostnameType> hostname = Optional.ofNullable(q.privateDnsHostnameTypeOnLaunch());
    if (hostname.filter(it -> it == HostnameType.UNKNOWN_TO_SDK_VERSION).isPresent()) {
      return Reply.refuse(
          "InvalidParameterValue",
          "Value ("
              + q.privateDnsHostnameTypeOnLaunchAsString()
              + ") for parameter privateDnsHostnameTypeOnLaunch is invalid. Expected ip-name or"
              + " resource-name.");
    }
    return new OneAttribute<ModifySubnetAttribute.Attribute>()
        .with(
            Optional.ofNullable(q.mapPublicIpOnLaunch()),
            ModifySubnetAttribute.Attribute.MapPublicIpOnLaunch::new)
        .with(
            Optional.ofNullable(q.assignIpv6AddressOnCreation()),
            ModifySubnetAttribute.Attribute.AssignIpv6AddressOnCreation::new)
        .with(
            Optional.ofNullable(q.enableDns64()), ModifySubnetAttribute.Attribute.EnableDns64::new)
        .with(
            Optional.ofNullable(q.enableResourceNameDnsARecordOnLaunch()),
            ModifySubnetAttribute.Attribute.EnableResourceNameDnsARecordOnLaunch::new)
        .with(
            Optional.ofNullable(q.enableResourceNameDnsAAAARecordOnLaunch()),
            ModifySubnetAttribute.Attribute.EnableResourceNameDnsAaaaRecordOnLaunch::new)
        .or(
            hostname.map(
                it ->
                    new ModifySubnetAttribute.Attribute.PrivateDnsHostnameTypeOnLaunch(
                        it == HostnameType.IP_NAME
                            ? Subnet.HostnameType.IP_NAME
                            : Subnet.HostnameType.RESOURCE_NAME)))
        .only();
  }

  private static Reply<AssociateSubnetCidrBlockResponse> associate(
      AssociateSubnetCidrBlockRequest q, Call call) {
    if (q.ipv6CidrBlock() == null) {
      return missing("ipv6CidrBlock");
    }
    return AskedCidr.of(q.ipv6CidrBlock(), "ipv6CidrBlock", IpFamily.IPV6)
        .then(cidr -> call.execute(new AssociateSubnetCidrBlock(new SubnetId(q.subnetId()), cidr)))
        .map(
            subnet ->
                AssociateSubnetCidrBlockResponse.builder()
                    .subnetId(subnet.id().value())
                    .ipv6CidrBlockAssociation(
                        SubnetActions.association(subnet.ipv6().orElseThrow()))
                    .build());
  }

  private static Reply<DisassociateSubnetCidrBlockResponse> disassociate(
      DisassociateSubnetCidrBlockRequest q, Call call) {
    SubnetCidrAssociationId id = new SubnetCidrAssociationId(q.associationId());
    return call.execute(new DisassociateSubnetCidrBlock(call.scope(), id))
        .map(
            subnet ->
                DisassociateSubnetCidrBlockResponse.builder()
                    .subnetId(subnet.id().value())
                    .ipv6CidrBlockAssociation(
                        SubnetActions.association(subnet.ipv6().orElseThrow()))
                    .build());
  }

  private static <T> Reply<T> missing(String parameter) {
    return Reply.refuse("MissingParameter", "The request must contain the parameter " + parameter);
  }
}
