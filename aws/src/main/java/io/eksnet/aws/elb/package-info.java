/**
 * Elastic Load Balancing's API of 2015: Application and Network Load Balancers, their listeners,
 * certificates, rules, attributes, security policies and tags.
 *
 * <p>{@link io.eksnet.aws.elb.ElbActions} registers what is served. The rules are in {@code
 * io.eksnet.elb}; here requests become its commands and its facts become ELB's XML. Gateway Load
 * Balancers, trust stores and web access control lists are refused by name.
 */
package io.eksnet.aws.elb;
