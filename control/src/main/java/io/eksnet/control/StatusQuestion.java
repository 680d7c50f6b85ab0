package io.eksnet.control;

import io.eksnet.eks.Cluster;
import io.eksnet.kube.Node;
import io.eksnet.kube.Pod;
import io.eksnet.vpc.NatGateway;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.Subnet;
import io.eksnet.vpc.Vpc;
import io.eksnet.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a network is: where it answers, how much is in it, whether everything is ready and what is
 * still awaited.
 *
 * @param network its name
 * @param pid the daemon's process
 */
public record StatusQuestion(
    String network, long pid, String kubernetes, String aws, String version) implements Question {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final int NAMED = 8;

  @Override
  public Answer answer(World world, Parameters parameters) {
    List<String> awaited = awaited(world);
    return new Answer(
        awaited.isEmpty() ? Answer.Verdict.YES : Answer.Verdict.NO,
        () -> text(world, awaited),
        () -> JSON.writeValueAsString(document(world, awaited)) + "\n");
  }

  /**
   * What has to become ready before a network counts as ready: its cluster, every node, every NAT
   * gateway and every pod of kube-system, unless there is no node for it and none is to come.
   */
  public static List<String> awaited(World world) {
    List<String> awaited = new ArrayList<>();
    Cluster.only(world)
        .filter(it -> it.status() != Cluster.Status.ACTIVE)
        .ifPresent(it -> awaited.add("cluster " + it.name() + " is " + it.status()));
    world.table(NatGateway.KIND).stream()
        .filter(nat -> nat.state() == NatGateway.State.PENDING)
        .forEach(nat -> awaited.add("NAT gateway " + nat.id() + " is pending"));
    world.table(io.eksnet.eks.NodeGroup.KIND).stream()
        .filter(group -> nodesOf(world, group) < group.scaling().desired())
        .forEach(
            group ->
                awaited.add(
                    "node group "
                        + group.name()
                        + " has "
                        + nodesOf(world, group)
                        + " of "
                        + group.scaling().desired()
                        + " nodes"));
    world
        .kube()
        .nodes()
        .filter(node -> !node.ready())
        .forEach(node -> awaited.add("node " + node.name() + " is not ready"));
    systemWorkloads(world, awaited);
    boolean nodes = world.kube().nodes().findAny().isPresent();
    world.kube().podsIn("kube-system").stream()
        .filter(_ -> nodes)
        .filter(pod -> !pod.status().ready() && !pod.status().ended())
        .forEach(pod -> awaited.add("pod kube-system/" + pod.meta().name() + " is not ready"));
    return awaited;
  }

  private static long nodesOf(World world, io.eksnet.eks.NodeGroup group) {
    return world
        .kube()
        .nodes()
        .filter(
            node -> group.name().equals(node.meta().labels().get("eks.amazonaws.com/nodegroup")))
        .count();
  }

  /** Workloads whose pods are not even made yet. */
  private static void systemWorkloads(World world, List<String> awaited) {
    world
        .kube()
        .daemonSets()
        .filter(set -> set.status().observedGeneration() < set.meta().generation())
        .forEach(set -> awaited.add("daemon set " + set.meta().key() + " has not been looked at"));
  }

  private Map<String, Object> document(World world, List<String> awaited) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("apiVersion", "eksnet.io/v1");
    document.put("kind", "Status");
    document.put("name", network);
    document.put("running", true);
    document.put("version", version);
    document.put("pid", pid);
    document.put("revision", world.revision());
    document.put("ready", awaited.isEmpty());
    document.put("awaited", awaited);
    document.put("endpoints", Map.of("aws", aws, "kubernetes", kubernetes));
    document.put("cluster", Cluster.only(world).map(Cluster::name).orElse(""));
    document.put("counts", counts(world));
    return document;
  }

  private static Map<String, Long> counts(World world) {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("vpcs", (long) world.table(Vpc.KIND).size());
    counts.put("subnets", (long) world.table(Subnet.KIND).size());
    counts.put("networkInterfaces", (long) world.table(NetworkInterface.KIND).size());
    counts.put("nodes", world.kube().nodes().count());
    counts.put("nodesReady", world.kube().nodes().filter(Node::ready).count());
    counts.put("pods", world.kube().pods().count());
    counts.put(
        "podsReady", world.kube().pods().map(Pod::status).filter(status -> status.ready()).count());
    counts.put("services", world.kube().services().count());
    counts.put("networkPolicies", world.kube().networkPolicies().count());
    return counts;
  }

  private String text(World world, List<String> awaited) {
    StringBuilder text = new StringBuilder();
    text.append(
        "network %s: %s   pid %d   revision %d%n"
            .formatted(network, awaited.isEmpty() ? "ready" : "not ready", pid, world.revision()));
    text.append("  Kubernetes  %s%n  AWS         %s%n".formatted(kubernetes, aws));
    text.append(
        Cluster.only(world)
            .map(it -> "  cluster     %s, Kubernetes %s%n".formatted(it.name(), it.version()))
            .orElse("  cluster     none: aws eks create-cluster makes one%n".formatted()));
    Map<String, Long> counts = counts(world);
    text.append(
        "  nodes %d/%d ready   pods %d/%d ready   services %d   network policies %d%n"
            .formatted(
                counts.get("nodesReady"),
                counts.get("nodes"),
                counts.get("podsReady"),
                counts.get("pods"),
                counts.get("services"),
                counts.get("networkPolicies")));
    text.append(
        "  VPCs %d   subnets %d   network interfaces %d%n"
            .formatted(counts.get("vpcs"), counts.get("subnets"), counts.get("networkInterfaces")));
    awaited.stream().limit(NAMED).forEach(it -> text.append("  waiting: ").append(it).append('\n'));
    if (awaited.size() > NAMED) {
      text.append("  and ").append(awaited.size() - NAMED).append(" more\n");
    }
    return text.toString();
  }
}
