/**
 * What Amazon EKS is: clusters, managed node groups and add-ons with their settings, updates,
 * access entries and pod identities.
 *
 * <p>Facts, commands and refusals; what AWS does with them (instances that join, ENIs of the
 * control plane) is in {@code io.eksnet.cloud}. Start with {@link io.eksnet.eks.Cluster} and {@link
 * io.eksnet.eks.CreateCluster}.
 */
package io.eksnet.eks;
