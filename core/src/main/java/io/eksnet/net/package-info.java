/**
 * Addresses, CIDRs, sets of addresses and ports, protocols, packets, the longest-prefix table and
 * the bitmap of used addresses.
 *
 * <p>Pure arithmetic over values: nothing here knows AWS or Kubernetes, resolves a name or touches
 * a socket. Start with {@code IpAddress} and {@code Cidr}.
 */
package io.eksnet.net;
