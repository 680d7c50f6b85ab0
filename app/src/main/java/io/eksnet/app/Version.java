package io.eksnet.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build stamped into this program. */
public final class Version {

  private Version() {}

  /** The version, such as {@code 0.1.0}. */
  public static String current() {
    var properties = new Properties();
    try (var resource = Version.class.getResourceAsStream("version.properties")) {
      if (resource == null) {
        throw new IllegalStateException("version.properties is missing from the class path");
      }
      properties.load(resource);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "unknown");
  }

  /**
   * The lines that {@code version} prints: eksnet's version, and what a bug report needs beside it.
   */
  static String[] lines() {
    return new String[] {
      "eksnet " + current(),
      "Java %s, %s %s"
          .formatted(
              Runtime.version(), System.getProperty("os.name"), System.getProperty("os.arch"))
    };
  }

  /** Lets picocli print the version for {@code --version}. */
  static final class Provider implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return lines();
    }
  }
}
