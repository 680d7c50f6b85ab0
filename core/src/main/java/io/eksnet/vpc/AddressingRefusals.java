package io.eksnet.vpc;

import io.eksnet.id.DhcpOptionsId;
import io.eksnet.id.Refusal;
import io.eksnet.id.SubnetCidrAssociationId;
import io.eksnet.id.SubnetCidrReservationId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.VpcCidrAssociationId;
import io.eksnet.id.VpcId;
import io.eksnet.id.ZoneName;
import io.eksnet.net.Cidr;
import java.util.List;

/**
 * EC2's refusals about the blocks of VPCs and subnets, CIDR reservations, DHCP options and default
 * VPCs; see {@link Ec2Refusals}.
 */
final class AddressingRefusals {
  private static final String RANGE = "InvalidVpc.Range";

  private AddressingRefusals() {}

  static Refusal restricted(Cidr cidr) {
    return new Refusal(
        RANGE,
        "The CIDR '"
            + cidr
            + "' is restricted. Use a CIDR from the same private address range as the current VPC"
            + " CIDR, or use a publicly-routable CIDR. For additional restrictions, see"
            + " https://docs.aws.amazon.com/AmazonVPC/latest/UserGuide/VPC_Subnets.html#VPC_Sizing");
  }

  // EC2's words for the three overlaps are not documented; its code is.

  static Refusal overlapsOwn(Cidr cidr, Cidr own) {
    return new Refusal(
        RANGE, "The CIDR '" + cidr + "' conflicts with the CIDR '" + own + "' of the VPC");
  }

  static Refusal overlapsRoute(Cidr cidr, RouteTable table, RouteTable.Destination route) {
    return new Refusal(
        RANGE,
        "The CIDR '"
            + cidr
            + "' is equal to or larger than the destination "
            + route
            + " of a route in route table "
            + table.id());
  }

  static Refusal cidrLimit(Object network, int limit) {
    return new Refusal(
        "CidrLimitExceeded",
        "This network '" + network + "' has met its maximum number of allowed CIDRs: " + limit);
  }

  static Refusal vpcAssociationNotFound(VpcCidrAssociationId id) {
    return new Refusal(
        "InvalidVpcCidrBlockAssociationID.NotFound",
        "The vpc CIDR block association ID '" + id + "' does not exist");
  }

  static Refusal primaryBlock(VpcCidrAssociationId id) {
    return new Refusal(
        "OperationNotPermitted",
        "The vpc CIDR block with association ID "
            + id
            + " may not be disassociated. It is the primary IPv4 CIDR block of the VPC");
  }

  static Refusal blockHasSubnet(VpcId vpc, Cidr cidr) {
    return new Refusal(
        "InvalidCidrBlock.InUse",
        "The vpc " + vpc + " currently has a subnet within CIDR block " + cidr);
  }

  static Refusal subnetAssociationNotFound(SubnetCidrAssociationId id) {
    return new Refusal(
        "InvalidSubnetCidrBlockAssociationID.NotFound",
        "The subnet CIDR block with association ID '" + id + "' does not exist");
  }

  static Refusal subnetBlockAssigns(SubnetCidrAssociationId id) {
    return new Refusal(
        "InvalidCidrBlock.InUse",
        "The subnet IPv6 CIDR block with association ID "
            + id
            + " may not be disassociated, because its subnet has assign-ipv6-address-on-creation"
            + " set to true.");
  }

  static Refusal subnetBlockInUse(SubnetCidrAssociationId id) {
    return new Refusal(
        "InvalidCidrBlock.InUse",
        "The subnet IPv6 CIDR block with association ID "
            + id
            + " may not be disassociated, because network interfaces have addresses of it.");
  }

  static Refusal assignsWithoutBlock(SubnetId id) {
    return new Refusal(
        "InvalidParameterValue",
        "Invalid value 'true' for assign-ipv6-address-on-creation. Cannot set"
            + " assign-ipv6-address-on-creation to true unless the subnet ("
            + id
            + ") has an IPv6 CIDR block associated with it.");
  }

  static Refusal reservationOutside(Cidr subnet) {
    return new Refusal(
        "InvalidParameterValue",
        "Reservation CIDR should be within subnet CIDR block (" + subnet + ")");
  }

  static Refusal reservationOverlaps(Cidr cidr) {
    return new Refusal(
        "InvalidParameterValue",
        "Reservation CIDR " + cidr + " has overlap with existing reserved CIDR block");
  }

  static Refusal reservationNotFound(SubnetCidrReservationId id) {
    return new Refusal(
        "InvalidSubnetCidrReservationID.NotFound",
        "The subnet-cidr-reservation ID '" + id + "' does not exist");
  }

  static Refusal dhcpOptionsNotFound(DhcpOptionsId id) {
    return new Refusal(
        "InvalidDhcpOptionID.NotFound", "The dhcpOption ID '" + id + "' does not exist");
  }

  static Refusal dhcpOption(String option) {
    return new Refusal(
        "InvalidParameterValue",
        "Value ("
            + option
            + ") for parameter dhcpConfiguration.key is invalid. Expected domain-name-servers,"
            + " domain-name, ntp-servers, netbios-name-servers, netbios-node-type or"
            + " ipv6-address-preferred-lease-time.");
  }

  static Refusal dhcpValues(String option, List<String> values, int most) {
    return new Refusal(
        "InvalidParameterValue",
        "DHCP option " + option + " has " + values.size() + " values. Expected 1 to " + most + ".");
  }

  static Refusal dhcpValue(String option, String value) {
    return new Refusal(
        "InvalidParameterValue",
        "Value (" + value + ") for DHCP option " + option + " is invalid.");
  }

  static Refusal defaultVpcExists() {
    return new Refusal(
        "DefaultVpcAlreadyExists", "A Default VPC already exists for this account in this region.");
  }

  static Refusal noDefaultVpc() {
    return new Refusal(
        "DefaultVpcDoesNotExist", "No default VPC exists for this account in this region.");
  }

  static Refusal defaultSubnetExists(SubnetId id, ZoneName zone) {
    return new Refusal(
        "DefaultSubnetAlreadyExistsInAvailabilityZone",
        "'" + id + "' is already the default subnet in " + zone + ".");
  }
}
