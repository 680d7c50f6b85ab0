package io.eksnet.tests.corpus;

import io.eksnet.kube.Container;
import io.eksnet.kube.LabelSelector;
import io.eksnet.kube.LabelSelector.Operator;
import io.eksnet.kube.LabelSelector.Requirement;
import io.eksnet.kube.Namespace;
import io.eksnet.kube.NetworkPolicy;
import io.eksnet.kube.NetworkPolicy.Peer;
import io.eksnet.kube.NetworkPolicy.Port;
import io.eksnet.kube.NetworkPolicy.Rule;
import io.eksnet.kube.ObjectMeta;
import io.eksnet.kube.PodSpec;
import io.eksnet.kube.Resources;
import io.eksnet.net.Cidr;
import io.eksnet.net.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The objects of a case's manifests that policies are about, read in the plainest way.
 *
 * @param workloads each by its name {@code namespace/name[Kind]}
 */
record Manifests(
    List<Namespace> namespaces, Map<String, Workload> workloads, List<NetworkPolicy> policies) {

  /** What pods of one owner have in common. */
  record Workload(ObjectMeta meta, PodSpec spec) {}

  static Manifests read(Path folder) throws IOException {
    Manifests manifests =
        new Manifests(new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>());
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        Load load = new Load(LoadSettings.builder().setMaxAliasesForCollections(1000).build());
        for (Object document : load.loadAllFromString(Files.readString(file))) {
          manifests.add(map(document), "");
        }
      }
    }
    return manifests;
  }

  private void add(Map<String, Object> object, String kindOfItems) {
    String kind = text(object, "kind", kindOfItems);
    if (kind.endsWith("List")) {
      String kindOfItem = kind.substring(0, kind.length() - "List".length());
      maps(object, "items").forEach(item -> add(item, kindOfItem));
      return;
    }
    Map<String, Object> spec = map(object.get("spec"));
    switch (kind) {
      case "Namespace" -> namespaces.add(new Namespace(meta(object, ""), false));
      case "NetworkPolicy" -> policies.add(policy(meta(object, "default"), spec));
      case "Pod" -> addPod(object, spec);
      case "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "ReplicationController" ->
          addWorkload(kind, meta(object, "default"), map(spec.get("template")));
      case "CronJob" ->
          addWorkload(
              kind,
              meta(object, "default"),
              map(map(map(spec.get("jobTemplate")).get("spec")).get("template")));
      default -> {}
    }
  }

  /** The first pod of an owner stands for all of them. */
  private void addPod(Map<String, Object> object, Map<String, Object> spec) {
    ObjectMeta meta = meta(object, "default");
    List<Map<String, Object>> owners = maps(map(object.get("metadata")), "ownerReferences");
    String name = owners.isEmpty() ? meta.name() : text(owners.getFirst(), "name", "");
    String kind = owners.isEmpty() ? "Pod" : text(owners.getFirst(), "kind", "Pod");
    workloads.putIfAbsent(
        meta.namespace() + "/" + name + "[" + kind + "]", new Workload(meta, podSpec(spec)));
  }

  private void addWorkload(String kind, ObjectMeta owner, Map<String, Object> template) {
    Map<String, String> labels = texts(map(map(template.get("metadata")).get("labels")));
    workloads.putIfAbsent(
        owner.namespace() + "/" + owner.name() + "[" + kind + "]",
        new Workload(owner.withLabels(labels), podSpec(map(template.get("spec")))));
  }

  private static PodSpec podSpec(Map<String, Object> spec) {
    List<Container.Port> ports =
        maps(spec, "containers").stream()
            .flatMap(container -> maps(container, "ports").stream())
            .map(
                port ->
                    new Container.Port(
                        text(port, "name", ""),
                        Integer.parseInt(text(port, "containerPort", "0")),
                        0,
                        Protocol.parse(text(port, "protocol", "TCP"))))
            .toList();
    return new PodSpec(
        Optional.empty(),
        false,
        "",
        "Always",
        "",
        0,
        List.of(new Container("all", "", List.of(), Map.of(), ports, Resources.NONE)),
        List.of(),
        Map.of(),
        List.of(),
        List.of(),
        30,
        "",
        "",
        List.of());
  }

  private static NetworkPolicy policy(ObjectMeta meta, Map<String, Object> spec) {
    List<Rule> egress = maps(spec, "egress").stream().map(r -> rule(r, "to")).toList();
    List<?> types = list(spec.get("policyTypes"));
    return new NetworkPolicy(
        meta,
        selector(map(spec.get("podSelector"))),
        types.isEmpty() || types.contains("Ingress"),
        types.isEmpty() ? !egress.isEmpty() : types.contains("Egress"),
        maps(spec, "ingress").stream().map(r -> rule(r, "from")).toList(),
        egress);
  }

  private static Rule rule(Map<String, Object> rule, String peers) {
    return new Rule(
        maps(rule, peers).stream().map(Manifests::peer).toList(),
        maps(rule, "ports").stream().map(Manifests::port).toList());
  }

  private static Peer peer(Map<String, Object> peer) {
    if (peer.get("ipBlock") != null) {
      Map<String, Object> block = map(peer.get("ipBlock"));
      return new Peer.IpBlock(
          Cidr.parse(text(block, "cidr", "")),
          list(block.get("except")).stream().map(e -> Cidr.parse(e.toString())).toList());
    }
    return new Peer.Pods(selector(peer, "namespaceSelector"), selector(peer, "podSelector"));
  }

  private static Port port(Map<String, Object> port) {
    Protocol protocol = Protocol.parse(text(port, "protocol", "TCP"));
    return switch (port.get("port")) {
      case null -> new Port.All(protocol);
      case Integer from ->
          new Port.Range(protocol, from, Integer.parseInt(text(port, "endPort", "" + from)));
      case Object name -> new Port.Named(protocol, name.toString());
    };
  }

  private static Optional<LabelSelector> selector(Map<String, Object> peer, String field) {
    return peer.get(field) == null ? Optional.empty() : Optional.of(selector(map(peer.get(field))));
  }

  private static LabelSelector selector(Map<String, Object> selector) {
    List<Requirement> requirements =
        maps(selector, "matchExpressions").stream()
            .map(
                e ->
                    new Requirement(
                        text(e, "key", ""),
                        Stream.of(Operator.values())
                            .filter(o -> o.text().equals(text(e, "operator", "")))
                            .findFirst()
                            .orElseThrow(),
                        list(e.get("values")).stream().map(Object::toString).toList()))
            .toList();
    return new LabelSelector(new TreeMap<>(texts(map(selector.get("matchLabels")))), requirements);
  }

  private static ObjectMeta meta(Map<String, Object> object, String defaultNamespace) {
    Map<String, Object> meta = map(object.get("metadata"));
    return new ObjectMeta(
        text(meta, "name", ""),
        text(meta, "namespace", defaultNamespace),
        "",
        "",
        texts(map(meta.get("labels"))),
        Map.of(),
        Instant.EPOCH,
        1,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  private static String text(Map<String, Object> map, String key, String otherwise) {
    Object value = map.get(key);
    return value == null ? otherwise : value.toString();
  }

  private static Map<String, String> texts(Map<String, Object> map) {
    Map<String, String> texts = new TreeMap<>();
    map.forEach((key, value) -> texts.put(key, value == null ? "" : value.toString()));
    return texts;
  }

  @SuppressWarnings("unchecked") // Kubernetes' objects have text keys
  private static Map<String, Object> map(@org.jspecify.annotations.Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  private static List<Map<String, Object>> maps(Map<String, Object> map, String key) {
    return list(map.get(key)).stream().map(Manifests::map).toList();
  }

  private static List<?> list(@org.jspecify.annotations.Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
