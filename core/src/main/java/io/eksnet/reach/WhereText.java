package io.eksnet.reach;

import io.eksnet.kube.ObjectKey;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Protocol;
import io.eksnet.reach.Where.Parsed;
import io.eksnet.reach.Where.Parsed.Ok;
import io.eksnet.reach.Where.Parsed.Problem;
import java.util.Locale;
import java.util.Optional;

/** Reads a {@link Where}. */
final class WhereText {
  private static final String EXPECTED =
      "expected pod/NAME, svc/NAME, node/NAME, an address or internet, with :PORT where wanted";

  private WhereText() {}

  static Parsed parse(String text, String namespace) {
    String place = text.strip();
    Optional<IpAddress> bare = IpAddress.tryParse(place);
    if (bare.isPresent()) {
      return new Ok(new Where.AddressEnd(bare.get(), Optional.empty()));
    }
    int colon = place.lastIndexOf(':');
    Optional<Where.Port> port = Optional.empty();
    if (colon >= 0) {
      String[] parts = place.substring(colon + 1).split("/", -1);
      Optional<Protocol> protocol =
          parts.length == 2
              ? Protocol.tryParse(parts[1]).filter(Protocol::hasPorts)
              : Optional.empty();
      if (parts.length > 2 || (parts.length == 2 && protocol.isEmpty())) {
        return new Problem(
            "\"" + text + "\" names no protocol of ports: expected :PORT, :PORT/tcp or :PORT/udp");
      }
      if (!isPort(parts[0])) {
        return new Problem(
            "\"" + parts[0] + "\" in \"" + text + "\" is no port: expected 1 to 65535 or a name");
      }
      port = Optional.of(new Where.Port(parts[0], protocol));
      place = place.substring(0, colon);
    }
    return place(text, unbracketed(place), namespace, port);
  }

  private static Parsed place(
      String text, String place, String namespace, Optional<Where.Port> port) {
    if (place.equalsIgnoreCase("internet")) {
      return new Ok(new Where.Internet(port));
    }
    Optional<IpAddress> address = IpAddress.tryParse(place);
    if (address.isPresent()) {
      return new Ok(new Where.AddressEnd(address.get(), port));
    }
    String[] parts = place.split("/", -1);
    if (parts.length < 2 || parts.length > 3 || parts[parts.length - 1].isEmpty()) {
      String hint =
          parts.length == 1 && !place.isEmpty() ? "; did you mean pod/" + place + "?" : "";
      return new Problem("\"" + text + "\" names no place: " + EXPECTED + hint);
    }
    String name = parts[parts.length - 1];
    ObjectKey key = new ObjectKey(parts.length == 3 ? parts[1] : namespace, name);
    return switch (parts[0].toLowerCase(Locale.ROOT)) {
      case "pod", "pods", "po" -> new Ok(new Where.PodEnd(key, port));
      case "svc", "service", "services" -> new Ok(new Where.ServiceEnd(key, port));
      case "node", "nodes", "no" -> new Ok(new Where.NodeEnd(name, port));
      case String kind ->
          new Problem("a " + kind + " has no place in the network that can be traced: " + EXPECTED);
    };
  }

  private static String unbracketed(String place) {
    return place.startsWith("[") && place.endsWith("]")
        ? place.substring(1, place.length() - 1)
        : place;
  }

  private static boolean isPort(String text) {
    if (text.matches("[0-9]+")) {
      return text.length() <= 5 && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= 65535;
    }
    return text.matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
  }
}
