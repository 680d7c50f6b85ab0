/**
 * What AWS does by itself: node groups make instances, instances start and end, their kubelets
 * register nodes, NAT gateways become available; and the layout of a whole VPC as a list of
 * commands.
 *
 * <p>Controllers are pure: they read the world, call EC2's own commands and meet its refusals, and
 * write Kubernetes objects only as {@code KubeWrite}s. What they must remember is a fact in the
 * world. What the kubelet does after it registered is in {@code io.eksnet.workloads}.
 *
 * <p>Start with {@link io.eksnet.cloud.Cloud}, then {@code NodeGroups} and {@code
 * NodeRegistration}; {@link io.eksnet.cloud.NetworkPlan} for layouts.
 */
package io.eksnet.cloud;
