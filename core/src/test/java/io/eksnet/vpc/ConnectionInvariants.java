package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.EniId;
import io.eksnet.id.TransitGatewayId;
import io.eksnet.table.Facts;
import io.eksnet.vpc.TransitGatewayAttachment.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What holds of what connects networks, whatever was asked of it. */
final class ConnectionInvariants {
  private ConnectionInvariants() {}

  static void hold(Facts facts, String when) {
    Vpcs vpcs = new Vpcs(facts);
    attachmentsFit(vpcs, when);
    gatewaysAreAttachedOnce(vpcs, when);
    pairsPeerOnce(vpcs, when);
    tunnelsDiffer(vpcs, when);
  }

  private static void attachmentsFit(Vpcs vpcs, String when) {
    Set<EniId> places = new HashSet<>();
    for (TransitGatewayAttachment it :
        vpcs.facts().table(TransitGatewayAttachment.KIND).stream().toList()) {
      for (TransitGatewayId end : it.gateways()) {
        it.associationAt(end)
            .ifPresent(
                table ->
                    assertThat(vpcs.facts().find(TransitGatewayRouteTable.KIND, table))
                        .as("association of %s, %s", it.id(), when)
                        .hasValueSatisfying(found -> assertThat(found.gateway()).isEqualTo(end)));
      }
      if (!it.state().isOver()) {
        it.ofVpc().ifPresent(of -> placesFit(vpcs, of.places(), places, when));
      }
    }
    assertThat(
            vpcs.facts().table(NetworkInterface.KIND).stream()
                .filter(eni -> eni.type() == NetworkInterface.Type.TRANSIT_GATEWAY)
                .map(NetworkInterface::id))
        .as("interfaces of transit gateways, %s", when)
        .containsExactlyInAnyOrderElementsOf(places);
  }

  private static void placesFit(Vpcs vpcs, List<Place> places, Set<EniId> seen, String when) {
    Set<Zone> zones = new HashSet<>();
    for (Place place : places) {
      NetworkInterface eni = vpcs.networkInterface(place.eni()).orElseThrow();
      assertThat(eni.subnet()).as(when).isEqualTo(place.subnet());
      assertThat(zones.add(eni.zone())).as("one subnet per zone, %s", when).isTrue();
      assertThat(seen.add(eni.id())).as("one attachment per interface, %s", when).isTrue();
    }
  }

  private static void gatewaysAreAttachedOnce(Vpcs vpcs, String when) {
    for (Vpc vpc : vpcs.facts().table(Vpc.KIND).stream().toList()) {
      assertThat(vpcs.facts().table(VpnGateway.KIND).keysBy(VpnGateway.BY_VPC, vpc.id()))
          .as("virtual private gateways of %s, %s", vpc.id(), when)
          .hasSizeLessThanOrEqualTo(1);
    }
  }

  private static void pairsPeerOnce(Vpcs vpcs, String when) {
    List<Set<Object>> pairs = new ArrayList<>();
    vpcs.facts().table(VpcPeeringConnection.KIND).stream()
        .filter(it -> !it.state().isOver())
        .forEach(
            it -> pairs.add(new HashSet<>(List.of(it.requester().vpc(), it.accepter().vpc()))));
    assertThat(pairs).as("pairs of VPCs, %s", when).doesNotHaveDuplicates();
  }

  private static void tunnelsDiffer(Vpcs vpcs, String when) {
    List<VpnConnection.Tunnel> tunnels =
        vpcs.facts().table(VpnConnection.KIND).stream()
            .flatMap(it -> it.tunnels().stream())
            .toList();
    assertThat(tunnels)
        .as("outside addresses, %s", when)
        .extracting(VpnConnection.Tunnel::outside)
        .doesNotHaveDuplicates();
    assertThat(tunnels)
        .as("inside blocks, %s", when)
        .extracting(VpnConnection.Tunnel::inside)
        .doesNotHaveDuplicates();
  }
}
