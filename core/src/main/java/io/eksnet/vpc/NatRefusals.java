package io.eksnet.vpc;

import io.eksnet.id.AllocationId;
import io.eksnet.id.AssociationId;
import io.eksnet.id.NatGatewayId;
import io.eksnet.id.Refusal;
import io.eksnet.net.Ipv4Address;
import java.util.Locale;

/** EC2's refusals about NAT gateways; see {@link Ec2Refusals}. */
final class NatRefusals {
  private NatRefusals() {}

  static Refusal notFound(NatGatewayId id) {
    return new Refusal("NatGatewayNotFound", "NatGateway " + id + " was not found");
  }

  static Refusal notAvailable(NatGateway gateway) {
    return invalid(
        "NatGateway "
            + gateway.id()
            + " is "
            + gateway.state().name().toLowerCase(Locale.ROOT)
            + " and not available");
  }

  static Refusal tooManyElasticIps() {
    return new Refusal(
        "AddressLimitExceeded",
        "The maximum number of Elastic IP addresses of a NAT gateway has been reached.");
  }

  static Refusal tooManyPrivateAddresses() {
    return new Refusal(
        "PrivateIpAddressLimitExceeded",
        "The maximum number of private addresses of a NAT gateway has been reached.");
  }

  static Refusal assigned(Ipv4Address address) {
    return new Refusal(
        "Resource.AlreadyAssigned", "The private address " + address + " is already assigned");
  }

  static Refusal twice(AllocationId id) {
    return invalid("The allocation ID '" + id + "' is named more than once");
  }

  static Refusal unequal(int allocations, int addresses) {
    return invalid(
        "As many private addresses as allocation IDs are expected: found "
            + addresses
            + " for "
            + allocations);
  }

  static Refusal isPrivate(NatGatewayId id) {
    return invalid("NatGateway " + id + " is private and has no Elastic IP addresses");
  }

  static Refusal isPublic(NatGatewayId id) {
    return invalid("NatGateway " + id + " is public; its private addresses follow its Elastic IPs");
  }

  static Refusal primaryElasticIp(AssociationId id) {
    return invalid("The association " + id + " is that of the primary address and cannot be ended");
  }

  static Refusal primaryAddress(Ipv4Address address) {
    return invalid(
        "The private address " + address + " is the primary one and cannot be unassigned");
  }

  static Refusal associationNotFound(AssociationId id) {
    return AddressRefusals.associationNotFound(id);
  }

  static Refusal notItsAddress(NatGatewayId id, Ipv4Address address) {
    return invalid("The private address " + address + " is not assigned to NatGateway " + id);
  }

  static Refusal zoneWanted(NatGatewayId id) {
    return invalid("NatGateway " + id + " is regional: an Availability Zone must be named");
  }

  static Refusal noZone(NatGatewayId id) {
    return invalid("NatGateway " + id + " is zonal: no Availability Zone can be named");
  }

  static Refusal provisionsZones(NatGatewayId id) {
    return invalid("NatGateway " + id + " provisions its Availability Zones by itself");
  }

  static Refusal zoneTwice(Zone zone) {
    return invalid("The Availability Zone " + zone.name() + " is named more than once");
  }

  static Refusal zoneWithoutAddress(Zone zone) {
    return invalid("The Availability Zone " + zone.name() + " needs an allocation ID");
  }

  private static Refusal invalid(String message) {
    return new Refusal("InvalidParameterValue", message);
  }
}
