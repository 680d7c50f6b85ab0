/**
 * Elastic Load Balancing's API of 2012, for Classic Load Balancers.
 *
 * <p>{@link io.eksnet.aws.elb.classic.ClassicActions} registers what is served. The rules are in
 * {@code io.eksnet.elb.classic}; here requests become its commands and its facts become ELB's XML.
 */
package io.eksnet.aws.elb.classic;
