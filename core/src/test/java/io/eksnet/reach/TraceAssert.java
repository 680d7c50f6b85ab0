package io.eksnet.reach;

import io.eksnet.net.IpAddress;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** What stories say of a trace. */
public final class TraceAssert extends AbstractAssert<TraceAssert, Trace> {
  private TraceAssert(Trace actual) {
    super(actual, TraceAssert.class);
    as("%s", steps(actual));
  }

  public static TraceAssert assertThat(Trace actual) {
    return new TraceAssert(actual);
  }

  private static String steps(Trace trace) {
    StringBuilder text = new StringBuilder();
    for (Trace.Path path : trace.paths()) {
      text.append("path to ").append(path.endpoint()).append("\n");
      path.steps().forEach(step -> text.append("  ").append(step).append("\n"));
    }
    return text.toString();
  }

  private List<Step> allSteps() {
    return actual.paths().stream().flatMap(Trace.Path::steps).toList();
  }

  /** It arrives and replies come back. */
  public TraceAssert isDelivered() {
    Assertions.assertThat(actual.obstacles()).as(descriptionText()).isEmpty();
    Assertions.assertThat(actual.disposition()).isEqualTo(Disposition.DELIVERED);
    return this;
  }

  /** These stop it, in this order, there and back. */
  public TraceAssert isStoppedBy(Disposition... dispositions) {
    Assertions.assertThat(actual.obstacles().stream().map(Obstacle::disposition))
        .as(descriptionText())
        .containsExactly(dispositions);
    return this;
  }

  /** One of the reasons contains a text. */
  public TraceAssert because(String part) {
    Assertions.assertThat(actual.obstacles().stream().map(Obstacle::why))
        .as(descriptionText())
        .anySatisfy(why -> Assertions.assertThat(why).contains(part));
    return this;
  }

  /** One of the fixes' commands is this. */
  public TraceAssert offers(String command) {
    Assertions.assertThat(actual.fixes().stream().flatMap(fix -> fix.commands().stream()))
        .as(descriptionText())
        .contains(command);
    return this;
  }

  /** Every end sees this source address. */
  public TraceAssert arrivesFrom(IpAddress address) {
    Assertions.assertThat(
            allSteps().stream()
                .filter(Step.Deliver.class::isInstance)
                .map(step -> ((Step.Deliver) step).from()))
        .as(descriptionText())
        .isNotEmpty()
        .containsOnly(address);
    return this;
  }

  /** It leaves one node, follows a route and comes to another node. */
  public TraceAssert crosses(String node, String route, String other) {
    return goesBy(node).routed(route).goesBy(other);
  }

  /** A hop of the way there or back is a place of this name. */
  public TraceAssert goesBy(String place) {
    Assertions.assertThat(
            actual.paths().stream()
                .flatMap(path -> path.forward().stream())
                .map(hop -> hop.place().name()))
        .as(descriptionText())
        .contains(place);
    return this;
  }

  /** No hop there is of this kind. */
  public TraceAssert meetsNo(Place.Kind kind) {
    Assertions.assertThat(
            actual.paths().stream()
                .flatMap(path -> path.forward().stream())
                .map(hop -> hop.place().kind()))
        .as(descriptionText())
        .doesNotContain(kind);
    return this;
  }

  /** A route "DESTINATION TARGET" was taken. */
  public TraceAssert routed(String route) {
    Assertions.assertThat(
            allSteps().stream()
                .filter(Step.VpcRoute.class::isInstance)
                .flatMap(step -> ((Step.VpcRoute) step).route().stream())
                .map(it -> it.destination() + " " + it.target()))
        .as(descriptionText())
        .contains(route);
    return this;
  }

  /** Translated by these, in order, there. */
  public TraceAssert isTranslatedBy(Step.Translator... translators) {
    Assertions.assertThat(
            actual.paths().getFirst().forward().stream()
                .flatMap(hop -> hop.steps().stream())
                .filter(Step.Translation.class::isInstance)
                .map(step -> ((Step.Translation) step).by()))
        .as(descriptionText())
        .containsExactly(translators);
    return this;
  }

  /** The way back was walked. */
  public TraceAssert andReturns() {
    Assertions.assertThat(actual.paths())
        .as(descriptionText())
        .allSatisfy(
            path -> Assertions.assertThat(path.reply()).isInstanceOf(Trace.Reply.Walked.class));
    return this;
  }

  /** Zones are crossed, or not. */
  public TraceAssert crossesZones(boolean does) {
    Assertions.assertThat(
            allSteps().stream()
                .anyMatch(
                    step -> step instanceof Step.VpcRoute route && route.crossing().isPresent()))
        .as(descriptionText())
        .isEqualTo(does);
    return this;
  }

  /** One of the notes contains a text. */
  public TraceAssert notes(String part) {
    Assertions.assertThat(actual.notes())
        .as(descriptionText())
        .anySatisfy(note -> Assertions.assertThat(note).contains(part));
    return this;
  }
}
