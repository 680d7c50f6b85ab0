package io.eksnet.cloud;

import io.eksnet.id.InstanceId;
import io.eksnet.table.Kind;

/**
 * That the kubelet of an instance has registered its node. It does so once: a node that somebody
 * deletes does not come back by itself.
 *
 * @param node the node's name
 */
public record Registration(InstanceId instance, String node) {
  /** Registrations by instance. */
  public static final Kind<InstanceId, Registration> KIND =
      Kind.of("cloud-node-registration", Registration.class, Registration::instance);
}
