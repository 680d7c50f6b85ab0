package io.eksnet.eks;

import io.eksnet.id.Refusal;

/** EKS's words for what it does not do, where node groups and add-ons share them. */
final class EksRefusals {
  private EksRefusals() {}

  static Refusal parameter(String message) {
    return new Refusal("InvalidParameterException", message);
  }

  static Refusal request(String message) {
    return new Refusal("InvalidRequestException", message);
  }

  static Refusal inUse(String message) {
    return new Refusal("ResourceInUseException", message);
  }

  static Refusal limit(String message) {
    return new Refusal("ResourceLimitExceededException", message);
  }

  static Refusal notFound(String message) {
    return new Refusal("ResourceNotFoundException", message);
  }

  static Refusal noCluster(String name) {
    return notFound("No cluster found for name: " + name + ".");
  }

  static Refusal noNodeGroup(String name) {
    return notFound("No node group found for name: " + name + ".");
  }

  static Refusal noAddon(Addon.Key key) {
    return notFound("No addon: " + key.name() + " found in cluster: " + key.cluster());
  }
}
