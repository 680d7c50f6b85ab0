package io.eksnet.kubernetes.server;

import io.eksnet.kubernetes.auth.ServiceAccountTokens;
import io.eksnet.kubernetes.discovery.ServerVersion;
import io.eksnet.net.Cidr;

/**
 * What a cluster's API server must be told.
 *
 * @param version the cluster's Kubernetes version
 * @param serviceCidr where cluster addresses come from
 * @param serviceAccountTokens issues tokens for service accounts
 * @param logs what {@code kubectl logs} reads
 * @param rights what callers may do
 */
public record ApiSettings(
    ServerVersion version,
    Cidr serviceCidr,
    ServiceAccountTokens serviceAccountTokens,
    PodLogs logs,
    Rights rights) {

  /** Settings of a cluster in which everybody may do everything. */
  public ApiSettings(
      ServerVersion version,
      Cidr serviceCidr,
      ServiceAccountTokens serviceAccountTokens,
      PodLogs logs) {
    this(version, serviceCidr, serviceAccountTokens, logs, Rights.ALL);
  }
}
