package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.AllocationId;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.ElasticIp;
import io.eksnet.vpc.ModifyAddressAttribute;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.AddressAttribute;
import software.amazon.awssdk.services.ec2.model.AddressAttributeName;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesAttributeResponse;
import software.amazon.awssdk.services.ec2.model.ModifyAddressAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyAddressAttributeResponse;
import software.amazon.awssdk.services.ec2.model.ResetAddressAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ResetAddressAttributeResponse;

/** The reverse DNS records of Elastic IPs; EC2's only attribute of them. */
final class AddressAttributeActions {
  private AddressAttributeActions() {}

  private static final Resources<AllocationId, ElasticIp> ADDRESSES =
      new Resources<>(
          new Pages("DescribeAddressesAttribute", 1, 1000),
          Ec2Resources.ELASTIC_IPS,
          Filters.<ElasticIp>of().build());

  static void register(Ec2Registration on) {
    on.on(
            "DescribeAddressesAttribute",
            DescribeAddressesAttributeRequest::builder,
            served("AllocationIds", "Attribute", "MaxResults", "NextToken", "DryRun"),
            (q, call) ->
                domainName(q.attribute() == null ? AddressAttributeName.DOMAIN_NAME : q.attribute())
                    .then(_ -> ADDRESSES.list(call.view(), q, q.allocationIds()))
                    .map(
                        page ->
                            DescribeAddressesAttributeResponse.builder()
                                .addresses(named(page.items()))
                                .nextToken(page.nextOrNull())
                                .build()))
        .on(
            "ModifyAddressAttribute",
            ModifyAddressAttributeRequest::builder,
            served("AllocationId!", "DomainName", "DryRun"),
            (q, call) ->
                Required.member(q.domainName(), "domainName")
                    .then(
                        name ->
                            call.execute(
                                new ModifyAddressAttribute(
                                    new AllocationId(q.allocationId()), Optional.of(name))))
                    .map(ip -> ModifyAddressAttributeResponse.builder().address(sdk(ip)).build()))
        .on(
            "ResetAddressAttribute",
            ResetAddressAttributeRequest::builder,
            served("AllocationId!", "Attribute!", "DryRun"),
            (q, call) ->
                domainName(q.attribute())
                    .then(
                        _ ->
                            call.execute(
                                new ModifyAddressAttribute(
                                    new AllocationId(q.allocationId()), Optional.empty())))
                    .map(ip -> ResetAddressAttributeResponse.builder().address(sdk(ip)).build()));
  }

  private static Reply<AddressAttributeName> domainName(AddressAttributeName name) {
    return switch (name) {
      case DOMAIN_NAME -> Reply.answer(name);
      case UNKNOWN_TO_SDK_VERSION ->
          Reply.refuse(
              "InvalidParameterValue",
              "Value for parameter attribute is invalid. Expected domain-name.");
    };
  }

  /** EC2 tells only of addresses that have the attribute. */
  private static List<AddressAttribute> named(List<ElasticIp> addresses) {
    return addresses.stream()
        .filter(ip -> ip.domainName().isPresent())
        .map(AddressAttributeActions::sdk)
        .toList();
  }

  private static AddressAttribute sdk(ElasticIp ip) {
    var sdk =
        AddressAttribute.builder()
            .publicIp(ip.publicAddress().toString())
            .allocationId(ip.id().value());
    ip.domainName().ifPresent(sdk::ptrRecord);
    return sdk.build();
  }
}
