/**
 * Whether a caller may make a call: what a request asks for in IAM's terms (actions, ARNs,
 * condition keys), and how each service says no.
 *
 * <p>The policies and their judgement are core's. Accounts' own keys may do everything and cost
 * nothing here. Start with {@link io.eksnet.aws.access.PolicyAuthorizer}.
 */
package io.eksnet.aws.access;
