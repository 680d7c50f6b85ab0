/**
 * What AWS Certificate Manager is: certificates that load balancers present.
 *
 * <p>Start with {@link io.eksnet.acm.Certificate}.
 */
package io.eksnet.acm;
