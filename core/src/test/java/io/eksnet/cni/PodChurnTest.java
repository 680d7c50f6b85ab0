package io.eksnet.cni;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.Command;
import io.eksnet.id.EniId;
import io.eksnet.kube.PodSandbox;
import io.eksnet.kube.PodSandbox.Network;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Ipv4Address;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.world.Delta;
import io.eksnet.world.Pace;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pods come and go at random on three nodes that share a subnet, with random settings, paces and
 * faults of EC2. After every step: no address has two pods, none is given away while it cools, no
 * interface or address is lost, no limit is broken.
 */
class PodChurnTest {
  private static final List<String> SETTINGS =
      List.of(
          "",
          "WARM_ENI_TARGET=0",
          "WARM_ENI_TARGET=2 MAX_ENI=2",
          "WARM_IP_TARGET=2",
          "WARM_IP_TARGET=3 MINIMUM_IP_TARGET=12",
          "MINIMUM_IP_TARGET=7 IP_COOLDOWN_PERIOD=10",
          "WARM_IP_TARGET=1 ENABLE_SUBNET_DISCOVERY=false",
          "WARM_IP_TARGET=4 IP_COOLDOWN_PERIOD=0");
  private static final List<String> SUBNETS =
      List.of("10.0.0.0/16", "10.0.0.0/24", "10.0.0.0/26", "10.0.0.0/27");
  private static final List<String> TYPES = List.of("m5.large", "t3.medium", "m5.xlarge");
  private static final List<String> NODES = List.of("n1", "n2", "n3");
  private static final int STEPS = 120;

  /** More for a long run: {@code -Deksnet.seeds=100}. */
  private static final int SEEDS = Integer.getInteger("eksnet.seeds", 8);

  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(longs = {0, 100, 200, 300})
  void noAddressIsSharedLeakedOrGivenAwayWhileItCools(long first) {
    int assignments = 0;
    for (long seed = first; seed < first + SEEDS; seed++) {
      try {
        assignments += new Churn(seed).run();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
    assertThat(assignments).as("addresses given a second time").isGreaterThan(50);
  }

  /** One seed's story. */
  private static final class Churn implements Disturbed.Plan {
    private final SplittableRandom random;
    private final Lab lab;
    private final Map<String, Duration> cooldowns = new HashMap<>();
    private final Map<IpAddress, PodAddress> last = new HashMap<>();
    private int assignments;
    private int faultsPerMille;
    private int made;

    Churn(long seed) {
      random = new SplittableRandom(seed);
      faultsPerMille = random.nextBoolean() ? 0 : 150;
      AddressOrder order =
          random.nextBoolean() ? new AddressOrder.Ascending() : new AddressOrder.Seeded(seed);
      lab =
          new Lab(
              random.nextBoolean() ? Pace.FAST : Pace.REAL,
              pick(SUBNETS),
              order,
              controller -> new Disturbed(controller, this));
      lab.watch(this::see);
      for (String node : NODES) {
        String settings = pick(SETTINGS);
        lab.node(node, pick(TYPES), settings);
        cooldowns.put(node, Settings.ofManifestWith(Lab.variables(settings)).cooldown());
      }
    }

    @Override
    public Optional<String> refusal(Command<?> command) {
      return random.nextInt(1000) < faultsPerMille
          ? Optional.of("RequestLimitExceeded")
          : Optional.empty();
    }

    /** Follows each address through every single change. */
    private void see(Delta delta) {
      for (Delta.Row<?, ?> row : delta.rows()) {
        switch (row.fact()) {
          case PodAddress _ -> row.after().map(PodAddress.class::cast).ifPresent(this::given);
          case NetworkInterface _ -> {
            // The vendor spares no cooling address that goes back to the subnet: its history ends.
            List<Ipv4Address> kept = addresses(row.after());
            addresses(row.before()).stream()
                .filter(address -> !kept.contains(address))
                .forEach(last::remove);
          }
          case Object _ -> {}
        }
      }
    }

    private static List<Ipv4Address> addresses(Optional<?> eni) {
      return eni.map(NetworkInterface.class::cast)
          .map(NetworkInterface::addresses)
          .orElse(List.of());
    }

    private void given(PodAddress now) {
      PodAddress before = last.put(now.address(), now);
      if (!now.assigned() || before == null) {
        return;
      }
      assignments++;
      assertThat(before.assigned())
          .as("%s goes from %s to %s without a release", now.address(), before, now)
          .isFalse();
      assertThat(now.assignedAt())
          .as("%s cools before %s gets it", now.address(), now.pod())
          .isAfterOrEqualTo(
              before
                  .coolsUntil(Objects.requireNonNull(cooldowns.get(before.node())))
                  .orElseThrow());
    }

    int run() {
      for (int step = 0; step < STEPS; step++) {
        act();
        lab.run(Duration.ofSeconds(random.nextInt(12)));
        check();
      }
      faultsPerMille = 0;
      for (String node : NODES) {
        for (PodSandbox sandbox : sandboxes(node)) {
          lab.delete(node, sandbox.pod().name());
        }
      }
      lab.run(Duration.ofMinutes(15));
      check();
      assertThat(lab.world().table(PodAddress.KIND).size()).as("addresses still held").isZero();
      assertThat(lab.world().table(LooseEni.KIND).size()).as("loose interfaces").isZero();
      for (String node : NODES) {
        assertThat(lab.pool(node).need(lab.world().find(IpamdState.KIND, node).orElseThrow()))
            .as("%s rests", node)
            .matches(need -> !need.acts() || need.grows());
      }
      return assignments;
    }

    private void act() {
      String node = pick(NODES);
      switch (random.nextInt(10)) {
        case 0, 1, 2, 3 -> lab.pod(node, "p" + made++);
        case 4 -> IntStream.range(0, 6).forEach(_ -> lab.pod(node, "p" + made++));
        case 5, 6, 7 -> deleteOne(node);
        case 8 -> IntStream.range(0, 5).forEach(_ -> deleteOne(node));
        default -> askAgain(node);
      }
    }

    /** The kubelet repeats an ADD whose answer it lost. */
    private void askAgain(String node) {
      sandboxes(node).stream()
          .filter(it -> it.network() instanceof Network.Assigned)
          .findFirst()
          .ifPresent(it -> lab.pod(node, it.pod().name()));
    }

    private void deleteOne(String node) {
      List<PodSandbox> there = sandboxes(node);
      if (there.isEmpty()) {
        return;
      }
      PodSandbox gone = there.get(random.nextInt(there.size()));
      lab.delete(node, gone.pod().name());
      lab.settle();
    }

    private List<PodSandbox> sandboxes(String node) {
      return lab.world().table(PodSandbox.KIND).by(PodSandbox.BY_NODE, node);
    }

    private void check() {
      Set<IpAddress> taken = new HashSet<>();
      for (String node : NODES) {
        checkPods(node, taken);
        checkPool(node);
      }
      Set<EniId> known = new HashSet<>();
      lab.world().table(LooseEni.KIND).stream().forEach(it -> known.add(it.eni()));
      NODES.forEach(node -> lab.pool(node).enis().forEach(eni -> known.add(eni.id())));
      assertThat(lab.world().table(NetworkInterface.KIND).stream().map(NetworkInterface::id))
          .as("every interface is in a pool or in ipamd's hands")
          .allMatch(known::contains);
    }

    private void checkPods(String node, Set<IpAddress> taken) {
      for (PodSandbox sandbox : sandboxes(node)) {
        if (!(sandbox.network()
            instanceof Network.Assigned(IpAddress address, EniId eni, var at))) {
          continue;
        }
        assertThat(taken.add(address)).as("%s has one pod only", address).isTrue();
        assertThat(lab.vpcs().interfaceWith(Lab.VPC, address))
            .as("%s of %s is on its interface", address, sandbox.pod())
            .get()
            .extracting(NetworkInterface::id)
            .isEqualTo(eni);
        assertThat(
                lab.world()
                    .find(PodAddress.KIND, new NetworkInterface.VpcAddress(Lab.VPC, address)))
            .as("the data store knows %s", address)
            .get()
            .extracting(PodAddress::podUid)
            .isEqualTo(sandbox.podUid());
      }
    }

    private void checkPool(String node) {
      Pool pool = lab.pool(node);
      assertThat(pool.enis().size()).isBetween(1, pool.limits().enis());
      for (PoolEni eni : pool.enis()) {
        assertThat(eni.addresses().size()).isLessThanOrEqualTo(pool.limits().slots());
      }
      assertThat(pool.assigned())
          .as("addresses assigned on %s", node)
          .isEqualTo(
              (int)
                  sandboxes(node).stream()
                      .filter(it -> it.network() instanceof Network.Assigned)
                      .count());
      assertThat(pool.free()).isNotNegative();
    }

    private <T> T pick(List<T> from) {
      return from.get(random.nextInt(from.size()));
    }
  }
}
