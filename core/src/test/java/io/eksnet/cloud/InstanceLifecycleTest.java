package io.eksnet.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.InstanceId;
import io.eksnet.id.Tags;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.RunInstances;
import io.eksnet.vpc.StartInstances;
import io.eksnet.vpc.StopInstances;
import io.eksnet.vpc.TerminateInstances;
import io.eksnet.vpc.Volume;
import io.eksnet.world.Pace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InstanceLifecycleTest {
  private final Aws aws = new Aws(Pace.REAL, Aws.plan(NetworkPlan.Nat.SINGLE, 19));
  private final InstanceId id =
      aws.done(
              RunInstances.one(
                  aws.privateSubnets().getFirst(),
                  "m5.large",
                  List.of(),
                  "ami-1",
                  Optional.empty(),
                  Optional.empty(),
                  Tags.NONE,
                  Optional.empty()))
          .id();

  @Test
  void anInstanceStopsAndStartsAgainAfterAWhile() {
    aws.after(Duration.ofMinutes(1));
    assertThat(state()).isEqualTo(Instance.State.RUNNING);

    aws.done(new StopInstances(List.of(id)));
    aws.after(Duration.ofSeconds(5));
    assertThat(state()).isEqualTo(Instance.State.STOPPING);
    aws.after(Duration.ofMinutes(1));
    assertThat(state()).isEqualTo(Instance.State.STOPPED);
    aws.done(new StartInstances(List.of(id)));
    assertThat(state()).isEqualTo(Instance.State.PENDING);
    aws.after(Duration.ofMinutes(1));
    assertThat(state()).isEqualTo(Instance.State.RUNNING);
  }

  @Test
  void anInstanceHoldsItsAddressUntilItHasEndedAndIsForgottenAfterAnHour() {
    aws.after(Duration.ofMinutes(1));

    aws.done(new TerminateInstances(List.of(id)));
    aws.after(Duration.ofSeconds(5));
    assertThat(state()).isEqualTo(Instance.State.SHUTTING_DOWN);
    assertThat(aws.vpcs().interfacesOf(id)).hasSize(1);
    aws.after(Duration.ofMinutes(1));
    assertThat(state()).isEqualTo(Instance.State.TERMINATED);
    assertThat(aws.vpcs().interfacesOf(id)).isEmpty();
    assertThat(aws.world().table(Volume.KIND).stream()).isEmpty();
    aws.after(Duration.ofMinutes(57));
    assertThat(aws.world().find(Instance.KIND, id)).isPresent();
    aws.after(Duration.ofMinutes(3));
    assertThat(aws.world().find(Instance.KIND, id)).isEmpty();
  }

  private Instance.State state() {
    return aws.world().find(Instance.KIND, id).orElseThrow().state();
  }
}
