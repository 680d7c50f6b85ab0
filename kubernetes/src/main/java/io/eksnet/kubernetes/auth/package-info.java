/**
 * Who is calling the Kubernetes API: certificates, tokens and what they say about the caller.
 *
 * <p>Makes the cluster's certificate authority, server certificate, administrator's client
 * certificate and the key that signs service account tokens, as PEM text: where these are kept is
 * the caller's business, this package touches no file. What a caller may do is decided elsewhere.
 *
 * <p>Start with {@link io.eksnet.kubernetes.auth.Authenticator} and {@link
 * io.eksnet.kubernetes.auth.ClusterCertificates}.
 */
package io.eksnet.kubernetes.auth;
