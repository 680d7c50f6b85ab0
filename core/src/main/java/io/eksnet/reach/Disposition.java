package io.eksnet.reach;

/** What became of a connection, in one word that exit codes, colours and counters go by. */
public enum Disposition {
  /** It arrives, and its replies come back. */
  DELIVERED("delivered"),
  /** A NetworkPolicy that is enforced isolates an end and does not allow it. */
  DENIED_BY_NETWORK_POLICY("denied by a NetworkPolicy"),
  /** No rule of an interface's security groups allows it. */
  DENIED_BY_SECURITY_GROUP("denied by security groups"),
  /** A network ACL denies it or, being stateless, its replies. */
  DENIED_BY_NACL("denied by a network ACL"),
  /** No route leads there. */
  NO_ROUTE("no route"),
  /** The Service has no endpoint that takes traffic. */
  NO_ENDPOINT("no endpoint"),
  /** It arrives where nothing listens on the port: refused, not filtered. */
  NOT_LISTENING("nothing listens"),
  /** Nothing along the way can carry it. */
  UNREACHABLE("unreachable"),
  /** It arrives, but replies take another way and are not recognised. */
  ASYMMETRIC_RETURN("replies take another way"),
  /** A fact that would decide is missing. */
  UNKNOWN("unknown");

  private final String text;

  Disposition(String text) {
    this.text = text;
  }

  /** A few words for people. */
  public String text() {
    return text;
  }
}
