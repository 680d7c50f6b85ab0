package io.eksnet.aws.sts;

import io.eksnet.aws.sigv4.Credentials;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The keys of accounts, and those of sessions. A session is nowhere kept: its token holds all of
 * it, sealed for its access key, and its secret follows from the access key.
 */
public final class Sessions implements Credentials {
  private static final String PREFIX = "ASIA";
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int KEY_LENGTH = 16;
  private static final int MOST_UNPACKED = 64 * 1024;

  private final Credentials accounts;
  private final SessionKey key;

  /**
   * Sessions of a network.
   *
   * @param accounts the keys that last
   */
  public Sessions(Credentials accounts, SessionKey key) {
    this.accounts = accounts;
    this.key = key;
  }

  /** New keys for a role at work. */
  Credential issue(String account, Session session) {
    StringBuilder id = new StringBuilder(PREFIX);
    for (byte b : key.random(KEY_LENGTH)) {
      id.append(ALPHABET.charAt(b & (ALPHABET.length() - 1)));
    }
    String accessKeyId = id.toString();
    return credential(
        accessKeyId, key.seal(packed(account, session), accessKeyId), account, session);
  }

  private Credential credential(String accessKeyId, String token, String account, Session session) {
    String role = session.role().substring(session.role().lastIndexOf('/') + 1);
    return new Credential(
        accessKeyId,
        Base64.getEncoder()
            .encodeToString(key.derive("secret key of " + accessKeyId))
            .substring(0, 40),
        Optional.of(token),
        new Principal(
            account,
            "arn:aws:sts::" + account + ":assumed-role/" + role + "/" + session.name(),
            session.roleId() + ":" + session.name(),
            Optional.of(session)));
  }

  @Override
  public Optional<Credential> find(String accessKeyId) {
    return accounts.find(accessKeyId);
  }

  @Override
  public Optional<Credential> find(String accessKeyId, Optional<String> token) {
    if (!accessKeyId.startsWith(PREFIX)) {
      return accounts.find(accessKeyId, token);
    }
    return token.flatMap(
        it -> key.open(it, accessKeyId).map(packed -> unpacked(packed, accessKeyId, it)));
  }

  /** Seals a text that a caller may show to those who may read it. */
  public String sealedMessage(String text) {
    return key.seal(deflated(out -> out.writeUTF(text)), "message");
  }

  /** A text that was sealed as a message. */
  Optional<String> message(String sealed) {
    return key.open(sealed, "message")
        .map(
            bytes -> {
              try (DataInputStream in = inflated(bytes)) {
                return in.readUTF();
              } catch (IOException impossible) {
                throw new UncheckedIOException(impossible); // the seal proves that we wrote it
              }
            });
  }

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private static byte[] deflated(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
      writing.to(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // in memory
    }
    return bytes.toByteArray();
  }

  private static DataInputStream inflated(byte[] bytes) throws IOException {
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      return new DataInputStream(new ByteArrayInputStream(in.readNBytes(MOST_UNPACKED)));
    }
  }

  private static byte[] packed(String account, Session session) {
    return deflated(
        out -> {
          out.writeUTF(account);
          out.writeUTF(session.role());
          out.writeUTF(session.roleId());
          out.writeUTF(session.name());
          write(out, session.policies());
          write(out, session.policyArns());
          out.writeLong(session.expires().getEpochSecond());
        });
  }

  private Credential unpacked(byte[] packed, String accessKeyId, String token) {
    try (DataInputStream in = inflated(packed)) {
      String account = in.readUTF();
      return credential(
          accessKeyId,
          token,
          account,
          new Session(
              in.readUTF(),
              in.readUTF(),
              in.readUTF(),
              read(in),
              read(in),
              Instant.ofEpochSecond(in.readLong())));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // the seal proves that we wrote it
    }
  }

  private static void write(DataOutputStream out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      out.writeUTF(text);
    }
  }

  private static List<String> read(DataInputStream in) throws IOException {
    int size = in.readInt();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      texts.add(in.readUTF());
    }
    return texts;
  }
}
