package io.eksnet.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** AWS's own Python library as the other side of the wire; tests are skipped where it is absent. */
public final class Botocore {

  private static final JsonMapper JSON = new JsonMapper();

  private final Path script;

  private Botocore(Path script) {
    this.script = script;
  }

  /** Skips the running test, with a message, where there is no python3 with botocore. */
  public static Botocore orSkip() {
    boolean there;
    try {
      there =
          new ProcessBuilder("python3", "-c", "import botocore")
                  .redirectErrorStream(true)
                  .start()
                  .waitFor()
              == 0;
    } catch (IOException missing) {
      there = false;
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
    assumeTrue(there, "python3 with botocore is not installed: not compared with AWS's own client");
    try (InputStream in = Botocore.class.getResourceAsStream("/botocore_wire.py")) {
      Path script = Files.createTempFile("botocore_wire", ".py");
      script.toFile().deleteOnExit();
      Files.write(script, in.readAllBytes());
      return new Botocore(script);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Runs the script in one of its modes: one answer for each line. */
  public List<Map<String, Object>> run(String mode, List<Map<String, Object>> lines) {
    try {
      Path input = Files.createTempFile("wire", ".jsonl");
      Files.write(input, lines.stream().map(JSON::writeValueAsString).toList());
      Process python =
          new ProcessBuilder("python3", script.toString(), mode)
              .redirectInput(input.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      List<Map<String, Object>> answers = new ArrayList<>();
      for (String line :
          new String(python.getInputStream().readAllBytes(), UTF_8).lines().toList()) {
        answers.add(object(line));
      }
      Files.delete(input);
      if (python.waitFor() != 0 || answers.size() != lines.size()) {
        throw new IllegalStateException("botocore_wire.py " + mode + " failed; see its messages");
      }
      return answers;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  /** A field of a line that must be there. */
  public static Object field(Map<String, Object> line, String name) {
    return Objects.requireNonNull(line.get(name), name);
  }

  /** A text field of a line that must be there. */
  public static String text(Map<String, Object> line, String name) {
    return field(line, name).toString();
  }

  @SuppressWarnings("unchecked")
  public static Map<String, Object> object(String json) {
    return JSON.readValue(json, Map.class);
  }
}
