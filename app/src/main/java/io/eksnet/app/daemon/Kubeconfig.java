package io.eksnet.app.daemon;

import io.eksnet.kubernetes.auth.ClusterCertificates;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The file that points kubectl at a network. */
final class Kubeconfig {
  private Kubeconfig() {}

  /**
   * Its text.
   *
   * @param name of cluster, user and context
   */
  static String of(String name, String server, ClusterCertificates certificates, String token) {
    return """
    apiVersion: v1
    kind: Config
    clusters:
      - name: %1$s
        cluster:
          server: %2$s
          certificate-authority-data: %3$s
    users:
      - name: %1$s
        user:
          token: %4$s
    contexts:
      - name: %1$s
        context:
          cluster: %1$s
          user: %1$s
    current-context: %1$s
    """
        .formatted(name, server, base64(certificates.authority().certificate()), token);
  }

  static String base64(String pem) {
    return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
  }
}
