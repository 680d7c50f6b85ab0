package io.eksnet.kubernetes.auth;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * A certificate and its private key as PEM text.
 *
 * @param certificate {@code -----BEGIN CERTIFICATE-----}
 * @param privateKey {@code -----BEGIN PRIVATE KEY-----}, PKCS #8
 */
public record KeyPairPem(String certificate, String privateKey) {
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  /** The certificate. */
  public X509Certificate x509() {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(certificate.getBytes(StandardCharsets.US_ASCII)));
    } catch (CertificateException e) {
      throw new IllegalArgumentException("not a certificate in PEM form", e);
    }
  }

  /** The private key. */
  public PrivateKey key() {
    String base64 =
        privateKey
            .replace("-----BEGIN PRIVATE KEY-----", "")
            .replace("-----END PRIVATE KEY-----", "");
    try {
      return KeyFactory.getInstance(x509().getPublicKey().getAlgorithm())
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a private key in PEM form", e);
    }
  }

  static KeyPairPem of(byte[] certificate, byte[] privateKey) {
    return new KeyPairPem(pem("CERTIFICATE", certificate), pem("PRIVATE KEY", privateKey));
  }

  private static String pem(String what, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(what, LINES.encodeToString(der), what);
  }

  @Override
  public String toString() {
    return "KeyPairPem[of " + x509().getSubjectX500Principal() + "]";
  }
}
