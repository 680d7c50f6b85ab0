package io.eksnet.cloud;

import io.eksnet.kube.Node;
import java.util.Locale;

/**
 * What nodes say of their image. eksnet runs no kubelet, so the kubelet's version is the cluster's
 * with an EKS-like suffix of eksnet's own; the other words are those of images of late 2025.
 */
final class NodeImage {
  private NodeImage() {}

  /** An id that is the same for the same image. */
  static String id(String amiType, String version) {
    long hash = (amiType + "/" + version).hashCode() * 0x9e3779b97f4a7c15L;
    return String.format(Locale.ROOT, "ami-0%016x", hash);
  }

  /**
   * What the kubelet reports.
   *
   * @param amiType such as {@code AL2023_x86_64_STANDARD}
   * @param version the cluster's Kubernetes version, such as {@code 1.34}
   */
  static Node.SystemInfo info(String amiType, String version, boolean arm64) {
    String kubelet = "v" + version + ".0-eks-eksnet";
    String machine = arm64 ? "aarch64" : "x86_64";
    String architecture = arm64 ? "arm64" : "amd64";
    if (amiType.startsWith("BOTTLEROCKET")) {
      return new Node.SystemInfo(
          kubelet,
          "Bottlerocket OS 1.49.0 (aws-k8s-" + version + ")",
          "6.12.55",
          "containerd://2.1.5+bottlerocket",
          architecture);
    }
    if (amiType.startsWith("AL2_")) {
      return new Node.SystemInfo(
          kubelet,
          "Amazon Linux 2",
          "5.10.245-241.978.amzn2." + machine,
          "containerd://1.7.29",
          architecture);
    }
    return new Node.SystemInfo(
        kubelet,
        "Amazon Linux 2023.9.20251117",
        "6.12.55-74.119.amzn2023." + machine,
        "containerd://2.1.4",
        architecture);
  }
}
