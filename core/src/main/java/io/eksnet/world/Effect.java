package io.eksnet.world;

import io.eksnet.id.Command;
import io.eksnet.kube.KubeWrite;
import io.eksnet.table.Change;

/** One thing that a controller wants done. */
public sealed interface Effect {
  /** A fact stated or withdrawn: a controller's own memory. */
  record State(Change<?, ?> change) implements Effect {}

  /** A Kubernetes object written. */
  record Write(KubeWrite write) implements Effect {}

  /** AWS asked for something; the controller hears the answer. */
  record Call(Command<?> command) implements Effect {}
}
