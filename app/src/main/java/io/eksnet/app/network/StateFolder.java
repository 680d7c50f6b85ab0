package io.eksnet.app.network;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where a network keeps its state: {@code $XDG_STATE_HOME/eksnet/<name>}, readable by its owner
 * alone, because keys are in it.
 *
 * @param path the folder; it may not be there yet
 */
public record StateFolder(NetworkName name, Path path) {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  /** The folder of a network of this user. */
  public static StateFolder of(NetworkName name, Map<String, String> environment) {
    return new StateFolder(name, root(environment).resolve(name.value()));
  }

  private static Path root(Map<String, String> environment) {
    String state = environment.getOrDefault("XDG_STATE_HOME", "");
    Path base =
        state.isEmpty()
            ? Path.of(
                environment.getOrDefault("HOME", System.getProperty("user.home")),
                ".local",
                "state")
            : Path.of(state);
    return base.resolve("eksnet").toAbsolutePath();
  }

  /** All networks of this user that have a folder. */
  public static List<StateFolder> all(Map<String, String> environment) throws IOException {
    Path root = root(environment);
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .filter(Files::isDirectory)
          .sorted()
          .flatMap(
              folder ->
                  NetworkName.of(folder.getFileName().toString())
                      .map(name -> new StateFolder(name, folder))
                      .stream())
          .toList();
    }
  }

  /** Makes the folder, for its owner alone. */
  public void create() throws IOException {
    Files.createDirectories(path);
    Files.setPosixFilePermissions(path, OWNER_ONLY);
  }

  /** Whether it is there. */
  public boolean exists() {
    return Files.isDirectory(path);
  }

  /** The journal. */
  public Path journal() {
    return path.resolve("journal.db");
  }

  /** The ClusterConfig that the network was made from. */
  public Path config() {
    return path.resolve("cluster.yaml");
  }

  /** The kubeconfig that points kubectl at the network. */
  public Path kubeconfig() {
    return path.resolve("kubeconfig");
  }

  /** What the daemon writes for people. */
  public Path log() {
    return path.resolve("daemon.log");
  }

  /** The file that a running daemon holds a lock on. */
  public Path lock() {
    return path.resolve("daemon.lock");
  }

  private Path endpoints() {
    return path.resolve("endpoints.properties");
  }

  private Path secrets() {
    return path.resolve("secrets.properties");
  }

  /** Ports, process and addresses of the running daemon; none when it never ran. */
  public Optional<Endpoints> readEndpoints() throws IOException {
    return Files.exists(endpoints())
        ? Optional.of(Endpoints.of(read(endpoints())))
        : Optional.empty();
  }

  /** Remembers them. */
  public void writeEndpoints(Endpoints endpoints) throws IOException {
    write(endpoints(), endpoints.toProperties());
  }

  /** Under which name {@link #readSecrets} has the access key of an account's root. */
  public static String accessKeyOf(String account) {
    return "aws." + account + ".access.key";
  }

  /** Under which name it has the secret key. */
  public static String secretKeyOf(String account) {
    return "aws." + account + ".secret.key";
  }

  /** The network's keys and certificates by name; empty before the first start. */
  public Map<String, String> readSecrets() throws IOException {
    if (!Files.exists(secrets())) {
      return Map.of();
    }
    Properties properties = read(secrets());
    Map<String, String> values = new java.util.TreeMap<>();
    properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
    return values;
  }

  /** Keeps them. */
  public void writeSecrets(Map<String, String> values) throws IOException {
    Properties properties = new Properties();
    properties.putAll(values);
    write(secrets(), properties);
  }

  private static Properties read(Path file) throws IOException {
    Properties properties = new Properties();
    try (var in = Files.newBufferedReader(file)) {
      properties.load(in);
    }
    return properties;
  }

  private static void write(Path file, Properties properties) throws IOException {
    var text = new java.io.StringWriter();
    properties.store(text, null);
    replace(file, text.toString());
  }

  /** Writes a file for its owner alone, whole or not at all. */
  public static void replace(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, text, StandardOpenOption.TRUNCATE_EXISTING);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Forgets everything. */
  public void delete() throws IOException {
    if (!exists()) {
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path folder, java.io.@org.jspecify.annotations.Nullable IOException problem)
              throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
