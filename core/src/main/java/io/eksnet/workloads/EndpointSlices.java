package io.eksnet.workloads;

import io.eksnet.kube.EndpointSlice;
import io.eksnet.kube.EndpointSlice.Endpoint;
import io.eksnet.kube.Kube;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.Namespace;
import io.eksnet.kube.Node;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ObjectMeta;
import io.eksnet.kube.ObjectRef;
import io.eksnet.kube.OwnerReference;
import io.eksnet.kube.Pod;
import io.eksnet.kube.ResourceName;
import io.eksnet.kube.Service;
import io.eksnet.world.Controller;
import io.eksnet.world.Delta;
import io.eksnet.world.Moment;
import io.eksnet.world.Outcome;
import io.eksnet.world.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Keeps the EndpointSlices, and the Endpoints that mirror them, of each Service with a selector.
 * Slices that others made, and Services without a selector, are left alone. Topology hints are not
 * modelled.
 */
public final class EndpointSlices implements Controller<ObjectKey> {
  static final String MANAGED_BY_LABEL = "endpointslice.kubernetes.io/managed-by";
  static final String MANAGER = "endpointslice-controller.k8s.io";
  static final String HEADLESS_LABEL = "service.kubernetes.io/headless";

  /** How many addresses an Endpoints object holds at most. */
  private static final int MOST_ADDRESSES = 1000;

  private static final String ZONE = "topology.kubernetes.io/zone";

  @Override
  public String name() {
    return "endpointslices";
  }

  @Override
  public Collection<ObjectKey> affectedBy(Delta delta, World world) {
    TreeSet<ObjectKey> keys = new TreeSet<>();
    Kube kube = world.kube();
    delta.of(KubeObject.SERVICES).forEach(row -> keys.add(row.key()));
    delta
        .of(KubeObject.PODS)
        .filter(EndpointSlices::matters)
        .forEach(
            row -> {
              row.before().ifPresent(pod -> keys.addAll(servicesOf(kube, pod.meta())));
              row.after()
                  .filter(pod -> !sameLabels(row.before(), pod))
                  .ifPresent(pod -> keys.addAll(servicesOf(kube, pod.meta())));
            });
    delta
        .of(KubeObject.ENDPOINT_SLICES)
        .map(Delta.Row::fact)
        .filter(slice -> MANAGER.equals(slice.meta().labels().get(MANAGED_BY_LABEL)))
        .flatMap(slice -> slice.fact().stream())
        .flatMap(fact -> ((EndpointSlice) fact).service().stream())
        .forEach(keys::add);
    delta
        .of(KubeObject.kind(ResourceName.ENDPOINTS))
        .filter(row -> row.after().isEmpty())
        .forEach(row -> keys.add(row.key()));
    delta
        .of(KubeObject.NODES)
        .filter(row -> !zoneOf(row.before()).equals(zoneOf(row.after())))
        .flatMap(row -> kube.podsOn(row.key().name()).stream())
        .forEach(pod -> keys.addAll(servicesOf(kube, pod.meta())));
    return keys;
  }

  /** Whether anything that an endpoint tells of its pod is another now. */
  private static boolean matters(Delta.Row<?, KubeObject> row) {
    Optional<Pod> before = row.before().flatMap(KubeObject::pod);
    Optional<Pod> after = row.after().flatMap(KubeObject::pod);
    if (before.isEmpty() || after.isEmpty()) {
      return !before.or(() -> after).orElseThrow().status().podIps().isEmpty();
    }
    Pod old = before.get();
    Pod now = after.get();
    return !(old.status().podIps().equals(now.status().podIps())
        && old.status().ready() == now.status().ready()
        && old.status().ended() == now.status().ended()
        && old.meta().deleting() == now.meta().deleting()
        && old.meta().labels().equals(now.meta().labels())
        && Objects.equals(old.spec(), now.spec()));
  }

  private static boolean sameLabels(Optional<KubeObject> before, KubeObject after) {
    return before.filter(old -> old.meta().labels().equals(after.meta().labels())).isPresent();
  }

  private static List<ObjectKey> servicesOf(Kube kube, ObjectMeta pod) {
    return kube.servicesSelecting(pod.namespace(), pod.labels()).stream()
        .map(Service::key)
        .toList();
  }

  private static Optional<String> zoneOf(Optional<KubeObject> node) {
    return node.flatMap(KubeObject::fact).orElse(null) instanceof Node fact
        ? Optional.ofNullable(fact.meta().labels().get(ZONE))
        : Optional.empty();
  }

  @Override
  public Outcome reconcile(World world, ObjectKey key, Moment moment) {
    Kube kube = world.kube();
    Effects effects = new Effects();
    Optional<Service> service = kube.service(key);
    if (service.isEmpty() || service.get().meta().deleting()) {
      dropAll(kube, key, effects);
    } else if (service.get().spec().type() == Service.Type.EXTERNAL_NAME) {
      managed(kube, key).forEach(slice -> effects.write(new KubeWrite.Delete(ref(slice))));
    } else if (!service.get().spec().selector().isEmpty() && !isTerminating(kube, key)) {
      fill(kube, service.get(), moment, effects);
    }
    return effects.outcome();
  }

  private static boolean isTerminating(Kube kube, ObjectKey key) {
    return kube.namespace(key.namespace()).filter(Namespace::terminating).isPresent();
  }

  private static void dropAll(Kube kube, ObjectKey key, Effects effects) {
    managed(kube, key).forEach(slice -> effects.write(new KubeWrite.Delete(ref(slice))));
    ObjectRef endpoints = new ObjectRef(ResourceName.ENDPOINTS, key);
    if (kube.object(endpoints).isPresent()) {
      effects.write(new KubeWrite.Delete(endpoints));
    }
  }

  private static List<EndpointSlice> managed(Kube kube, ObjectKey service) {
    return kube.slicesOf(service).stream()
        .filter(slice -> MANAGER.equals(slice.meta().labels().get(MANAGED_BY_LABEL)))
        .filter(slice -> !slice.meta().deleting())
        .toList();
  }

  private static void fill(Kube kube, Service service, Moment moment, Effects effects) {
    List<EndpointSlice> existing = managed(kube, service.key());
    List<EndpointSlice> all = new ArrayList<>();
    TreeSet<ObjectKey> left = new TreeSet<>();
    existing.forEach(slice -> left.add(slice.meta().key()));
    for (ServiceEndpoints wanted : ServiceEndpoints.of(kube, service)) {
      String type = wanted.addressType();
      List<EndpointSlice> ofType =
          existing.stream().filter(slice -> slice.addressType().equals(type)).toList();
      for (SlicePacking.Packed packed : SlicePacking.pack(ofType, wanted.byPorts())) {
        EndpointSlice slice = slice(kube, service, type, packed, moment);
        left.remove(slice.meta().key());
        all.add(slice);
        if (packed.existing().filter(slice::equals).isEmpty()) {
          effects.write(new KubeWrite.PutEndpointSlice(slice));
        }
      }
    }
    left.forEach(
        key ->
            effects.write(new KubeWrite.Delete(new ObjectRef(ResourceName.ENDPOINT_SLICES, key))));
    boolean isMirrored =
        kube.object(new ObjectRef(ResourceName.ENDPOINTS, service.key())).isPresent();
    if (!effects.isEmpty() || !isMirrored) {
      effects.write(new KubeWrite.PutEndpoints(service.key(), mirror(service, all)));
    }
  }

  /**
   * What the Endpoints object holds: the first family alone, all of one port list together, no pod
   * that is going unless the Service asks for those, {@value #MOST_ADDRESSES} at most.
   */
  private static List<EndpointSlice> mirror(Service service, List<EndpointSlice> slices) {
    String family = slices.getFirst().addressType();
    Map<List<EndpointSlice.Port>, List<Endpoint>> byPorts = new LinkedHashMap<>();
    int room = MOST_ADDRESSES;
    for (EndpointSlice slice : slices) {
      for (Endpoint endpoint : slice.endpoints()) {
        boolean shown = service.spec().publishNotReadyAddresses() || !endpoint.terminating();
        if (slice.addressType().equals(family) && shown && room > 0) {
          byPorts.computeIfAbsent(slice.ports(), _ -> new ArrayList<>()).add(endpoint);
          room--;
        }
      }
    }
    List<EndpointSlice> subsets = new ArrayList<>();
    byPorts.forEach(
        (ports, endpoints) ->
            subsets.add(new EndpointSlice(slices.getFirst().meta(), family, ports, endpoints)));
    return subsets;
  }

  private static EndpointSlice slice(
      Kube kube, Service service, String type, SlicePacking.Packed packed, Moment moment) {
    ObjectMeta meta =
        packed.existing().map(EndpointSlice::meta).orElseGet(() -> newMeta(kube, service, moment));
    Map<String, String> labels = new HashMap<>(service.meta().labels());
    labels.put(EndpointSlice.SERVICE_NAME_LABEL, service.meta().name());
    labels.put(MANAGED_BY_LABEL, MANAGER);
    if (service.spec().headless()) {
      labels.put(HEADLESS_LABEL, "");
    }
    OwnerReference owner =
        new OwnerReference(
            "v1", "Service", service.meta().name(), service.meta().uid(), true, true);
    return new EndpointSlice(
        meta.withLabels(labels).withOwnerReferences(List.of(owner)),
        type,
        packed.ports(),
        packed.endpoints());
  }

  /** The uid and the times are given by the store. */
  private static ObjectMeta newMeta(Kube kube, Service service, Moment moment) {
    String prefix = service.meta().name() + "-";
    ObjectKey key;
    do {
      key = new ObjectKey(service.meta().namespace(), Names.generated(prefix, moment.ids()));
    } while (kube.object(new ObjectRef(ResourceName.ENDPOINT_SLICES, key)).isPresent());
    return new ObjectMeta(
        key.name(),
        key.namespace(),
        "",
        prefix,
        Map.of(),
        Map.of(),
        moment.now(),
        1,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  private static ObjectRef ref(EndpointSlice slice) {
    return new ObjectRef(ResourceName.ENDPOINT_SLICES, slice.meta().key());
  }
}
