package io.eksnet.workloads;

import io.eksnet.kube.KubeObject;
import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.Namespace;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ObjectRef;
import io.eksnet.kube.ResourceName;
import io.eksnet.table.Kind;
import io.eksnet.table.Table;
import io.eksnet.world.Controller;
import io.eksnet.world.Delta;
import io.eksnet.world.Moment;
import io.eksnet.world.Outcome;
import io.eksnet.world.World;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Gives each namespace its default ServiceAccount and its kube-root-ca.crt, and empties a
 * terminating one of every object, whatever its resource, before it goes itself.
 */
public final class Namespaces implements Controller<String> {
  private static final String SERVICE_ACCOUNT = "default";
  private static final String ROOT_CERTIFICATE = "kube-root-ca.crt";
  private static final Kind<ObjectKey, KubeObject> KIND = KubeObject.kind(ResourceName.NAMESPACES);

  private final String rootCertificate;

  /**
   * @param rootCertificate the text of {@code ca.crt} in kube-root-ca.crt
   */
  public Namespaces(String rootCertificate) {
    this.rootCertificate = rootCertificate;
  }

  @Override
  public String name() {
    return "namespaces";
  }

  @Override
  public Collection<String> affectedBy(Delta delta, World world) {
    TreeSet<String> names = new TreeSet<>();
    for (Delta.Row<?, ?> row : delta.rows()) {
      if (!(row.fact() instanceof KubeObject object)) {
        continue;
      }
      String namespace = object.meta().namespace();
      if (row.kind().equals(KIND)) {
        names.add(object.meta().name());
      } else if (isOurs(object) || isTerminating(world, namespace)) {
        names.add(namespace);
      }
    }
    return names;
  }

  private static boolean isOurs(KubeObject object) {
    ResourceName resource = object.resource();
    String name = object.meta().name();
    return (resource.equals(ResourceName.CONFIG_MAPS) && name.equals(ROOT_CERTIFICATE))
        || (resource.equals(ResourceName.SERVICE_ACCOUNTS) && name.equals(SERVICE_ACCOUNT));
  }

  private static boolean isTerminating(World world, String namespace) {
    return world.kube().namespace(namespace).filter(Namespace::terminating).isPresent();
  }

  @Override
  public Outcome reconcile(World world, String name, Moment moment) {
    Optional<Namespace> namespace = world.kube().namespace(name);
    if (namespace.isEmpty()) {
      return Outcome.done();
    }
    Effects effects = new Effects();
    if (namespace.get().terminating()) {
      empty(world, namespace.get(), effects);
    } else {
      furnish(world, name, effects);
    }
    return effects.outcome();
  }

  private void furnish(World world, String name, Effects effects) {
    ObjectKey account = new ObjectKey(name, SERVICE_ACCOUNT);
    if (world.kube().object(new ObjectRef(ResourceName.SERVICE_ACCOUNTS, account)).isEmpty()) {
      effects.write(new KubeWrite.CreateServiceAccount(account));
    }
    ObjectKey certificate = new ObjectKey(name, ROOT_CERTIFICATE);
    Map<String, String> data = Map.of("ca.crt", rootCertificate);
    if (world.kube().configMap(certificate).filter(map -> map.data().equals(data)).isEmpty()) {
      effects.write(new KubeWrite.PutConfigMap(certificate, data));
    }
  }

  /** Asks for the deletion of all that is left; the namespace goes when nothing is. */
  private static void empty(World world, Namespace namespace, Effects effects) {
    String name = namespace.meta().name();
    boolean isEmpty = true;
    for (Table<?, ?> table : world.tables()) {
      if (table.kind().type() != KubeObject.class) {
        continue;
      }
      @SuppressWarnings("unchecked") // every table of objects is keyed by ObjectKey
      Table<ObjectKey, KubeObject> objects = (Table<ObjectKey, KubeObject>) table;
      for (KubeObject object : objects.by(KubeObject.BY_NAMESPACE, name)) {
        isEmpty = false;
        if (!object.meta().deleting()) {
          effects.write(new KubeWrite.Delete(object.ref()));
        }
      }
    }
    if (isEmpty && namespace.meta().finalizers().isEmpty()) {
      effects.write(
          new KubeWrite.Remove(new ObjectRef(ResourceName.NAMESPACES, ObjectKey.cluster(name))));
    }
  }
}
