package io.eksnet.app.daemon;

import io.eksnet.app.config.ClusterConfig;
import io.eksnet.app.config.ClusterConfigReader;
import io.eksnet.app.network.Endpoints;
import io.eksnet.app.network.NetworkName;
import io.eksnet.app.network.StateFolder;
import io.eksnet.aws.AwsApi;
import io.eksnet.aws.endpoint.AwsEndpoint;
import io.eksnet.aws.sts.Sessions;
import io.eksnet.control.ControlServer;
import io.eksnet.control.IpsQuestion;
import io.eksnet.control.PictureQuestion;
import io.eksnet.control.Question;
import io.eksnet.control.StatusQuestion;
import io.eksnet.control.TraceQuestion;
import io.eksnet.eks.ApiEndpoint;
import io.eksnet.eks.Cluster;
import io.eksnet.id.Context;
import io.eksnet.id.IdSource;
import io.eksnet.id.Scope;
import io.eksnet.journal.Journal;
import io.eksnet.journal.JournalException;
import io.eksnet.kubernetes.documents.KubeDocuments;
import io.eksnet.table.Change;
import io.eksnet.world.Loop;
import io.eksnet.world.Pace;
import io.eksnet.world.World;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * One network, running: its engine and its three servers. The network's folder is locked as long as
 * it runs, so that there is never a second one.
 */
public final class Daemon {
  private static final int KUBERNETES_PORT = 7443;
  private static final int AWS_PORT = 7433;

  private final Engine engine;
  private final FileLock lock;
  private final List<AutoCloseable> servers;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  private Daemon(Engine engine, FileLock lock, List<AutoCloseable> servers) {
    this.engine = engine;
    this.lock = lock;
    this.servers = List.copyOf(servers);
  }

  /** How a start ended. */
  public sealed interface Start {
    /** The network runs. */
    record Running(Daemon daemon) implements Start {}

    /** It does not, and nothing was changed. */
    record Refused(String why) implements Start {}
  }

  /**
   * Starts the network of a folder, making it on the first start.
   *
   * @param version eksnet's own
   */
  public static Start start(StateFolder folder, Optional<Pace> pace, String version)
      throws IOException {
    FileChannel channel =
        FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      return new Start.Refused("network '" + folder.name() + "' is running already");
    }
    Start start = locked(folder, pace, version, lock);
    if (start instanceof Start.Refused) {
      channel.close();
    }
    return start;
  }

  private static Start locked(
      StateFolder folder, Optional<Pace> pace, String version, FileLock lock) throws IOException {
    String file = folder.config().toString();
    return switch (ClusterConfigReader.read(file, Files.readString(folder.config()))) {
      case ClusterConfigReader.Read.Wrong(var problems) ->
          new Start.Refused(problems.getFirst().toString());
      case ClusterConfigReader.Read.Config(ClusterConfig config, var _) -> {
        try {
          yield new Wiring(folder, config, pace.orElse(config.eksnet().pace()), version)
              .start(lock);
        } catch (JournalException damaged) {
          yield new Start.Refused(String.valueOf(damaged.getMessage()));
        } catch (PortTakenException taken) {
          yield new Start.Refused(String.valueOf(taken.getMessage()));
        }
      }
    };
  }

  /** Waits until somebody asks it to stop, and stops. */
  public void awaitEnd() throws InterruptedException {
    stopping.await();
    stopNow();
  }

  /** Asks it to stop; returns at once. */
  void requestStop() {
    stopping.countDown();
  }

  /** Stops: servers first, then the engine, when everything is on disk. Safe to be called twice. */
  public synchronized void stopNow() {
    if (stopped.getCount() == 0) {
      return;
    }
    stopping.countDown();
    for (AutoCloseable server : servers) {
      try {
        server.close();
      } catch (Exception wrong) {
        System.err.println("while stopping: " + wrong);
      }
    }
    try {
      engine.stop();
      lock.release();
      lock.channel().close();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (IOException wrong) {
      System.err.println("while stopping: " + wrong);
    }
    stopped.countDown();
  }

  /** A port that the network needs is in use. */
  static final class PortTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortTakenException(int port, NetworkName name) {
      super(message(port, name));
    }

    PortTakenException(int port, NetworkName name, Throwable cause) {
      super(message(port, name), cause);
    }

    private static String message(int port, NetworkName name) {
      return "port "
          + port
          + " on 127.0.0.1 is taken by another program; free it, or run this network beside it"
          + " with --name (named networks choose free ports; this one is '"
          + name
          + "')";
    }
  }

  /** Puts the parts of one network together. */
  private static final class Wiring {
    private final StateFolder folder;
    private final ClusterConfig config;
    private final Pace pace;
    private final String version;
    private final InstantSource clock = InstantSource.system();
    private final Secrets secrets;
    private final IdSource ids;
    private final Scope scope;

    Wiring(StateFolder folder, ClusterConfig config, Pace pace, String version) throws IOException {
      this.folder = folder;
      this.config = config;
      this.pace = pace;
      this.version = version;
      Map<String, String> kept = folder.readSecrets();
      if (kept.isEmpty()) {
        this.secrets = Secrets.make(clock.instant());
        folder.writeSecrets(secrets.toMap());
      } else {
        this.secrets = Secrets.of(kept);
        if (Secrets.lacks(kept)) {
          folder.writeSecrets(secrets.toMap());
        }
      }
      this.scope = Birth.scope(config);
      this.ids = freshIds();
    }

    /**
     * Ids never repeat over restarts because each start draws from another seed; nothing but the
     * first start needs to be repeatable.
     */
    private IdSource freshIds() {
      return IdSource.seeded(secrets.seed() ^ clock.instant().toEpochMilli());
    }

    Start start(FileLock lock) throws IOException {
      Ports ports = Ports.choose(folder, KUBERNETES_PORT, AWS_PORT);
      Journal journal = Journal.open(folder.journal(), Facts.codec(), Facts.kinds());
      World loaded = journal.load();
      String endpoint = "https://127.0.0.1:" + ports.kubernetes();
      List<Change<?, ?>> changes;
      if (loaded.revision() == 0) {
        switch (Birth.of(
            config,
            new Context(clock.instant(), ids),
            endpoint,
            secrets.certificates().authority().certificate())) {
          case Birth.Born.Refused(var refusal) -> {
            journal.close();
            return new Start.Refused(refusal.toString());
          }
          case Birth.Born.Changes(var made) -> changes = made;
        }
      } else {
        changes = movedTo(endpoint, secrets.certificates().authority().certificate(), loaded);
      }
      World.Commit first = loaded.commit(changes);
      if (!first.delta().isEmpty()) {
        journal.append(List.of(first.delta()));
      }
      World world = first.delta().isEmpty() ? loaded : first.world();
      Engine engine =
          new Engine(
              world,
              journal,
              clock,
              ids,
              store -> new Loop(store, new KubeDocuments(), ids, pace, Controllers.all(secrets)),
              Wiring::die);
      return serve(engine, ports, lock);
    }

    private static List<Change<?, ?>> movedTo(String endpoint, String authority, World world) {
      return Stream.<Change<?, ?>>concat(
              Stream.of(Change.put(ApiEndpoint.KIND, new ApiEndpoint(endpoint, authority))),
              world.table(Cluster.KIND).stream()
                  .map(cluster -> Change.put(Cluster.KIND, cluster.served(endpoint, authority))))
          .toList();
    }

    private Start serve(Engine engine, Ports ports, FileLock lock) throws IOException {
      AwsApi aws =
          new AwsApi(
              engine,
              scope,
              new Sessions(secrets.credentials(), secrets.sessionKey()),
              KubernetesSide.webIdentity(engine, secrets, clock),
              clock);
      KubernetesSide kubernetes = new KubernetesSide(engine, secrets, aws, clock);
      ClusterInstaller installer = new ClusterInstaller(engine, kubernetes::api);
      AutoCloseable apiServer = kubernetes.listen(ports.kubernetes(), folder.name());
      AwsEndpoint awsEndpoint =
          switch (aws.listen(ports.aws())) {
            case AwsEndpoint.Listening(AwsEndpoint listening) -> listening;
            case AwsEndpoint.PortTaken(int port, String _) ->
                throw new PortTakenException(port, folder.name());
          };
      AddonInstaller addons = new AddonInstaller(engine, kubernetes::api);
      CountDownLatch stop = new CountDownLatch(1);
      Endpoints endpoints =
          new Endpoints(
              ProcessHandle.current().pid(), ports.kubernetes(), ports.aws(), 0, config.region());
      ControlServer control =
          ControlServer.start(
              0, secrets.controlToken(), engine, questions(endpoints), stop::countDown);
      Daemon daemon =
          new Daemon(
              engine,
              lock,
              List.of(control, apiServer, awsEndpoint, addons, installer, kubernetes));
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  stop.await();
                } catch (InterruptedException over) {
                  Thread.currentThread().interrupt();
                }
                daemon.requestStop();
              });
      engine.start();
      installer.start();
      addons.start();
      StateFolder.replace(
          folder.kubeconfig(),
          Kubeconfig.of(
              "eksnet-" + folder.name(),
              endpoints.kubernetes(),
              secrets.certificates(),
              secrets.kubernetesToken()));
      folder.writeEndpoints(
          new Endpoints(
              endpoints.pid(),
              endpoints.kubernetesPort(),
              endpoints.awsPort(),
              control.port(),
              endpoints.region()));
      return new Start.Running(daemon);
    }

    private Map<String, Question> questions(Endpoints endpoints) {
      return Map.of(
          "status",
          new StatusQuestion(
              folder.name().value(),
              endpoints.pid(),
              endpoints.kubernetes(),
              endpoints.aws(),
              version),
          "picture",
          new PictureQuestion(),
          "ips",
          new IpsQuestion(clock),
          "trace",
          new TraceQuestion());
    }

    /** A world that can no longer be written down must not go on answering. */
    private static void die(Throwable reason) {
      System.err.println(Instant.now() + " eksnet has to stop: " + reason);
      reason.printStackTrace();
      Runtime.getRuntime().halt(70);
    }
  }
}
