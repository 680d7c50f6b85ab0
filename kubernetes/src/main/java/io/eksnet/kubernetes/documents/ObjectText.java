package io.eksnet.kubernetes.documents;

import io.eksnet.kube.KubeObject;
import io.eksnet.kubernetes.schema.GroupVersionKind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * Joins the parts of a stored object into the text that clients get, without parsing spec and
 * status.
 */
public final class ObjectText {
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final byte[] METADATA = ascii("\"metadata\":");
  private static final byte[] MANAGED_FIELDS = ascii("\"managedFields\":");
  private static final byte[] STATUS = ascii(",\"status\":");
  private static final Map<GroupVersionKind, byte[]> HEADS = new ConcurrentHashMap<>();

  private ObjectText() {}

  /** The whole object, as a get or a watch event carries it. */
  public static byte[] whole(GroupVersionKind kind, KubeObject object, long resourceVersion) {
    var out = new ByteArrayOutputStream(sizeOf(object));
    appendWhole(out, kind, object, resourceVersion);
    return out.toByteArray();
  }

  /** Appends the whole object. */
  public static void appendWhole(
      ByteArrayOutputStream out, GroupVersionKind kind, KubeObject object, long resourceVersion) {
    out.writeBytes(HEADS.computeIfAbsent(kind, ObjectText::head));
    appendParts(out, object, resourceVersion);
  }

  /**
   * Appends the object as lists carry it: without kind and apiVersion, which the list says for all.
   */
  public static void appendItem(
      ByteArrayOutputStream out, KubeObject object, long resourceVersion) {
    out.write('{');
    appendParts(out, object, resourceVersion);
  }

  /** Appends {@code "metadata":{...}}, managedFields included. */
  public static void appendMetadata(
      ByteArrayOutputStream out, KubeObject object, long resourceVersion) {
    out.writeBytes(METADATA);
    byte[] metadata = MAPPER.writeValueAsBytes(Metadata.write(object.meta(), resourceVersion));
    if (object.managedFields().length() <= 2) {
      out.writeBytes(metadata);
    } else {
      out.write(metadata, 0, metadata.length - 1);
      out.write(',');
      out.writeBytes(MANAGED_FIELDS);
      out.writeBytes(object.managedFields().bytes());
      out.write('}');
    }
  }

  private static void appendParts(
      ByteArrayOutputStream out, KubeObject object, long resourceVersion) {
    appendMetadata(out, object, resourceVersion);
    byte[] body = object.body().bytes();
    if (body.length > 2) {
      out.write(',');
      out.write(body, 1, body.length - 2);
    }
    if (object.status().length() > 2) {
      out.writeBytes(STATUS);
      out.writeBytes(object.status().bytes());
    }
    out.write('}');
  }

  private static int sizeOf(KubeObject object) {
    return 1024
        + object.body().length()
        + object.status().length()
        + object.managedFields().length();
  }

  private static byte[] head(GroupVersionKind kind) {
    return ascii("{\"kind\":\"" + kind.kind() + "\",\"apiVersion\":\"" + kind.apiVersion() + "\",");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
