package io.eksnet.tests;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script {@code ./eksnet}, in a checkout of nothing with a Maven and JDKs that only pretend:
 * {@code mvn} counts its calls and leaves a jar, {@code java} prints how it was called.
 */
class LauncherTest {

  private static final Path ROOT = Path.of(System.getProperty("eksnet.root", ".."));

  /** All that the launcher may need of a system, beside Maven and a JDK. */
  private static final List<String> UTILITIES =
      List.of(
          "cat",
          "cp",
          "find",
          "mkdir",
          "mv",
          "ps",
          "readlink",
          "rm",
          "rmdir",
          "sed",
          "sh",
          "sleep",
          "tail");

  private static final String MVN =
      """
      #!/bin/sh
      echo called >>"$HOME/mvn-calls"
      [ ! -e "$HOME/mvn-fails" ] || { echo "[ERROR] planted failure"; exit 1; }
      [ ! -e "$HOME/mvn-is-slow" ] || sleep 1
      mkdir -p app/target/lib
      : >app/target/eksnet.jar
      """;

  private static final String JAVA =
      """
      #!/bin/sh
      for word in "$@"; do
        case $word in
          -XX:AOTCacheOutput=*) : >"${word#*=}"; exit 0 ;;
        esac
      done
      printf '%s\\n' "$0" "$@"
      """;

  @TempDir private Path temp;
  private Path checkout;
  private Cli eksnet;

  @BeforeEach
  void aCheckoutInAPathWithSpaces() throws IOException {
    Files.setPosixFilePermissions(temp, fromString("rwxr-xr-x"));
    checkout = temp.resolve("my check out");
    for (var file : List.of("eksnet", "scripts/jdk.sh", "scripts/build.sh")) {
      var copy = checkout.resolve(file);
      Files.createDirectories(copy.getParent());
      Files.copy(ROOT.resolve(file), copy);
    }
    source("pom.xml");
    source("app/pom.xml");
    source("app/src/main/java/App.java");
    source("tests/pom.xml");
    source("tests/src/main/java/Story.java");
    script("bin/mvn", MVN);
    for (var utility : UTILITIES) {
      Cli.alias(temp.resolve("bin").resolve(utility), Tool.onPath(utility).orElseThrow());
    }
    jdk("jdks/jdk-25", "25.0.3");
    eksnet =
        Cli.of(checkout.resolve("eksnet"), temp)
            .without("JAVA_HOME")
            .env("PATH", temp.resolve("bin").toString())
            .env("EKSNET_JDK_PATH", temp.resolve("jdks").toString());
  }

  @Test
  void itBuildsOnFirstUseAndSaysSoAndNotAgain() {
    var first = eksnet.run("get", "ips");
    var second = eksnet.run("get", "ips");

    assertThat(first.exit()).as(first.toString()).isZero();
    assertThat(first.err()).startsWith("eksnet: building").contains("build.log").hasLineCount(1);
    assertThat(second.err()).isEmpty();
    assertThat(second.out()).isEqualTo(first.out()).endsWith("io.eksnet.app.Main\nget\nips\n");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void argumentsArriveAsTheyWereTyped() {
    assertThat(eksnet.run("a b", "", "*", "$HOME", "'").out()).endsWith("a b\n\n*\n$HOME\n'\n");
  }

  @Test
  void aChangedSourceOrPomIsBuiltButNotAChangedTest() throws IOException {
    eksnet.run();
    source("tests/src/main/java/Story.java");
    source("tests/pom.xml");
    assertThat(eksnet.run().err()).isEmpty();
    assertThat(builds()).isEqualTo(1);

    source("app/src/main/java/App.java");
    assertThat(eksnet.run().err()).contains("sources changed, building");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void aDeletedSourceIsBuilt() throws IOException {
    source("app/src/main/java/Other.java");
    eksnet.run();
    Files.delete(checkout.resolve("app/src/main/java/Other.java"));
    touch(checkout.resolve("app/src/main/java"));

    eksnet.run();

    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void aRunningDaemonKeepsTheJarsThatItHasOpen() throws IOException {
    eksnet.run("up");
    var jar = checkout.resolve("app/target/eksnet.jar");
    Files.writeString(jar, "old");
    try (var open = Files.newBufferedReader(jar)) {
      source("app/src/main/java/App.java");
      eksnet.run("status");

      assertThat(open.readLine()).isEqualTo("old");
      assertThat(jar).isEmptyFile();
    }
  }

  @Test
  void twoAtOnceBuildOnce() throws IOException {
    Files.createFile(temp.resolve("mvn-is-slow"));

    var other = CompletableFuture.supplyAsync(() -> eksnet.run("up"));
    var one = eksnet.run("up");

    assertThat(one.out()).isEqualTo(other.join().out()).endsWith("up\n");
    assertThat(one.err() + other.join().err()).contains("building", "waiting for it");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void theLockOfAKilledBuildHoldsNobodyUp() throws IOException {
    source("target/build.lock/pid");
    Files.writeString(checkout.resolve("target/build.lock/pid"), "999999999\n");

    assertThat(eksnet.run("up").exit()).isZero();
    assertThat(checkout.resolve("target/build.lock")).doesNotExist();
  }

  @Test
  void aFailedBuildShowsItsEndAndIsTriedAgain() throws IOException {
    var failing = Files.createFile(temp.resolve("mvn-fails"));

    var failed = eksnet.run("up");
    Files.delete(failing);
    var mended = eksnet.run("up");

    assertThat(failed.exit()).isEqualTo(70);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err()).contains("planted failure", "the build failed", "target/build.log");
    assertThat(mended.exit()).isZero();
  }

  @Test
  void withoutMavenOneLineSaysSo() throws IOException {
    Files.delete(temp.resolve("bin/mvn"));

    var result = eksnet.run("up");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).hasLineCount(1).contains("needs Maven", "no 'mvn' on the PATH");
  }

  @Test
  void withoutAJdkThatIsNewEnoughOneLineSaysHowToGetOne() throws IOException {
    Files.move(temp.resolve("jdks"), temp.resolve("elsewhere"));
    jdk("jdks/jdk-17", "17.0.15");

    var result = eksnet.run("up");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .hasLineCount(1)
        .contains("needs a JDK 25 or newer", "only JDK 17", "JAVA_HOME");
  }

  @Test
  void ofSeveralJdksTheOneNearestTo25IsTaken() throws IOException {
    jdk("jdks/a-jdk-27", "27");
    jdk("jdks/b-jdk-26", "26.0.1");
    jdk("jdks/jdk-8", "1.8.0_402");

    assertThat(eksnet.run("up").out()).startsWith(temp + "/jdks/jdk-25/bin/java\n");
  }

  @Test
  void javaHomeIsTakenIfItIsNewEnough() throws IOException {
    jdk("mine/jdk-26", "26");
    jdk("mine/jdk-17", "17.0.15");
    Files.createDirectories(temp.resolve("mine/not-a-jdk"));

    var with = eksnet.env("JAVA_HOME", temp.resolve("mine/jdk-26").toString());
    assertThat(with.run("up").out()).startsWith(temp + "/mine/jdk-26/bin/java\n");
    for (var unfit : List.of("mine/jdk-17", "mine/not-a-jdk", "mine/nothing")) {
      var without = eksnet.env("JAVA_HOME", temp.resolve(unfit).toString());
      assertThat(without.run("up").exit()).as(unfit).isZero();
    }
  }

  @Test
  void itStartsFromAnywhereAndThroughSymlinks() throws IOException {
    var bin = Files.createDirectories(temp.resolve("some where/bin"));
    Files.createSymbolicLink(bin.resolve("direct"), checkout.resolve("eksnet"));
    Files.createSymbolicLink(bin.resolve("twice"), Path.of("../bin/direct"));
    var direct = eksnet.run("up").out();

    for (var word : List.of("./direct", "./twice", bin + "/twice", "../../my check out/eksnet")) {
      var shell = Cli.shell(temp).env("EKSNET_JDK_PATH", temp + "/jdks").without("JAVA_HOME");
      var result = shell.in(bin).run("-c", "\"$0\" up", word);
      assertThat(result.out()).as(result.toString()).isEqualTo(direct);
    }
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void aBuiltCheckoutThatMayNotBeWrittenToStartsAsItIs() throws IOException {
    eksnet.run("up");
    source("app/src/main/java/App.java");

    var result = readOnly("up");

    assertThat(result.exit()).as(result.toString()).isZero();
    assertThat(result.out()).endsWith("up\n");
    assertThat(result.err()).hasLineCount(1).contains("may not be written to", "the older build");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void aCheckoutThatIsNotBuiltAndMayNotBeWrittenToSaysWhatToDo() {
    var result = readOnly("up");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).hasLineCount(1).contains("not built yet", "./eksnet version");
  }

  @Test
  void itCanBeToldNeverToBuild() {
    var result = eksnet.env("EKSNET_BUILD", "never").run("up");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).hasLineCount(1).contains("not built", "EKSNET_BUILD=never");
    assertThat(builds()).isZero();
  }

  /** As another user if the tests run as root, whom no file mode stops. */
  private Cli.Result readOnly(String verb) {
    boolean isRoot = "root".equals(System.getProperty("user.name"));
    if (!isRoot) {
      Cli.shell(temp).run("-c", "chmod -R a-w \"$0\"", checkout.toString()).succeeded();
      try {
        return eksnet.run(verb);
      } finally {
        Cli.shell(temp).run("-c", "chmod -R u+w \"$0\"", checkout.toString()).succeeded();
      }
    }
    var setpriv = Tool.onPath("setpriv");
    assumeTrue(setpriv.isPresent(), "runs as root and finds no setpriv to become another user");
    var words =
        List.of(
            setpriv.orElseThrow().toString(),
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
            checkout.resolve("eksnet").toString());
    return new Cli(words, temp, eksnet.environment(), temp, eksnet.limit(), "").run(verb);
  }

  private long builds() {
    var calls = temp.resolve("mvn-calls");
    try {
      return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a file that is newer than any build so far. */
  private void source(String path) throws IOException {
    var file = checkout.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    touch(file);
  }

  private void touch(Path file) throws IOException {
    boolean isBuilt = Files.exists(checkout.resolve("app/target/eksnet.built"));
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(isBuilt ? 5 : -5)));
  }

  private void script(String path, String text) throws IOException {
    var file = temp.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, fromString("rwxr-xr-x"));
  }

  private void jdk(String path, String version) throws IOException {
    script(path + "/bin/java", JAVA);
    script(path + "/bin/javac", JAVA);
    Files.writeString(
        temp.resolve(path).resolve("release"),
        "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"%s\"\nJAVA_VERSION_DATE=\"2026-04-21\"\n"
            .formatted(version));
  }
}
