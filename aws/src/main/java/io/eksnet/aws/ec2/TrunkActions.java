package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.EniId;
import io.eksnet.id.TrunkAssociationId;
import io.eksnet.vpc.AssociateTrunkInterface;
import io.eksnet.vpc.DisassociateTrunkInterface;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.TrunkAssociation;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.AssociateTrunkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.AssociateTrunkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.DescribeTrunkInterfaceAssociationsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTrunkInterfaceAssociationsResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateTrunkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateTrunkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.InterfaceProtocolType;
import software.amazon.awssdk.services.ec2.model.TrunkInterfaceAssociation;

/** Branch interfaces on trunk interfaces. */
final class TrunkActions {
  private TrunkActions() {}

  private static final Resources<TrunkAssociationId, TrunkAssociation> ASSOCIATIONS =
      new Resources<>(
          new Pages("DescribeTrunkInterfaceAssociations", 5, 255),
          Ec2Resources.TRUNK_ASSOCIATIONS,
          Filters.<TrunkAssociation>of()
              .maybe(
                  "gre-key",
                  it ->
                      it.key() instanceof TrunkAssociation.Key.Gre(int key)
                          ? Optional.of(key)
                          : Optional.empty())
              .by("interface-protocol", it -> protocol(it.key()))
              .build());

  static void register(Ec2Registration on) {
    on.on(
            "AssociateTrunkInterface",
            AssociateTrunkInterfaceRequest::builder,
            served(
                "BranchInterfaceId!",
                "TrunkInterfaceId!",
                "VlanId",
                "GreKey",
                "ClientToken",
                "DryRun"),
            TrunkActions::associate)
        .on(
            "DisassociateTrunkInterface",
            DisassociateTrunkInterfaceRequest::builder,
            served("AssociationId!", "ClientToken", "DryRun"),
            TrunkActions::disassociate)
        .on(
            "DescribeTrunkInterfaceAssociations",
            DescribeTrunkInterfaceAssociationsRequest::builder,
            served("AssociationIds", "Filters", "MaxResults", "NextToken", "DryRun"),
            (q, call) ->
                ASSOCIATIONS
                    .list(call.view(), q, q.associationIds())
                    .map(
                        page ->
                            DescribeTrunkInterfaceAssociationsResponse.builder()
                                .interfaceAssociations(page.map(TrunkActions::sdk))
                                .nextToken(page.nextOrNull())
                                .build()));
  }

  private static Reply<AssociateTrunkInterfaceResponse> associate(
      AssociateTrunkInterfaceRequest q, Call call) {
    if (q.branchInterfaceId() == null) {
      return NetworkInterfaceChanges.missing("branchInterfaceId");
    }
    if (q.trunkInterfaceId() == null) {
      return NetworkInterfaceChanges.missing("trunkInterfaceId");
    }
    if ((q.vlanId() == null) == (q.greKey() == null)) {
      return q.vlanId() == null
          ? NetworkInterfaceChanges.missing("vlanId or greKey")
          : Reply.refuse(
              "InvalidParameterCombination",
              "The parameter vlanId cannot be used with the parameter greKey");
    }
    TrunkAssociation.Key key =
        q.vlanId() == null
            ? new TrunkAssociation.Key.Gre(q.greKey())
            : new TrunkAssociation.Key.Vlan(q.vlanId());
    return call.create(
            Ec2Resources.TRUNK_ASSOCIATIONS,
            new AssociateTrunkInterface(
                new EniId(q.trunkInterfaceId()), new EniId(q.branchInterfaceId()), key))
        .map(
            made ->
                AssociateTrunkInterfaceResponse.builder()
                    .interfaceAssociation(sdk(made))
                    .clientToken(q.clientToken())
                    .build());
  }

  private static Reply<DisassociateTrunkInterfaceResponse> disassociate(
      DisassociateTrunkInterfaceRequest q, Call call) {
    if (q.associationId() == null) {
      return NetworkInterfaceChanges.missing("associationId");
    }
    return ASSOCIATIONS
        .find(call.view(), q.associationId())
        .then(known -> call.execute(new DisassociateTrunkInterface(known.id())))
        .map(
            _ ->
                DisassociateTrunkInterfaceResponse.builder()
                    .returnValue(true)
                    .clientToken(q.clientToken())
                    .build());
  }

  private static InterfaceProtocolType protocol(TrunkAssociation.Key key) {
    return switch (key) {
      case TrunkAssociation.Key.Vlan _ -> InterfaceProtocolType.VLAN;
      case TrunkAssociation.Key.Gre _ -> InterfaceProtocolType.GRE;
    };
  }

  private static TrunkInterfaceAssociation sdk(TrunkAssociation association) {
    var sdk =
        TrunkInterfaceAssociation.builder()
            .associationId(association.id().value())
            .trunkInterfaceId(association.trunk().value())
            .branchInterfaceId(association.branch().value())
            .interfaceProtocol(protocol(association.key()))
            .tags(Sdk.tags(association.tags()));
    switch (association.key()) {
      case TrunkAssociation.Key.Vlan(int id) -> sdk.vlanId(id);
      case TrunkAssociation.Key.Gre(int key) -> sdk.greKey(key);
    }
    return sdk.build();
  }
}
