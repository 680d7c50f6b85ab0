package io.eksnet.aws.acm;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Certificates with their private keys, made for a test. */
final class TestCertificates {
  private static final CertificateAuthority MAKER = new CertificateAuthority();
  private static final KeyPair USUAL = CertificateAuthority.keys("RSA_2048");
  private static final KeyPair STRANGE = CertificateAuthority.keys("RSA_2048");
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2027-01-01T00:00:00Z");
  private static final int PKCS1_IN_PKCS8 = 26;
  private static final int SEC1_IN_PKCS8 = 28;

  private TestCertificates() {}

  /**
   * A certificate.
   *
   * @param key its private key as PKCS #8
   * @param oldKey its private key in the form of its algorithm
   */
  record Made(String pem, String key, String oldKey) {}

  static Made selfSigned(String name) {
    return selfSigned(name, FROM, UNTIL);
  }

  static Made selfSigned(String name, Instant from, Instant until) {
    return made(USUAL, USUAL, name, name, from, until);
  }

  /** One with another key than all the others. */
  static Made stranger(String name) {
    return made(STRANGE, STRANGE, name, name, FROM, UNTIL);
  }

  /** An authority and a certificate with an elliptic key that it signed. */
  static List<Made> underAnAuthority(String name) {
    KeyPair keys = CertificateAuthority.keys("EC_prime256v1");
    return List.of(
        made(USUAL, USUAL, "Test CA", "Test CA", FROM, UNTIL),
        made(USUAL, keys, "Test CA", name, FROM, UNTIL));
  }

  private static Made made(
      KeyPair by, KeyPair keys, String issuer, String name, Instant from, Instant until) {
    try {
      return signed(by, keys, issuer, name, from, until);
    } catch (GeneralSecurityException missing) {
      throw new AssertionError(missing);
    }
  }

  private static Made signed(
      KeyPair by, KeyPair keys, String issuer, String name, Instant from, Instant until)
      throws GeneralSecurityException {
    byte[] der =
        MAKER.signed(
            by,
            Der.sequence(CertificateAuthority.name("2.5.4.3", issuer)),
            from,
            until,
            Der.sequence(CertificateAuthority.name("2.5.4.3", name)),
            keys.getPublic().getEncoded(),
            List.of(
                CertificateAuthority.extension(
                    "2.5.29.17",
                    Der.sequence(Der.implicit(2, name), Der.implicit(2, "*." + name)))));
    byte[] pkcs8 = keys.getPrivate().getEncoded();
    boolean rsa = keys.getPrivate().getAlgorithm().equals("RSA");
    byte[] old = Arrays.copyOfRange(pkcs8, rsa ? PKCS1_IN_PKCS8 : SEC1_IN_PKCS8, pkcs8.length);
    return new Made(
        CertificateAuthority.pem(der),
        pem("PRIVATE KEY", pkcs8),
        pem(rsa ? "RSA PRIVATE KEY" : "EC PRIVATE KEY", old));
  }

  private static String pem(String what, byte[] der) {
    return "-----BEGIN "
        + what
        + "-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der)
        + "\n-----END "
        + what
        + "-----\n";
  }
}
