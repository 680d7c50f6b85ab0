/**
 * Who reaches whom, hop by hop and both ways, and every rule that decides.
 *
 * <p>{@link io.eksnet.reach.Tracer} walks one connection through policy, node, kube-proxy, security
 * groups, network ACLs, route tables and gateways, and gives a {@link io.eksnet.reach.Trace}: paths
 * of hops of {@link io.eksnet.reach.Step}s, each naming the rule that decided and where that rule
 * stands. It walks on past whatever blocks, so that all that would have to change is known.
 *
 * <p>Pure: facts come in as a world; words for people are made by renderers. What is not known is
 * said, never passed over. Start with {@code Trace}, then {@code Tracer}.
 */
package io.eksnet.reach;
