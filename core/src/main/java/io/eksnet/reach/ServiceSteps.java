package io.eksnet.reach;

import io.eksnet.fabric.Fabric;
import io.eksnet.fabric.NodeSnat;
import io.eksnet.kube.LabelSelector;
import io.eksnet.kube.ObjectRef;
import io.eksnet.kube.Pod;
import io.eksnet.kube.ResourceName;
import io.eksnet.kube.Service;
import io.eksnet.net.Packet;
import io.eksnet.proxy.Entrance;
import io.eksnet.proxy.Resolution;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** kube-proxy's decisions as steps. */
final class ServiceSteps {
  private ServiceSteps() {}

  static Origin origin(Service service) {
    return new Origin.Kubernetes(new ObjectRef(ResourceName.SERVICES, service.key()));
  }

  static Origin awsNode() {
    return new Origin.Kubernetes(new ObjectRef(ResourceName.DAEMON_SETS, NodeSnat.AWS_NODE));
  }

  /** Picks one of the endpoints. */
  static Step.Balance balance(Packet packet, Resolution.Balanced resolution) {
    return new Step.Balance(
        resolution.service().key(),
        frontend(packet, resolution),
        resolution.backends().size(),
        Optional.empty(),
        List.of(origin(resolution.service())));
  }

  private static String frontend(Packet packet, Resolution resolution) {
    String protocol = packet.protocol().toString().toUpperCase(Locale.ROOT);
    String port = packet.destinationPort() + "/" + protocol;
    return resolution.entrance() == Entrance.NODE_PORT
        ? "NodePort " + port
        : resolution.entrance().text() + " " + packet.destination() + ":" + port;
  }

  /** Nobody takes it. */
  static void refused(Walk walk, Fabric fabric, Resolution resolution) {
    Service service = resolution.service();
    String policy =
        resolution.entrance() == Entrance.CLUSTER_IP
            ? "internalTrafficPolicy"
            : "externalTrafficPolicy";
    String namespace =
        service.meta().namespace().equals("default") ? "" : " -n " + service.meta().namespace();
    Obstacle obstacle =
        switch (resolution) {
          case Resolution.Dropped dropped ->
              new Obstacle(
                  Disposition.NO_ENDPOINT,
                  policy
                      + " of "
                      + service.key()
                      + " is Local and no endpoint is on "
                      + dropped.node()
                      + ": dropped",
                  Fix.command(
                      "use the endpoints of all nodes",
                      "kubectl patch service "
                          + service.meta().name()
                          + namespace
                          + " -p '{\"spec\":{\""
                          + policy
                          + "\":\"Cluster\"}}'"));
          case Resolution.Rejected _, Resolution.Balanced _ ->
              new Obstacle(
                  Disposition.NO_ENDPOINT,
                  service.key() + " has no ready endpoint: refused" + selected(fabric, service),
                  endpointsFix(fabric, service, namespace));
        };
    walk.drop("kube-proxy", obstacle, List.of(origin(service)));
  }

  private static List<Pod> pods(Fabric fabric, Service service) {
    return service.spec().selector().isEmpty()
        ? List.of()
        : fabric
            .kube()
            .podsMatching(service.meta().namespace(), LabelSelector.of(service.spec().selector()));
  }

  private static String selected(Fabric fabric, Service service) {
    if (service.spec().selector().isEmpty()) {
      return " (it has no selector and its EndpointSlices name none)";
    }
    LabelSelector selector = LabelSelector.of(service.spec().selector());
    int pods = pods(fabric, service).size();
    return pods == 0
        ? " (no pod has " + selector + ")"
        : " (none of the " + pods + " pods with " + selector + " is ready)";
  }

  private static Fix endpointsFix(Fabric fabric, Service service, String namespace) {
    if (service.spec().selector().isEmpty()) {
      return Fix.advice("give the Service a selector or write an EndpointSlice for it");
    }
    LabelSelector selector = LabelSelector.of(service.spec().selector());
    return pods(fabric, service).isEmpty()
        ? Fix.command(
            "find pods that should have the labels " + selector,
            "kubectl get pods" + namespace + " --show-labels")
        : Fix.command(
            "see why the pods are not ready",
            "kubectl describe pods" + namespace + " -l " + selector);
  }
}
