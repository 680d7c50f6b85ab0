package io.eksnet.reach;

import io.eksnet.kube.ObjectKey;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Protocol;
import java.util.Optional;

/** An end of a question, as people write it; it need not exist. */
public sealed interface Where {

  /** The port that was asked for; sources have none. */
  Optional<Port> port();

  /** {@code pod/web:5432}. */
  record PodEnd(ObjectKey pod, Optional<Port> port) implements Where {
    @Override
    public String toString() {
      return "pod/" + pod.name() + suffix(port);
    }
  }

  /** {@code svc/api:80}. */
  record ServiceEnd(ObjectKey service, Optional<Port> port) implements Where {
    @Override
    public String toString() {
      return "svc/" + service.name() + suffix(port);
    }
  }

  /** {@code node/ip-10-0-1-2.us-west-2.compute.internal:30080}. */
  record NodeEnd(String node, Optional<Port> port) implements Where {
    @Override
    public String toString() {
      return "node/" + node + suffix(port);
    }
  }

  /** {@code 10.0.3.7:5432}, private or public. */
  record AddressEnd(IpAddress address, Optional<Port> port) implements Where {
    @Override
    public String toString() {
      boolean bracketed = port.isPresent() && address.toString().contains(":");
      return (bracketed ? "[" + address + "]" : address) + suffix(port);
    }
  }

  /** {@code internet}: an ordinary address of the internet. */
  record Internet(Optional<Port> port) implements Where {
    @Override
    public String toString() {
      return "internet" + suffix(port);
    }
  }

  /**
   * A port by number or name.
   *
   * @param text digits or a name
   * @param protocol TCP where none was written
   */
  record Port(String text, Optional<Protocol> protocol) {
    /** The number, where it was given by number. */
    public Optional<Integer> number() {
      return text.chars().allMatch(Character::isDigit)
          ? Optional.of(Integer.parseInt(text))
          : Optional.empty();
    }

    @Override
    public String toString() {
      return text + protocol.map(it -> "/" + it).orElse("");
    }
  }

  /** What became of a text. */
  sealed interface Parsed {
    /** It names an end. */
    record Ok(Where where) implements Parsed {}

    /** It does not. */
    record Problem(String message) implements Parsed {}
  }

  /**
   * Reads {@code pod/NAME}, {@code svc/NAME}, {@code node/NAME}, an address or {@code internet},
   * each with {@code :PORT} by number or name and {@code /udp} where wanted.
   *
   * @param namespace of pods and Services; {@code pod/NAMESPACE/NAME} names another
   */
  static Parsed parse(String text, String namespace) {
    return WhereText.parse(text, namespace);
  }

  private static String suffix(Optional<Port> port) {
    return port.map(it -> ":" + it).orElse("");
  }
}
