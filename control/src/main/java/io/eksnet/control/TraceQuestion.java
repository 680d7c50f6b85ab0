package io.eksnet.control;

import io.eksnet.reach.Trace;
import io.eksnet.reach.TraceAnswer;
import io.eksnet.reach.Tracer;
import io.eksnet.report.TraceJson;
import io.eksnet.report.TraceText;
import io.eksnet.report.UnclearText;
import io.eksnet.world.World;
import java.util.Optional;

/** Whether one end reaches another; see {@link Tracer}. */
public record TraceQuestion() implements Question {
  @Override
  public Answer answer(World world, Parameters parameters) {
    Optional<String> from = parameters.get("from");
    Optional<String> to = parameters.get("to");
    if (from.isEmpty() || to.isEmpty()) {
      return Answer.usage("a trace needs two ends: from and to");
    }
    TraceAnswer answer =
        Tracer.trace(world, from.get(), to.get(), parameters.get("namespace").orElse("default"));
    return switch (answer) {
      case TraceAnswer.Unclear unclear ->
          new Answer(
              Answer.Verdict.USAGE,
              () -> UnclearText.of(unclear) + NoCluster.note(world),
              () -> TraceJson.of(unclear));
      case TraceAnswer.Traced(Trace trace) ->
          new Answer(
              trace.reachable() ? Answer.Verdict.YES : Answer.Verdict.NO,
              () -> TraceText.of(trace, parameters.style()),
              () -> TraceJson.of(trace));
    };
  }
}
