package io.eksnet.kube;

import io.eksnet.id.Context;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * The port through which core's writes become Kubernetes documents. The {@code kubernetes} module
 * implements it; tests of core use a plain one that fills only the typed fact.
 */
public interface Documents {
  /**
   * The changes that carry out a write.
   *
   * @return nothing when the write is already so, or when the object it is about is gone
   */
  List<Change<?, ?>> render(Facts facts, KubeWrite write, Context context);
}
