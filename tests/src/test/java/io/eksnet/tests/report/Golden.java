package io.eksnet.tests.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text that was read by a person once and must stay as it was. */
final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  private Golden() {}

  /** Compares with the golden file of a name, or writes it with {@code -Dgolden.update=true}. */
  static void assertGolden(String name, String actual) throws IOException {
    Path file = FOLDER.resolve(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, actual);
    }
    assertThat(file).as("golden file; -Dgolden.update=true makes it").exists();
    assertThat(actual).as("%s", file).isEqualTo(Files.readString(file));
  }
}
