package io.eksnet.eks;

import io.eksnet.table.Facts;
import io.eksnet.table.Kind;

/**
 * Where the network's Kubernetes API is, for the clusters that are made.
 *
 * @param url such as {@code https://127.0.0.1:7443}
 * @param certificateAuthority its CA in PEM
 */
public record ApiEndpoint(String url, String certificateAuthority) {
  private static final String KEY = "endpoint";

  /** The one endpoint. */
  public static final Kind<String, ApiEndpoint> KIND =
      Kind.of("eks-api-endpoint", ApiEndpoint.class, _ -> KEY);

  /** The network's endpoint; an empty one where nothing is served. */
  public static ApiEndpoint of(Facts facts) {
    return facts.find(KIND, KEY).orElseGet(() -> new ApiEndpoint("", ""));
  }
}
