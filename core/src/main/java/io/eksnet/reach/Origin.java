package io.eksnet.reach;

import io.eksnet.kube.ObjectRef;
import java.util.Optional;

/** Where a rule that decided stands, so that it can be looked up and changed. */
public sealed interface Origin {
  /**
   * A resource of AWS.
   *
   * @param type in AWS's words, such as {@code security-group-rule}
   * @param id such as {@code sgr-0a1b...}
   * @param arn where the resource has one that is known
   */
  record Aws(String type, String id, Optional<String> arn) implements Origin {
    @Override
    public String toString() {
      return id;
    }
  }

  /** An object of Kubernetes. */
  record Kubernetes(ObjectRef object) implements Origin {
    @Override
    public String toString() {
      return object.toString();
    }
  }

  /** A resource of AWS by its id alone. */
  static Origin aws(String type, Object id) {
    return new Aws(type, id.toString(), Optional.empty());
  }
}
