package io.eksnet.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.elb.CreateLoadBalancer;
import io.eksnet.elb.LoadBalancer;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.vpc.CreateVpcEndpoint;
import io.eksnet.vpc.DeleteVpcEndpoints;
import io.eksnet.vpc.VpcEndpoint;
import io.eksnet.world.Pace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndpointLifecyclesTest {
  private final Aws aws = new Aws(Pace.REAL, Aws.plan(NetworkPlan.Nat.SINGLE, 19));
  private final SubnetId subnet = aws.privateSubnets().getFirst();

  @Test
  void anInterfaceEndpointBecomesAvailableAfterAWhile() {
    VpcEndpoint endpoint = aws.done(endpoint());

    aws.after(Duration.ofMinutes(1));
    assertThat(state(endpoint)).contains(VpcEndpoint.State.PENDING);
    aws.after(Duration.ofMinutes(1));
    assertThat(state(endpoint)).contains(VpcEndpoint.State.AVAILABLE);
  }

  @Test
  void aDeletedEndpointIsGoneWithItsInterfacesAfterAWhile() {
    VpcEndpoint endpoint = aws.done(endpoint());
    aws.done(new DeleteVpcEndpoints(Aws.SCOPE, List.of(endpoint.id())));

    aws.after(Duration.ofMinutes(1));
    assertThat(state(endpoint)).contains(VpcEndpoint.State.DELETING);
    aws.after(Duration.ofMinutes(2));
    assertThat(state(endpoint)).isEmpty();
    assertThat(aws.vpcs().networkInterface(endpoint.placements().getFirst().eni())).isEmpty();
  }

  @Test
  void aLoadBalancerBecomesActiveAfterAWhile() {
    LoadBalancer balancer =
        aws.done(
            new CreateLoadBalancer(
                Aws.SCOPE,
                "nlb",
                LoadBalancer.Scheme.INTERNAL,
                List.of(CreateLoadBalancer.Mapping.in(subnet)),
                List.of(),
                Tags.NONE));
    assertThat(balancer.state()).isEqualTo(LoadBalancer.State.PROVISIONING);

    aws.after(Duration.ofMinutes(3));

    assertThat(aws.world().find(LoadBalancer.KIND, balancer.arn()).orElseThrow().state())
        .isEqualTo(LoadBalancer.State.ACTIVE);
  }

  private CreateVpcEndpoint endpoint() {
    return new CreateVpcEndpoint(
        aws.network.vpc(),
        "com.amazonaws.us-west-2.sts",
        "arn:aws:iam::111122223333:user/dev",
        new CreateVpcEndpoint.Interface(
            List.of(CreateVpcEndpoint.Place.in(subnet)), List.of(), false, "ipv4"),
        Optional.empty(),
        Tags.NONE,
        Optional.empty());
  }

  private Optional<VpcEndpoint.State> state(VpcEndpoint endpoint) {
    return aws.world().find(VpcEndpoint.KIND, endpoint.id()).map(VpcEndpoint::state);
  }
}
