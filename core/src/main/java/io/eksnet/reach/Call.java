package io.eksnet.reach;

import io.eksnet.net.IpAddress;
import io.eksnet.net.Protocol;
import io.eksnet.proxy.Resolution;
import java.util.Optional;

/**
 * What is called.
 *
 * @param port the destination port of the first packet
 * @param virtual what kube-proxy makes of it; none when it is called as it is
 */
record Call(
    Trace.Party party, IpAddress address, int port, Protocol protocol, Optional<Virtual> virtual) {
  /** A translation and the node whose kube-proxy makes it. */
  record Virtual(String node, Resolution resolution) {}
}
