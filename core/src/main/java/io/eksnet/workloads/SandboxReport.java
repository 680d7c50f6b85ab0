package io.eksnet.workloads;

import io.eksnet.table.Kind;

/**
 * The kubelet's memory of a pod whose sandbox failed: up to which attempt it has told so by an
 * event.
 *
 * @param podUid the pod
 * @param attempts the last attempt that was told
 */
public record SandboxReport(String podUid, int attempts) {
  /** Reports by pod uid. */
  public static final Kind<String, SandboxReport> KIND =
      Kind.of("kubelet-sandbox-report", SandboxReport.class, SandboxReport::podUid);
}
