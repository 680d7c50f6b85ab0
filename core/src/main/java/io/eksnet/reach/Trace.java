package io.eksnet.reach;

import io.eksnet.net.IpAddress;
import io.eksnet.net.Protocol;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One connection, walked both ways at one moment.
 *
 * @param from what was asked about
 * @param to what was asked about, with the port that was found for it
 * @param source the end that opens the connection
 * @param destination the end that is called
 * @param port the destination port that is called
 * @param revision the world's revision
 * @param paths one way for each endpoint, or each kind of endpoint, of the destination; at least
 *     one
 * @param notes what the reader may overlook, one line each
 */
public record Trace(
    Where from,
    Where to,
    Party source,
    Party destination,
    Protocol protocol,
    int port,
    long revision,
    List<Path> paths,
    List<String> notes) {

  /** An end of the connection as people know it: {@code pod default/web 10.0.101.7}. */
  public record Party(Place place, Optional<IpAddress> address) {}

  /**
   * One way through the network.
   *
   * @param endpoint where it ends
   * @param alike how many endpoints are reached in just this way, this one among them
   * @param forward the way there; walked on past each obstacle as far as that makes sense
   * @param reply the way back
   */
  public record Path(Party endpoint, int alike, List<Hop> forward, Reply reply) {
    public Path {
      forward = List.copyOf(forward);
    }

    /** What the first obstacle makes of it. */
    public Disposition disposition() {
      return obstacles().findFirst().map(Obstacle::disposition).orElse(Disposition.DELIVERED);
    }

    /** Whether the connection works. */
    public boolean delivered() {
      return obstacles().findAny().isEmpty();
    }

    /** All steps there and back. */
    public Stream<Step> steps() {
      return Stream.concat(forward.stream(), reply.hops().stream())
          .flatMap(hop -> hop.steps().stream());
    }

    /** Everything that would have to change, in the order of the way. */
    public Stream<Obstacle> obstacles() {
      return steps().flatMap(step -> step.obstacle().stream());
    }
  }

  /** The way back. */
  public sealed interface Reply {
    /** Its hops; none when it was not walked. */
    List<Hop> hops();

    /** It was walked, as if the connection had arrived. */
    record Walked(List<Hop> hops) implements Reply {
      public Walked {
        hops = List.copyOf(hops);
      }
    }

    /** There is nothing to answer. */
    record NotWalked(String why) implements Reply {
      @Override
      public List<Hop> hops() {
        return List.of();
      }
    }
  }

  public Trace {
    paths = List.copyOf(paths);
    notes = List.copyOf(notes);
  }

  /** Whether every path delivers. */
  public boolean reachable() {
    return paths.stream().allMatch(Path::delivered);
  }

  /** Whether some paths deliver and others do not. */
  public boolean partial() {
    return !reachable() && paths.stream().anyMatch(Path::delivered);
  }

  /** DELIVERED, or what stops the first path that does not deliver. */
  public Disposition disposition() {
    return paths.stream()
        .map(Path::disposition)
        .filter(disposition -> disposition != Disposition.DELIVERED)
        .findFirst()
        .orElse(Disposition.DELIVERED);
  }

  /** Everything that would have to change, once each. */
  public List<Obstacle> obstacles() {
    return paths.stream().flatMap(Path::obstacles).distinct().toList();
  }

  /** The changes that together let it through, once each. */
  public List<Fix> fixes() {
    return obstacles().stream().map(Obstacle::fix).distinct().toList();
  }
}
