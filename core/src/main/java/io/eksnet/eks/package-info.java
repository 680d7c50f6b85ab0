/**
 * What Amazon EKS is: clusters, managed node groups and add-ons with their settings.
 *
 * <p>Facts only; what AWS does with them (instances that join, ENIs of the control plane) is in
 * {@code io.eksnet.cloud}. Start with {@link io.eksnet.eks.Cluster}.
 */
package io.eksnet.eks;
