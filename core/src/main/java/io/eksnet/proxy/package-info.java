/**
 * kube-proxy: what a Service's virtual address or node port becomes.
 *
 * <p>Services and EndpointSlices in, endpoints out, with the semantics of kube-proxy's iptables
 * mode: which endpoints take traffic, what the traffic policies leave of them, when the source is
 * masqueraded, when a connection is refused and when it is dropped. It says where packets may go;
 * it does not walk there.
 *
 * <p>Start with {@link io.eksnet.proxy.KubeProxy}.
 */
package io.eksnet.proxy;
