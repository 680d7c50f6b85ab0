package io.eksnet.cni;

/**
 * How large a pool is to be.
 *
 * @param warmEni how many interfaces' worth of unassigned addresses to keep; ignored when a warm or
 *     minimum number of addresses is set
 * @param warmIp how many unassigned addresses to keep; 0 is not set
 * @param minimumIp how many addresses to hold at least; 0 is not set
 * @param warmPrefix how many unused prefixes to keep, in prefix mode only
 */
public record Targets(int warmEni, int warmIp, int minimumIp, int warmPrefix) {
  /** Whether single addresses are counted, which overrides the other targets. */
  public boolean countAddresses() {
    return warmIp != 0 || minimumIp != 0;
  }

  /** As ipamd logs them. */
  @Override
  public String toString() {
    return countAddresses()
        ? "WARM_IP_TARGET=" + warmIp + " MINIMUM_IP_TARGET=" + minimumIp
        : "WARM_ENI_TARGET=" + warmEni;
  }
}
