package io.eksnet.acm;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is in an X.509 certificate. Its private key is kept nowhere.
 *
 * @param pem the certificate as PEM
 * @param chain the certificates that vouch for it, as PEM
 * @param domainName the common name of its subject, else its first alternative name
 * @param alternativeNames the names that it is for, the domain name among them
 * @param serial pairs of hexadecimal digits between colons
 * @param issuer the organization that issued it, else the issuer's common name
 * @param keyAlgorithm such as {@code RSA_2048} or {@code EC_prime256v1}
 * @param signatureAlgorithm such as {@code SHA256WITHRSA}
 * @param keyUsages ACM's names, such as {@code DIGITAL_SIGNATURE}
 * @param extendedKeyUsages object identifiers, such as {@code 1.3.6.1.5.5.7.3.1}
 */
public record CertificateBody(
    String pem,
    Optional<String> chain,
    String domainName,
    List<String> alternativeNames,
    String serial,
    String subject,
    String issuer,
    Instant notBefore,
    Instant notAfter,
    String keyAlgorithm,
    String signatureAlgorithm,
    List<String> keyUsages,
    List<String> extendedKeyUsages) {
  public CertificateBody {
    alternativeNames = List.copyOf(alternativeNames);
    keyUsages = List.copyOf(keyUsages);
    extendedKeyUsages = List.copyOf(extendedKeyUsages);
  }
}
