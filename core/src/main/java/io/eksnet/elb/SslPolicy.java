package io.eksnet.elb;

import java.util.List;
import java.util.Set;

/**
 * A security policy: with which protocols and ciphers clients may connect.
 *
 * @param types the types of load balancers that offer it
 * @param protocols such as {@code TLSv1.2}
 * @param ciphers by OpenSSL's names, the preferred one first
 */
public record SslPolicy(
    String name, Set<LoadBalancerType> types, List<String> protocols, List<String> ciphers) {
  public SslPolicy {
    types = Set.copyOf(types);
    protocols = List.copyOf(protocols);
    ciphers = List.copyOf(ciphers);
  }
}
