package io.eksnet.kube;

import io.eksnet.net.IpAddress;
import java.util.List;
import java.util.Optional;

/** A node. */
public record Node(ObjectMeta meta, Spec spec, Status status) implements KubeFact {
  /**
   * What a node is to be.
   *
   * @param providerId {@code aws:///us-west-2a/i-...}; empty when none
   */
  public record Spec(String providerId, boolean unschedulable, List<Taint> taints) {
    public Spec {
      taints = List.copyOf(taints);
    }
  }

  /** How a node is. */
  public record Status(
      Resources capacity,
      Resources allocatable,
      List<Address> addresses,
      List<Condition> conditions,
      SystemInfo info) {
    public Status {
      addresses = List.copyOf(addresses);
      conditions = List.copyOf(conditions);
    }
  }

  /**
   * One of a node's names or addresses.
   *
   * @param type InternalIP, ExternalIP, InternalDNS, ExternalDNS or Hostname
   */
  public record Address(String type, String address) {}

  /** What the kubelet says of its machine. */
  public record SystemInfo(
      String kubeletVersion,
      String osImage,
      String kernelVersion,
      String containerRuntimeVersion,
      String architecture) {}

  /** Its name. */
  public String name() {
    return meta.name();
  }

  /** Its InternalIP: the primary address of its instance's primary interface. */
  public Optional<IpAddress> internalIp() {
    return status.addresses().stream()
        .filter(address -> address.type().equals("InternalIP"))
        .findFirst()
        .flatMap(address -> IpAddress.tryParse(address.address()));
  }

  /** Whether its Ready condition holds. */
  public boolean ready() {
    return status.conditions().stream()
        .anyMatch(condition -> condition.type().equals("Ready") && condition.isTrue());
  }

  /** The EC2 instance's id, the last part of the provider id. */
  public Optional<String> instanceId() {
    int slash = spec.providerId().lastIndexOf('/');
    return slash < 0 ? Optional.empty() : Optional.of(spec.providerId().substring(slash + 1));
  }
}
