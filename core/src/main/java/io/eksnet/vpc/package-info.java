/**
 * What EC2 networking is: VPCs, subnets, interfaces, instances, security groups, network ACLs,
 * route tables and gateways, with EC2's limits and error codes.
 *
 * <p>Each fact is a record with its {@code KIND} (and indexes) beside it; {@link
 * io.eksnet.vpc.Vpcs} is the view through which rules read them. What a client asks is a command
 * record; the rule that judges it is a pure function that gives a {@link io.eksnet.id.Decision}.
 * ipamd, node groups and the {@code aws} CLI use the same commands and so meet the same limits.
 *
 * <p>Start with {@code Vpcs}, then {@code CreateNetworkInterface} and the rules behind it in {@code
 * NetworkInterfaces}; {@code Ec2Refusals} has the codes and words. Source of the rules: AWS's API
 * reference and VPC user guide.
 */
package io.eksnet.vpc;
