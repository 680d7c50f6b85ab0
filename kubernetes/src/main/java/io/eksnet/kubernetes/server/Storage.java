package io.eksnet.kubernetes.server;

import io.eksnet.kube.KubeObject;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ResourceName;
import io.eksnet.kubernetes.schema.Resource;
import io.eksnet.table.Kind;
import io.eksnet.table.Table;
import io.eksnet.table.Table.Row;
import io.eksnet.world.World;
import java.util.Optional;

/** Where the objects of a served resource are kept. */
final class Storage {
  private static final String EVENTS_GROUP = "events.k8s.io";

  private Storage() {}

  /** Events are kept once and served in two groups. */
  static ResourceName name(Resource resource) {
    return resource.kind().group().equals(EVENTS_GROUP)
        ? ResourceName.EVENTS
        : new ResourceName(resource.kind().group(), resource.plural());
  }

  static boolean isConvertedEvent(Resource resource) {
    return resource.kind().group().equals(EVENTS_GROUP);
  }

  static Kind<ObjectKey, KubeObject> kind(Resource resource) {
    return KubeObject.kind(name(resource));
  }

  static Table<ObjectKey, KubeObject> table(World world, Resource resource) {
    return world.table(kind(resource));
  }

  static Optional<Row<KubeObject>> row(World world, Resource resource, ObjectKey key) {
    return table(world, resource).row(key);
  }
}
