package io.eksnet.app;

import io.eksnet.app.network.NetworkName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * The options that every verb takes. A verb that works on a network reads them from a field
 * {@code @Mixin CommonOptions common}; to every other verb {@link CommandTree} adds them.
 */
final class CommonOptions {

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = NetworkName.DEFAULT,
      converter = NameConverter.class,
      order = 1000,
      description = "The network to work on (default: ${DEFAULT-VALUE}).")
  private NetworkName name;

  @SuppressWarnings("UnusedVariable") // picocli acts on it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      order = 1001,
      description = "Show this help.")
  private boolean help;

  /** The network that the command works on. */
  NetworkName network() {
    return name;
  }

  /** Turns the word on the command line into a name, or says what is wrong with it. */
  static final class NameConverter implements ITypeConverter<NetworkName> {
    @Override
    public NetworkName convert(String value) {
      return NetworkName.of(value)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'%s' is not a network name; use 1 to %d of a-z, 0-9 and '-', beginning and ending with a letter or digit"
                          .formatted(value, NetworkName.LONGEST)));
    }
  }
}
