package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.VpcId;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.Vpc;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.Tenancy;
import software.amazon.awssdk.services.ec2.model.VpcAttributeName;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockStateCode;
import software.amazon.awssdk.services.ec2.model.VpcState;

/** VPCs as EC2 shows them. */
final class VpcActions {
  private VpcActions() {}

  static final Resources<VpcId, Vpc> VPCS =
      new Resources<>(
          Pages.of("DescribeVpcs"),
          Ec2Resources.VPCS,
          Filters.<Vpc>of()
              .by("vpc-id", Vpc::id)
              .by("cidr", Vpc::primaryCidr)
              .by("is-default", Vpc::isDefault)
              .by("state", _ -> VpcState.AVAILABLE)
              .by("owner-id", vpc -> vpc.scope().account())
              .each("cidr-block-association.cidr-block", v -> v.cidrs().stream().map(c -> c.cidr()))
              .each(
                  "cidr-block-association.association-id", v -> v.cidrs().stream().map(c -> c.id()))
              .each("cidr-block-association.state", _ -> Stream.of("associated"))
              .tags(Vpc::tags)
              .build());

  static void register(Ec2Registration on) {
    on.on(
            "DescribeVpcs",
            DescribeVpcsRequest::builder,
            served("VpcIds", "Filters", "MaxResults", "NextToken", "DryRun"),
            (q, call) ->
                VPCS.list(call.view(), q, q.vpcIds())
                    .map(
                        page ->
                            DescribeVpcsResponse.builder()
                                .vpcs(page.map(VpcActions::sdk))
                                .nextToken(page.nextOrNull())
                                .build()))
        .on(
            "DescribeVpcAttribute",
            DescribeVpcAttributeRequest::builder,
            served("VpcId!", "Attribute!", "DryRun"),
            (q, call) ->
                VPCS.find(call.view(), q.vpcId()).then(vpc -> attribute(vpc, q.attribute())));
  }

  private static Reply<DescribeVpcAttributeResponse> attribute(Vpc vpc, VpcAttributeName name) {
    var answer = DescribeVpcAttributeResponse.builder().vpcId(vpc.id().value());
    return switch (name) {
      case ENABLE_DNS_SUPPORT ->
          Reply.answer(answer.enableDnsSupport(a -> a.value(vpc.enableDnsSupport())).build());
      case ENABLE_DNS_HOSTNAMES ->
          Reply.answer(answer.enableDnsHostnames(a -> a.value(vpc.enableDnsHostnames())).build());
      case ENABLE_NETWORK_ADDRESS_USAGE_METRICS ->
          Reply.answer(answer.enableNetworkAddressUsageMetrics(a -> a.value(false)).build());
      case UNKNOWN_TO_SDK_VERSION ->
          Reply.refuse(
              "InvalidParameterValue",
              "Value for parameter attribute is invalid. Expected enableDnsSupport,"
                  + " enableDnsHostnames or enableNetworkAddressUsageMetrics.");
    };
  }

  private static software.amazon.awssdk.services.ec2.model.Vpc sdk(Vpc vpc) {
    return software.amazon.awssdk.services.ec2.model.Vpc.builder()
        .vpcId(vpc.id().value())
        .state(VpcState.AVAILABLE)
        .cidrBlock(vpc.primaryCidr().toString())
        .cidrBlockAssociationSet(vpc.cidrs().stream().map(VpcActions::association).toList())
        .instanceTenancy(Tenancy.DEFAULT)
        .isDefault(vpc.isDefault())
        .ownerId(vpc.scope().account().value())
        .tags(Sdk.tagsIfAny(vpc.tags()))
        .build();
  }

  private static VpcCidrBlockAssociation association(Vpc.CidrAssociation block) {
    return VpcCidrBlockAssociation.builder()
        .associationId(block.id().value())
        .cidrBlock(block.cidr().toString())
        .cidrBlockState(state -> state.state(VpcCidrBlockStateCode.ASSOCIATED))
        .build();
  }
}
