package io.eksnet.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.aws.SmallNetwork;
import io.eksnet.aws.TestClient;
import io.eksnet.aws.TestClient.Said;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.NatGatewayId;
import io.eksnet.table.Facts;
import io.eksnet.vpc.NatGateway;
import io.eksnet.vpc.NatGatewayProgress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NatAndAddressChangesTest {

  private final SmallNetwork network = new SmallNetwork();
  private final TestClient aws = new TestClient(network.ledger);

  /** EC2 finishes what it began with a gateway. */
  private record Started(NatGatewayId id) implements Command<NatGatewayId> {
    @Override
    public Decision<NatGatewayId> decide(Facts facts, Context context) {
      return Decision.accept(
          id,
          NatGatewayProgress.started(facts.find(NatGateway.KIND, id).orElseThrow(), context.now()));
    }
  }

  private Said allocate() {
    return aws.ec2(
        "AllocateAddress",
        "Domain",
        "vpc",
        "TagSpecification.1.ResourceType",
        "elastic-ip",
        "TagSpecification.1.Tag.1.Key",
        "k",
        "TagSpecification.1.Tag.1.Value",
        "v");
  }

  private String started(Said made) {
    String id = made.one("natGatewayId");
    network.done(new Started(new NatGatewayId(id)));
    return id;
  }

  @Test
  void anElasticIpStandsBeforeAnInstanceUntilItIsTakenAway() {
    Said made = allocate();
    String allocation = made.one("allocationId");
    assertThat(made.one("publicIp")).isEqualTo("203.0.113.2");
    assertThat(made.one("domain")).isEqualTo("vpc");
    String eni =
        network.ledger.durable().vpcs().interfacesOf(SmallNetwork.NODE).getFirst().id().value();
    String association =
        aws.ec2(
                "AssociateAddress",
                "AllocationId",
                allocation,
                "NetworkInterfaceId",
                eni,
                "PrivateIpAddress",
                "10.0.1.5")
            .one("associationId");
    Said said = aws.ec2("DescribeAddresses", "AllocationId.1", allocation);
    assertThat(said.one("associationId")).isEqualTo(association);
    assertThat(said.one("instanceId")).isEqualTo(SmallNetwork.NODE.value());
    assertThat(said.one("privateIpAddress")).isEqualTo("10.0.1.5");
    assertThat(aws.ec2("ReleaseAddress", "AllocationId", allocation).refusal())
        .isEqualTo("InvalidIPAddress.InUse: Address 203.0.113.2 is in use.");
    aws.ec2("DisassociateAddress", "AssociationId", association);
    assertThat(aws.ec2("ReleaseAddress", "AllocationId", allocation).status()).isEqualTo(200);
    assertThat(aws.ec2("DescribeAddresses", "AllocationId.1", allocation).one("Code"))
        .isEqualTo("InvalidAllocationID.NotFound");
  }

  @Test
  void anElasticIpHasAReverseDnsRecord() {
    String allocation = allocate().one("allocationId");
    String[] ask = {
      "DescribeAddressesAttribute", "Attribute", "domain-name", "AllocationId.1", allocation
    };
    assertThat(aws.ec2(ask[0], ask[1], ask[2], ask[3], ask[4]).all("allocationId")).isEmpty();
    aws.ec2("ModifyAddressAttribute", "AllocationId", allocation, "DomainName", "www.example.com");
    assertThat(aws.ec2(ask[0], ask[1], ask[2], ask[3], ask[4]).one("ptrRecord"))
        .isEqualTo("www.example.com.");
    aws.ec2("ResetAddressAttribute", "AllocationId", allocation, "Attribute", "domain-name");
    assertThat(aws.ec2(ask[0], ask[1], ask[2], ask[3], ask[4]).all("allocationId")).isEmpty();
  }

  @Test
  void aPublicNatGatewayComesAndGoes() {
    String allocation = allocate().one("allocationId");
    Said made =
        aws.ec2(
            "CreateNatGateway",
            "SubnetId",
            SmallNetwork.PUBLIC.value(),
            "AllocationId",
            allocation,
            "PrivateIpAddress",
            "10.0.2.40",
            "ClientToken",
            "token-1");
    assertThat(made.one("state")).isEqualTo("pending");
    assertThat(made.one("connectivityType")).isEqualTo("public");
    assertThat(made.one("availabilityMode")).isEqualTo("zonal");
    assertThat(made.one("privateIp")).isEqualTo("10.0.2.40");
    String id = started(made);
    String more = allocate().one("allocationId");
    Said grown = aws.ec2("AssociateNatGatewayAddress", "NatGatewayId", id, "AllocationId.1", more);
    assertThat(grown.all("allocationId")).containsExactly(allocation, more);
    assertThat(grown.all("status")).containsExactly("succeeded", "associating");
    assertThat(aws.ec2("DeleteNatGateway", "NatGatewayId", id).one("natGatewayId")).isEqualTo(id);
    Said said = aws.ec2("DescribeNatGateways", "NatGatewayId.1", id);
    assertThat(said.one("state")).isEqualTo("deleting");
    assertThat(said.one("deleteTime")).startsWith("2026-11-23T10:00:00");
  }

  @Test
  void whatCannotBeFailsAfterItWasPending() {
    Said made =
        aws.ec2(
            "CreateNatGateway",
            "SubnetId",
            SmallNetwork.PUBLIC.value(),
            "AllocationId",
            "eipalloc-00000000");
    assertThat(made.one("state")).isEqualTo("pending");
    assertThat(made.all("failureCode")).isEmpty();
    Said said = aws.ec2("DescribeNatGateways", "NatGatewayId.1", started(made));
    assertThat(said.one("state")).isEqualTo("failed");
    assertThat(said.one("failureCode")).isEqualTo("InvalidAllocationID.NotFound");
    assertThat(said.one("failureMessage"))
        .isEqualTo(
            "Elastic IP address eipalloc-00000000 could not be associated with this NAT gateway");
  }

  @Test
  void aPrivateNatGatewayHasAsManyAddressesAsAreAsked() {
    String id =
        started(
            aws.ec2(
                "CreateNatGateway",
                "SubnetId",
                SmallNetwork.PRIVATE.value(),
                "ConnectivityType",
                "private",
                "SecondaryPrivateIpAddressCount",
                "2"));
    Said said =
        aws.ec2(
            "AssignPrivateNatGatewayAddress",
            "NatGatewayId",
            id,
            "PrivateIpAddress.1",
            "10.0.1.99");
    assertThat(said.all("privateIp")).hasSize(4).endsWith("10.0.1.99");
    Said less =
        aws.ec2(
            "UnassignPrivateNatGatewayAddress",
            "NatGatewayId",
            id,
            "PrivateIpAddress.1",
            "10.0.1.99");
    assertThat(less.all("status")).endsWith("unassigning");
  }

  @Test
  void aRegionalNatGatewayTellsItsZonesAndItsTable() {
    String allocation = allocate().one("allocationId");
    Said said =
        aws.ec2(
            "CreateNatGateway",
            "AvailabilityMode",
            "regional",
            "VpcId",
            SmallNetwork.VPC.value(),
            "AvailabilityZoneAddress.1.AvailabilityZone",
            "us-west-2c",
            "AvailabilityZoneAddress.1.AllocationId.1",
            allocation);
    assertThat(said.text()).doesNotContain("<subnetId>");
    assertThat(said.one("availabilityMode")).isEqualTo("regional");
    assertThat(said.one("autoProvisionZones")).isEqualTo("disabled");
    assertThat(said.one("availabilityZone")).isEqualTo("us-west-2c");
    assertThat(said.one("allocationId")).isEqualTo(allocation);
    assertThat(
            aws.ec2("DescribeRouteTables", "RouteTableId.1", said.one("routeTableId"))
                .all("gatewayId"))
        .hasSize(2);
  }

  @ParameterizedTest(name = "{0} with {1} {2}, {3} {4}: {5}")
  @CsvSource({
    "AllocateAddress, Domain, standard, DryRun, false, InvalidParameterValue",
    "AllocateAddress, Domain, vpc, NetworkBorderGroup, us-west-2, none",
    "AllocateAddress, Domain, vpc, PublicIpv4Pool, ipv4pool-ec2-0,"
        + " InvalidPublicIpv4PoolID.NotFound",
    "AllocateAddress, Domain, vpc, Address, 203.0.113.9, UnsupportedOperation",
    "AssociateAddress, PublicIp, 203.0.113.1, DryRun, false, InvalidParameterCombination",
    "AssociateAddress, AllocationId, eipalloc-00000000, DryRun, false,"
        + " InvalidAllocationID.NotFound",
    "DisassociateAddress, AssociationId, eipassoc-00000000, DryRun, false,"
        + " InvalidAssociationID.NotFound",
    "ReleaseAddress, AllocationId, eipalloc-00000000, DryRun, false, InvalidAllocationID.NotFound",
    "CreateNatGateway, SubnetId, subnet-00000000, DryRun, false, InvalidSubnetID.NotFound",
    "CreateNatGateway, SubnetId, subnet-0aaaaaaaaaaaaaaa2, DryRun, false, MissingParameter",
    "CreateNatGateway, SubnetId, subnet-0aaaaaaaaaaaaaaa2, VpcId, vpc-12345678,"
        + " InvalidParameterCombination",
    "CreateNatGateway, AvailabilityMode, regional, DryRun, false, MissingParameter",
    "DeleteNatGateway, NatGatewayId, nat-00000000, DryRun, false, NatGatewayNotFound",
    "ModifyAddressAttribute, DomainName, www.example.com, DryRun, false, MissingParameter",
    "DescribeAddressesAttribute, Attribute, domain-name, MaxResults, 0, InvalidParameterValue"
  })
  void eachRequestIsJudged(
      String action, String member, String value, String second, String other, String code) {
    Said said = aws.ec2(action, member, value, second, other);
    assertThat(said.status() == 200 ? "none" : said.one("Code")).as(said.text()).isEqualTo(code);
  }
}
