/**
 * What Classic Load Balancers are: Elastic Load Balancing's API of 2012, which EKS's in-tree cloud
 * provider uses for Services of type LoadBalancer.
 *
 * <p>A load balancer and all that belongs to it is one fact, {@link
 * io.eksnet.elb.classic.ClassicLoadBalancer}; how its instances do is another, {@link
 * io.eksnet.elb.classic.InstanceHealth}, which {@code cloud} keeps.
 */
package io.eksnet.elb.classic;
