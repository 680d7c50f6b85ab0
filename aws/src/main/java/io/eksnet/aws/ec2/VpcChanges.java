package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.Command;
import io.eksnet.id.VpcCidrAssociationId;
import io.eksnet.id.VpcId;
import io.eksnet.net.IpFamily;
import io.eksnet.vpc.AssociateVpcCidrBlock;
import io.eksnet.vpc.CreateDefaultVpc;
import io.eksnet.vpc.CreateVpc;
import io.eksnet.vpc.DeleteVpc;
import io.eksnet.vpc.DisassociateVpcCidrBlock;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.ModifyVpcAttribute;
import io.eksnet.vpc.ModifyVpcTenancy;
import io.eksnet.vpc.Vpc;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.AssociateVpcCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.AssociateVpcCidrBlockResponse;
import software.amazon.awssdk.services.ec2.model.CreateDefaultVpcRequest;
import software.amazon.awssdk.services.ec2.model.CreateDefaultVpcResponse;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateVpcCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateVpcCidrBlockResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcTenancyRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcTenancyResponse;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tenancy;
import software.amazon.awssdk.services.ec2.model.VpcTenancy;

/** What clients change about VPCs and their blocks. */
final class VpcChanges {
  private VpcChanges() {}

  static void register(Ec2Registration on) {
    on.on(
            "CreateVpc",
            CreateVpcRequest::builder,
            served(
                "CidrBlock",
                "AmazonProvidedIpv6CidrBlock",
                "Ipv6CidrBlockNetworkBorderGroup",
                "InstanceTenancy",
                "TagSpecifications",
                "DryRun"),
            VpcChanges::create)
        .on(
            "CreateDefaultVpc",
            CreateDefaultVpcRequest::builder,
            served("DryRun"),
            (_, call) ->
                call.execute(new CreateDefaultVpc(call.scope()))
                    .map(
                        made ->
                            CreateDefaultVpcResponse.builder().vpc(VpcActions.sdk(made)).build()))
        .on(
            "DeleteVpc",
            DeleteVpcRequest::builder,
            served("VpcId!", "DryRun"),
            (q, call) ->
                call.execute(new DeleteVpc(new VpcId(q.vpcId())))
                    .map(_ -> DeleteVpcResponse.builder().build()))
        .on(
            "ModifyVpcAttribute",
            ModifyVpcAttributeRequest::builder,
            served(
                "VpcId!",
                "EnableDnsSupport",
                "EnableDnsHostnames",
                "EnableNetworkAddressUsageMetrics"),
            (q, call) ->
                attribute(q)
                    .then(it -> call.execute(new ModifyVpcAttribute(new VpcId(q.vpcId()), it)))
                    .map(_ -> ModifyVpcAttributeResponse.builder().build()))
        .on(
            "ModifyVpcTenancy",
            ModifyVpcTenancyRequest::builder,
            served("VpcId!", "InstanceTenancy!", "DryRun"),
            (q, call) ->
                q.instanceTenancy() == VpcTenancy.DEFAULT
                    ? call.execute(new ModifyVpcTenancy(new VpcId(q.vpcId())))
                        .map(_ -> ModifyVpcTenancyResponse.builder().returnValue(true).build())
                    : tenancyInvalid(q.instanceTenancyAsString()))
        .on(
            "AssociateVpcCidrBlock",
            AssociateVpcCidrBlockRequest::builder,
            served(
                "VpcId!",
                "CidrBlock",
                "AmazonProvidedIpv6CidrBlock",
                "Ipv6CidrBlockNetworkBorderGroup"),
            VpcChanges::associate)
        .on(
            "DisassociateVpcCidrBlock",
            DisassociateVpcCidrBlockRequest::builder,
            served("AssociationId!"),
            VpcChanges::disassociate);
  }

  private static Reply<CreateVpcResponse> create(CreateVpcRequest q, Call call) {
    if (q.cidrBlock() == null) {
      return Reply.refuse("MissingParameter", "The request must contain the parameter cidrBlock");
    }
    boolean ipv6 = Boolean.TRUE.equals(q.amazonProvidedIpv6CidrBlock());
    return AskedCidr.of(q.cidrBlock(), "cidrBlock", IpFamily.IPV4)
        .then(
            cidr ->
                borderGroup(Optional.ofNullable(q.ipv6CidrBlockNetworkBorderGroup()), ipv6, call)
                    .then(_ -> tenancy(Optional.ofNullable(q.instanceTenancy())))
                    .then(
                        tenancy ->
                            TagSpecifications.of(q.tagSpecifications(), ResourceType.VPC)
                                .then(
                                    tags ->
                                        call.create(
                                            Ec2Resources.VPCS,
                                            new CreateVpc(
                                                call.scope(),
                                                cidr,
                                                ipv6,
                                                tenancy,
                                                tags,
                                                Optional.empty(),
                                                Optional.empty())))))
        .map(made -> CreateVpcResponse.builder().vpc(VpcActions.sdk(made)).build());
  }

  /** A Region's own border group is the only one: there are no Local Zones. */
  private static Reply<Boolean> borderGroup(Optional<String> group, boolean ipv6, Call call) {
    if (group.isEmpty()) {
      return Reply.answer(true);
    }
    if (!ipv6) {
      return Reply.refuse(
          "InvalidParameterCombination",
          "The parameter ipv6CidrBlockNetworkBorderGroup requires amazonProvidedIpv6CidrBlock.");
    }
    return group.get().equals(call.view().region())
        ? Reply.answer(true)
        : Reply.refuse(
            "InvalidParameterValue",
            "Value ("
                + group.get()
                + ") for parameter ipv6CidrBlockNetworkBorderGroup is invalid. Expected "
                + call.view().region()
                + ".");
  }

  private static Reply<Vpc.Tenancy> tenancy(Optional<Tenancy> asked) {
    return switch (asked.orElse(Tenancy.DEFAULT)) {
      case DEFAULT -> Reply.answer(Vpc.Tenancy.DEFAULT);
      case DEDICATED -> Reply.answer(Vpc.Tenancy.DEDICATED);
      case HOST, UNKNOWN_TO_SDK_VERSION -> tenancyInvalid(asked.orElseThrow());
    };
  }

  private static <T> Reply<T> tenancyInvalid(Object asked) {
    return Reply.refuse(
        "InvalidParameterValue", "Value (" + asked + ") for parameter instanceTenancy is invalid.");
  }

  private static Reply<ModifyVpcAttribute.Attribute> attribute(ModifyVpcAttributeRequest q) {
    return new OneAttribute<ModifyVpcAttribute.Attribute>()
        .with(
            Optional.ofNullable(q.enableDnsSupport()),
            ModifyVpcAttribute.Attribute.EnableDnsSupport::new)
        .with(
            Optional.ofNullable(q.enableDnsHostnames()),
            ModifyVpcAttribute.Attribute.EnableDnsHostnames::new)
        .with(
            Optional.ofNullable(q.enableNetworkAddressUsageMetrics()),
            ModifyVpcAttribute.Attribute.EnableNetworkAddressUsageMetrics::new)
        .only();
  }

  private static Reply<AssociateVpcCidrBlockResponse> associate(
      AssociateVpcCidrBlockRequest q, Call call) {
    boolean ipv6 = Boolean.TRUE.equals(q.amazonProvidedIpv6CidrBlock());
    if (ipv6 == (q.cidrBlock() != null)) {
      return ipv6
          ? Reply.refuse(
              "InvalidParameterCombination",
              "Only one of cidrBlock and amazonProvidedIpv6CidrBlock can be specified.")
          : Reply.refuse(
              "MissingParameter",
              "The request must contain the parameter cidrBlock or amazonProvidedIpv6CidrBlock");
    }
    VpcId id = new VpcId(q.vpcId());
    return borderGroup(Optional.ofNullable(q.ipv6CidrBlockNetworkBorderGroup()), ipv6, call)
        .then(_ -> block(Optional.ofNullable(q.cidrBlock())))
        .then(block -> call.execute(new AssociateVpcCidrBlock(id, block)))
        .then(
            made -> VpcActions.VPCS.find(call.view(), q.vpcId()).map(vpc -> associated(vpc, made)));
  }

  private static Reply<AssociateVpcCidrBlock.Block> block(Optional<String> cidr) {
    return cidr.map(
            text ->
                AskedCidr.of(text, "cidrBlock", IpFamily.IPV4)
                    .<AssociateVpcCidrBlock.Block>map(AssociateVpcCidrBlock.Block.Ipv4::new))
        .orElseGet(() -> Reply.answer(new AssociateVpcCidrBlock.Block.AmazonProvidedIpv6()));
  }

  private static AssociateVpcCidrBlockResponse associated(Vpc vpc, Vpc.CidrAssociation made) {
    var answer = AssociateVpcCidrBlockResponse.builder().vpcId(vpc.id().value());
    return Sdk.ipv4(made.cidr())
        ? answer.cidrBlockAssociation(VpcActions.association(made)).build()
        : answer.ipv6CidrBlockAssociation(VpcActions.ipv6Association(vpc, made)).build();
  }

  private static Reply<DisassociateVpcCidrBlockResponse> disassociate(
      DisassociateVpcCidrBlockRequest q, Call call) {
    VpcCidrAssociationId id = new VpcCidrAssociationId(q.associationId());
    Command<Vpc> command = new DisassociateVpcCidrBlock(call.scope(), id);
    return call.execute(command).map(vpc -> disassociated(vpc, id));
  }

  private static DisassociateVpcCidrBlockResponse disassociated(Vpc vpc, VpcCidrAssociationId id) {
    var answer = DisassociateVpcCidrBlockResponse.builder().vpcId(vpc.id().value());
    vpc.associations()
        .filter(block -> block.id().equals(id))
        .forEach(
            block -> {
              if (Sdk.ipv4(block.cidr())) {
                answer.cidrBlockAssociation(VpcActions.association(block));
              } else {
                answer.ipv6CidrBlockAssociation(VpcActions.ipv6Association(vpc, block));
              }
            });
    return answer.build();
  }
}
