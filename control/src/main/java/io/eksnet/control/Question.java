package io.eksnet.control;

import io.eksnet.report.Style;
import io.eksnet.world.World;
import java.util.Map;
import java.util.Optional;

/** Something that can be asked of a running network. */
@FunctionalInterface
public interface Question {
  /**
   * The answer for one world.
   *
   * @param world what is durable
   */
  Answer answer(World world, Parameters parameters);

  /**
   * The words of a question.
   *
   * @param style what the reader can show
   */
  record Parameters(Map<String, String> values, Style style) {
    public Parameters {
      values = Map.copyOf(values);
    }

    /** A word by its name; none when it was not given or is empty. */
    public Optional<String> get(String name) {
      return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }
  }
}
