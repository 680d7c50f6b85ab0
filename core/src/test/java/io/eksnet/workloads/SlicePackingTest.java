package io.eksnet.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kube.EndpointSlice;
import io.eksnet.kube.EndpointSlice.Endpoint;
import io.eksnet.kube.KubeSamples;
import io.eksnet.net.Ipv4Address;
import io.eksnet.net.Protocol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlicePackingTest {
  private static final List<EndpointSlice.Port> HTTP =
      List.of(new EndpointSlice.Port("http", Protocol.TCP, 8080));
  private static final List<EndpointSlice.Port> ALT =
      List.of(new EndpointSlice.Port("http", Protocol.TCP, 8081));

  private static Endpoint endpoint(int number, boolean ready) {
    return new Endpoint(
        List.of(new Ipv4Address(0x0a000000 + number)),
        ready,
        ready,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of("uid" + number),
        Optional.empty(),
        List.of());
  }

  @ParameterizedTest
  @ValueSource(longs = {51, 52, 53, 54})
  void every_endpoint_is_in_one_slice_of_its_ports_and_few_slices_are_written(long seed) {
    var random = new SplittableRandom(seed);
    TreeMap<Integer, Boolean> http = new TreeMap<>();
    TreeMap<Integer, Boolean> alt = new TreeMap<>();
    List<EndpointSlice> slices = List.of();
    int names = 0;
    for (int step = 0; step < 200; step++) {
      int changes = random.nextInt(10) == 0 ? random.nextInt(150) : random.nextInt(3);
      TreeSet<Integer> touched = new TreeSet<>();
      for (int i = 0; i < changes; i++) {
        int number = random.nextInt(600);
        touched.add(number);
        TreeMap<Integer, Boolean> set = number % 7 == 0 ? alt : http;
        if (random.nextInt(3) == 0) {
          set.remove(number);
        } else {
          set.put(number, random.nextBoolean());
        }
      }
      Map<List<EndpointSlice.Port>, List<Endpoint>> wanted = new java.util.LinkedHashMap<>();
      put(wanted, HTTP, http);
      put(wanted, ALT, alt);

      List<SlicePacking.Packed> packed = SlicePacking.pack(slices, wanted);

      int written = 0;
      List<EndpointSlice> next = new ArrayList<>();
      for (SlicePacking.Packed one : packed) {
        String name =
            one.existing().isPresent() ? one.existing().get().meta().name() : "s" + names++;
        EndpointSlice slice =
            new EndpointSlice(
                KubeSamples.meta("slice", "default", name), "IPv4", one.ports(), one.endpoints());
        written += one.existing().filter(slice::equals).isPresent() ? 0 : 1;
        next.add(slice);
      }
      assertHolds(next, wanted, seed, step);
      assertThat(written)
          .as("writes for %d changes, seed %d, step %d", touched.size(), seed, step)
          .isLessThanOrEqualTo(touched.size() + 2);
      slices = next;
    }
  }

  private static void put(
      Map<List<EndpointSlice.Port>, List<Endpoint>> wanted,
      List<EndpointSlice.Port> ports,
      Map<Integer, Boolean> numbers) {
    if (!numbers.isEmpty()) {
      List<Endpoint> endpoints = new ArrayList<>();
      numbers.forEach((number, ready) -> endpoints.add(endpoint(number, ready)));
      wanted.put(ports, endpoints);
    }
  }

  private static void assertHolds(
      List<EndpointSlice> slices,
      Map<List<EndpointSlice.Port>, List<Endpoint>> wanted,
      long seed,
      int step) {
    assertThat(slices).extracting(slice -> slice.meta().name()).doesNotHaveDuplicates();
    wanted.forEach(
        (ports, endpoints) ->
            assertThat(
                    slices.stream()
                        .filter(slice -> slice.ports().equals(ports))
                        .flatMap(slice -> slice.endpoints().stream())
                        .sorted(Comparator.comparing(one -> one.addresses().getFirst()))
                        .toList()
                        .equals(endpoints))
                .as("each endpoint once, seed %d, step %d", seed, step)
                .isTrue());
    for (EndpointSlice slice : slices) {
      assertThat(slice.endpoints()).hasSizeLessThanOrEqualTo(SlicePacking.MAX_ENDPOINTS);
      assertThat(slice.endpoints().isEmpty()).isEqualTo(wanted.isEmpty());
    }
  }
}
