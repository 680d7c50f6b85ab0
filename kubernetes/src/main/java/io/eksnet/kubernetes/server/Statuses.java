package io.eksnet.kubernetes.server;

import io.eksnet.kubernetes.schema.Resource;
import io.eksnet.kubernetes.status.Status;
import io.eksnet.kubernetes.status.Status.Cause;
import io.eksnet.kubernetes.status.Status.Details;
import java.util.List;
import java.util.Optional;

/** Refusals that only the server gives. */
final class Statuses {
  private Statuses() {}

  static Status tooLargeResourceVersion(long asked, long current) {
    return new Status(
        504,
        "Timeout",
        "Too large resource version: %d, current: %d".formatted(asked, current),
        Optional.of(
            new Details(
                "",
                "",
                "",
                "",
                List.of(new Cause("ResourceVersionTooLarge", "Too large resource version", "")),
                1)));
  }

  static Status namespaceNotFound(String namespace) {
    return new Status(
        404,
        "NotFound",
        "namespaces \"%s\" not found".formatted(namespace),
        Optional.of(new Details(namespace, "", "namespaces", "", List.of(), 0)));
  }

  static Status terminating(Resource resource, String name, String namespace) {
    return new Status(
        403,
        "Forbidden",
        ("%s \"%s\" is forbidden: unable to create new content in namespace %s because it is being"
                + " terminated")
            .formatted(resource.qualified(), name, namespace),
        Optional.of(
            new Details(
                name,
                resource.kind().group(),
                resource.plural(),
                "",
                List.of(
                    new Cause(
                        "NamespaceTerminating",
                        "namespace %s is being terminated".formatted(namespace),
                        "metadata.namespace")),
                0)));
  }

  /** For what a container would answer, and a simulated pod cannot. */
  static Status notAContainer(String what, String pod) {
    return new Status(
        501,
        "NotImplemented",
        ("%s is not possible: pod \"%s\" is simulated by eksnet and has no containers behind it; it"
                + " answers on its declared ports only")
            .formatted(what, pod),
        Optional.of(new Details(pod, "", "pods", "", List.of(), 0)));
  }
}
