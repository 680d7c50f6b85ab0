package io.eksnet.aws.acm;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stands for Amazon's certificate authority: it issues certificates that are well-formed and that
 * nobody trusts. Its keys live as long as the process: its own, and one of each algorithm that all
 * it issues have, for nobody ever gets it.
 */
final class CertificateAuthority {
  /** The key algorithms of Amazon's public certificates (ACM user guide). */
  static final List<String> KEY_ALGORITHMS = List.of("RSA_2048", "EC_prime256v1", "EC_secp384r1");

  /** How long Amazon's certificates are valid. */
  static final Duration VALID = Duration.ofDays(395);

  private static final String ORGANIZATION = "Amazon";
  private static final String NAME = "Amazon RSA 2048 M02";
  private static final Instant SINCE = Instant.parse("2022-08-23T22:25:30Z");
  private static final Instant UNTIL = Instant.parse("2040-08-23T22:25:30Z");

  private static final byte[] SIGNED_WITH =
      Der.sequence(Der.oid("1.2.840.113549.1.1.11"), new byte[] {5, 0});
  private static final byte DIGITAL_SIGNATURE = (byte) 0x80;
  private static final byte KEY_ENCIPHERMENT = 0x20;
  private static final byte CERTIFICATE_SIGNING = 0x04;
  private static final int SERIAL_BITS = 126;

  private final SecureRandom random = new SecureRandom();
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, KeyPair> keys = new ConcurrentHashMap<>();
  private List<Own> own = List.of();

  /** Its key and its own certificate. */
  private record Own(KeyPair keys, String pem) {}

  /** A certificate and the one that vouches for it, as PEM. */
  record Issued(String pem, String chain) {}

  /**
   * Issues a certificate that begins on the day of {@code now}.
   *
   * @param names the first one is its subject's
   * @param keyAlgorithm one of {@link #KEY_ALGORITHMS}
   */
  Issued issue(List<String> names, String keyAlgorithm, Instant now) {
    try {
      Own authority = own();
      Instant begin = now.truncatedTo(java.time.temporal.ChronoUnit.DAYS);
      List<byte[]> extensions = new ArrayList<>();
      extensions.add(
          extension(
              "2.5.29.17", Der.sequence(names.stream().map(it -> Der.implicit(2, it)).toList())));
      extensions.add(
          critical(
              "2.5.29.15",
              Der.bits(new byte[] {(byte) (DIGITAL_SIGNATURE | KEY_ENCIPHERMENT)}, 5)));
      extensions.add(
          extension(
              "2.5.29.37",
              Der.sequence(Der.oid("1.3.6.1.5.5.7.3.1"), Der.oid("1.3.6.1.5.5.7.3.2"))));
      byte[] made =
          signed(
              authority.keys(),
              issuer(),
              begin,
              begin.plus(VALID),
              Der.sequence(name("2.5.4.3", names.getFirst())),
              keys.computeIfAbsent(keyAlgorithm, CertificateAuthority::keys)
                  .getPublic()
                  .getEncoded(),
              extensions);
      return new Issued(pem(made), authority.pem());
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private Own own() throws GeneralSecurityException {
    lock.lock();
    try {
      if (own.isEmpty()) {
        KeyPair keys = keys("RSA_2048");
        byte[] made =
            signed(
                keys,
                issuer(),
                SINCE,
                UNTIL,
                issuer(),
                keys.getPublic().getEncoded(),
                List.of(
                    critical("2.5.29.19", Der.sequence(Der.yes())),
                    critical("2.5.29.15", Der.bits(new byte[] {CERTIFICATE_SIGNING}, 2))));
        own = List.of(new Own(keys, pem(made)));
      }
      return own.getFirst();
    } finally {
      lock.unlock();
    }
  }

  /** A certificate of version 3 (RFC 5280). */
  byte[] signed(
      KeyPair by,
      byte[] issuer,
      Instant from,
      Instant until,
      byte[] subject,
      byte[] publicKey,
      List<byte[]> extensions)
      throws GeneralSecurityException {
    byte[] content =
        Der.sequence(
            Der.explicit(0, Der.integer(BigInteger.TWO)),
            Der.integer(new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS)),
            SIGNED_WITH,
            issuer,
            Der.sequence(Der.time(from), Der.time(until)),
            subject,
            publicKey,
            Der.explicit(3, Der.sequence(extensions)));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(by.getPrivate());
    signature.update(content);
    return Der.sequence(content, SIGNED_WITH, Der.bits(signature.sign(), 0));
  }

  static KeyPair keys(String algorithm) {
    try {
      return generated(algorithm);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static KeyPair generated(String algorithm) throws GeneralSecurityException {
    boolean rsa = algorithm.startsWith("RSA_");
    KeyPairGenerator generator = KeyPairGenerator.getInstance(rsa ? "RSA" : "EC");
    if (rsa) {
      generator.initialize(Integer.parseInt(algorithm.substring(4)));
    } else {
      generator.initialize(
          new ECGenParameterSpec(algorithm.equals("EC_prime256v1") ? "secp256r1" : "secp384r1"));
    }
    return generator.generateKeyPair();
  }

  private static byte[] issuer() {
    return Der.sequence(
        name("2.5.4.6", "US"), name("2.5.4.10", ORGANIZATION), name("2.5.4.3", NAME));
  }

  static byte[] name(String oid, String value) {
    return Der.set(Der.sequence(Der.oid(oid), Der.text(value)));
  }

  static byte[] extension(String oid, byte[] value) {
    return Der.sequence(Der.oid(oid), Der.octets(value));
  }

  private static byte[] critical(String oid, byte[] value) {
    return Der.sequence(Der.oid(oid), Der.yes(), Der.octets(value));
  }

  static String pem(byte[] der) {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der)
        + "\n-----END CERTIFICATE-----\n";
  }
}
