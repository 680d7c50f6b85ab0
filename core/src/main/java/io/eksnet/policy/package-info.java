/**
 * NetworkPolicy v1 as rules with origins: whether a pod's policies let a connection out or in,
 * which rule does, or why none does.
 *
 * <p>It states the semantics of networking.k8s.io/v1 and nothing of one engine: what AWS's agent
 * does otherwise (egress judged before the ClusterIP is translated, named ports opened for all
 * selected pods, excepts that reach over other rules, shared maps and their limits, strict mode) is
 * not modelled, nor are Calico's policies and ClusterNetworkPolicy. Objects come here validated and
 * with defaults filled in. Whether any engine enforces them at all is for the caller to know, as is
 * that replies of an accepted connection pass. Nothing here writes.
 *
 * <p>Start with {@link io.eksnet.policy.Policies} and {@link io.eksnet.policy.Verdict}.
 */
package io.eksnet.policy;
