package io.eksnet.policy;

import io.eksnet.kube.NetworkPolicy;
import java.util.List;

/** Which way a connection is opened, as seen from the pod that a policy selects. */
public enum Direction {
  /** Connections to the pod. */
  INGRESS("ingress", "from"),
  /** Connections from the pod. */
  EGRESS("egress", "to");

  private final String field;
  private final String peers;

  Direction(String field, String peers) {
    this.field = field;
    this.peers = peers;
  }

  /** The policy's field with the rules: ingress or egress. */
  public String field() {
    return field;
  }

  /** The rule's field with the peers: from or to. */
  public String peersField() {
    return peers;
  }

  boolean isolatedBy(NetworkPolicy policy) {
    return switch (this) {
      case INGRESS -> policy.isolatesIngress();
      case EGRESS -> policy.isolatesEgress();
    };
  }

  List<NetworkPolicy.Rule> rulesOf(NetworkPolicy policy) {
    return switch (this) {
      case INGRESS -> policy.ingress();
      case EGRESS -> policy.egress();
    };
  }

  /** The field's name. */
  @Override
  public String toString() {
    return field;
  }
}
