package io.eksnet.workloads;

import io.eksnet.kube.EndpointSlice;
import io.eksnet.kube.EndpointSlice.Endpoint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts endpoints into slices of at most {@value #MAX_ENDPOINTS} with the fewest writes: endpoints
 * stay where they are, new ones go into slices that are written anyway, then into the fullest one
 * that holds all of the rest, then into new slices, for which slices that ran empty are used again.
 */
final class SlicePacking {
  /** How many endpoints a slice holds at most. */
  static final int MAX_ENDPOINTS = 100;

  /**
   * A slice as it should be.
   *
   * @param existing the one it is now; none for a new one
   */
  record Packed(
      Optional<EndpointSlice> existing, List<EndpointSlice.Port> ports, List<Endpoint> endpoints) {
    Packed {
      ports = List.copyOf(ports);
      endpoints = List.copyOf(endpoints);
    }
  }

  /** A slice in the making. */
  private static final class Draft {
    private final Optional<EndpointSlice> existing;
    private final List<EndpointSlice.Port> ports;
    private final List<Endpoint> endpoints;
    private final boolean changed;

    Draft(
        Optional<EndpointSlice> existing,
        List<EndpointSlice.Port> ports,
        List<Endpoint> endpoints) {
      this.existing = existing;
      this.ports = ports;
      this.endpoints = endpoints;
      this.changed = existing.filter(slice -> slice.endpoints().equals(endpoints)).isEmpty();
    }

    /** Takes endpoints from the rest until it is full. */
    void take(Deque<Endpoint> rest) {
      while (endpoints.size() < MAX_ENDPOINTS && !rest.isEmpty()) {
        endpoints.add(rest.removeFirst());
      }
    }
  }

  private SlicePacking() {}

  /**
   * The slices of one address type.
   *
   * @param existing those that are there; one that does not come back in the answer is to be
   *     deleted
   * @return at least one, which is empty when there are no endpoints
   */
  static List<Packed> pack(
      List<EndpointSlice> existing, Map<List<EndpointSlice.Port>, List<Endpoint>> wanted) {
    Deque<EndpointSlice> free = new ArrayDeque<>();
    List<Draft> drafts = new ArrayList<>();
    Map<List<EndpointSlice.Port>, List<EndpointSlice>> byPorts = new LinkedHashMap<>();
    for (EndpointSlice slice : existing) {
      if (wanted.containsKey(slice.ports())) {
        byPorts.computeIfAbsent(slice.ports(), _ -> new ArrayList<>()).add(slice);
      } else {
        free.add(slice);
      }
    }
    wanted.forEach(
        (ports, endpoints) ->
            drafts.addAll(drafts(byPorts.getOrDefault(ports, List.of()), ports, endpoints, free)));
    if (drafts.isEmpty()) {
      drafts.add(new Draft(Optional.empty(), List.of(), List.of()));
    }
    List<Packed> packed = new ArrayList<>();
    for (Draft draft : drafts) {
      Optional<EndpointSlice> slice =
          draft.existing.or(() -> Optional.ofNullable(free.pollFirst()));
      packed.add(new Packed(slice, draft.ports, draft.endpoints));
    }
    return packed;
  }

  private static List<Draft> drafts(
      List<EndpointSlice> existing,
      List<EndpointSlice.Port> ports,
      List<Endpoint> wanted,
      Deque<EndpointSlice> free) {
    Map<String, Endpoint> left = new LinkedHashMap<>();
    wanted.forEach(endpoint -> left.put(identity(endpoint), endpoint));
    List<Draft> drafts = new ArrayList<>();
    for (EndpointSlice slice : existing) {
      List<Endpoint> kept = new ArrayList<>();
      for (Endpoint old : slice.endpoints()) {
        Endpoint now = left.remove(identity(old));
        if (now != null) {
          kept.add(now);
        }
      }
      if (kept.isEmpty()) {
        free.add(slice);
      } else {
        drafts.add(new Draft(Optional.of(slice), ports, kept));
      }
    }
    Deque<Endpoint> rest = new ArrayDeque<>(left.values());
    drafts.stream().filter(draft -> draft.changed).forEach(draft -> draft.take(rest));
    drafts.stream()
        .filter(draft -> !draft.changed)
        .filter(draft -> draft.endpoints.size() + rest.size() <= MAX_ENDPOINTS)
        .max(Comparator.comparingInt(draft -> draft.endpoints.size()))
        .ifPresent(draft -> draft.take(rest));
    while (!rest.isEmpty()) {
      Draft more = new Draft(Optional.empty(), ports, new ArrayList<>());
      more.take(rest);
      drafts.add(more);
    }
    return drafts;
  }

  /** A pod has one endpoint in the slices of one address type. */
  private static String identity(Endpoint endpoint) {
    return endpoint.podUid().orElseGet(() -> endpoint.addresses().toString());
  }
}
