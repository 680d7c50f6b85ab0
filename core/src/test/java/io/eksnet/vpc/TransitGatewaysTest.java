package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.id.TransitGatewayAttachmentId;
import io.eksnet.id.TransitGatewayId;
import io.eksnet.id.TransitGatewayRouteTableId;
import io.eksnet.net.Cidr;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransitGatewaysTest {
  private static final Cidr ANY = Cidr.ANY_IPV4;

  private final ConnectionLab aws = new ConnectionLab();
  private final Vpc a = aws.vpc("vpc-a", ConnectionLab.HOME, "10.0.0.0/16");
  private final Vpc b = aws.vpc("vpc-b", ConnectionLab.HOME, "10.1.0.0/16");
  private final Subnet inA = aws.subnet("subnet-a", a, "us-west-2a", "10.0.0.0/24");
  private final Subnet alsoInA = aws.subnet("subnet-a2", a, "us-west-2a", "10.0.1.0/24");
  private final Subnet zoneB = aws.subnet("subnet-a3", a, "us-west-2b", "10.0.2.0/24");
  private final Subnet inB = aws.subnet("subnet-b", b, "us-west-2a", "10.1.0.0/24");
  private final TransitGateway tgw = aws.transitGateway(ConnectionLab.HOME);
  private final TransitGatewayRouteTableId table = tgw.associationTable().orElseThrow();

  private CreateTransitGatewayVpcAttachment attaching(Vpc vpc, Subnet... subnets) {
    return new CreateTransitGatewayVpcAttachment(
        tgw.id(),
        vpc.id(),
        List.of(subnets).stream().map(Subnet::id).toList(),
        TransitGatewayAttachment.Options.DEFAULT,
        Tags.NONE);
  }

  @Test
  void aNewGatewayIsPendingThenAvailableWithOneDefaultTable() {
    assertThat(tgw.isAvailable()).isTrue();
    assertThat(tgw.propagationTable()).isEqualTo(tgw.associationTable()).isPresent();
    assertThat(tgw.options().groupReferencing()).isFalse();
  }

  @Test
  void anAttachmentHasAnInterfaceInEachOfItsSubnetsUntilItIsDeleted() {
    TransitGatewayAttachment made = aws.attach(tgw, a, inA, zoneB);
    var enis =
        aws.vpcs().facts().table(NetworkInterface.KIND).by(NetworkInterface.BY_SUBNET, inA.id());
    assertThat(enis)
        .singleElement()
        .satisfies(
            eni -> {
              assertThat(eni.type()).isEqualTo(NetworkInterface.Type.TRANSIT_GATEWAY);
              assertThat(eni.description())
                  .isEqualTo("Network Interface for Transit Gateway Attachment " + made.id());
            });
    aws.done(new DeleteTransitGatewayVpcAttachment(made.id(), a.scope()));
    assertThat(aws.now(TransitGatewayAttachment.KIND, made).state())
        .isEqualTo(TransitGatewayAttachment.State.DELETED);
    assertThat(aws.vpcs().facts().table(NetworkInterface.KIND).size()).isZero();
    aws.pass(Duration.ofHours(1));
    assertThat(aws.find(TransitGatewayAttachment.KIND, made.id())).isEmpty();
  }

  @Test
  void attachmentsPropagateTheirBlocksToTheDefaultTable() {
    aws.attach(tgw, a, inA);
    aws.attach(tgw, b, inB);
    assertThat(aws.routes(tgw)).containsExactly("10.0.0.0/16 propagated", "10.1.0.0/16 propagated");
  }

  @Test
  void aStaticRouteBeatsAPropagatedOneAndABlackholeDrops() {
    TransitGatewayAttachment one = aws.attach(tgw, a, inA);
    aws.attach(tgw, b, inB);
    aws.done(
        new CreateTransitGatewayRoute(table, Cidr.parse("10.1.0.0/16"), Optional.of(one.id())));
    aws.done(new CreateTransitGatewayRoute(table, ANY, Optional.empty()));
    assertThat(aws.routes(tgw))
        .containsExactly(
            "0.0.0.0/0 static blackhole", "10.0.0.0/16 propagated", "10.1.0.0/16 static");
    aws.done(new DeleteTransitGatewayVpcAttachment(one.id(), a.scope()));
    assertThat(aws.routes(tgw))
        .containsExactly("0.0.0.0/0 static blackhole", "10.1.0.0/16 static blackhole");
    assertThat(
            aws.done(new DeleteTransitGatewayRoute(table, Cidr.parse("10.1.0.0/16"))).attachment())
        .contains(one.id());
    assertThat(aws.routes(tgw))
        .containsExactly("0.0.0.0/0 static blackhole", "10.1.0.0/16 propagated");
  }

  @Test
  void aSecondVpcWithTheSameBlocksIsAttachedButNotPropagated() {
    Vpc twin = aws.vpc("vpc-t", ConnectionLab.HOME, "10.0.0.0/16");
    Subnet inTwin = aws.subnet("subnet-t", twin, "us-west-2a", "10.0.0.0/24");
    TransitGatewayAttachment first = aws.attach(tgw, a, inA);
    aws.pass(Duration.ofSeconds(1));
    aws.attach(tgw, twin, inTwin);
    var route =
        TransitGatewayRoutes.to(
            aws.vpcs(),
            aws.find(TransitGatewayRouteTable.KIND, table).orElseThrow(),
            Cidr.parse("10.0.0.0/16").first());
    assertThat(route.flatMap(TransitGatewayRoutes.Route::attachment)).contains(first.id());
  }

  @Test
  void associationAndPropagationAreChosenPerTable() {
    TransitGatewayAttachment made = aws.attach(tgw, a, inA);
    var other = aws.done(new CreateTransitGatewayRouteTable(tgw.id(), Tags.NONE));
    assertThat(aws.refused(new AssociateTransitGatewayRouteTable(other.id(), made.id())))
        .isEqualTo(
            "Resource.AlreadyAssociated: Transit Gateway Attachment "
                + made.id()
                + " is already associated to a route table.");
    aws.done(new DisassociateTransitGatewayRouteTable(table, made.id()));
    assertThat(aws.refused(new DisassociateTransitGatewayRouteTable(table, made.id())))
        .startsWith("InvalidAssociation.NotFound: ");
    aws.done(new AssociateTransitGatewayRouteTable(other.id(), made.id()));
    assertThat(aws.refused(new DeleteTransitGatewayRouteTable(other.id())))
        .isEqualTo(
            "IncorrectState: " + other.id() + " has non-deleted associations: " + made.id() + ".");
    assertThat(aws.refused(new EnableTransitGatewayRouteTablePropagation(table, made.id())))
        .startsWith("TransitGatewayRouteTablePropagation.Duplicate: ");
    aws.done(new DisableTransitGatewayRouteTablePropagation(table, made.id()));
    assertThat(aws.routes(tgw)).isEmpty();
    assertThat(aws.refused(new DisableTransitGatewayRouteTablePropagation(table, made.id())))
        .startsWith("TransitGatewayRouteTablePropagation.NotFound: ");
  }

  @Test
  void aGatewayWithAttachmentsStays() {
    TransitGatewayAttachment made = aws.attach(tgw, a, inA);
    assertThat(aws.refused(new DeleteTransitGateway(tgw.id())))
        .isEqualTo(
            "IncorrectState: " + tgw.id() + " has non-deleted VPC Attachments: " + made.id() + ".");
    aws.done(new DeleteTransitGatewayVpcAttachment(made.id(), a.scope()));
    aws.done(new DeleteTransitGateway(tgw.id()));
    assertThat(aws.now(TransitGateway.KIND, tgw).state()).isEqualTo(TransitGateway.State.DELETED);
    assertThat(aws.refused(new DeleteTransitGateway(tgw.id())))
        .isEqualTo(
            "InvalidTransitGatewayID.NotFound: Transit Gateway "
                + tgw.id()
                + " was deleted or does not exist.");
  }

  @Test
  void wrongAttachmentsAreRefused() {
    aws.attach(tgw, a, inA);
    assertThat(aws.refused(attaching(a, zoneB)))
        .isEqualTo(
            "DuplicateTransitGatewayAttachment: "
                + tgw.id()
                + " has non-deleted Transit Gateway Attachments with same VPC ID.");
    assertThat(aws.refused(attaching(b, inA))).startsWith("InvalidParameterValue: ");
    assertThat(aws.refused(attaching(b))).startsWith("MissingParameter: ");
    Vpc foreign = aws.vpc("vpc-f", ConnectionLab.OTHER_ACCOUNT, "10.5.0.0/16");
    Subnet inForeign = aws.subnet("subnet-f", foreign, "us-west-2a", "10.5.0.0/24");
    assertThat(aws.refused(attaching(foreign, inForeign)))
        .startsWith("UnsupportedOperation: ")
        .contains("Resource Access Manager");
    Vpc far = aws.vpc("vpc-g", ConnectionLab.OTHER_REGION, "10.6.0.0/16");
    Subnet inFar = aws.subnet("subnet-g", far, "eu-west-1a", "10.6.0.0/24");
    assertThat(aws.refused(attaching(far, inFar))).startsWith("InvalidTransitGatewayID.NotFound: ");
  }

  @Test
  void oneSubnetPerZone() {
    assertThat(aws.refused(attaching(a, inA, alsoInA)))
        .isEqualTo("DuplicateSubnetsInSameZone: Duplicate Subnets for same AZ");
    TransitGatewayAttachment made = aws.attach(tgw, a, inA);
    assertThat(aws.refused(modify(made, List.of(alsoInA), List.of())))
        .startsWith("DuplicateSubnetsInSameZone: ");
    assertThat(aws.refused(modify(made, List.of(), List.of(inA))))
        .startsWith("InsufficientSubnetsException: ");
    aws.done(modify(made, List.of(alsoInA), List.of(inA)));
    assertThat(aws.now(TransitGatewayAttachment.KIND, made).ofVpc().orElseThrow().places())
        .extracting(TransitGatewayAttachment.Place::subnet)
        .containsExactly(alsoInA.id());
    assertThat(aws.vpcs().facts().table(NetworkInterface.KIND).size()).isEqualTo(1);
  }

  private static ModifyTransitGatewayVpcAttachment modify(
      TransitGatewayAttachment attachment, List<Subnet> added, List<Subnet> removed) {
    return new ModifyTransitGatewayVpcAttachment(
        attachment.id(),
        ConnectionLab.HOME,
        added.stream().map(Subnet::id).toList(),
        removed.stream().map(Subnet::id).toList(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void gatewaysOfTwoRegionsPeerAndRouteStaticallyOnly() {
    TransitGateway far = aws.transitGateway(ConnectionLab.OTHER_REGION);
    var asked =
        aws.done(
            new CreateTransitGatewayPeeringAttachment(tgw.id(), far.id(), far.scope(), Tags.NONE));
    assertThat(aws.refused(new AcceptTransitGatewayPeeringAttachment(asked.id(), tgw.scope())))
        .isEqualTo(
            "InvalidParameterValue: Cannot accept "
                + asked.id()
                + " as the source of the peering request.");
    var route =
        new CreateTransitGatewayRoute(table, Cidr.parse("10.9.0.0/16"), Optional.of(asked.id()));
    assertThat(aws.refused(route))
        .isEqualTo("IncorrectState: " + asked.id() + " is in invalid state");
    aws.done(new AcceptTransitGatewayPeeringAttachment(asked.id(), far.scope()));
    aws.done(route);
    assertThat(aws.routes(tgw)).containsExactly("10.9.0.0/16 static");
    assertThat(aws.refused(new EnableTransitGatewayRouteTablePropagation(table, asked.id())))
        .startsWith("InvalidParameterValue: Propagation is not supported");
    assertThat(aws.refused(new DeleteTransitGateway(far.id())))
        .contains("has non-deleted Transit Gateway Cross Region Peering Attachments: ");
    aws.done(new DeleteTransitGatewayPeeringAttachment(asked.id(), far.scope()));
    assertThat(aws.routes(tgw)).containsExactly("10.9.0.0/16 static blackhole");
  }

  @Test
  void whatIsNotThereIsNotFound() {
    TransitGatewayRouteTableId none = new TransitGatewayRouteTableId("tgw-rtb-0");
    TransitGatewayAttachmentId nobody = new TransitGatewayAttachmentId("tgw-attach-0");
    assertThat(aws.refused(new CreateTransitGatewayRoute(none, ANY, Optional.empty())))
        .isEqualTo(
            "InvalidRouteTableID.NotFound: Transit Gateway Route Table tgw-rtb-0 was deleted or"
                + " does not exist.");
    assertThat(aws.refused(new CreateTransitGatewayRoute(table, ANY, Optional.of(nobody))))
        .isEqualTo(
            "InvalidTransitGatewayAttachmentID.NotFound: Transit Gateway Attachment tgw-attach-0"
                + " was deleted or does not exist.");
    assertThat(aws.refused(new DeleteTransitGatewayRoute(table, ANY)))
        .startsWith("InvalidRoute.NotFound: ");
    assertThat(aws.refused(new DeleteTransitGateway(new TransitGatewayId("tgw-0"))))
        .startsWith("InvalidTransitGatewayID.NotFound: ");
    assertThat(aws.refused(new DeleteTransitGatewayRouteTable(table)))
        .startsWith("IncorrectState: ");
    aws.done(new CreateTransitGatewayRoute(table, ANY, Optional.empty()));
    assertThat(aws.refused(new CreateTransitGatewayRoute(table, ANY, Optional.empty())))
        .isEqualTo(
            "RouteAlreadyExists: Route 0.0.0.0/0 already exists in Transit Gateway Route Table "
                + table
                + ".");
  }

  @Test
  void gatewaysAndTablesHaveQuotas() {
    for (int i = 0; i < 4; i++) {
      aws.transitGateway(ConnectionLab.HOME);
    }
    Scope home = ConnectionLab.HOME;
    assertThat(
            aws.refused(
                new CreateTransitGateway(
                    home, "", TransitGateway.Options.DEFAULT, Tags.NONE, Optional.empty())))
        .startsWith("TransitGatewayLimitExceeded: ");
    for (int i = 0; i < 19; i++) {
      aws.done(new CreateTransitGatewayRouteTable(tgw.id(), Tags.NONE));
    }
    assertThat(aws.refused(new CreateTransitGatewayRouteTable(tgw.id(), Tags.NONE)))
        .startsWith("TransitGatewayRouteTableLimitExceeded: ");
  }

  @Test
  void aVpcRouteNeedsAnAttachment() {
    var route =
        new CreateRoute(
            aws.mainTable(a).id(),
            Cidr.parse("10.1.0.0/16"),
            new RouteTable.Target.Transit(tgw.id()));
    assertThat(aws.refused(route)).startsWith("InvalidTransitGatewayID.NotFound: ");
    aws.attach(tgw, a, inA);
    aws.done(route);
    assertThat(ConnectionTargets.blackhole(aws.vpcs(), aws.mainTable(a), tgw.id())).isEmpty();
  }
}
