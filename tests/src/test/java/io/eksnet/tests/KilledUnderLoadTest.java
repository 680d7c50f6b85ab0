package io.eksnet.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal's promise, kept while clients write and the daemon is killed at any moment. */
class KilledUnderLoadTest {
  private static final int ROUNDS = Boolean.getBoolean("eksnet.long") ? 30 : 3;
  private static final int CLIENTS = 4;

  @TempDir private Path home;

  /**
   * What one client was told, by the descriptions of its interfaces.
   *
   * @param unknown what it asked for when the answer did not come
   */
  private record Told(
      Set<String> made, Set<String> gone, Set<String> unknown, Set<String> refused) {
    Told() {
      this(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
    }
  }

  @Test
  void nothingAcknowledgedIsLostAndNothingRefusedAppears()
      throws InterruptedException, ExecutionException {
    try (RunningNetwork net = RunningNetwork.up(home, "fire")) {
      List<Told> told = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        told.add(new Told());
      }
      for (int round = 0; round < ROUNDS; round++) {
        SplittableRandom random = new SplittableRandom(round);
        writeUntilKilled(net, told, random, round);
        net.eksnet("up").succeeded();
        try (AwsCaller aws = AwsCaller.of(net)) {
          check(aws, told, round);
        }
      }
      int made = told.stream().mapToInt(one -> one.made().size() + one.gone().size()).sum();
      assertThat(made).as("the load was one").isGreaterThan(ROUNDS);
    }
  }

  private static void writeUntilKilled(
      RunningNetwork net, List<Told> told, SplittableRandom random, int round)
      throws InterruptedException, ExecutionException {
    String pid =
        net.eksnet("status", "-o", "json").out().replaceAll("(?s).*\"pid\" : (\\d+).*", "$1");
    ProcessHandle daemon = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    AtomicBoolean over = new AtomicBoolean();
    try (AwsCaller aws = AwsCaller.of(net);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      String subnet = aws.ec2("DescribeSubnets").orElseThrow().all("subnetId").getFirst();
      List<Future<?>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        Told mine = told.get(i);
        String name = "round " + round + " client " + i + " ";
        SplittableRandom own = random.split();
        clients.add(threads.submit(() -> write(aws, subnet, name, mine, own, over)));
      }
      Thread.sleep(300 + random.nextInt(900));
      daemon.destroyForcibly();
      daemon.onExit().join();
      over.set(true);
      for (Future<?> client : clients) {
        client.get();
      }
    }
  }

  private static void write(
      AwsCaller aws,
      String subnet,
      String name,
      Told told,
      SplittableRandom random,
      AtomicBoolean over) {
    List<String[]> alive = new ArrayList<>(); // id and description
    for (int i = 0; !over.get(); i++) {
      String description = name + i;
      if (random.nextInt(3) == 0 && !alive.isEmpty()) {
        String[] one = alive.removeLast();
        Optional<AwsCaller.Said> said =
            aws.ec2("DeleteNetworkInterface", "NetworkInterfaceId", one[0]);
        told.made().remove(one[1]);
        (said.isPresent() ? told.gone() : told.unknown()).add(one[1]);
      } else if (random.nextInt(4) == 0) {
        // An address that is not of the subnet.
        Optional<AwsCaller.Said> said =
            aws.ec2(
                "CreateNetworkInterface",
                "SubnetId",
                subnet,
                "Description",
                description,
                "PrivateIpAddress",
                "192.0.2.1");
        assertThat(said.map(AwsCaller.Said::status).orElse(400)).isEqualTo(400);
        told.refused().add(description);
      } else {
        Optional<AwsCaller.Said> said =
            aws.ec2("CreateNetworkInterface", "SubnetId", subnet, "Description", description);
        if (said.isPresent()) {
          assertThat(said.get().accepted()).as(said.get().text()).isTrue();
          told.made().add(description);
          alive.add(new String[] {said.get().all("networkInterfaceId").getFirst(), description});
        } else {
          told.unknown().add(description);
        }
      }
    }
  }

  private static void check(AwsCaller aws, List<Told> told, int round) {
    Set<String> there =
        new HashSet<>(aws.ec2("DescribeNetworkInterfaces").orElseThrow().all("description"));
    for (Told one : told) {
      assertThat(there).as("acknowledged before kill %d", round).containsAll(one.made());
      assertThat(there).as("deleted before kill %d", round).doesNotContainAnyElementsOf(one.gone());
      assertThat(there)
          .as("refused before kill %d", round)
          .doesNotContainAnyElementsOf(one.refused());
    }
  }
}
