package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.Refusal;
import io.eksnet.id.Region;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.id.VpcPeeringConnectionId;
import io.eksnet.net.Cidr;
import io.eksnet.vpc.VpcPeeringConnection.State;
import io.eksnet.world.Pace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PeeringsTest {
  private final ConnectionLab aws = new ConnectionLab();
  private final Vpc a = aws.vpc("vpc-a", ConnectionLab.HOME, "10.0.0.0/16");
  private final Vpc b = aws.vpc("vpc-b", ConnectionLab.OTHER_ACCOUNT, "10.1.0.0/16");
  private final Vpc c = aws.vpc("vpc-c", ConnectionLab.OTHER_REGION, "10.2.0.0/16");

  private State stateOf(VpcPeeringConnection connection) {
    return aws.now(VpcPeeringConnection.KIND, connection).state();
  }

  @Test
  void aRequestWaitsForItsAccepterAndIsThenActive() {
    VpcPeeringConnection asked = aws.request(a, b);
    assertThat(asked.state()).isEqualTo(State.INITIATING_REQUEST);
    assertThat(aws.now(VpcPeeringConnection.KIND, asked).status().message())
        .isEqualTo("Pending Acceptance by 222222222222");
    VpcPeeringConnection accepted = aws.done(new AcceptVpcPeeringConnection(asked.id(), b.scope()));
    assertThat(accepted.state()).isEqualTo(State.PROVISIONING);
    assertThat(stateOf(asked)).isEqualTo(State.ACTIVE);
  }

  @Test
  void everyStepTakesItsTimeAtTheVendorsPace() {
    ConnectionLab slow = new ConnectionLab(Pace.REAL);
    Vpc from = slow.vpc("vpc-a", ConnectionLab.HOME, "10.0.0.0/16");
    Vpc to = slow.vpc("vpc-b", ConnectionLab.HOME, "10.1.0.0/16");
    VpcPeeringConnection asked = slow.request(from, to);
    assertThat(slow.now(VpcPeeringConnection.KIND, asked).state())
        .isEqualTo(State.INITIATING_REQUEST);
    slow.pass(Duration.ofSeconds(2));
    assertThat(slow.now(VpcPeeringConnection.KIND, asked).state())
        .isEqualTo(State.PENDING_ACCEPTANCE);
  }

  @Test
  void overlappingVpcsAreNotRefusedTheConnectionFails() {
    Vpc same = aws.vpc("vpc-d", ConnectionLab.HOME, "10.0.128.0/17");
    VpcPeeringConnection asked = aws.request(a, same);
    VpcPeeringConnection failed = aws.now(VpcPeeringConnection.KIND, asked);
    assertThat(failed.state()).isEqualTo(State.FAILED);
    assertThat(failed.status().message())
        .isEqualTo("Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range");
    aws.pass(Duration.ofMinutes(121));
    assertThat(aws.find(VpcPeeringConnection.KIND, asked.id())).isEmpty();
  }

  @Test
  void aVpcOfAnotherAccountThatIsNotThereFailsToo() {
    VpcPeeringConnection asked =
        aws.done(
            new CreateVpcPeeringConnection(
                a.id(), new VpcId("vpc-0"), b.scope(), Tags.NONE, Optional.empty()));
    assertThat(stateOf(asked)).isEqualTo(State.FAILED);
  }

  @Test
  void aRequestExpiresAfterAWeekAndIsShownTwoDaysMore() {
    VpcPeeringConnection asked = aws.request(a, b);
    aws.pass(Duration.ofDays(7).minusSeconds(1));
    assertThat(stateOf(asked)).isEqualTo(State.PENDING_ACCEPTANCE);
    aws.pass(Duration.ofSeconds(1));
    assertThat(stateOf(asked)).isEqualTo(State.EXPIRED);
    assertThat(aws.refused(new AcceptVpcPeeringConnection(asked.id(), b.scope())))
        .startsWith("InvalidStateTransition: ");
    aws.pass(Duration.ofDays(2));
    assertThat(aws.find(VpcPeeringConnection.KIND, asked.id())).isEmpty();
  }

  @Test
  void aRejectedRequestIsOver() {
    VpcPeeringConnection asked = aws.request(a, b);
    aws.done(new RejectVpcPeeringConnection(asked.id(), b.scope()));
    assertThat(stateOf(asked)).isEqualTo(State.REJECTED);
    assertThat(aws.refused(new DeleteVpcPeeringConnection(asked.id(), a.scope())))
        .isEqualTo(
            "InvalidStateTransition: Invalid state transition for "
                + asked.id()
                + ", attempted to transition from rejected to deleting");
  }

  @Test
  void aDeletedConnectionIsShownForAWhileAndTheSamePairMayPeerAgain() {
    VpcPeeringConnection active = aws.peering(a, b);
    aws.done(new DeleteVpcPeeringConnection(active.id(), b.scope()));
    assertThat(stateOf(active)).isEqualTo(State.DELETED);
    assertThat(stateOf(aws.peering(b, a))).isEqualTo(State.ACTIVE);
  }

  @Test
  void onlyTheAccepterInItsRegionAccepts() {
    VpcPeeringConnection asked = aws.request(a, b);
    assertThat(aws.refused(new AcceptVpcPeeringConnection(asked.id(), a.scope())))
        .isEqualTo("OperationNotPermitted: User 111111111111 cannot accept peering " + asked.id());
    VpcPeeringConnection far = aws.request(a, c);
    assertThat(aws.refused(new AcceptVpcPeeringConnection(far.id(), a.scope())))
        .startsWith("OperationNotPermitted: Incorrect region specified for this request.");
    Scope stranger = new Scope(ConnectionLab.TWO, new Region("eu-west-1"));
    assertThat(aws.refused(new AcceptVpcPeeringConnection(far.id(), stranger)))
        .isEqualTo(
            "InvalidVpcPeeringConnectionID.NotFound: The vpcPeeringConnection ID '"
                + far.id()
                + "' does not exist");
    assertThat(aws.refused(new DeleteVpcPeeringConnection(asked.id(), b.scope())))
        .startsWith("OperationNotPermitted: ");
  }

  @Test
  void thereIsOneConnectionPerPairWhicheverAsks() {
    aws.request(a, b);
    assertThat(
            aws.refused(
                new CreateVpcPeeringConnection(
                    b.id(), a.id(), a.scope(), Tags.NONE, Optional.empty())))
        .startsWith("VpcPeeringConnectionAlreadyExists: ");
  }

  @Test
  void aVpcOfOnesOwnMustExist() {
    assertThat(
            aws.refused(
                new CreateVpcPeeringConnection(
                    a.id(), new VpcId("vpc-0"), a.scope(), Tags.NONE, Optional.empty())))
        .isEqualTo("InvalidVpcID.NotFound: The vpc ID 'vpc-0' does not exist");
  }

  @Test
  void requestsAndActiveConnectionsHaveQuotas() {
    ConnectionLab lab = new ConnectionLab();
    Vpc from = lab.vpc("vpc-a", ConnectionLab.HOME, "10.0.0.0/16");
    for (int i = 0; i < 25; i++) {
      Scope far = new Scope(ConnectionLab.TWO, Zones.regions().get(i));
      lab.request(from, lab.vpc("vpc-f" + i, far, "10.99.0.0/16"));
    }
    Vpc to = lab.vpc("vpc-last", ConnectionLab.OTHER_REGION, "10.98.0.0/16");
    assertThat(
            lab.refused(
                new CreateVpcPeeringConnection(
                    from.id(), to.id(), to.scope(), Tags.NONE, Optional.empty())))
        .startsWith("OutstandingVpcPeeringConnectionLimitExceeded: ");
  }

  @Test
  void namesResolveAcrossOnlyWithDnsHostnamesAndOnAnActiveConnection() {
    VpcPeeringConnection asked = aws.request(a, b);
    var on =
        new ModifyVpcPeeringConnectionOptions(
            asked.id(), a.scope(), Optional.of(true), Optional.empty());
    assertThat(aws.refused(on))
        .isEqualTo(
            "OperationNotPermitted: Peering "
                + asked.id()
                + " is not active. Peering options can be added only to active peerings.");
    aws.done(new AcceptVpcPeeringConnection(asked.id(), b.scope()));
    assertThat(aws.refused(on))
        .startsWith("InvalidVpcPeeringConnectionState.DnsHostnamesDisabled: ");
    for (Vpc vpc : List.of(a, b)) {
      aws.done(
          new ModifyVpcAttribute(
              vpc.id(), new ModifyVpcAttribute.Attribute.EnableDnsHostnames(true)));
    }
    assertThat(aws.done(on).requester().dnsResolution()).isTrue();
    assertThat(
            aws.refused(
                new ModifyVpcPeeringConnectionOptions(
                    asked.id(), a.scope(), Optional.empty(), Optional.of(true))))
        .startsWith("OperationNotPermitted: User 111111111111 cannot modify");
  }

  @Test
  void aRequesterThatWaitsGetsNoBlockAndNobodyGetsThePeers() {
    VpcPeeringConnection asked = aws.request(a, b);
    Cidr free = Cidr.parse("100.64.0.0/16");
    assertThat(Peerings.cidrProblem(aws.vpcs(), a.id(), free).map(Refusal::code))
        .contains("OperationNotPermitted");
    assertThat(Peerings.cidrProblem(aws.vpcs(), b.id(), free)).isEmpty();
    aws.done(new AcceptVpcPeeringConnection(asked.id(), b.scope()));
    assertThat(Peerings.cidrProblem(aws.vpcs(), a.id(), free)).isEmpty();
    assertThat(Peerings.cidrProblem(aws.vpcs(), a.id(), b.primaryCidr()).map(Refusal::code))
        .contains("InvalidVpc.Range");
  }

  @Test
  void aRouteNamesAConnectionOfItsOwnVpc() {
    VpcPeeringConnection active = aws.peering(a, b);
    var far = Cidr.parse("10.1.0.0/16");
    var target = new RouteTable.Target.Peering(active.id());
    aws.done(new CreateRoute(aws.mainTable(a).id(), far, target));
    assertThat(ConnectionTargets.blackhole(aws.vpcs(), aws.mainTable(a), active.id())).isEmpty();
    assertThat(aws.refused(new CreateRoute(aws.mainTable(c).id(), far, target)))
        .endsWith("belong to different networks");
    var none = new RouteTable.Target.Peering(new VpcPeeringConnectionId("pcx-0"));
    assertThat(aws.refused(new CreateRoute(aws.mainTable(a).id(), Cidr.parse("10.7.0.0/16"), none)))
        .isEqualTo(
            "InvalidVpcPeeringConnectionID.NotFound: The vpcPeeringConnection ID 'pcx-0' does not"
                + " exist");
    aws.done(new DeleteVpcPeeringConnection(active.id(), a.scope()));
    assertThat(ConnectionTargets.blackhole(aws.vpcs(), aws.mainTable(a), active.id())).isPresent();
  }
}
