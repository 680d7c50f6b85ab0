package io.eksnet.journal;

import io.eksnet.kube.Json;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.ObjectMeta;
import io.eksnet.kube.ResourceName;
import io.eksnet.table.Kind;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one form of facts and documents on disk: a version byte, a CRC-32C of what follows, and then
 * JSON for a fact, or the parts of a Kubernetes object one after the other. The typed fact of an
 * object is not stored: it is parsed from the document again.
 */
public final class Codec {
  /** The version that is written, and the only one that is read. 3: facts of EKS, ELB and IAM. */
  static final byte VERSION = 3;

  private static final int HEADER = 5;

  private final JsonMapper mapper = FactMapper.create();
  private final UnaryOperator<KubeObject> typed;

  /**
   * A codec.
   *
   * @param typed gives an object that was read its typed fact
   */
  public Codec(UnaryOperator<KubeObject> typed) {
    this.typed = typed;
  }

  <K extends Comparable<? super K>, V> byte[] encode(Kind<K, V> kind, V fact) {
    byte[] content =
        fact instanceof KubeObject object ? parts(object) : mapper.writeValueAsBytes(fact);
    ByteBuffer out = ByteBuffer.allocate(HEADER + content.length);
    out.put(VERSION).putInt(crc(content)).put(content);
    return out.array();
  }

  <K extends Comparable<? super K>, V> V decode(Kind<K, V> kind, byte[] bytes) {
    if (bytes.length < HEADER || bytes[0] < 1) {
      throw new JournalException("a " + kind + " record is cut short");
    }
    if (bytes[0] < VERSION) {
      throw new JournalException(
          "a "
              + kind
              + " record has version "
              + bytes[0]
              + " and this eksnet reads version "
              + VERSION
              + ": it was written by an older eksnet; use that one, or forget this network with"
              + " `eksnet down --delete`");
    }
    if (bytes[0] > VERSION) {
      throw new JournalException(
          "a "
              + kind
              + " record has version "
              + bytes[0]
              + " and this eksnet reads up to "
              + VERSION
              + ": it was written by a newer eksnet; use that one");
    }
    byte[] content = new byte[bytes.length - HEADER];
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int crc = in.getInt(1);
    in.position(HEADER).get(content);
    if (crc != crc(content)) {
      throw new JournalException("the checksum of a " + kind + " record does not match");
    }
    try {
      return kind.type().equals(KubeObject.class)
          ? kind.type().cast(typed.apply(object(content)))
          : mapper.readValue(content, kind.type());
    } catch (JacksonException | IllegalArgumentException | BufferUnderflowException wrong) {
      throw new JournalException(
          "a " + kind + " record cannot be read: " + wrong.getMessage(), wrong);
    }
  }

  private byte[] parts(KubeObject object) {
    byte[][] parts = {
      object.resource().group().getBytes(StandardCharsets.UTF_8),
      object.resource().plural().getBytes(StandardCharsets.UTF_8),
      mapper.writeValueAsBytes(object.meta()),
      object.body().bytes(),
      object.status().bytes(),
      object.managedFields().bytes(),
    };
    int length = 0;
    for (byte[] part : parts) {
      length += Integer.BYTES + part.length;
    }
    ByteBuffer out = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      out.putInt(part.length).put(part);
    }
    return out.array();
  }

  private KubeObject object(byte[] content) {
    ByteBuffer in = ByteBuffer.wrap(content);
    ResourceName resource = new ResourceName(text(in), text(in));
    ObjectMeta meta = mapper.readValue(part(in), ObjectMeta.class);
    return new KubeObject(
        resource,
        meta,
        Json.ofTrusted(part(in)),
        Json.ofTrusted(part(in)),
        Json.ofTrusted(part(in)),
        Optional.empty());
  }

  private static String text(ByteBuffer in) {
    return new String(part(in), StandardCharsets.UTF_8);
  }

  private static byte[] part(ByteBuffer in) {
    byte[] part = new byte[in.getInt()];
    in.get(part);
    return part;
  }

  private static int crc(byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(content);
    return (int) crc.getValue();
  }
}
