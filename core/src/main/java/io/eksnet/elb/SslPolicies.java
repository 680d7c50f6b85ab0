package io.eksnet.elb;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The security policies that ELB has (user guides of Application and Network Load Balancers). */
public final class SslPolicies {
  /** What a listener has that names none (ELBv2 API reference). */
  static final String STANDARD = "ELBSecurityPolicy-2016-08";

  private static final String RESOURCE = "ssl-policies.txt";
  private static final Map<String, SslPolicy> ALL = read();

  private SslPolicies() {}

  /** All policies, the newest first. */
  public static List<SslPolicy> all() {
    return List.copyOf(ALL.values());
  }

  /** A policy by its name. */
  public static Optional<SslPolicy> named(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  private static Map<String, SslPolicy> read() {
    try (InputStream in = SslPolicies.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing beside " + SslPolicies.class);
      }
      Map<String, SslPolicy> policies = new LinkedHashMap<>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(SslPolicies::policy)
          .forEach(policy -> policies.put(policy.name(), policy));
      return policies;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SslPolicy policy(String line) {
    String[] cells = line.split(";", -1);
    return new SslPolicy(
        cells[0],
        Stream.of(cells[1].split(",", -1))
            .map(type -> LoadBalancerType.of(type).orElseThrow())
            .collect(Collectors.toUnmodifiableSet()),
        List.of(cells[2].split(" ", -1)),
        List.of(cells[3].split(" ", -1)));
  }
}
