package io.eksnet.kubernetes.documents;

import io.eksnet.id.Context;
import io.eksnet.id.IdSource;
import io.eksnet.kube.Json;
import io.eksnet.kube.KubeFact;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ResourceName;
import io.eksnet.kubernetes.Fixtures;
import io.eksnet.table.Change;
import io.eksnet.world.World;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Stored objects for tests, from YAML. */
final class Objects {
  static final Instant NOW = Instant.parse("2026-11-23T12:00:00.5Z");

  private Objects() {}

  static KubeObject object(ResourceName resource, String yaml) {
    ObjectNode document = Fixtures.yaml(yaml);
    return ObjectParts.of(
        resource, Metadata.read(document.path("metadata")), document, Json.of("[]"));
  }

  static <F extends KubeFact> F fact(ResourceName resource, Class<F> type, String yaml) {
    return type.cast(object(resource, yaml).fact().orElseThrow());
  }

  static Context context() {
    return new Context(NOW, IdSource.seeded(1));
  }

  /** A world with the namespaces {@code n} and {@code default}. */
  static World world(KubeObject... objects) {
    World world = World.EMPTY;
    for (String name : List.of("n", "default")) {
      world =
          with(
              world,
              object(
                  ResourceName.NAMESPACES,
                  "{metadata: {name: %s}, spec: {finalizers: [kubernetes]}, status: {phase: Active}}"
                      .formatted(name)));
    }
    for (KubeObject object : objects) {
      world = with(world, object);
    }
    return world;
  }

  static World with(World world, KubeObject object) {
    return world.commit(List.of(Change.put(KubeObject.kind(object.resource()), object))).world();
  }

  static KubeObject find(World world, ResourceName resource, String namespace, String name) {
    return world
        .find(KubeObject.kind(resource), new ObjectKey(namespace, name))
        .orElseThrow(() -> new AssertionError("no " + resource + " " + namespace + "/" + name));
  }
}
