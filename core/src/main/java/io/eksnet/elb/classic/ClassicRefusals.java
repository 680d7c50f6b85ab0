package io.eksnet.elb.classic;

import io.eksnet.id.InstanceId;
import io.eksnet.id.Refusal;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.VpcId;

/**
 * Classic Load Balancers' refusals, with ELB's codes and words (its API reference, clients' logs).
 */
final class ClassicRefusals {
  private ClassicRefusals() {}

  static Refusal notFound(String name) {
    return new Refusal(
        "LoadBalancerNotFound", "There is no ACTIVE Load Balancer named '" + name + "'");
  }

  static Refusal duplicateName(String name) {
    return new Refusal(
        "DuplicateLoadBalancerName",
        "Load Balancer named "
            + name
            + " already exists and it is configured with different parameters.");
  }

  static Refusal tooMany(int most) {
    return new Refusal(
        "TooManyLoadBalancers", "Exceeded quota of account: " + most + " load balancers");
  }

  static Refusal validation(String message) {
    return new Refusal("ValidationError", message);
  }

  static Refusal configuration(String message) {
    return new Refusal("InvalidConfigurationRequest", message);
  }

  static Refusal subnetNotFound(SubnetId id) {
    return new Refusal("SubnetNotFound", "The subnet ID '" + id + "' does not exist");
  }

  static Refusal sameZone() {
    return configuration("ELB cannot be attached to multiple subnets in the same AZ.");
  }

  static Refusal twoNetworks() {
    return configuration("All subnets of a load balancer must be of one VPC.");
  }

  static Refusal noInternet(VpcId vpc) {
    return new Refusal("InvalidSubnet", "VPC " + vpc + " has no internet gateway");
  }

  static Refusal subnetFull(SubnetId subnet) {
    return new Refusal(
        "InvalidSubnet",
        "Not enough IP space available in "
            + subnet
            + ". ELB requires at least 8 free IP addresses"
            + " in each subnet.");
  }

  static Refusal groupNotFound() {
    return new Refusal(
        "InvalidSecurityGroup", "One or more of the specified security groups do not exist.");
  }

  static Refusal groupElsewhere(SecurityGroupId group, VpcId vpc) {
    return configuration("Security group '" + group + "' does not belong to VPC '" + vpc + "'");
  }

  static Refusal duplicateListener(String name, int port) {
    return new Refusal(
        "DuplicateListener",
        "A listener already exists for "
            + name
            + " with LoadBalancerPort "
            + port
            + ", but with a different InstancePort, Protocol, or SSLCertificateId");
  }

  static Refusal listenerNotFound(String name, int port) {
    return new Refusal(
        "ListenerNotFound",
        "There is no listener on LoadBalancerPort " + port + " for LoadBalancer " + name);
  }

  static Refusal protocol(String protocol) {
    return new Refusal(
        "UnsupportedProtocol", "The protocol " + protocol + " is not one of HTTP, HTTPS, TCP, SSL");
  }

  static Refusal certificateNotFound(String arn) {
    return new Refusal("CertificateNotFound", "Server Certificate not found for the key: " + arn);
  }

  static Refusal instanceNotFound(InstanceId id) {
    return new Refusal("InvalidInstance", "Could not find EC2 instance " + id + ".");
  }

  static Refusal instanceElsewhere(InstanceId id) {
    return new Refusal("InvalidInstance", "EC2 instance " + id + " is not in the same VPC as ELB.");
  }

  static Refusal policyNotFound(String policy, String name) {
    return new Refusal(
        "PolicyNotFound",
        "There is no policy with name " + policy + " for load balancer " + name + ".");
  }

  static Refusal policyTypeNotFound(String type) {
    return new Refusal("PolicyTypeNotFound", "Policy type " + type + " was not found.");
  }

  static Refusal duplicatePolicy(String policy) {
    return new Refusal("DuplicatePolicyName", "A policy named " + policy + " exists already.");
  }

  static Refusal tooManyPolicies() {
    return new Refusal("TooManyPolicies", "The most policies of a load balancer are 100.");
  }

  static Refusal policyInUse(String policy) {
    return configuration("Policy " + policy + " is in use by a listener or a back-end port.");
  }

  static Refusal tooManyTags() {
    return new Refusal(
        "TooManyTags",
        "The quota for the number of tags that can be assigned to a load balancer has been"
            + " reached");
  }
}
