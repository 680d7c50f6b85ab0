package io.eksnet.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.AccountId;
import io.eksnet.id.NetworkAclId;
import io.eksnet.id.Region;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Packet;
import io.eksnet.net.PortRange;
import io.eksnet.net.Protocol;
import io.eksnet.vpc.IcmpType;
import io.eksnet.vpc.NetworkAcl;
import io.eksnet.vpc.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Judging a whole range of ports at once. */
class AclDecisionTest {
  private static final IpAddress HERE = IpAddress.parse("10.0.0.1");
  private static final IpAddress THERE = IpAddress.parse("10.0.1.1");

  @Test
  void a_range_of_ports_is_judged_as_each_of_its_ports() {
    for (long seed = 0; seed < 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      NetworkAcl acl = acl(random);
      int from = random.nextInt(1, 40);
      PortRange ports = PortRange.of(from, from + random.nextInt(30));
      Protocol protocol = random.nextBoolean() ? Protocol.TCP : Protocol.UDP;

      AclDecision decision =
          AclDecision.of(acl, new Packet(HERE, 1, THERE, from, protocol), ports, true);

      for (int port = ports.from(); port <= ports.to(); port++) {
        boolean passes =
            acl.decide(new Packet(HERE, 1, THERE, port, protocol), true)
                .map(NetworkAcl.Entry::allow)
                .orElse(false);
        assertThat(decision.denied().contains(port))
            .as("seed %s port %s of %s", seed, port, acl.entries())
            .isEqualTo(!passes);
      }
      assertThat(decision.passes()).isEqualTo(decision.denied().isEmpty());
      decision
          .entry()
          .ifPresent(entry -> assertThat(entry.allow()).isEqualTo(decision.denied().isEmpty()));
    }
  }

  @Test
  void an_entry_for_some_icmp_messages_decides_about_those_only() {
    NetworkAcl.Entry unreachable =
        new NetworkAcl.Entry(
            1, true, false, new Traffic(Protocol.ICMP, new IcmpType(3, 4)), Cidr.ANY_IPV4);
    NetworkAcl.Entry echo =
        new NetworkAcl.Entry(
            2,
            true,
            true,
            new Traffic(Protocol.ICMP, new IcmpType(8, IcmpType.ANY)),
            Cidr.ANY_IPV4);
    NetworkAcl acl = acl(new SplittableRandom(0)).withEntries(List.of(unreachable, echo));
    Packet ping = Packet.ping(HERE, THERE);

    assertThat(AclDecision.of(acl, ping, PortRange.of(0), true).entry()).contains(echo);
    assertThat(AclDecision.of(acl, ping.reply(), PortRange.of(0), true).passes()).isFalse();
  }

  private static NetworkAcl acl(SplittableRandom random) {
    List<NetworkAcl.Entry> entries = new ArrayList<>();
    int count = random.nextInt(6);
    for (int i = 0; i < count; i++) {
      int from = random.nextInt(50);
      Protocol protocol = List.of(Protocol.TCP, Protocol.UDP, Protocol.ANY).get(random.nextInt(3));
      entries.add(
          new NetworkAcl.Entry(
              10 * (i + 1),
              random.nextInt(4) > 0,
              random.nextBoolean(),
              new Traffic(protocol, PortRange.of(from, from + random.nextInt(30))),
              random.nextInt(4) > 0 ? Cidr.ANY_IPV4 : Cidr.parse("10.0.0.0/24")));
    }
    return new NetworkAcl(
        new NetworkAclId("acl-0"),
        new Scope(new AccountId("123456789012"), new Region("us-west-2")),
        new VpcId("vpc-0"),
        false,
        entries,
        List.of(),
        Tags.NONE);
  }
}
