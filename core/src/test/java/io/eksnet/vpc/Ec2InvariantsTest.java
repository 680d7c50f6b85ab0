package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.Command;
import io.eksnet.id.Decision;
import io.eksnet.id.Tags;
import io.eksnet.net.Cidr;
import io.eksnet.table.Change;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class Ec2InvariantsTest {
  private static final int COMMANDS = 4_000;

  @Test
  void noSequenceOfCommandsEverHandsAnAddressOutTwiceOrLeavesAnOrphan() {
    Set<String> outcomes = new HashSet<>();
    for (long seed = 1; seed <= 5; seed++) {
      run(seed, outcomes);
    }
    assertThat(outcomes)
        .as("what the seeds came across")
        .contains(
            "CreateNetworkInterface",
            "AssignPrivateIpAddresses",
            "AssignIpv6Addresses",
            "AssociateTrunkInterface",
            "AttachNetworkInterface",
            "TerminateInstances",
            "AssociateVpcCidrBlock",
            "DisassociateVpcCidrBlock",
            "CreateSubnetCidrReservation",
            "AssociateSubnetCidrBlock",
            "DeleteSubnet",
            "DeleteVpc",
            "DeleteDhcpOptions",
            "InvalidCidrBlock.InUse",
            "InvalidVpc.Range",
            "InsufficientFreeAddressesInSubnet",
            "PrivateIpAddressLimitExceeded",
            "AttachmentLimitExceeded",
            "DependencyViolation");
  }

  private static void run(long seed, Set<String> outcomes) {
    Ec2 ec2 = new Ec2();
    Vpc vpc = ec2.vpc("vpc-1", "10.0.0.0/16");
    Subnet first = ec2.subnet("subnet-1", vpc, Ec2.ZONE_A, "10.0.10.0/26");
    Cidr ipv6 =
        ec2.done(
                new AssociateVpcCidrBlock(
                    vpc.id(), new AssociateVpcCidrBlock.Block.AmazonProvidedIpv6()))
            .cidr();
    ec2.done(new AssociateSubnetCidrBlock(first.id(), ipv6.block(64, 1)));
    ec2.subnet("subnet-2", vpc, Ec2.ZONE_B, "10.0.11.0/27");
    ec2.done(
        new AttachInternetGateway(
            ec2.done(new CreateInternetGateway(Ec2.SCOPE, Tags.NONE, Optional.empty())).id(),
            vpc.id()));
    ec2.done(new AllocateAddress(Ec2.SCOPE, Tags.NONE, Optional.empty()));
    RandomCommands commands = new RandomCommands(ec2, seed);

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
  }
}
