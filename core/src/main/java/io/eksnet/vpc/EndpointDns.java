package io.eksnet.vpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The DNS names of an interface endpoint: one for the endpoint, one for each of its zones, and the
 * service's own names when private DNS is on.
 */
public final class EndpointDns {
  private static final long FNV_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final int ZONE_ID_LENGTH = 13;

  private EndpointDns() {}

  /**
   * A name and the Route 53 zone that holds it.
   *
   * @param hostedZone invented, but always the same for the same names
   */
  public record Entry(String name, String hostedZone) {}

  /** The names of an endpoint; a gateway endpoint has none. */
  public static List<Entry> of(Vpcs vpcs, VpcEndpoint endpoint) {
    if (!(endpoint.access() instanceof VpcEndpoint.Interface access)) {
      return List.of();
    }
    return EndpointOffer.behind(vpcs, endpoint)
        .map(offer -> names(endpoint, access, offer))
        .orElse(List.of());
  }

  private static List<Entry> names(
      VpcEndpoint endpoint, VpcEndpoint.Interface access, EndpointOffer offer) {
    boolean wildcard = offer.baseDnsName().startsWith("*.");
    String base = wildcard ? offer.baseDnsName().substring(2) : offer.baseDnsName();
    String host = (wildcard ? "*." : "") + endpoint.id() + "-" + access.dnsLabel();
    String zone = "Z" + letters(endpoint.scope().region() + ".vpce.amazonaws.com");
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry(host + "." + base, zone));
    for (VpcEndpoint.Placement placement : access.placements()) {
      entries.add(new Entry(host + "-" + placement.zone().name() + "." + base, zone));
    }
    if (access.privateDns()) {
      String own = "Z0" + letters(endpoint.id() + "/private").substring(1);
      offer.privateDnsNames().forEach(name -> entries.add(new Entry(name, own)));
    }
    return entries;
  }

  private static String letters(String text) {
    return Long.toString(hash(text) >>> 1, Character.MAX_RADIX)
        .toUpperCase(Locale.ROOT)
        .concat("0".repeat(ZONE_ID_LENGTH))
        .substring(0, ZONE_ID_LENGTH);
  }

  /** Hexadecimal digits, up to 16, that are always the same for a text. */
  static String digits(String text, int count) {
    return String.format(Locale.ROOT, "%016x", hash(text)).substring(0, count);
  }

  private static long hash(String text) {
    long hash = FNV_BASIS; // FNV-1a, 64 bits
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }
}
