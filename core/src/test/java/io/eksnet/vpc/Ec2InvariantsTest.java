package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.Command;
import io.eksnet.id.Decision;
import io.eksnet.id.SubnetCidrAssociationId;
import io.eksnet.id.Tags;
import io.eksnet.net.Cidr;
import io.eksnet.table.Change;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Ec2InvariantsTest {
  private static final int COMMANDS = 4_000;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noSequenceOfCommandsEverHandsAnAddressOutTwiceOrLeavesAnOrphan(long seed) {
    Ec2 ec2 = new Ec2();
    Vpc vpc = ec2.vpc("vpc-1", "10.0.0.0/16");
    Subnet first = ec2.subnet("subnet-1", vpc, Ec2.ZONE_A, "10.0.10.0/26");
    ec2.stated(
        Subnet.KIND,
        first.withIpv6(
            Optional.of(
                new Subnet.Ipv6Association(
                    new SubnetCidrAssociationId("subnet-cidr-assoc-1"),
                    Cidr.parse("2001:db8:0:1::/64"),
                    CidrState.ASSOCIATED,
                    Ec2.NOW))));
    ec2.subnet("subnet-2", vpc, Ec2.ZONE_B, "10.0.11.0/27");
    ec2.done(
        new AttachInternetGateway(
            ec2.done(new CreateInternetGateway(Ec2.SCOPE, Tags.NONE, Optional.empty())).id(),
            vpc.id()));
    ec2.done(new AllocateAddress(Ec2.SCOPE, Tags.NONE, Optional.empty()));
    RandomCommands commands = new RandomCommands(ec2, seed);
    Set<String> outcomes = new HashSet<>();

    for (int i = 0; i < COMMANDS; i++) {
      Command<?> command = commands.next();
      String when = "seed " + seed + ", command " + i + ": " + command;
      switch (command.decide(ec2.world, ec2.context)) {
        case Decision.Accepted<?>(Object _, List<Change<?, ?>> changes) -> {
          ec2.world = ec2.world.with(changes);
          outcomes.add(command.action());
          Ec2Invariants.hold(ec2.world, when);
        }
        case Decision.Refused<?>(var refusal) -> outcomes.add(refusal.code());
      }
    }

    assertThat(outcomes)
        .as("what seed %d came across", seed)
        .contains(
            "CreateNetworkInterface",
            "AssignPrivateIpAddresses",
            "AssignIpv6Addresses",
            "AssociateTrunkInterface",
            "AttachNetworkInterface",
            "TerminateInstances",
            "InsufficientFreeAddressesInSubnet",
            "PrivateIpAddressLimitExceeded",
            "AttachmentLimitExceeded",
            "DependencyViolation");
  }
}
