/**
 * Elastic Load Balancing's API of 2015: for now Network Load Balancers, their attributes and tags.
 *
 * <p>{@link io.eksnet.aws.elb.ElbActions} registers what is served. The rules are in {@code
 * io.eksnet.elb}; here requests become its commands and its facts become ELB's XML. Listeners,
 * target groups and other types of load balancers are refused by name.
 */
package io.eksnet.aws.elb;
