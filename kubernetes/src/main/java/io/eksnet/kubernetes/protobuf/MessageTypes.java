package io.eksnet.kubernetes.protobuf;

import io.eksnet.kubernetes.protobuf.MessageType.Field;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All known message types, read once from the tables on the class path. */
record MessageTypes(Map<String, MessageType> byName) {

  /** The kinds that are the same in every API group. */
  private static final Map<String, String> IN_EVERY_GROUP =
      Map.of("DeleteOptions", "apis.meta.v1.DeleteOptions", "Status", "apis.meta.v1.Status");

  static MessageTypes load() {
    Map<String, Map<Integer, Field>> fields = new LinkedHashMap<>();
    read("messages.txt", fields);
    read("additions.txt", fields);
    return new MessageTypes(
        fields.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey,
                    entry -> new MessageType(entry.getKey(), entry.getValue()))));
  }

  private static void read(String resource, Map<String, Map<Integer, Field>> into) {
    Map<Integer, Field> current = Map.of();
    for (String line : text(resource).split("\n", -1)) {
      if (line.startsWith("#") || line.isBlank()) {
        continue;
      }
      if (line.startsWith(" ")) {
        int space = line.indexOf(' ', 1);
        current.put(
            Integer.valueOf(line.substring(1, space)), Field.parse(line.substring(space + 1)));
      } else {
        current = into.computeIfAbsent(line, _ -> new LinkedHashMap<>());
      }
    }
  }

  private static String text(String resource) {
    try (InputStream in = MessageTypes.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing from the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The message type of a kind, for example {@code apps/v1} and {@code Deployment}. */
  Optional<MessageType> ofKind(String apiVersion, String kind) {
    String everywhere = IN_EVERY_GROUP.get(kind);
    return Optional.ofNullable(
        byName.get(everywhere != null ? everywhere : pack(apiVersion) + "." + kind));
  }

  /** {@code rbac.authorization.k8s.io/v1} lives in the Go package {@code rbac/v1}. */
  private static String pack(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    if (slash < 0) {
      return "core." + apiVersion;
    }
    int dot = apiVersion.indexOf('.');
    String group = apiVersion.substring(0, dot < 0 || dot > slash ? slash : dot);
    return group + "." + apiVersion.substring(slash + 1);
  }

  MessageType named(String name) {
    MessageType type = byName.get(name);
    if (type == null) {
      throw new IllegalStateException("the protobuf table refers to " + name + " but lacks it");
    }
    return type;
  }
}
