package io.eksnet.kubernetes.documents;

import io.eksnet.kube.Node;
import io.eksnet.kube.ObjectMeta;
import io.eksnet.kube.Taint;
import tools.jackson.databind.JsonNode;

/** Nodes. */
final class NodeReader {
  private NodeReader() {}

  static Node read(ObjectMeta meta, JsonNode document) {
    JsonNode spec = document.path("spec");
    return new Node(
        meta,
        new Node.Spec(
            Fields.text(spec, "providerID"),
            Fields.flag(spec, "unschedulable"),
            Fields.list(
                spec,
                "taints",
                it ->
                    new Taint(
                        Fields.text(it, "key"),
                        Fields.text(it, "value"),
                        Fields.text(it, "effect")))),
        status(document.path("status")));
  }

  private static Node.Status status(JsonNode status) {
    JsonNode info = status.path("nodeInfo");
    return new Node.Status(
        PodReader.requests(status.path("capacity")),
        PodReader.requests(status.path("allocatable")),
        Fields.list(
            status,
            "addresses",
            it -> new Node.Address(Fields.text(it, "type"), Fields.text(it, "address"))),
        Fields.list(status, "conditions", PodReader::condition),
        new Node.SystemInfo(
            Fields.text(info, "kubeletVersion"),
            Fields.text(info, "osImage"),
            Fields.text(info, "kernelVersion"),
            Fields.text(info, "containerRuntimeVersion"),
            Fields.text(info, "architecture")));
  }
}
