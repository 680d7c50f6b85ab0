/**
 * What AWS Certificate Manager is: certificates that load balancers present. Private keys are not
 * among its facts.
 *
 * <p>Start with {@link io.eksnet.acm.Certificate}.
 */
package io.eksnet.acm;
