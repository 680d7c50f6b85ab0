/**
 * EC2's actions over eksnet's facts.
 *
 * <p>Handlers translate and nothing else: a describe call reads the durable world through a {@link
 * io.eksnet.aws.ec2.Resources}, which knows ids, filters and pages; a change is a command of {@code
 * io.eksnet.vpc}, judged there and carried out by the ledger, which answers when it is durable. One
 * class per kind of resource holds its filters, its mapping to the SDK's model and its actions.
 * Rules, limits and codes of commands do not live here.
 *
 * <p>Start with {@code Ec2Actions} and {@code SubnetActions}.
 */
package io.eksnet.aws.ec2;
