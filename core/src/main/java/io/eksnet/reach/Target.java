package io.eksnet.reach;

import io.eksnet.net.Protocol;
import java.util.List;

/**
 * What is to be called.
 *
 * @param calls one, or one for each endpoint of a Service without a virtual address
 */
record Target(Trace.Party party, Protocol protocol, int port, List<Call> calls) {
  Target {
    calls = List.copyOf(calls);
  }
}
