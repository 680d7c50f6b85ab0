package io.eksnet.app.network;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of one local network. It is also the name of the folder that keeps its state, so it is
 * held to what every file system and every host name takes.
 *
 * @param value 1 to 40 of a-z, 0-9 and '-', beginning and ending with a letter or digit
 */
public record NetworkName(String value) {

  /** The network that is meant when none is named. */
  public static final String DEFAULT = "default";

  /** How long a name may be. */
  public static final int LONGEST = 40;

  private static final Pattern FORM = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?");

  public NetworkName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a network name: " + value);
    }
  }

  /** The name that a user wrote; empty if it cannot be one. */
  public static Optional<NetworkName> of(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new NetworkName(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
