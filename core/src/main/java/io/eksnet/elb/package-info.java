/**
 * What Elastic Load Balancing is: Application and Network Load Balancers with their zones and
 * interfaces, their listeners and rules, and target groups.
 *
 * <p>Facts, commands, limits and error codes, as in {@code io.eksnet.vpc}, on which it builds: a
 * load balancer holds interfaces, addresses and security groups of a VPC. EC2 in turn knows a load
 * balancer by those interfaces alone. Start with {@link io.eksnet.elb.LoadBalancer}, then {@link
 * io.eksnet.elb.CreateLoadBalancer}, {@link io.eksnet.elb.Listener} and {@link
 * io.eksnet.elb.ListenerRule}. What may not be is refused in {@code ...Refusals}, in ELB's words
 * where those are known.
 */
package io.eksnet.elb;
