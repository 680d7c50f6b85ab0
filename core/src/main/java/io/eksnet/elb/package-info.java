/**
 * What Elastic Load Balancing is: for now Network Load Balancers with their zones and interfaces,
 * without listeners and targets.
 *
 * <p>Facts, commands, limits and error codes, as in {@code io.eksnet.vpc}, on which it builds: a
 * load balancer holds interfaces, addresses and security groups of a VPC. EC2 in turn knows a load
 * balancer by those interfaces alone. Start with {@link io.eksnet.elb.LoadBalancer}, then {@link
 * io.eksnet.elb.CreateLoadBalancer}.
 */
package io.eksnet.elb;
