package io.eksnet.kubernetes.server;

import io.eksnet.id.Context;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.ObjectMeta;
import io.eksnet.kubernetes.documents.Metadata;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The members of metadata that belong to the server and not to clients. */
final class SystemFields {
  private static final List<String> OF_THE_SERVER =
      List.of(
          "creationTimestamp",
          "deletionGracePeriodSeconds",
          "deletionTimestamp",
          "generation",
          "managedFields",
          "resourceVersion",
          "selfLink",
          "uid");

  /** Letters and digits of generated names: no vowels, nothing that looks like another. */
  private static final String NAME_LETTERS = "bcdfghjklmnpqrstvwxz2456789";

  private static final int MAX_GENERATED_PREFIX = 58;

  private SystemFields() {}

  /** Removes what a client sent of them, and gives back what it removed. */
  static void clear(ObjectNode metadata) {
    OF_THE_SERVER.forEach(metadata::remove);
  }

  /** Puts those of the stored object back into a document that is to replace it. */
  static void carryOver(ObjectNode metadata, KubeObject stored) {
    clear(metadata);
    ObjectNode old = Metadata.write(stored.meta(), 0);
    for (String name : OF_THE_SERVER) {
      JsonNode value = old.get(name);
      if (value != null) {
        metadata.set(name, value);
      }
    }
  }

  /** Metadata of an object that is made now: uid and time are the server's. */
  static ObjectMeta fresh(ObjectMeta meta, Context context) {
    return new ObjectMeta(
        meta.name(),
        meta.namespace(),
        context.ids().uuid(),
        meta.generateName(),
        meta.labels(),
        meta.annotations(),
        context.now().truncatedTo(ChronoUnit.SECONDS),
        meta.generation(),
        Optional.empty(),
        Optional.empty(),
        meta.finalizers(),
        meta.ownerReferences());
  }

  /** A name from a prefix, as {@code generateName} asks. */
  static String generatedName(String prefix, Context context) {
    String start =
        prefix.length() > MAX_GENERATED_PREFIX ? prefix.substring(0, MAX_GENERATED_PREFIX) : prefix;
    var name = new StringBuilder(start);
    for (int i = 0; i < 5; i++) {
      int random = Integer.parseInt(context.ids().hex(6), 16);
      name.append(NAME_LETTERS.charAt(random % NAME_LETTERS.length()));
    }
    return name.toString();
  }
}
