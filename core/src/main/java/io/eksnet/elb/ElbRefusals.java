package io.eksnet.elb;

import io.eksnet.id.AllocationId;
import io.eksnet.id.LoadBalancerArn;
import io.eksnet.id.Refusal;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.VpcId;

/** ELB's refusals, with its codes and words (ELBv2 API reference, and clients' logs). */
final class ElbRefusals {
  private ElbRefusals() {}

  static Refusal notFound(LoadBalancerArn arn) {
    return new Refusal("LoadBalancerNotFound", "Load balancer '" + arn + "' not found");
  }

  static Refusal duplicateName(String name) {
    return new Refusal(
        "DuplicateLoadBalancerName",
        "A load balancer with the same name '" + name + "' exists, but with different settings");
  }

  static Refusal tooMany() {
    return new Refusal(
        "TooManyLoadBalancers", "The maximum number of load balancers has been reached");
  }

  static Refusal name(String name, String why) {
    return new Refusal("ValidationError", "The load balancer name '" + name + "' " + why);
  }

  static Refusal noSubnet() {
    return new Refusal("ValidationError", "At least one subnet must be specified");
  }

  static Refusal tooFewZones() {
    return new Refusal(
        "ValidationError",
        "At least two subnets in two different Availability Zones must be specified");
  }

  static Refusal ipAddressTypeOfOther(LoadBalancerType type) {
    return new Refusal(
        "InvalidConfigurationRequest",
        "The specified IP address type is not supported on load balancers with type '"
            + type.text()
            + "'.");
  }

  static Refusal noIpv6(SubnetId subnet) {
    return new Refusal(
        "InvalidSubnet", "The subnet '" + subnet + "' has no IPv6 CIDR block associated with it");
  }

  static Refusal subnetSmall(SubnetId subnet, int length) {
    return new Refusal(
        "InvalidSubnet",
        "The subnet '"
            + subnet
            + "' must have a CIDR block with at least a /"
            + length
            + " bitmask");
  }

  static Refusal subnetNotFound(SubnetId subnet) {
    return new Refusal("SubnetNotFound", "The subnet ID '" + subnet + "' does not exist");
  }

  static Refusal subnetFull(SubnetId subnet) {
    return new Refusal(
        "InvalidSubnet",
        "Not enough IP space available in "
            + subnet
            + ". ELB requires at least "
            + PlacementRules.FREE_ADDRESSES
            + " free IP addresses in each subnet.");
  }

  static Refusal noInternet(VpcId vpc) {
    return new Refusal("InvalidSubnet", "VPC " + vpc + " has no internet gateway");
  }

  static Refusal sameZone() {
    return new Refusal(
        "InvalidConfigurationRequest",
        "A load balancer cannot be attached to multiple subnets in the same Availability Zone");
  }

  static Refusal twoNetworks() {
    return new Refusal("InvalidConfigurationRequest", "All subnets must belong to the same VPC");
  }

  static Refusal configuration(String message) {
    return new Refusal("InvalidConfigurationRequest", message);
  }

  static Refusal securityGroup(SecurityGroupId group) {
    return new Refusal(
        "InvalidSecurityGroup", "The security group '" + group + "' does not exist in this VPC");
  }

  static Refusal noGroup() {
    return new Refusal("ValidationError", "At least one security group must be specified");
  }

  static Refusal privateLinkOfApplication() {
    return new Refusal(
        "InvalidConfigurationRequest",
        "'EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic' can only be specified for load"
            + " balancers with type 'network'");
  }

  static Refusal neverHadGroups(LoadBalancerArn arn) {
    return new Refusal(
        "InvalidConfigurationRequest",
        "Security groups cannot be set on load balancer '"
            + arn
            + "' because it was created without any");
  }

  static Refusal allocationNotFound(AllocationId id) {
    return new Refusal("AllocationIdNotFound", "The allocation ID '" + id + "' does not exist");
  }

  static Refusal allocationInUse(AllocationId id) {
    return new Refusal("ResourceInUse", "The allocation ID '" + id + "' is already in use");
  }

  static Refusal isProtected(LoadBalancerArn arn) {
    return new Refusal(
        "OperationNotPermitted",
        "Load balancer '" + arn + "' cannot be deleted because deletion protection is enabled");
  }

  static Refusal inUse(LoadBalancerArn arn) {
    return new Refusal(
        "ResourceInUse",
        "Load balancer '"
            + arn
            + "' cannot be deleted because it is currently associated with another service");
  }

  static Refusal attributeOfOtherType(String key, LoadBalancerType type) {
    return new Refusal(
        "InvalidConfigurationRequest",
        "Load balancer attribute key '"
            + key
            + "' is not supported on load balancers with type '"
            + type.text()
            + "'");
  }

  static Refusal unknownAttribute(String key) {
    return new Refusal(
        "ValidationError", "Load balancer attribute key '" + key + "' is not recognized");
  }

  static Refusal badAttribute(String key, String value, String expected) {
    return new Refusal(
        "InvalidConfigurationRequest",
        "The value '"
            + value
            + "' of load balancer attribute key '"
            + key
            + "' is not valid. Expected "
            + expected);
  }

  static Refusal tooManyTags() {
    return new Refusal("TooManyTags", "The maximum number of tags has been reached");
  }

  static Refusal reservedTag(String key) {
    return new Refusal(
        "ValidationError", "Tag key '" + key + "' is reserved: it starts with 'aws:'");
  }
}
