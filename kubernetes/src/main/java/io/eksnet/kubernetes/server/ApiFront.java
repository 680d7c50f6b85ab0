package io.eksnet.kubernetes.server;

import io.eksnet.kubernetes.auth.Authenticator;
import io.eksnet.kubernetes.status.Status;

/**
 * What is behind the API server's port at a moment: a cluster, which can be made, changed and
 * deleted while the port stays, or the reason why there is none.
 */
@FunctionalInterface
public interface ApiFront {
  /** What is there now. */
  Now now();

  /** What is there at a moment. */
  sealed interface Now {
    /** A cluster answers. */
    record Open(Api api, Authenticator authenticator, Rights rights) implements Now {}

    /**
     * Requests are refused with the same words; but what there could be is told, since clients look
     * that up before they ask, and show no words of a refusal there.
     */
    record Closed(Status why, Api discovery) implements Now {}
  }

  /** One cluster, always, in which everybody may do everything. */
  static ApiFront always(Authenticator authenticator, Api api) {
    Now open = new Now.Open(api, authenticator, Rights.ALL);
    return () -> open;
  }
}
