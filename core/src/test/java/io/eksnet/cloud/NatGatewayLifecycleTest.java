package io.eksnet.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.AllocationId;
import io.eksnet.id.NatGatewayId;
import io.eksnet.id.Tags;
import io.eksnet.vpc.AllocateAddress;
import io.eksnet.vpc.AssociateNatGatewayAddress;
import io.eksnet.vpc.CreateNatGateway;
import io.eksnet.vpc.DeleteNatGateway;
import io.eksnet.vpc.ElasticIp;
import io.eksnet.vpc.NatGateway;
import io.eksnet.world.Pace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NatGatewayLifecycleTest {
  private final Aws aws = new Aws(Pace.REAL, Aws.plan(NetworkPlan.Nat.SINGLE, 19));
  private final NatGatewayId id = aws.network.natGateways().getFirst();

  @Test
  void aDeletedGatewayGoesInItsTimeAndIsShownForAnHour() {
    aws.after(NatGatewayLifecycle.SETUP);
    AllocationId allocation =
        now().orElseThrow().addresses().getFirst().elastic().orElseThrow().allocation();
    aws.done(new DeleteNatGateway(id));
    assertThat(state(aws.settled())).isEqualTo(NatGateway.State.DELETING);
    aws.after(NatGatewayLifecycle.TEARDOWN);
    assertThat(state(aws)).isEqualTo(NatGateway.State.DELETED);
    assertThat(aws.world().find(ElasticIp.KIND, allocation).orElseThrow().inUse()).isFalse();
    aws.after(NatGatewayLifecycle.MEMORY.minus(NatGatewayLifecycle.TEARDOWN).minusSeconds(1));
    assertThat(now()).isPresent();
    aws.after(Duration.ofSeconds(1));
    assertThat(now()).isEmpty();
  }

  @Test
  void aGatewayThatCannotBeIsFailedSoonAndForgottenAnHourLater() {
    NatGateway made =
        aws.done(
            new CreateNatGateway(
                aws.network.subnets().getFirst(),
                Optional.of(new AllocationId("eipalloc-0")),
                Tags.NONE,
                Optional.empty()));
    aws.after(NatGatewayLifecycle.FAILING);
    assertThat(aws.world().find(NatGateway.KIND, made.id()).orElseThrow().state())
        .isEqualTo(NatGateway.State.FAILED);
    aws.after(NatGatewayLifecycle.MEMORY);
    assertThat(aws.world().find(NatGateway.KIND, made.id())).isEmpty();
  }

  @Test
  void aFurtherAddressComesInItsTime() {
    aws.after(NatGatewayLifecycle.SETUP);
    ElasticIp more = aws.done(new AllocateAddress(Aws.SCOPE, Tags.NONE, Optional.empty()));
    aws.done(new AssociateNatGatewayAddress(id, List.of(more.id()), List.of(), Optional.empty()));
    assertThat(last(aws.settled())).isEqualTo(NatGateway.Status.ASSOCIATING);
    assertThat(last(aws.after(NatGatewayLifecycle.ADDRESS))).isEqualTo(NatGateway.Status.SUCCEEDED);
  }

  @Test
  void aRegionalGatewayComesToEveryZoneOfItsVpc() {
    NatGateway made =
        aws.done(
            new CreateNatGateway(
                new CreateNatGateway.Wanted.Regional(aws.network.vpc(), List.of()),
                Tags.NONE,
                Optional.empty()));
    aws.after(NatGatewayLifecycle.SETUP).after(NatGatewayLifecycle.ADDRESS);
    assertThat(aws.world().find(NatGateway.KIND, made.id()).orElseThrow().addresses())
        .hasSize(3)
        .allMatch(it -> it.status() == NatGateway.Status.SUCCEEDED);
  }

  private NatGateway.Status last(Aws at) {
    return at.world().find(NatGateway.KIND, id).orElseThrow().addresses().getLast().status();
  }

  private NatGateway.State state(Aws at) {
    return at.world().find(NatGateway.KIND, id).orElseThrow().state();
  }

  private Optional<NatGateway> now() {
    return aws.world().find(NatGateway.KIND, id);
  }
}
