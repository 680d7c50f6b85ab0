package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.Command;
import io.eksnet.id.Decision;
import io.eksnet.id.Tags;
import io.eksnet.net.Cidr;
import io.eksnet.table.Change;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Ec2InvariantsTest {
  private static final boolean LONG = Boolean.getBoolean("eksnet.long");
  private static final int COMMANDS = LONG ? 20_000 : 2_500;
  private static final int SEQUENCES = LONG ? 50_000 : 2_000;
  private static final int SHORT = 60;

  /** What all seeds came across: actions that were done, codes of refusals. */
  private static final Set<String> OUTCOMES = new HashSet<>();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noSequenceOfCommandsEverHandsAnAddressOutTwiceOrLeavesAnOrphan(long seed) {
    Ec2 ec2 = network();
    RandomCommands commands = new RandomCommands(ec2, seed);
    for (int i = 0; i < COMMANDS; i++) {
      Command<?> command = commands.next();
      if (done(ec2, command)) {
        hold(ec2, "seed " + seed + ", command " + i + ": " + command);
      }
    }
  }

  @Test
  void noShortSequenceOfCommandsDoesEither() {
    for (long seed = 100; seed < 100 + SEQUENCES; seed++) {
      Ec2 ec2 = network();
      RandomCommands commands = new RandomCommands(ec2, seed);
      for (int i = 0; i < SHORT; i++) {
        done(ec2, commands.next());
      }
      hold(ec2, "after " + SHORT + " commands of seed " + seed);
    }
  }

  @AfterAll
  static void theSequencesCameAcrossWhatMatters() {
    assertThat(OUTCOMES)
        .contains(
            "CreateTransitGatewayVpcAttachment",
            "CreateTransitGatewayRoute",
            "AssociateVpcCidrBlock",
            "DisassociateVpcCidrBlock",
            "CreateSubnetCidrReservation",
            "AssociateSubnetCidrBlock",
            "DeleteSubnet",
            "DeleteVpc",
            "DeleteDhcpOptions",
            "InvalidCidrBlock.InUse",
            "InvalidVpc.Range",
            "AssociateAddress",
            "CreateRoute",
            "DeleteNatGateway",
            "ReplaceRouteTableAssociation",
            "CreateNetworkInterface",
            "AssignPrivateIpAddresses",
            "AssignIpv6Addresses",
            "AssociateTrunkInterface",
            "AttachNetworkInterface",
            "TerminateInstances",
            "InsufficientFreeAddressesInSubnet",
            "PrivateIpAddressLimitExceeded",
            "DependencyViolation");
  }

  /** Carries a command out, if it is accepted; a refused one has no changes by its type. */
  private static boolean done(Ec2 ec2, Command<?> command) {
    return switch (command.decide(ec2.world, ec2.context)) {
      case Decision.Accepted<?>(Object _, List<Change<?, ?>> changes) -> {
        ec2.world = ec2.world.with(changes);
        OUTCOMES.add(command.action());
        yield true;
      }
      case Decision.Refused<?>(var refusal) -> {
        OUTCOMES.add(refusal.code());
        yield false;
      }
    };
  }

  private static void hold(Ec2 ec2, String when) {
    try {
      Ec2Invariants.hold(ec2.world, when);
      ConnectionInvariants.hold(ec2.world, when);
    } catch (NoSuchElementException missing) {
      throw new AssertionError("something is gone that something else names, " + when, missing);
    }
  }

  private static Ec2 network() {
    Ec2 ec2 = new Ec2();
    Vpc vpc = ec2.vpc("vpc-1", "10.0.0.0/16");
    Subnet first = ec2.subnet("subnet-1", vpc, Ec2.ZONE_A, "10.0.10.0/26");
    Cidr ipv6 =
        ec2.done(
                new AssociateVpcCidrBlock(
                    vpc.id(), new AssociateVpcCidrBlock.Block.AmazonProvidedIpv6()))
            .cidr();
    ec2.done(new AssociateSubnetCidrBlock(first.id(), ipv6.block(64, 1)));
    ec2.subnet("subnet-3", ec2.vpc("vpc-2", "10.1.0.0/16"), Ec2.ZONE_A, "10.1.0.0/24");
    ec2.subnet("subnet-2", vpc, Ec2.ZONE_B, "10.0.11.0/27");
    ec2.done(
        new AttachInternetGateway(
            ec2.done(new CreateInternetGateway(Ec2.SCOPE, Tags.NONE, Optional.empty())).id(),
            vpc.id()));
    ec2.done(new AllocateAddress(Ec2.SCOPE, Tags.NONE, Optional.empty()));
    return ec2;
  }
}
