package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.AllocationId;
import io.eksnet.id.AssociationId;
import io.eksnet.id.EniId;
import io.eksnet.id.InstanceId;
import io.eksnet.net.Ipv4Address;
import io.eksnet.vpc.AllocateAddress;
import io.eksnet.vpc.AssociateAddress;
import io.eksnet.vpc.AssociateAddress.Behind;
import io.eksnet.vpc.DisassociateAddress;
import io.eksnet.vpc.ElasticIp;
import io.eksnet.vpc.ReleaseAddress;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.AllocateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AllocateAddressResponse;
import software.amazon.awssdk.services.ec2.model.AssociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AssociateAddressResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressResponse;
import software.amazon.awssdk.services.ec2.model.DomainType;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressRequest;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressResponse;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** What allocates and releases Elastic IPs and puts them before interfaces. */
final class AddressChanges {
  private AddressChanges() {}

  static void register(Ec2Registration on) {
    on.on(
            "AllocateAddress",
            AllocateAddressRequest::builder,
            served("Domain", "PublicIpv4Pool", "NetworkBorderGroup", "TagSpecifications", "DryRun"),
            (q, call) -> allocate(q, call))
        .on(
            "AssociateAddress",
            AssociateAddressRequest::builder,
            served(
                "AllocationId",
                "InstanceId",
                "PublicIp",
                "NetworkInterfaceId",
                "PrivateIpAddress",
                "AllowReassociation",
                "DryRun"),
            (q, call) -> associate(q, call))
        .on(
            "DisassociateAddress",
            DisassociateAddressRequest::builder,
            served("AssociationId", "PublicIp", "DryRun"),
            (q, call) -> disassociate(q, call))
        .on(
            "ReleaseAddress",
            ReleaseAddressRequest::builder,
            served("AllocationId", "PublicIp", "NetworkBorderGroup", "DryRun"),
            (q, call) -> release(q, call));
  }

  private static Reply<AllocateAddressResponse> allocate(AllocateAddressRequest q, Call call) {
    if (q.domain() != null && q.domain() != DomainType.VPC) {
      return invalid(q.domainAsString(), "domain");
    }
    if (q.publicIpv4Pool() != null && !q.publicIpv4Pool().equals(AddressActions.POOL)) {
      return Reply.refuse(
          "InvalidPublicIpv4PoolID.NotFound",
          "The PublicIpv4Pool ID '" + q.publicIpv4Pool() + "' does not exist");
    }
    return borderGroup(q.networkBorderGroup(), call)
        .then(_ -> TagSpecifications.of(q.tagSpecifications(), ResourceType.ELASTIC_IP))
        .then(tags -> call.execute(new AllocateAddress(call.scope(), tags, Optional.empty())))
        .map(
            made ->
                AllocateAddressResponse.builder()
                    .allocationId(made.id().value())
                    .publicIp(made.publicAddress().toString())
                    .domain(DomainType.VPC)
                    .publicIpv4Pool(AddressActions.POOL)
                    .networkBorderGroup(call.view().region())
                    .build());
  }

  private static Reply<Boolean> borderGroup(String asked, Call call) {
    return asked == null || asked.equals(call.view().region())
        ? Reply.answer(true)
        : invalid(asked, "networkBorderGroup");
  }

  private static Reply<AssociateAddressResponse> associate(AssociateAddressRequest q, Call call) {
    if (q.publicIp() != null) {
      return Reply.refuse(
          "InvalidParameterCombination",
          "You must specify an allocation id when mapping an address to a VPC instance");
    }
    return Required.member(q.allocationId(), "allocationId")
        .map(AllocationId::new)
        .then(
            allocation ->
                behind(q)
                    .then(
                        behind ->
                            privateAddress(q.privateIpAddress())
                                .then(
                                    address ->
                                        call.execute(
                                            new AssociateAddress(
                                                allocation,
                                                behind,
                                                address,
                                                !Boolean.FALSE.equals(q.allowReassociation()))))))
        .map(id -> AssociateAddressResponse.builder().associationId(id.value()).build());
  }

  private static Reply<Behind> behind(AssociateAddressRequest q) {
    if (q.instanceId() != null && q.networkInterfaceId() != null) {
      return Reply.refuse(
          "InvalidParameterCombination",
          "You may specify either an instance ID or a network interface ID, but not both");
    }
    return q.instanceId() == null
        ? Required.member(q.networkInterfaceId(), "instanceId or networkInterfaceId")
            .map(id -> new Behind.OfInterface(new EniId(id)))
        : Reply.answer(new Behind.OfInstance(new InstanceId(q.instanceId())));
  }

  private static Reply<Optional<Ipv4Address>> privateAddress(String text) {
    return text == null
        ? Reply.answer(Optional.empty())
        : AddressTexts.ipv4(text, "privateIpAddress").map(Optional::of);
  }

  private static Reply<DisassociateAddressResponse> disassociate(
      DisassociateAddressRequest q, Call call) {
    if (q.publicIp() != null) {
      return Reply.refuse(
          "InvalidParameterValue",
          "You must specify an association id when unmapping an address from a VPC instance");
    }
    return Required.member(q.associationId(), "associationId")
        .map(AssociationId::new)
        .then(
            id ->
                others(id, call)
                    ? Reply.<AssociationId>refuse(
                        "InvalidAssociationID.NotFound",
                        "The association ID '" + id + "' does not exist")
                    : Reply.answer(id))
        .then(id -> call.execute(new DisassociateAddress(id)))
        .map(_ -> DisassociateAddressResponse.builder().build());
  }

  /** Whether an association is one of another account or Region. */
  private static boolean others(AssociationId id, Call call) {
    return call.view()
        .vpcs()
        .facts()
        .table(ElasticIp.KIND)
        .firstBy(ElasticIp.BY_ASSOCIATION, id)
        .filter(ip -> !ip.scope().equals(call.scope()))
        .isPresent();
  }

  private static Reply<ReleaseAddressResponse> release(ReleaseAddressRequest q, Call call) {
    if (q.publicIp() != null) {
      return Reply.refuse(
          "InvalidParameterValue",
          "You must specify an allocation id when releasing a VPC elastic IP address");
    }
    return Required.member(q.allocationId(), "allocationId")
        .then(
            id ->
                borderGroup(q.networkBorderGroup(), call)
                    .then(_ -> call.execute(new ReleaseAddress(new AllocationId(id)))))
        .map(_ -> ReleaseAddressResponse.builder().build());
  }

  private static <T> Reply<T> invalid(String value, String parameter) {
    return Reply.refuse(
        "InvalidParameterValue",
        "Value (" + value + ") for parameter " + parameter + " is invalid.");
  }
}
