package io.eksnet.aws.sts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of a network with which STS seals session tokens: who has it needs no list of sessions,
 * and sessions outlive a restart. AES-256 in GCM for tokens, HMAC-SHA256 for secret keys.
 */
public final class SessionKey {
  private static final int SIZE = 32;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final byte[] key;
  private final SecureRandom random = new SecureRandom();

  private SessionKey(byte[] key) {
    this.key = key;
  }

  /** A new key. */
  public static SessionKey make() {
    byte[] key = new byte[SIZE];
    new SecureRandom().nextBytes(key);
    return new SessionKey(key);
  }

  /** A key from {@link #text()}. */
  public static SessionKey of(String text) {
    byte[] key = Base64.getDecoder().decode(text);
    if (key.length != SIZE) {
      throw new IllegalArgumentException("a session key has " + SIZE + " bytes");
    }
    return new SessionKey(key);
  }

  /** As it is kept: base64. */
  public String text() {
    return Base64.getEncoder().encodeToString(key);
  }

  /** Random bytes. */
  byte[] random(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  /**
   * Seals something so that only this key opens it.
   *
   * @param purpose what must be named again to open it
   */
  String seal(byte[] plain, String purpose) {
    byte[] nonce = random(NONCE);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, purpose).doFinal(plain);
      byte[] all = Arrays.copyOf(nonce, NONCE + sealed.length);
      System.arraycopy(sealed, 0, all, NONCE, sealed.length);
      return Base64.getEncoder().encodeToString(all);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("Every JDK has AES/GCM", missing);
    }
  }

  /** What was sealed; empty for whatever this key did not seal for this purpose. */
  Optional<byte[]> open(String text, String purpose) {
    try {
      byte[] all = Base64.getDecoder().decode(text);
      if (all.length <= NONCE) {
        return Optional.empty();
      }
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(all, NONCE), purpose);
      return Optional.of(cipher.doFinal(all, NONCE, all.length - NONCE));
    } catch (GeneralSecurityException | IllegalArgumentException notSealed) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(purpose.getBytes(UTF_8));
    return cipher;
  }

  /** Bytes that follow from a text and that nobody without the key can tell. */
  byte[] derive(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("Every JDK has HmacSHA256", missing);
    }
  }

  @Override
  public String toString() {
    return "SessionKey(not shown)";
  }
}
