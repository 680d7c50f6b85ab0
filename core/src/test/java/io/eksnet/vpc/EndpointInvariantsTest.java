package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.elb.LoadBalancer;
import io.eksnet.id.Command;
import io.eksnet.id.Decision;
import io.eksnet.id.EniId;
import io.eksnet.id.LoadBalancerArn;
import io.eksnet.id.Tags;
import io.eksnet.table.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointInvariantsTest {
  private static final int COMMANDS = 4_000;

  private final Ec2 ec2 = new Ec2();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void noSequenceOfCommandsLeavesAnInterfaceOrARouteWithoutItsEndpoint(long seed) {
    for (int i = 1; i < 3; i++) {
      Vpc vpc = ec2.vpc("vpc-" + i, "10." + i + ".0.0/16");
      ec2.subnet("subnet-a" + i, vpc, Ec2.ZONE_A, "10." + i + ".0.0/26");
      ec2.subnet("subnet-b" + i, vpc, Ec2.ZONE_B, "10." + i + ".1.0/24");
      ec2.subnet("subnet-c" + i, vpc, Ec2.ZONE_B, "10." + i + ".2.0/24");
      ec2.done(
          new AttachInternetGateway(
              ec2.done(new CreateInternetGateway(Ec2.SCOPE, Tags.NONE, Optional.empty())).id(),
              vpc.id()));
    }
    SplittableRandom random = new SplittableRandom(seed);
    RandomEndpoints endpoints = new RandomEndpoints(ec2, random);
    RandomCommands others = new RandomCommands(ec2, seed);
    Set<String> outcomes = new HashSet<>();

    for (int i = 0; i < COMMANDS; i++) {
      Command<?> command = random.nextInt(12) == 0 ? others.next() : endpoints.next();
      String when = "seed " + seed + ", command " + i + ": " + command;
      switch (command.decide(ec2.world, ec2.context)) {
        case Decision.Accepted<?>(Object _, List<Change<?, ?>> changes) -> {
          ec2.world = ec2.world.with(changes);
          outcomes.add(command.action());
          hold(when);
        }
        case Decision.Refused<?>(var refusal) -> outcomes.add(refusal.code());
      }
      if (random.nextInt(20) == 0) {
        forgetDeleted();
      }
    }

    assertThat(outcomes)
        .as("what seed %d came across", seed)
        .contains(
            "CreateVpcEndpoint",
            "ModifyVpcEndpoint",
            "DeleteVpcEndpoints",
            "CreateLoadBalancer",
            "DeleteLoadBalancer",
            "CreateVpcEndpointServiceConfiguration",
            "InvalidServiceName",
            "ResourceInUse",
            "DuplicateLoadBalancerName");
  }

  private void hold(String when) {
    List<EniId> held = new ArrayList<>();
    for (VpcEndpoint endpoint : ec2.world.table(VpcEndpoint.KIND).stream().toList()) {
      assertThat(endpoint.placements())
          .as(when)
          .extracting(placement -> placement.zone().id())
          .doesNotHaveDuplicates();
      for (VpcEndpoint.Placement placement : endpoint.placements()) {
        held.add(placement.eni());
        assertThat(ec2.vpcs().networkInterface(placement.eni()))
            .as(when)
            .hasValueSatisfying(
                eni -> {
                  assertThat(eni.subnet()).isEqualTo(placement.subnet());
                  assertThat(eni.vpc()).isEqualTo(endpoint.vpc());
                  assertThat(eni.groups())
                      .isEqualTo(((VpcEndpoint.Interface) endpoint.access()).groups());
                });
      }
    }
    for (LoadBalancer balancer : ec2.world.table(LoadBalancer.KIND).stream().toList()) {
      balancer.nodes().forEach(node -> held.add(node.eni()));
    }
    assertThat(held)
        .as(when)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            ec2.world.table(NetworkInterface.KIND).stream()
                .filter(
                    eni ->
                        eni.type() == NetworkInterface.Type.VPC_ENDPOINT
                            || eni.type() == NetworkInterface.Type.NETWORK_LOAD_BALANCER)
                .map(NetworkInterface::id)
                .toList());
    routesLeadSomewhere(when);
    for (VpcEndpointService service : ec2.world.table(VpcEndpointService.KIND).stream().toList()) {
      assertThat(service.loadBalancers())
          .as(when)
          .isNotEmpty()
          .allMatch(arn -> ec2.world.find(LoadBalancer.KIND, new LoadBalancerArn(arn)).isPresent());
    }
  }

  private void routesLeadSomewhere(String when) {
    for (RouteTable table : ec2.world.table(RouteTable.KIND).stream().toList()) {
      assertThat(table.routes())
          .as(when)
          .extracting(RouteTable.Route::destination)
          .doesNotHaveDuplicates();
      for (RouteTable.Route route : table.routes()) {
        if (route.target() instanceof RouteTable.Target.Endpoint(var id)) {
          assertThat(ec2.world.find(VpcEndpoint.KIND, id))
              .as(when)
              .hasValueSatisfying(
                  endpoint ->
                      assertThat(endpoint.state()).isNotEqualTo(VpcEndpoint.State.DELETING));
        }
      }
    }
  }

  /** What the lifecycle does some time later. */
  private void forgetDeleted() {
    for (VpcEndpoint endpoint : ec2.world.table(VpcEndpoint.KIND).stream().toList()) {
      if (endpoint.state() == VpcEndpoint.State.DELETING) {
        List<Change<?, ?>> changes = new ArrayList<>();
        endpoint
            .placements()
            .forEach(it -> changes.addAll(ServiceInterfaces.removal(ec2.vpcs(), it.eni())));
        changes.add(Change.remove(VpcEndpoint.KIND, endpoint.id()));
        ec2.world = ec2.world.with(changes);
      }
    }
  }
}
