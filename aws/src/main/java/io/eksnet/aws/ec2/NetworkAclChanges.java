package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.NetworkAclAssociationId;
import io.eksnet.id.NetworkAclId;
import io.eksnet.id.VpcId;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpFamily;
import io.eksnet.net.Protocol;
import io.eksnet.vpc.CreateNetworkAcl;
import io.eksnet.vpc.CreateNetworkAclEntry;
import io.eksnet.vpc.DeleteNetworkAcl;
import io.eksnet.vpc.DeleteNetworkAclEntry;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.NetworkAcl;
import io.eksnet.vpc.ReplaceNetworkAclAssociation;
import io.eksnet.vpc.ReplaceNetworkAclEntry;
import io.eksnet.vpc.Traffic;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclEntryRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclEntryResponse;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkAclEntryRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkAclEntryResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkAclRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkAclResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Request;
import software.amazon.awssdk.services.ec2.model.IcmpTypeCode;
import software.amazon.awssdk.services.ec2.model.PortRange;
import software.amazon.awssdk.services.ec2.model.ReplaceNetworkAclAssociationRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceNetworkAclAssociationResponse;
import software.amazon.awssdk.services.ec2.model.ReplaceNetworkAclEntryRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceNetworkAclEntryResponse;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** What changes network ACLs, their entries and the subnets that they guard. */
final class NetworkAclChanges {
  private NetworkAclChanges() {}

  private static final String[] ENTRY = {
    "NetworkAclId!",
    "RuleNumber!",
    "Protocol!",
    "RuleAction!",
    "Egress!",
    "CidrBlock",
    "Ipv6CidrBlock",
    "IcmpTypeCode",
    "PortRange",
    "DryRun"
  };

  static void register(Ec2Registration on) {
    on.on(
            "CreateNetworkAcl",
            CreateNetworkAclRequest::builder,
            served("VpcId!", "TagSpecifications", "ClientToken", "DryRun"),
            (q, call) -> create(q, call))
        .on(
            "DeleteNetworkAcl",
            DeleteNetworkAclRequest::builder,
            served("NetworkAclId!", "DryRun"),
            (q, call) ->
                call.execute(new DeleteNetworkAcl(new NetworkAclId(q.networkAclId())))
                    .map(_ -> DeleteNetworkAclResponse.builder().build()))
        .on(
            "CreateNetworkAclEntry",
            CreateNetworkAclEntryRequest::builder,
            served(ENTRY),
            (q, call) ->
                entry(q)
                    .then(
                        entry ->
                            call.execute(
                                new CreateNetworkAclEntry(
                                    new NetworkAclId(q.networkAclId()), entry)))
                    .map(_ -> CreateNetworkAclEntryResponse.builder().build()))
        .on(
            "ReplaceNetworkAclEntry",
            ReplaceNetworkAclEntryRequest::builder,
            served(ENTRY),
            (q, call) ->
                entry(q)
                    .then(
                        entry ->
                            call.execute(
                                new ReplaceNetworkAclEntry(
                                    new NetworkAclId(q.networkAclId()), entry)))
                    .map(_ -> ReplaceNetworkAclEntryResponse.builder().build()))
        .on(
            "DeleteNetworkAclEntry",
            DeleteNetworkAclEntryRequest::builder,
            served("NetworkAclId!", "RuleNumber!", "Egress!", "DryRun"),
            (q, call) ->
                call.execute(
                        new DeleteNetworkAclEntry(
                            new NetworkAclId(q.networkAclId()), q.ruleNumber(), q.egress()))
                    .map(_ -> DeleteNetworkAclEntryResponse.builder().build()))
        .on(
            "ReplaceNetworkAclAssociation",
            ReplaceNetworkAclAssociationRequest::builder,
            served("AssociationId!", "NetworkAclId!", "DryRun"),
            (q, call) -> associate(q, call));
  }

  private static Reply<CreateNetworkAclResponse> create(CreateNetworkAclRequest q, Call call) {
    return TagSpecifications.of(q.tagSpecifications(), ResourceType.NETWORK_ACL)
        .then(
            tags ->
                call.create(
                    Ec2Resources.NETWORK_ACLS,
                    new CreateNetworkAcl(new VpcId(q.vpcId()), tags, Optional.empty())))
        .map(
            acl ->
                CreateNetworkAclResponse.builder()
                    .networkAcl(NetworkAclActions.sdk(acl, call.now()))
                    .clientToken(q.clientToken())
                    .build());
  }

  /** An association of another account is not there for the caller. */
  private static Reply<ReplaceNetworkAclAssociationResponse> associate(
      ReplaceNetworkAclAssociationRequest q, Call call) {
    NetworkAclAssociationId id = new NetworkAclAssociationId(q.associationId());
    boolean seen =
        call.view()
            .vpcs()
            .facts()
            .table(NetworkAcl.KIND)
            .firstBy(NetworkAcl.BY_ASSOCIATION, id)
            .map(acl -> acl.scope().equals(call.scope()))
            .orElse(false);
    if (!seen) {
      return Reply.refuse(
          "InvalidAssociationID.NotFound", "The association ID '" + id + "' does not exist");
    }
    return call.execute(new ReplaceNetworkAclAssociation(id, new NetworkAclId(q.networkAclId())))
        .map(
            made ->
                ReplaceNetworkAclAssociationResponse.builder()
                    .newAssociationId(made.id().value())
                    .build());
  }

  /** The entry of a request; the two actions that have one name its parts alike. */
  private static Reply<NetworkAcl.Entry> entry(Ec2Request q) {
    String action = text(q, "RuleAction").orElse("");
    if (!action.equals("allow") && !action.equals("deny")) {
      return invalid("Invalid value '" + action + "' for ruleAction. Expected 'allow' or 'deny'.");
    }
    int number = q.getValueForField("RuleNumber", Integer.class).orElseThrow();
    boolean egress = q.getValueForField("Egress", Boolean.class).orElse(false);
    return cidr(q)
        .then(
            cidr ->
                AskedTraffic.protocol(text(q, "Protocol").orElse(""))
                    .then(protocol -> traffic(q, protocol))
                    .map(
                        traffic ->
                            new NetworkAcl.Entry(
                                number, egress, action.equals("allow"), traffic, cidr)));
  }

  private static Optional<String> text(Ec2Request q, String member) {
    return q.getValueForField(member, Object.class).map(Object::toString);
  }

  private static Reply<Cidr> cidr(Ec2Request q) {
    Optional<String> ipv4 = text(q, "CidrBlock");
    Optional<String> ipv6 = text(q, "Ipv6CidrBlock");
    if (ipv4.isPresent() == ipv6.isPresent()) {
      return Reply.refuse(
          ipv4.isPresent() ? "InvalidParameterCombination" : "MissingParameter",
          "The request must contain exactly one of the parameters cidrBlock and ipv6CidrBlock");
    }
    return ipv4.map(it -> cidr(it, IpFamily.IPV4, "cidrBlock"))
        .orElseGet(() -> cidr(ipv6.orElseThrow(), IpFamily.IPV6, "ipv6CidrBlock"));
  }

  private static Reply<Cidr> cidr(String text, IpFamily family, String parameter) {
    return Cidr.tryParse(text)
        .filter(cidr -> cidr.family() == family)
        .map(Reply::answer)
        .orElseGet(
            () ->
                invalid(
                    "Value ("
                        + text
                        + ") for parameter "
                        + parameter
                        + " is invalid. This is not a valid CIDR block."));
  }

  private static Reply<Traffic> traffic(Ec2Request q, Protocol protocol) {
    if (Traffic.hasPorts(protocol)) {
      return q.getValueForField("PortRange", PortRange.class)
          .map(
              range ->
                  AskedTraffic.ports(
                      protocol, Optional.ofNullable(range.from()), Optional.ofNullable(range.to())))
          .orElseGet(() -> missing("portRange"));
    }
    if (protocol.isIcmp()) {
      return q.getValueForField("IcmpTypeCode", IcmpTypeCode.class)
          .filter(icmp -> icmp.type() != null && icmp.code() != null)
          .map(icmp -> AskedTraffic.icmp(protocol, icmp.type(), icmp.code()))
          .orElseGet(() -> missing("icmpTypeCode"));
    }
    return Reply.answer(new Traffic(protocol));
  }

  private static <T> Reply<T> missing(String parameter) {
    return Reply.refuse("MissingParameter", "The request must contain the parameter " + parameter);
  }

  private static <T> Reply<T> invalid(String message) {
    return Reply.refuse("InvalidParameterValue", message);
  }
}
