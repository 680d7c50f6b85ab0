package io.eksnet.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kube.Deployment;
import io.eksnet.kube.Deployment.Amount;
import io.eksnet.kube.KubeSamples;
import io.eksnet.kube.ReplicaSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutTest {

  private static Amount amount(String text) {
    return text.endsWith("%")
        ? new Amount.Percent(Integer.parseInt(text.substring(0, text.length() - 1)))
        : new Amount.Count(Integer.parseInt(text));
  }

  @ParameterizedTest(name = "{0} replicas, surge {1}, unavailable {2}: +{3} -{4}")
  @CsvSource({
    "10, 25%, 25%, 3, 2",
    "4, 25%, 25%, 1, 1",
    "3, 25%, 25%, 1, 0",
    "1, 25%, 25%, 1, 0",
    "0, 25%, 25%, 0, 1",
    "10, 0, 0, 0, 1",
    "10, 0%, 0%, 0, 1",
    "3, 0, 25%, 0, 1",
    "10, 1, 0, 1, 0",
    "10, 100%, 0, 10, 0",
    "3, 0, 100%, 0, 3",
    "2, 0, 5, 0, 2"
  })
  void surge_rounds_up_unavailable_rounds_down_and_something_can_always_move(
      int replicas, String surge, String unavailable, int maxSurge, int maxUnavailable) {
    Deployment deployment =
        KubeSamples.deployment("web")
            .replicas(replicas)
            .strategy(new Deployment.Strategy.RollingUpdate(amount(surge), amount(unavailable)))
            .build();

    assertThat(Rollout.of(deployment.spec()))
        .isEqualTo(
            new Rollout(replicas, maxSurge, Math.min(maxUnavailable, Math.max(replicas, 1))));
  }

  @ParameterizedTest(name = "{0}+{1} with {3} of all {4}: new set of {2} goes to {5}")
  @CsvSource({
    // replicas, surge, unavailable, new set, all sets, next
    "10, 3, 2, 0, 10, 3",
    "10, 3, 2, 3, 13, 3",
    "10, 3, 2, 3, 11, 5",
    "10, 3, 2, 8, 8, 10",
    "10, 0, 1, 0, 10, 0",
    "10, 0, 1, 0, 9, 1",
    "3, 1, 0, 5, 5, 3",
    "3, 1, 0, 3, 9, 3",
    "0, 0, 1, 0, 0, 0"
  })
  void the_new_set_grows_as_far_as_surge_allows(
      int replicas, int surge, int unavailable, int current, int total, int next) {
    assertThat(new Rollout(replicas, surge, unavailable).newReplicas(current, total))
        .isEqualTo(next);
  }

  @ParameterizedTest(name = "{0}-{2}: new {3}, old {4} become {5}")
  @CsvSource({
    // replicas, surge, unavailable, new set as pods/available, old sets, old sets' next replicas
    "10, 3, 2, 3/0, 10/10, 8",
    "10, 3, 2, 3/3, 10/10, 5",
    "10, 3, 2, 5/3, 8/8, 5",
    "10, 3, 2, 10/10, 3/3, 0",
    "3, 1, 0, 1/0, 3/3, 3",
    "3, 1, 0, 1/1, 3/3, 2",
    // what is not available anyway goes first, from whichever set
    "10, 3, 2, 3/0, 10/0, 8",
    "10, 3, 2, 0/0, 5/5;5/0, 5;3",
    "10, 2, 0, 2/2, 5/2;5/5, 3;5",
    "4, 1, 1, 1/0, 2/2;2/2, 1;2",
    // nothing to spare
    "10, 3, 2, 10/0, 3/3, 3",
    "3, 0, 1, 0/0, 3/2, 2"
  })
  void old_sets_give_up_what_is_not_missed(
      int replicas, int surge, int unavailable, String current, String old, String next) {
    List<ReplicaSet> oldSets = new ArrayList<>();
    for (String text : old.split(";", -1)) {
      oldSets.add(set("old" + oldSets.size(), text));
    }

    List<Rollout.Scale> scales =
        new Rollout(replicas, surge, unavailable).oldReplicas(set("new", current), oldSets);

    List<String> result = new ArrayList<>();
    for (ReplicaSet set : oldSets) {
      result.add(
          Integer.toString(
              scales.stream()
                  .filter(scale -> scale.set().equals(set))
                  .map(Rollout.Scale::replicas)
                  .findFirst()
                  .orElse(set.spec().replicas())));
    }
    assertThat(String.join(";", result)).isEqualTo(next);
  }

  private static ReplicaSet set(String name, String podsAndAvailable) {
    List<String> parts = List.of(podsAndAvailable.split("/", -1));
    int pods = Integer.parseInt(parts.getFirst());
    ReplicaSet bare =
        KubeSamples.replicaSet(
            name, pods, KubeSamples.template(KubeSamples.pod("t").label("app", "web")));
    int available = Integer.parseInt(parts.getLast());
    return new ReplicaSet(
        bare.meta(), bare.spec(), new ReplicaSet.Status(1, pods, pods, available, available));
  }
}
