package io.eksnet.kubernetes.documents;

import io.eksnet.kube.ObjectMeta;
import io.eksnet.kube.Service;
import io.eksnet.kube.Service.TargetPort;
import io.eksnet.net.IpAddress;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Services. */
final class ServiceReader {
  /** What clusterIP says of a headless Service. */
  static final String NONE = "None";

  private ServiceReader() {}

  static Service read(ObjectMeta meta, JsonNode document) {
    JsonNode spec = document.path("spec");
    return new Service(
        meta,
        new Service.Spec(
            type(Fields.text(spec, "type")),
            clusterIps(spec),
            Fields.text(spec, "clusterIP").equals(NONE),
            Fields.list(spec, "ports", ServiceReader::port),
            Fields.map(spec, "selector"),
            Fields.text(spec, "externalTrafficPolicy"),
            Fields.optionalText(spec, "internalTrafficPolicy").orElse("Cluster"),
            Fields.optionalText(spec, "sessionAffinity").orElse(NONE),
            Fields.flag(spec, "publishNotReadyAddresses"),
            addresses(Fields.texts(spec, "externalIPs")),
            Fields.text(spec, "externalName"),
            spec.path("healthCheckNodePort").asInt(0)));
  }

  private static List<IpAddress> clusterIps(JsonNode spec) {
    List<String> all = Fields.texts(spec, "clusterIPs");
    return addresses(all.isEmpty() ? List.of(Fields.text(spec, "clusterIP")) : all);
  }

  private static List<IpAddress> addresses(List<String> texts) {
    return texts.stream().map(IpAddress::tryParse).flatMap(Optional::stream).toList();
  }

  private static Service.Type type(String text) {
    for (Service.Type type : Service.Type.values()) {
      if (type.text().equals(text)) {
        return type;
      }
    }
    return Service.Type.CLUSTER_IP;
  }

  private static Service.Port port(JsonNode it) {
    int port = Fields.integer(it, "port");
    JsonNode target = it.path("targetPort");
    TargetPort targetPort =
        target.isString()
            ? new TargetPort.Name(target.asString())
            : new TargetPort.Number(target.asInt(port));
    return new Service.Port(
        Fields.text(it, "name"),
        PodReader.protocol(it, "protocol"),
        port,
        targetPort,
        Fields.integer(it, "nodePort"));
  }
}
