package io.eksnet.control;

import io.eksnet.report.NetworkPicture;
import io.eksnet.world.World;

/** The network as a drawing; there is no JSON form, {@code status} has the numbers. */
public record PictureQuestion() implements Question {
  @Override
  public Answer answer(World world, Parameters parameters) {
    return new Answer(
        Answer.Verdict.YES, () -> NetworkPicture.of(world, parameters.style()), () -> "{}\n");
  }
}
