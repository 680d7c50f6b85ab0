package io.eksnet.net;

/**
 * The ports from one to another, both included.
 *
 * @param from 0 to 65535
 * @param to {@code from} to 65535
 */
public record PortRange(int from, int to) implements Comparable<PortRange> {

  /** 0 to 65535. */
  public static final PortRange ALL = new PortRange(0, 65535);

  public PortRange {
    if (from < 0 || to > 65535 || from > to) {
      throw new IllegalArgumentException(
          "a port range lies within 0-65535 and does not run backwards, not " + from + "-" + to);
    }
  }

  /** Just this port. */
  public static PortRange of(int port) {
    return new PortRange(port, port);
  }

  /** From one port to another, both included. */
  public static PortRange of(int from, int to) {
    return new PortRange(from, to);
  }

  public boolean contains(int port) {
    return port >= from && port <= to;
  }

  public boolean contains(PortRange other) {
    return other.from >= from && other.to <= to;
  }

  public boolean overlaps(PortRange other) {
    return other.from <= to && other.to >= from;
  }

  /** How many ports it holds: 1 to 65536. */
  public int size() {
    return to - from + 1;
  }

  @Override
  public int compareTo(PortRange other) {
    int order = Integer.compare(from, other.from);
    return order != 0 ? order : Integer.compare(to, other.to);
  }

  /** "443" or "8000-8080". */
  @Override
  public String toString() {
    return from == to ? Integer.toString(from) : from + "-" + to;
  }
}
