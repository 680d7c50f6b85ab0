/**
 * The objects that EKS and its add-ons put into a cluster: vpc-cni, kube-proxy and coredns, and
 * what is there before any of them.
 *
 * <p>The manifests are resources beside this package; {@link io.eksnet.kubernetes.addons.Addons}
 * fills them in. What their pods then do is decided in core. Start with {@code Addons}.
 */
package io.eksnet.kubernetes.addons;
