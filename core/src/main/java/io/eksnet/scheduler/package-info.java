/**
 * Pods to nodes, as kube-scheduler's default profile does it: filters, scores, a binding or the
 * reasons why there is none, in the scheduler's own words.
 *
 * <p>Reads pods, nodes and their running totals; knows nothing of free addresses in subnets, as on
 * EKS: a pod is bound and then waits for the CNI. May not touch AWS facts. Not modelled: pod
 * (anti-)affinity, topology spread constraints of the pod itself, preferred node affinity, volumes,
 * image locality, preemption. Start with {@link io.eksnet.scheduler.Scheduler}, then {@code
 * Filters} and {@code Scores}.
 */
package io.eksnet.scheduler;
