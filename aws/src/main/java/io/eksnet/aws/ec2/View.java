package io.eksnet.aws.ec2;

import io.eksnet.id.Scope;
import io.eksnet.vpc.Vpcs;

/**
 * What one call may see: EC2's facts at one durable moment.
 *
 * @param scope the account and Region that clients talk to
 */
record View(Vpcs vpcs, Scope scope) {

  String owner() {
    return scope.account().value();
  }

  String region() {
    return scope.region().value();
  }

  /** The ARN of an EC2 resource. */
  String arn(String resource) {
    return scope.arn("ec2", resource);
  }

  /** The name that EC2's DNS gives a private address. */
  String privateDnsName(Object address) {
    String host = "ip-" + address.toString().replace('.', '-');
    return region().equals("us-east-1")
        ? host + ".ec2.internal"
        : host + "." + region() + ".compute.internal";
  }

  /** The name that EC2's DNS gives a public address. */
  String publicDnsName(Object address) {
    String host = "ec2-" + address.toString().replace('.', '-');
    return region().equals("us-east-1")
        ? host + ".compute-1.amazonaws.com"
        : host + "." + region() + ".compute.amazonaws.com";
  }
}
