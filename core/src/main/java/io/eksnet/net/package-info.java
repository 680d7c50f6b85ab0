/**
 * Addresses, CIDRs, sets of addresses and ports, protocols, packets and the longest-prefix table.
 *
 * <p>Pure arithmetic over values: nothing here knows AWS or Kubernetes, resolves a name or touches
 * a socket. Start with {@code IpAddress} and {@code Cidr}.
 */
package io.eksnet.net;
