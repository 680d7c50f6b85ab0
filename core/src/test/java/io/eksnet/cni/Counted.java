package io.eksnet.cni;

import io.eksnet.world.Answer;
import io.eksnet.world.Controller;
import io.eksnet.world.Delta;
import io.eksnet.world.Effect;
import io.eksnet.world.Moment;
import io.eksnet.world.Outcome;
import io.eksnet.world.World;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;

/** A controller that counts how often it looks at each key. */
record Counted(Controller<String> inner, SortedMap<String, Integer> looks)
    implements Controller<String> {
  @Override
  public String name() {
    return inner.name();
  }

  @Override
  public Collection<String> affectedBy(Delta delta, World world) {
    return inner.affectedBy(delta, world);
  }

  @Override
  public Outcome reconcile(World world, String key, Moment moment) {
    looks.merge(key, 1, Integer::sum);
    return inner.reconcile(world, key, moment);
  }

  @Override
  public List<Effect> hear(World world, String key, Answer answer, Moment moment) {
    return inner.hear(world, key, answer, moment);
  }
}
