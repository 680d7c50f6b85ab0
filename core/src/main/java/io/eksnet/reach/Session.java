package io.eksnet.reach;

import io.eksnet.net.Packet;
import io.eksnet.net.PortRange;

/**
 * A translation that something remembers, to write replies back.
 *
 * @param at the node or gateway that remembers
 * @param portsBefore the ports that the client's side may have had before
 */
record Session(Step.Translator by, String at, Packet before, Packet after, PortRange portsBefore) {}
