/**
 * AWS Certificate Manager's API.
 *
 * <p>{@link io.eksnet.aws.acm.AcmActions} registers what is served. The rules are in {@code
 * io.eksnet.acm}; here are PEM and DER: {@link io.eksnet.aws.acm.PemCertificates} reads what
 * clients bring, {@link io.eksnet.aws.acm.CertificateAuthority} stands for Amazon's and issues what
 * they request. A private key that a client brings is compared with its certificate and forgotten.
 */
package io.eksnet.aws.acm;
