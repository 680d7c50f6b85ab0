package io.eksnet.tests.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.eksnet.kube.Json;
import io.eksnet.kube.KubeFact;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.NetworkPolicy;
import io.eksnet.kube.NetworkPolicy.Peer;
import io.eksnet.kube.NetworkPolicy.Port;
import io.eksnet.kube.NetworkPolicy.Rule;
import io.eksnet.kube.Pod;
import io.eksnet.kube.PodStatus;
import io.eksnet.kube.ResourceName;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.net.IpFamily;
import io.eksnet.net.IpRange;
import io.eksnet.net.IpSet;
import io.eksnet.net.PortRange;
import io.eksnet.net.PortSet;
import io.eksnet.net.Protocol;
import io.eksnet.policy.Direction;
import io.eksnet.policy.Endpoint;
import io.eksnet.policy.Policies;
import io.eksnet.table.Change;
import io.eksnet.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The connection lists of np-guard/netpol-analyzer (Apache-2.0) for plain NetworkPolicies. That
 * tool lists workloads, not pods, leaves out pairs of one workload, never lets an ipBlock match a
 * pod, and cuts external addresses where the ipBlocks of a direction begin and end.
 */
class NetpolAnalyzerTest {

  private static final List<Protocol> PROTOCOLS =
      List.of(Protocol.SCTP, Protocol.TCP, Protocol.UDP);

  @TestFactory
  Stream<DynamicTest> connections_are_those_that_netpol_analyzer_lists() throws IOException {
    Path corpus = Path.of(System.getProperty("eksnet.shared", ""), "corpus", "netpol");
    if (!Files.isDirectory(corpus)) {
      return Stream.of(DynamicTest.dynamicTest("no corpus", NetpolAnalyzerTest::skip));
    }
    try (Stream<Path> folders = Files.list(corpus)) {
      List<Path> cases = folders.sorted().filter(NetpolAnalyzerTest::isPlainConnlist).toList();
      assertThat(cases).hasSizeGreaterThan(15);
      return cases.stream()
          .map(c -> DynamicTest.dynamicTest(c.getFileName().toString(), () -> compare(c)));
    }
  }

  /** In a test of its own: the reports do not show a factory that gives up. */
  private static void skip() {
    assumeTrue(false, "skipped: there is no folder corpus/netpol with netpol-analyzer's cases");
  }

  private static boolean isPlainConnlist(Path folder) {
    Map<?, ?> meta = document(folder.resolve("meta.json"));
    return "connlist".equals(meta.get("kind")) && List.of("np").equals(meta.get("families"));
  }

  private static Map<?, ?> document(Path file) {
    try {
      Object document =
          new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
      return document instanceof Map<?, ?> map ? map : Map.of();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void compare(Path folder) throws IOException {
    Manifests manifests = Manifests.read(folder.resolve("manifests"));
    List<String> expected =
        Files.readAllLines(folder.resolve("expected.txt")).stream()
            .filter(line -> line.contains(" => "))
            .toList();
    Map<?, ?> options =
        document(folder.resolve("meta.json")).get("options") instanceof Map<?, ?> map
            ? map
            : Map.of();
    List<String> focus =
        options.get("focus_workloads") instanceof List<?> list
            ? list.stream().map(Object::toString).toList()
            : List.of();
    List<String> found =
        new Listing(manifests)
            .lines().stream()
                .filter(
                    line ->
                        focus.isEmpty()
                            || focus.stream().anyMatch(name -> line.contains("/" + name + "[")))
                .toList();
    assertThat(expected).isNotEmpty();
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** Every allowed connection of a case, in the tool's words. */
  private static final class Listing {
    private final Map<String, Pod> pods = new LinkedHashMap<>();
    private final Manifests manifests;
    private final Policies policies;
    private final List<Integer> portStarts;

    Listing(Manifests manifests) {
      this.manifests = manifests;
      IpAddress next = IpAddress.parse("fd00::1");
      for (Map.Entry<String, Manifests.Workload> entry : manifests.workloads().entrySet()) {
        pods.put(entry.getKey(), pod(entry.getValue(), next));
        next = next.plus(1);
      }
      this.policies = Policies.of(world());
      this.portStarts = portStarts();
    }

    List<String> lines() {
      Map<String, Endpoint> sources = external(Direction.INGRESS);
      Map<String, Endpoint> destinations = external(Direction.EGRESS);
      List<String> lines = new ArrayList<>();
      pods.forEach(
          (name, pod) -> {
            pods.forEach(
                (otherName, other) -> {
                  if (!name.equals(otherName)) {
                    add(lines, name, otherName, Optional.of(pod), Optional.of(other), end(other));
                  }
                });
            destinations.forEach(
                (range, end) -> add(lines, name, range, Optional.of(pod), Optional.empty(), end));
            sources.forEach(
                (range, end) -> add(lines, range, name, Optional.empty(), Optional.of(pod), end));
          });
      return lines;
    }

    /** Of two pods, {@code external} is the destination; else it is the end that is no pod. */
    private void add(
        List<String> lines,
        String from,
        String to,
        Optional<Pod> source,
        Optional<Pod> destination,
        Endpoint external) {
      Endpoint in = source.map(Listing::end).orElse(external);
      List<String> open = new ArrayList<>();
      boolean all = true;
      for (Protocol protocol : PROTOCOLS) {
        List<PortRange> ranges = new ArrayList<>();
        for (int i = 0; i < portStarts.size(); i++) {
          int port = portStarts.get(i);
          boolean out =
              source.map(p -> policies.egress(p, external, protocol, port).passes()).orElse(true);
          if (out
              && destination
                  .map(p -> policies.ingress(p, in, protocol, port).passes())
                  .orElse(true)) {
            int next = i + 1 < portStarts.size() ? portStarts.get(i + 1) : 65536;
            ranges.add(PortRange.of(port, next - 1));
          }
        }
        PortSet ports = new PortSet(ranges);
        all = all && ports.equals(PortSet.of(1, 65535));
        if (!ports.isEmpty()) {
          open.add(
              protocol.toString().toUpperCase(java.util.Locale.ROOT)
                  + " "
                  + ports.toString().replace(", ", ","));
        }
      }
      if (!open.isEmpty()) {
        lines.add(from + " => " + to + " : " + (all ? "All Connections" : String.join(",", open)));
      }
    }

    private static Endpoint end(Pod pod) {
      return Endpoint.of(pod).orElseThrow();
    }

    /** IPv6, so that no ipBlock of a case holds it. */
    private static Pod pod(Manifests.Workload workload, IpAddress address) {
      return new Pod(
          workload.meta(),
          workload.spec(),
          new PodStatus(
              PodStatus.Phase.RUNNING,
              List.of(),
              List.of(address),
              Optional.empty(),
              Optional.empty(),
              List.of(),
              "",
              "",
              ""));
    }

    private World world() {
      List<Change<?, ?>> changes = new ArrayList<>();
      manifests.namespaces().forEach(fact -> changes.add(put(ResourceName.NAMESPACES, fact)));
      manifests.policies().forEach(fact -> changes.add(put(ResourceName.NETWORK_POLICIES, fact)));
      return World.EMPTY.with(changes);
    }

    private static Change<?, ?> put(ResourceName resource, KubeFact fact) {
      KubeObject object =
          new KubeObject(
              resource,
              fact.meta(),
              Json.EMPTY_OBJECT,
              Json.EMPTY_OBJECT,
              Json.of("[]"),
              Optional.of(fact));
      return Change.put(KubeObject.kind(resource), object);
    }

    /** Between two of these ports every answer is the same. */
    private List<Integer> portStarts() {
      TreeSet<Integer> starts = new TreeSet<>(List.of(1));
      for (NetworkPolicy policy : manifests.policies()) {
        Stream.concat(policy.ingress().stream(), policy.egress().stream())
            .flatMap(rule -> rule.ports().stream())
            .forEach(
                port -> {
                  if (port instanceof Port.Range range) {
                    starts.add(range.from());
                    starts.add(range.to() + 1);
                  }
                });
      }
      pods.values().stream()
          .flatMap(pod -> pod.spec().containers().getFirst().ports().stream())
          .filter(port -> !port.name().isEmpty())
          .forEach(
              port -> {
                starts.add(port.containerPort());
                starts.add(port.containerPort() + 1);
              });
      starts.removeIf(start -> start > 65535);
      return List.copyOf(starts);
    }

    private Map<String, Endpoint> external(Direction direction) {
      TreeSet<IpAddress> starts = new TreeSet<>(List.of(Cidr.ANY_IPV4.first()));
      for (NetworkPolicy policy : manifests.policies()) {
        List<Rule> rules = direction == Direction.INGRESS ? policy.ingress() : policy.egress();
        for (Rule rule : rules) {
          for (Peer peer : rule.peers()) {
            if (peer instanceof Peer.IpBlock block) {
              for (IpRange range :
                  IpSet.of(block.cidr()).subtract(IpSet.of(block.except())).ranges()) {
                starts.add(range.first());
                if (!range.last().equals(Cidr.ANY_IPV4.last())) {
                  starts.add(range.last().plus(1));
                }
              }
            }
          }
        }
      }
      starts.removeIf(start -> start.family() == IpFamily.IPV6);
      Map<String, Endpoint> ends = new LinkedHashMap<>();
      for (IpAddress start : starts) {
        IpAddress next = starts.higher(start);
        IpAddress last = next == null ? Cidr.ANY_IPV4.last() : next.plus(-1);
        ends.put(start + "-" + last + "[External]", Endpoint.of(start));
      }
      return ends;
    }
  }
}
