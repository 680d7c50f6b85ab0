package io.eksnet.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How this program starts itself as another JVM: same Java, same class path, other flags. The
 * daemon is started this way.
 */
public final class SelfStart {

  private SelfStart() {}

  /**
   * The words of the command that starts {@code eksnet} with these arguments. A start-up cache that
   * the build left for that purpose is used if it is there; Java itself ignores one that does not
   * fit.
   *
   * @param cache the file name of the start-up cache beside the program's jar, {@code daemon.aot}
   * @param javaOptions flags for that JVM, such as {@code -Xmx1g}
   * @param arguments what would follow {@code eksnet} on a command line
   */
  public static List<String> command(
      String cache, List<String> javaOptions, List<String> arguments) {
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    home()
        .map(it -> it.resolve("app/target").resolve(cache))
        .filter(Files::isReadable)
        .ifPresent(it -> words.addAll(List.of("-XX:AOTCache=" + it, "-Xlog:aot*=off,cds*=off")));
    words.addAll(javaOptions);
    home().ifPresent(it -> words.add("-Deksnet.home=" + it));
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.add(Main.class.getName());
    words.addAll(arguments);
    return List.copyOf(words);
  }

  /** The folder of the checkout, which the launcher tells; empty when started without it. */
  public static Optional<Path> home() {
    return Optional.ofNullable(System.getProperty("eksnet.home")).map(Path::of);
  }
}
