package io.eksnet.reach;

import java.util.List;

/** The steps that happen in one place, in order; at least one. */
public record Hop(Place place, List<Step> steps) {
  public Hop {
    steps = List.copyOf(steps);
  }
}
