package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.VpcId;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.Vpc;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.IpSource;
import software.amazon.awssdk.services.ec2.model.Ipv6AddressAttribute;
import software.amazon.awssdk.services.ec2.model.VpcAttributeName;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcIpv6CidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcState;

/** VPCs as EC2 shows them. */
final class VpcActions {
  private VpcActions() {}

  /** The name of Amazon's pool of IPv6 addresses. */
  private static final String AMAZON_POOL = "Amazon";

  static final Resources<VpcId, Vpc> VPCS =
      new Resources<>(
          Pages.of("DescribeVpcs"),
          Ec2Resources.VPCS,
          Filters.<Vpc>of()
              .by("vpc-id", Vpc::id)
              .by("cidr", Vpc::primaryCidr)
              .by("dhcp-options-id", VpcActions::dhcpOptions)
              .by("is-default", Vpc::isDefault)
              .by("state", _ -> VpcState.AVAILABLE)
              .by("owner-id", vpc -> vpc.scope().account())
              .each("cidr-block-association.cidr-block", v -> v.cidrs().stream().map(c -> c.cidr()))
              .each(
                  "cidr-block-association.association-id", v -> v.cidrs().stream().map(c -> c.id()))
              .each(
                  "cidr-block-association.state",
                  v -> v.cidrs().stream().map(c -> c.state().text()))
              .each(
                  "ipv6-cidr-block-association.ipv6-cidr-block",
                  v -> v.ipv6Cidrs().stream().map(c -> c.cidr()))
              .each(
                  "ipv6-cidr-block-association.ipv6-pool",
                  v -> v.ipv6Cidrs().stream().map(_ -> AMAZON_POOL))
              .each(
                  "ipv6-cidr-block-association.association-id",
                  v -> v.ipv6Cidrs().stream().map(c -> c.id()))
              .each(
                  "ipv6-cidr-block-association.state",
                  v -> v.ipv6Cidrs().stream().map(c -> c.state().text()))
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
          Reply.answer(
              answer
                  .enableNetworkAddressUsageMetrics(
                      a -> a.value(vpc.attributes().networkAddressUsageMetrics()))
                  .build());
      case UNKNOWN_TO_SDK_VERSION ->
          Reply.refuse(
              "InvalidParameterValue",
              "Value for parameter attribute is invalid. Expected enableDnsSupport,"
                  + " enableDnsHostnames or enableNetworkAddressUsageMetrics.");
    };
  }

  static software.amazon.awssdk.services.ec2.model.Vpc sdk(Vpc vpc) {
    var sdk =
        software.amazon.awssdk.services.ec2.model.Vpc.builder()
            .vpcId(vpc.id().value())
            .state(VpcState.AVAILABLE)
            .cidrBlock(vpc.primaryCidr().toString())
            .cidrBlockAssociationSet(vpc.cidrs().stream().map(VpcActions::association).toList())
            .dhcpOptionsId(dhcpOptions(vpc))
            .instanceTenancy(vpc.attributes().tenancy().text())
            .isDefault(vpc.isDefault())
            .ownerId(vpc.scope().account().value())
            .tags(Sdk.tagsIfAny(vpc.tags()));
    if (!vpc.ipv6Cidrs().isEmpty()) {
      sdk.ipv6CidrBlockAssociationSet(
          vpc.ipv6Cidrs().stream().map(block -> ipv6Association(vpc, block)).toList());
    }
    return sdk.build();
  }

  static VpcCidrBlockAssociation association(Vpc.CidrAssociation block) {
    return VpcCidrBlockAssociation.builder()
        .associationId(block.id().value())
        .cidrBlock(block.cidr().toString())
        .cidrBlockState(state -> state.state(block.state().text()))
        .build();
  }

  static VpcIpv6CidrBlockAssociation ipv6Association(Vpc vpc, Vpc.CidrAssociation block) {
    return VpcIpv6CidrBlockAssociation.builder()
        .associationId(block.id().value())
        .ipv6CidrBlock(block.cidr().toString())
        .ipv6CidrBlockState(state -> state.state(block.state().text()))
        .networkBorderGroup(vpc.scope().region().value())
        .ipv6Pool(AMAZON_POOL)
        .ipv6AddressAttribute(Ipv6AddressAttribute.PUBLIC)
        .ipSource(IpSource.AMAZON)
        .build();
  }

  private static String dhcpOptions(Vpc vpc) {
    return vpc.dhcpOptions().map(id -> id.value()).orElse("default");
  }
}
