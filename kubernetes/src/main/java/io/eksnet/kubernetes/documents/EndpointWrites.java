package io.eksnet.kubernetes.documents;

import io.eksnet.id.Context;
import io.eksnet.kube.EndpointSlice;
import io.eksnet.kube.EndpointSlice.Endpoint;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ObjectMeta;
import io.eksnet.kube.ResourceName;
import io.eksnet.net.IpAddress;
import io.eksnet.table.Facts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** EndpointSlices and the older Endpoints that say the same. */
final class EndpointWrites {
  private static final String MANAGED_BY = "endpoints.kubernetes.io/managed-by";

  private EndpointWrites() {}

  static KubeObject slice(Facts facts, EndpointSlice slice, Context context) {
    Optional<KubeObject> present =
        KubeDocuments.find(facts, ResourceName.ENDPOINT_SLICES, slice.meta().key());
    ObjectMeta base =
        present
            .map(KubeObject::meta)
            .orElseGet(() -> MetaWrites.newMeta(slice.meta().key(), context));
    ObjectMeta meta =
        new ObjectMeta(
            base.name(),
            base.namespace(),
            base.uid(),
            slice.meta().generateName(),
            slice.meta().labels(),
            slice.meta().annotations(),
            base.creationTimestamp(),
            base.generation(),
            base.deletionTimestamp(),
            base.deletionGracePeriodSeconds(),
            base.finalizers(),
            slice.meta().ownerReferences());
    KubeObject made =
        ObjectParts.of(
            ResourceName.ENDPOINT_SLICES,
            meta,
            EndpointSliceReader.write(slice),
            ObjectParts.managedFieldsOf(present.stream()));
    if (present.stream().anyMatch(made::equals)) {
      return made;
    }
    // A slice's generation counts every change, beginning with 1.
    return ObjectParts.withMeta(made, meta.withGeneration(base.generation() + 1));
  }

  static KubeObject endpoints(
      Facts facts, ObjectKey service, List<EndpointSlice> slices, Context context) {
    Optional<KubeObject> present = KubeDocuments.find(facts, ResourceName.ENDPOINTS, service);
    ObjectMeta meta =
        present
            .map(KubeObject::meta)
            .orElseGet(
                () ->
                    MetaWrites.newMeta(service, context)
                        .withLabels(Map.of(MANAGED_BY, "endpoint-controller")));
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ArrayNode subsets = JsonNodeFactory.instance.arrayNode();
    slices.stream().filter(it -> !it.endpoints().isEmpty()).forEach(it -> subsets.add(subset(it)));
    if (!subsets.isEmpty()) {
      document.set("subsets", subsets);
    }
    return ObjectParts.of(
        ResourceName.ENDPOINTS, meta, document, ObjectParts.managedFieldsOf(present.stream()));
  }

  private static ObjectNode subset(EndpointSlice slice) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    putAddresses(out, "addresses", slice, true);
    putAddresses(out, "notReadyAddresses", slice, false);
    var ports = out.putArray("ports");
    for (EndpointSlice.Port port : slice.ports()) {
      ObjectNode one = ports.addObject();
      Metadata.putText(one, "name", port.name());
      one.put("port", port.port());
      one.put("protocol", port.protocol().toString().toUpperCase(Locale.ROOT));
    }
    return out;
  }

  private static void putAddresses(
      ObjectNode out, String name, EndpointSlice slice, boolean ready) {
    var byAddress = new TreeMap<IpAddress, ObjectNode>();
    for (Endpoint endpoint : slice.endpoints()) {
      if (endpoint.ready() == ready) {
        endpoint.addresses().forEach(it -> byAddress.put(it, address(it, endpoint)));
      }
    }
    if (!byAddress.isEmpty()) {
      byAddress.values().forEach(out.putArray(name)::add);
    }
  }

  private static ObjectNode address(IpAddress address, Endpoint endpoint) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    endpoint.hostname().ifPresent(it -> out.put("hostname", it));
    out.put("ip", address.toString());
    endpoint.nodeName().ifPresent(it -> out.put("nodeName", it));
    endpoint
        .pod()
        .ifPresent(pod -> EndpointSliceReader.putTarget(out, pod, endpoint.podUid().orElse("")));
    return out;
  }
}
