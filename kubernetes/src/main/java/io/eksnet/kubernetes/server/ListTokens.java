package io.eksnet.kubernetes.server;

import io.eksnet.kube.ObjectKey;
import io.eksnet.kubernetes.status.Status;
import io.eksnet.world.World;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Continue tokens, and the snapshots that they continue: pages of one list show one moment. A
 * snapshot shares nearly everything with the present, so that keeping some costs little.
 */
final class ListTokens {
  private static final String VERSION = "meta.k8s.io/v1";
  private static final JsonMapper MAPPER = JsonMapper.shared();

  /** How many lists may be under way before the oldest has to begin again. */
  private static final int KEPT = 64;

  private final Map<Long, World> snapshots =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, World> eldest) {
          return size() > KEPT;
        }
      };

  /** Where a list goes on: after a key, in a snapshot. */
  record Place(World world, ObjectKey after) {}

  /** A token for what follows a key. */
  synchronized String after(ObjectKey key, World world) {
    snapshots.put(world.revision(), world);
    ObjectNode token = MAPPER.createObjectNode();
    token.put("v", VERSION).put("rv", world.revision());
    token.put("namespace", key.namespace()).put("start", key.name());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(token.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The place that a token means. */
  synchronized Attempt<Place> place(String token) {
    JsonNode json;
    try {
      json = MAPPER.readTree(Base64.getUrlDecoder().decode(token));
    } catch (IllegalArgumentException | JacksonException _) {
      return Attempt.refuse(Status.badRequest("continue key is not valid: illegal base64 data"));
    }
    if (!json.path("v").asString("").equals(VERSION)) {
      return Attempt.refuse(
          Status.badRequest(
              "continue key is not valid: server does not recognize this encoded version"));
    }
    World world = snapshots.get(json.path("rv").asLong(0));
    if (world == null) {
      return Attempt.refuse(
          Status.expired(
              "The provided continue parameter is too old to display a consistent list result."
                  + " You can start a new list without the continue parameter."));
    }
    return Attempt.of(
        new Place(
            world,
            new ObjectKey(json.path("namespace").asString(""), json.path("start").asString(""))));
  }

  /** A snapshot of exactly that revision, if it is still kept. */
  synchronized Optional<World> at(long revision) {
    return Optional.ofNullable(snapshots.get(revision));
  }
}
