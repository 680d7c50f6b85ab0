package io.eksnet.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The walls of the house. A rule about a room that is not built yet holds by itself. */
class ArrowsTest {

  private static final Arrows ARROWS = Arrows.ofTheHouse();
  private static final Path ROOT = Path.of(System.getProperty("eksnet.root", "..")).normalize();

  /** Every class of eksnet that is not a test's. */
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.eksnet");

  /** Only to read a resource from the class path. */
  private static final Set<String> READING =
      Set.of(
          "java.io.BufferedReader",
          "java.io.ByteArrayInputStream",
          "java.io.ByteArrayOutputStream",
          "java.io.IOException",
          "java.io.InputStream",
          "java.io.InputStreamReader",
          "java.io.OutputStream",
          "java.io.Reader",
          "java.io.Serializable",
          "java.io.StringReader",
          "java.io.StringWriter",
          "java.io.UncheckedIOException",
          "java.io.Writer");

  private static final Pattern ELSEWHERE_THAN_CORE =
      Pattern.compile(
          """
          java\\.(io|net|nio\\.file|nio\\.channels|sql|rmi|util\\.logging|util\\.prefs)\\..*\
          |java\\.lang\\.(Thread.*|InheritableThreadLocal|Process.*|Runtime|Runtime\\$.*)\
          |java\\.time\\.(Clock|InstantSource)\
          |java\\.util\\.(Timer.*|Scanner)\
          |java\\.util\\.concurrent\\.(.*Execut.*|ForkJoin.*|.*Future.*|CompletionStage|Flow.*|ThreadLocalRandom|StructuredTaskScope.*)\
          |java\\.security\\.SecureRandom\
          |(javax|sun|com\\.sun|jdk)\\..*""");

  /** What a class of core may name at all, beside the rooms that it may depend on. */
  private static final Pattern LIBRARIES_OF_CORE =
      Pattern.compile("(java|io\\.eksnet|org\\.pcollections|org\\.jspecify)\\..*");

  /** Answers of these differ from call to call: they come into core as arguments. */
  private static final Pattern NOT_A_FUNCTION =
      Pattern.compile(
          """
          java\\.time\\.\\w+\\.now\\(.*\
          |java\\.lang\\.System\\.(currentTimeMillis|nanoTime|getenv|getProperty|exit)\\(.*\
          |java\\.lang\\.Math\\.random\\(.*\
          |java\\.util\\.UUID\\.randomUUID\\(.*\
          |java\\.util\\.Random\\.<init>\\(\\)\
          |java\\.util\\.SplittableRandom\\.<init>\\(\\)\
          |java\\.lang\\.Object\\.(wait|notify|notifyAll)\\(.*""");

  /** A vendor's language is spoken in one room only. */
  private static final Map<String, Set<String>> HOMES =
      Map.of(
          "software.amazon.awssdk.", Set.of("aws"),
          "io.kubernetes.", Set.of("kubernetes"),
          "io.fabric8.", Set.of("kubernetes"),
          "java.sql.", Set.of("journal"),
          "org.sqlite.", Set.of("journal"),
          "picocli.", Set.of("app"),
          "java.lang.ProcessBuilder", Set.of("linux", "app"));

  @Test
  void everySourceFileWasLookedAt() throws IOException {
    var sources = sources().toList();
    var imported = HOUSE.stream().map(JavaClass::getName).collect(Collectors.toSet());

    assertThat(sources).as("source files under %s", ROOT).hasSizeGreaterThan(10);
    assertThat(sources.stream().map(ArrowsTest::className).filter(it -> !it.endsWith("-info")))
        .isSubsetOf(imported);
  }

  @Test
  void everyPackageSaysWhatItHolds() throws IOException {
    var folders = sources().map(Path::getParent).collect(Collectors.toSet());

    assertThat(folders)
        .allSatisfy(
            it -> {
              assertThat(it.resolve("package-info.java")).exists();
              assertThat(it.resolve("package-info.java")).content().contains("/**");
            });
  }

  @Test
  void roomsDependOnlyAlongTheArrows() {
    assertThat(againstTheArrows(HOUSE, "io.eksnet.")).isEmpty();
  }

  @Test
  void anArrowThatIsNotInTheTableIsFound() {
    var planted = new ClassFileImporter().importPackages("io.eksnet.tests.planted");

    assertThat(againstTheArrows(planted, "io.eksnet.tests.planted."))
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it).contains("net may not depend on vpc", "net.Upward"));
  }

  @ParameterizedTest(name = "{0} to {1}: {2}")
  @CsvSource({
    "net, vpc, false",
    "net, id, false",
    "vpc, net, true",
    "elb, id, true",
    "fabric, net, true",
    "world, cni, false",
    "cni, proxy, false",
    "lbc, proxy, true",
    "doctor, cni, true",
    "net, table, true",
    "table, net, false",
    "aws, kubernetes, false",
    "kubernetes, world, true",
    "aws, fabric, false",
    "report, doctor, true",
    "control, report, true",
    "app, linux, true",
    "control, app, false"
  })
  void theTableIsReadAsItIsMeant(String from, String to, boolean allowed) {
    assertThat(ARROWS.allow(from, to)).isEqualTo(allowed);
  }

  @Test
  void thereIsNoCycleOfPackages() {
    SlicesRuleDefinition.slices()
        .matching("io.eksnet.(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  @Test
  void coreUsesNoInputOrOutputNoClockAndNoThread() {
    assertThat(
            inCore(
                it ->
                    it.getDirectDependenciesFromSelf().stream()
                        .filter(to -> isForbiddenInCore(to.getTargetClass().getBaseComponentType()))
                        .map(Dependency::getDescription)))
        .isEmpty();
  }

  @Test
  void coreIsAFunctionOfItsArguments() {
    assertThat(
            inCore(
                it ->
                    Stream.concat(
                            it.getAccessesFromSelf().stream(),
                            it.getCodeUnitReferencesFromSelf().stream())
                        .filter(
                            to -> NOT_A_FUNCTION.matcher(to.getTarget().getFullName()).matches())
                        .map(JavaAccess::getDescription)))
        .isEmpty();
  }

  @Test
  void whatIsForbiddenInCoreIsRecognised() {
    assertThat(
            Stream.of(
                "java.io.File",
                "java.nio.file.Path",
                "java.net.InetAddress",
                "java.lang.Thread",
                "java.lang.ThreadLocal",
                "java.time.Clock",
                "java.lang.ProcessBuilder",
                "java.util.concurrent.ExecutorService",
                "java.util.concurrent.Executors",
                "java.util.concurrent.CompletableFuture"))
        .allMatch(it -> ELSEWHERE_THAN_CORE.matcher(it).matches());
    assertThat(Stream.of("java.time.Instant", "java.util.concurrent.ConcurrentHashMap"))
        .noneMatch(it -> ELSEWHERE_THAN_CORE.matcher(it).matches());
    assertThat(
            Stream.of(
                "java.time.Instant.now()",
                "java.lang.System.nanoTime()",
                "java.util.Random.<init>()"))
        .allMatch(it -> NOT_A_FUNCTION.matcher(it).matches());
  }

  @Test
  void onlyTheTerminalWritesToTheTerminal() {
    assertThat(
            HOUSE.stream()
                .filter(it -> !room(it, "io.eksnet.").equals("app"))
                .flatMap(it -> it.getFieldAccessesFromSelf().stream())
                .filter(it -> it.getTarget().getFullName().matches("java.lang.System.(out|err|in)"))
                .map(JavaAccess::getDescription))
        .isEmpty();
  }

  @Test
  void aVendorsLanguageIsSpokenInOneRoom() {
    assertThat(
            HOUSE.stream()
                .flatMap(it -> it.getDirectDependenciesFromSelf().stream())
                .filter(it -> !isAtHome(it))
                .map(Dependency::getDescription))
        .isEmpty();
  }

  private static boolean isAtHome(Dependency dependency) {
    var target = dependency.getTargetClass().getBaseComponentType().getName();
    var room = room(dependency.getOriginClass(), "io.eksnet.");
    return HOMES.entrySet().stream()
        .noneMatch(it -> target.startsWith(it.getKey()) && !it.getValue().contains(room));
  }

  private static boolean isForbiddenInCore(JavaClass target) {
    var name = target.getName();
    return !target.isPrimitive()
        && !READING.contains(name)
        && (ELSEWHERE_THAN_CORE.matcher(name).matches()
            || !LIBRARIES_OF_CORE.matcher(name).matches());
  }

  private static List<String> inCore(Function<JavaClass, Stream<String>> violations) {
    return HOUSE.stream()
        .filter(it -> ARROWS.core().contains(room(it, "io.eksnet.")))
        .flatMap(violations)
        .sorted()
        .toList();
  }

  private static List<String> againstTheArrows(JavaClasses classes, String root) {
    return classes.stream()
        .flatMap(it -> it.getDirectDependenciesFromSelf().stream())
        .filter(it -> it.getTargetClass().getBaseComponentType().getName().startsWith(root))
        .flatMap(it -> againstTheArrows(it, root).stream())
        .distinct()
        .sorted()
        .toList();
  }

  private static List<String> againstTheArrows(Dependency dependency, String root) {
    var from = room(dependency.getOriginClass(), root);
    var to = room(dependency.getTargetClass().getBaseComponentType(), root);
    if (!ARROWS.know(from) || !ARROWS.know(to)) {
      return List.of(
          "%s is not in the table of rooms; add it to Arrows and to the design: %s"
              .formatted(ARROWS.know(from) ? to : from, dependency.getDescription()));
    }
    return ARROWS.allow(from, to)
        ? List.of()
        : List.of(
            "%s may not depend on %s, only on %s: %s"
                .formatted(from, to, ARROWS.reachable(from), dependency.getDescription()));
  }

  /** The word after the root package. */
  private static String room(JavaClass it, String root) {
    var name = it.getPackageName() + ".";
    return name.startsWith(root) ? name.substring(root.length()).split("\\.", 2)[0] : "";
  }

  private static Stream<Path> sources() throws IOException {
    try (var modules = Files.list(ROOT)) {
      return modules
          .map(it -> it.resolve("src/main/java"))
          .filter(it -> Files.isDirectory(it) && !it.startsWith(ROOT.resolve("bench")))
          .flatMap(ArrowsTest::javaFiles)
          .toList()
          .stream();
    }
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (var files = Files.walk(folder)) {
      return files.filter(it -> it.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String className(Path source) {
    var path = source.toString().replace('\\', '/');
    return path.substring(path.indexOf("src/main/java/") + "src/main/java/".length())
        .replace('/', '.')
        .replaceFirst("\\.java$", "");
  }
}
