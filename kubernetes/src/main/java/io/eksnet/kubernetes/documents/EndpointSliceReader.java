package io.eksnet.kubernetes.documents;

import io.eksnet.kube.EndpointSlice;
import io.eksnet.kube.EndpointSlice.Endpoint;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ObjectMeta;
import io.eksnet.net.IpAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** EndpointSlices, both ways: their controller is core's. */
final class EndpointSliceReader {
  private EndpointSliceReader() {}

  static EndpointSlice read(ObjectMeta meta, JsonNode document) {
    return new EndpointSlice(
        meta,
        Fields.text(document, "addressType"),
        Fields.list(
            document,
            "ports",
            it ->
                new EndpointSlice.Port(
                    Fields.text(it, "name"),
                    PodReader.protocol(it, "protocol"),
                    Fields.integer(it, "port"))),
        Fields.list(document, "endpoints", EndpointSliceReader::endpoint));
  }

  private static Endpoint endpoint(JsonNode it) {
    JsonNode conditions = it.path("conditions");
    JsonNode target = it.path("targetRef");
    boolean pod = Fields.text(target, "kind").equals("Pod");
    // A missing ready or serving counts as true (EndpointConditions' documentation).
    boolean ready = Fields.flag(conditions, "ready", true);
    List<IpAddress> addresses =
        Fields.texts(it, "addresses").stream()
            .map(IpAddress::tryParse)
            .flatMap(Optional::stream)
            .toList();
    return new Endpoint(
        addresses,
        ready,
        Fields.flag(conditions, "serving", ready),
        Fields.flag(conditions, "terminating"),
        Fields.optionalText(it, "nodeName"),
        Fields.optionalText(it, "zone"),
        pod
            ? Optional.of(
                new ObjectKey(Fields.text(target, "namespace"), Fields.text(target, "name")))
            : Optional.empty(),
        pod ? Fields.optionalText(target, "uid") : Optional.empty(),
        Fields.optionalText(it, "hostname"),
        Fields.list(it.path("hints"), "forZones", zone -> Fields.text(zone, "name")));
  }

  /** Everything but metadata. */
  static ObjectNode write(EndpointSlice slice) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("addressType", slice.addressType());
    var endpoints = out.putArray("endpoints");
    slice.endpoints().forEach(it -> endpoints.add(write(it)));
    var ports = out.putArray("ports");
    for (EndpointSlice.Port port : slice.ports()) {
      ports
          .addObject()
          .put("name", port.name())
          .put("port", port.port())
          .put("protocol", port.protocol().toString().toUpperCase(Locale.ROOT));
    }
    return out;
  }

  private static ObjectNode write(Endpoint endpoint) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    var addresses = out.putArray("addresses");
    endpoint.addresses().forEach(it -> addresses.add(it.toString()));
    out.putObject("conditions")
        .put("ready", endpoint.ready())
        .put("serving", endpoint.serving())
        .put("terminating", endpoint.terminating());
    if (!endpoint.hintZones().isEmpty()) {
      var zones = out.putObject("hints").putArray("forZones");
      endpoint.hintZones().forEach(it -> zones.addObject().put("name", it));
    }
    endpoint.hostname().ifPresent(it -> out.put("hostname", it));
    endpoint.nodeName().ifPresent(it -> out.put("nodeName", it));
    endpoint.pod().ifPresent(pod -> putTarget(out, pod, endpoint.podUid().orElse("")));
    endpoint.zone().ifPresent(it -> out.put("zone", it));
    return out;
  }

  static void putTarget(ObjectNode out, ObjectKey pod, String uid) {
    ObjectNode target = out.putObject("targetRef");
    target.put("kind", "Pod").put("name", pod.name()).put("namespace", pod.namespace());
    Metadata.putText(target, "uid", uid);
  }
}
