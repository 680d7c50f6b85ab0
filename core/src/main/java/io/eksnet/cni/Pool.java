package io.eksnet.cni;

import io.eksnet.id.InstanceId;
import io.eksnet.kube.Kube;
import io.eksnet.kube.Node;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Facts;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.InstanceType;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.Vpcs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One node's data store at one moment: the interfaces that ipamd manages, their addresses, and
 * which of them pods have. Source of the words and numbers: vpc-cni, pkg/ipamd/datastore.
 *
 * @param facts where it was read
 * @param limits what bounds it
 * @param cordoned whether the node takes no new pods
 * @param enis the managed interfaces by device index, the primary first
 * @param unmanaged how many interfaces of the instance ipamd leaves alone
 * @param loose interfaces that are being set up or deleted, not among {@code enis}
 */
public record Pool(
    Facts facts,
    String node,
    Instance instance,
    Settings settings,
    Limits limits,
    boolean cordoned,
    List<PoolEni> enis,
    int unmanaged,
    List<LooseEni> loose,
    Instant now) {

  /** The taint of a cordoned node. */
  private static final String UNSCHEDULABLE = "node.kubernetes.io/unschedulable";

  /** The kubelet's max-pods where nobody says another. */
  private static final int DEFAULT_MAX_PODS = 110;

  /**
   * What bounds a pool.
   *
   * @param enis how many interfaces: the instance type's limit, or MAX_ENI if that is lower
   * @param slots how many addresses for pods an interface takes: all but its primary
   * @param pods the kubelet's max-pods, from the node's capacity; the pool stops growing there
   */
  public record Limits(int enis, int slots, int pods) {}

  /** An address that a pod may have. */
  record Free(PoolEni eni, Ipv4Address address) {}

  public Pool {
    enis = List.copyOf(enis);
    loose = List.copyOf(loose);
  }

  /** A node's pool; none when the node, its instance or the instance's type is unknown. */
  public static Optional<Pool> of(Facts facts, String name, Settings settings, Instant now) {
    Vpcs vpcs = new Vpcs(facts);
    Optional<Node> node = new Kube(facts).node(name);
    Optional<Instance> instance =
        node.flatMap(Node::instanceId).flatMap(id -> vpcs.instance(new InstanceId(id)));
    Optional<InstanceType> type = instance.flatMap(it -> vpcs.instanceType(it.type()));
    if (node.isEmpty() || instance.isEmpty() || type.isEmpty()) {
      return Optional.empty();
    }
    List<LooseEni> loose = facts.table(LooseEni.KIND).by(LooseEni.BY_NODE, name);
    Set<Object> outside = new HashSet<>();
    loose.forEach(it -> outside.add(it.eni()));
    Map<Ipv4Address, PodAddress> held = new HashMap<>();
    for (PodAddress address : facts.table(PodAddress.KIND).by(PodAddress.BY_NODE, name)) {
      if (address.coolsUntil(settings.cooldown()).filter(until -> !until.isAfter(now)).isEmpty()) {
        held.put(address.address(), address);
      }
    }
    List<PoolEni> enis = new ArrayList<>();
    int unmanaged = 0;
    for (NetworkInterface eni : vpcs.interfacesOf(instance.get().id())) {
      if (EniTags.unmanaged(eni, settings)) {
        unmanaged++;
      } else if (!outside.contains(eni.id())) {
        enis.add(poolEni(vpcs, eni, settings, held));
      }
    }
    return Optional.of(
        new Pool(
            facts,
            name,
            instance.get(),
            settings,
            limits(type.get(), node.get(), settings),
            cordoned(node.get()),
            enis,
            unmanaged,
            loose,
            now));
  }

  private static PoolEni poolEni(
      Vpcs vpcs, NetworkInterface eni, Settings settings, Map<Ipv4Address, PodAddress> held) {
    Map<Ipv4Address, PodAddress> own = new HashMap<>();
    for (Ipv4Address address : eni.secondary()) {
      PodAddress holder = held.get(address);
      if (holder != null) {
        own.put(address, holder);
      }
    }
    boolean excluded =
        vpcs.subnet(eni.subnet()).filter(subnet -> PodSubnets.closed(subnet, settings)).isPresent();
    return new PoolEni(eni, excluded, eni.secondary(), own);
  }

  private static Limits limits(InstanceType type, Node node, Settings settings) {
    long capacity = node.status().capacity().pods();
    int pods = capacity > 0 ? (int) capacity : type.maxPods().orElse(DEFAULT_MAX_PODS);
    int enis = settings.maxEni().map(max -> Math.min(max, type.maxEnis())).orElse(type.maxEnis());
    return new Limits(enis, type.ipv4PerEni() - 1, pods);
  }

  private static boolean cordoned(Node node) {
    return node.spec().unschedulable()
        || node.spec().taints().stream()
            .anyMatch(
                taint -> taint.key().equals(UNSCHEDULABLE) && taint.effect().equals("NoSchedule"));
  }

  /** How many addresses it holds for pods; those of closed subnets do not count. */
  public int total() {
    return open().stream().mapToInt(eni -> eni.addresses().size()).sum();
  }

  /** How many addresses pods have. */
  public int assigned() {
    return open().stream().mapToInt(PoolEni::assigned).sum();
  }

  /** How many addresses cool down. */
  public int cooling() {
    return open().stream().mapToInt(PoolEni::cooling).sum();
  }

  /**
   * How many addresses no pod has. Every sizing decision counts those that cool down among them,
   * though no pod may have them yet (vpc-cni issues 1700 and 2896).
   */
  public int available() {
    return total() - assigned();
  }

  /** How many addresses a pod may have at once. */
  public int free() {
    return available() - cooling();
  }

  /** The interfaces whose addresses pods may have. */
  public List<PoolEni> open() {
    return enis.stream().filter(eni -> !eni.excluded()).toList();
  }

  /** The primary interface, from which new ones take their groups; none while it is unknown. */
  public Optional<NetworkInterface> primary() {
    return enis.stream().map(PoolEni::eni).filter(NetworkInterface::isPrimary).findFirst();
  }

  /** When the first of the cooling addresses is free again. */
  public Optional<Instant> coolUntil() {
    return enis.stream()
        .flatMap(eni -> eni.held().values().stream())
        .flatMap(address -> address.coolsUntil(settings.cooldown()).stream())
        .min(Instant::compareTo);
  }

  /** The addresses that pods may have, by device index and then in numeric order. */
  List<Free> freeAddresses() {
    List<Free> free = new ArrayList<>();
    for (PoolEni eni : open()) {
      eni.free().forEach(address -> free.add(new Free(eni, address)));
    }
    return free;
  }

  /** The lowest device index that is not in use. */
  int freeDevice() {
    Set<Integer> used = new HashSet<>();
    new Vpcs(facts)
        .interfacesOf(instance.id())
        .forEach(eni -> eni.attachment().ifPresent(at -> used.add(at.deviceIndex())));
    int device = 1;
    while (used.contains(device)) {
      device++;
    }
    return device;
  }

  /** What ipamd wants done next. */
  public Need need(IpamdState memory) {
    return need(memory, 0);
  }

  /**
   * What ipamd would want done next if more pods had an address.
   *
   * @param morePods as many as there are free addresses at most
   */
  Need need(IpamdState memory, int morePods) {
    return new Sizing(this, memory, assigned() + morePods).need();
  }

  /** As ipamd logs its pool. */
  String stats() {
    return "IP pool stats for network card 0: Total IPs/Prefixes = "
        + total()
        + "/0, AssignedIPs/CooldownIPs: "
        + assigned()
        + "/"
        + cooling()
        + ", c.maxIPsPerENI = "
        + limits.slots();
  }
}
