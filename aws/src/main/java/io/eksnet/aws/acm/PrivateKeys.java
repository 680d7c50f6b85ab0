package io.eksnet.aws.acm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Private keys in PEM: PKCS #8, PKCS #1 for RSA and SEC 1 for elliptic curves. */
final class PrivateKeys {
  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN ((?:RSA |EC |ENCRYPTED )?PRIVATE KEY)-----([^-]*)-----END \\1-----");
  private static final byte[] SAMPLE = "eksnet".getBytes(US_ASCII);

  private PrivateKeys() {}

  /** Whether the text has a key in a form that is not read: an encrypted one. */
  static boolean isEncrypted(byte[] text) {
    String pem = new String(text, ISO_8859_1);
    return pem.contains("BEGIN ENCRYPTED PRIVATE KEY") || pem.contains("Proc-Type: 4,ENCRYPTED");
  }

  /** The key in a text, of the same algorithm as a public key; empty if there is no such key. */
  static Optional<PrivateKey> read(byte[] text, PublicKey beside) {
    Matcher pem = PEM.matcher(new String(text, ISO_8859_1));
    if (!pem.find()) {
      return Optional.empty();
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(pem.group(2));
      byte[] pkcs8 =
          pem.group(1).equals("PRIVATE KEY")
              ? der
              : Der.sequence(
                  Der.integer(BigInteger.ZERO), algorithm(beside.getEncoded()), Der.octets(der));
      return Optional.of(
          KeyFactory.getInstance(beside.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
    } catch (GeneralSecurityException | IllegalArgumentException notAKey) {
      return Optional.empty();
    }
  }

  /** Whether two keys are a pair. */
  static boolean match(PrivateKey secret, PublicKey open) {
    try {
      String algorithm = open.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(secret);
      signer.update(SAMPLE);
      byte[] signed = signer.sign();
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(open);
      verifier.update(SAMPLE);
      return verifier.verify(signed);
    } catch (GeneralSecurityException notAPair) {
      return false;
    }
  }

  /** The AlgorithmIdentifier that a SubjectPublicKeyInfo begins with. */
  private static byte[] algorithm(byte[] publicKey) {
    int start = 2 + lengthBytes(publicKey[1]);
    int length = publicKey[start + 1]; // always short: an identifier and its parameters
    return Arrays.copyOfRange(publicKey, start, start + 2 + length);
  }

  private static int lengthBytes(byte first) {
    return first < 0 ? first & 0x7f : 0;
  }
}
