package io.eksnet.kubernetes.server;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.EniId;
import io.eksnet.id.IdSource;
import io.eksnet.kube.Condition;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.Node;
import io.eksnet.kube.NodeNetwork;
import io.eksnet.kube.PodSandbox;
import io.eksnet.kube.ResourceName;
import io.eksnet.kube.Resources;
import io.eksnet.kubernetes.auth.Authenticator;
import io.eksnet.kubernetes.auth.ClusterCertificates;
import io.eksnet.kubernetes.auth.ServiceAccountTokens;
import io.eksnet.kubernetes.auth.TokenAuthenticator;
import io.eksnet.kubernetes.auth.UserInfo;
import io.eksnet.kubernetes.discovery.ServerVersion;
import io.eksnet.kubernetes.documents.KubeDocuments;
import io.eksnet.kubernetes.documents.Metadata;
import io.eksnet.kubernetes.documents.ObjectParts;
import io.eksnet.kubernetes.server.PodLogs.Line;
import io.eksnet.kubernetes.server.PodLogs.Log;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.scheduler.Scheduler;
import io.eksnet.table.Change;
import io.eksnet.workloads.Workloads;
import io.eksnet.world.Controller;
import io.eksnet.world.Delta;
import io.eksnet.world.Ledger;
import io.eksnet.world.Loop;
import io.eksnet.world.Moment;
import io.eksnet.world.Outcome;
import io.eksnet.world.Pace;
import io.eksnet.world.Store;
import io.eksnet.world.World;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A cluster in memory behind the real API server: core's own controllers and scheduler, and a CNI
 * that hands out one address after the other. As a program it serves until it is ended: {@code
 * TestCluster PORT KUBECONFIG [NODES]}.
 */
final class TestCluster implements Ledger, AutoCloseable {
  static final String TOKEN = "test-token";

  private final Store store = new Store(World.EMPTY);
  private final IdSource ids = IdSource.seeded(7);
  private final InstantSource clock = InstantSource.system();
  private final KubeDocuments documents = new KubeDocuments();
  private final List<Consumer<Delta>> listeners = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService timer;
  private final Loop loop;
  private final ApiServer server;
  private final ClusterCertificates keys =
      ClusterCertificates.issue(List.of(), List.of(), Instant.now());
  private final ApiSettings settings;
  private long told;

  private TestCluster(int port, int nodes, boolean controllers) {
    List<Controller<?>> all = new ArrayList<>();
    if (controllers) {
      all.addAll(Workloads.controllers(keys.authority().certificate()));
      all.add(new Scheduler());
      all.add(new OneAfterTheOther());
    }
    this.loop = new Loop(store, documents, ids, Pace.FAST, all);
    for (String name : List.of("default", "kube-system", "kube-public", "kube-node-lease")) {
      makeNamespace(name);
    }
    for (int i = 1; i <= nodes; i++) {
      makeNode(i);
    }
    this.timer = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
    var _ = timer.scheduleWithFixedDelay(this::step, 50, 50, TimeUnit.MILLISECONDS);
    var tokens =
        new ServiceAccountTokens(keys.serviceAccounts(), "https://oidc.test/id/ABC", clock);
    this.settings =
        new ApiSettings(
            ServerVersion.parse("1.34"), Cidr.parse("10.100.0.0/16"), tokens, TestCluster::log);
    UserInfo admin = UserInfo.of("kubernetes-admin", UserInfo.MASTERS);
    this.server =
        ApiServer.start(
            port,
            keys,
            ApiFront.always(
                new Authenticator(TokenAuthenticator.of(TOKEN, admin).or(tokens)),
                new Api(this, clock, settings)));
  }

  /** A cluster with its controllers running. */
  static TestCluster running(int nodes) {
    return new TestCluster(0, nodes, true);
  }

  /** A cluster in which nothing happens by itself. */
  static TestCluster still() {
    return new TestCluster(0, 0, false);
  }

  static void main(String[] arguments) throws Exception {
    int nodes = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2;
    var cluster = new TestCluster(Integer.parseInt(arguments[0]), nodes, true);
    Files.writeString(Path.of(arguments[1]), cluster.kubeconfig());
    Thread.currentThread().join();
  }

  int port() {
    return server.port();
  }

  ApiSettings settings() {
    return settings;
  }

  ClusterCertificates keys() {
    return keys;
  }

  private static Log log(World world, io.eksnet.kube.Pod pod, String container) {
    return pod.meta().labels().containsKey("talks")
        ? new Log.Lines(
            List.of(
                new Line(Instant.parse("2026-01-01T00:00:00Z"), "one"),
                new Line(Instant.parse("2026-01-01T00:00:01Z"), "two"),
                new Line(Instant.parse("2026-01-01T00:00:02Z"), "three")))
        : PodLogs.silent().of(world, pod, container);
  }

  private void makeNamespace(String name) {
    ObjectNode document =
        (ObjectNode)
            JsonMapper.shared()
                .readTree(
                    """
                    {"metadata":{"name":"%s","uid":"u-%s","creationTimestamp":"2026-01-01T00:00:00Z",
                     "labels":{"kubernetes.io/metadata.name":"%s"}},
                     "spec":{"finalizers":["kubernetes"]},"status":{"phase":"Active"}}"""
                        .formatted(name, name, name));
    KubeObject namespace =
        ObjectParts.of(
            ResourceName.NAMESPACES,
            Metadata.read(document.path("metadata")),
            document,
            io.eksnet.kube.Json.of("[]"));
    put(Change.put(KubeObject.kind(ResourceName.NAMESPACES), namespace));
  }

  private void makeNode(int number) {
    String name = "ip-10-0-%d-%d.us-west-2.compute.internal".formatted(number / 200, number % 200);
    String address = "10.0.%d.%d".formatted(number / 200, number % 200);
    var capacity = new Resources(2_000, 8_000_000L * 1024, 110, Map.of());
    var info =
        new Node.SystemInfo(
            "v1.34.2-eks-1234567",
            "Amazon Linux 2023.9.20251117",
            "6.12.55-74.119.amzn2023.x86_64",
            "containerd://2.1.4",
            "amd64");
    var status =
        new Node.Status(
            capacity,
            capacity,
            List.of(new Node.Address("InternalIP", address), new Node.Address("Hostname", name)),
            List.of(Condition.of("Ready", true, clock.instant())),
            info);
    var write =
        new KubeWrite.CreateNode(
            name,
            Map.of("kubernetes.io/hostname", name),
            Map.of(),
            new Node.Spec("aws:///us-west-2a/i-%017x".formatted(number), false, List.of()),
            status);
    documents.render(store.applied(), write, context()).forEach(this::put);
    put(Change.put(NodeNetwork.KIND, NodeNetwork.ready(name)));
  }

  private Context context() {
    return new Context(clock.instant(), ids);
  }

  private void put(Change<?, ?> change) {
    transact((_, _) -> Decision.accept(change, change));
  }

  private synchronized void step() {
    while (loop.step(clock.instant()) instanceof Loop.Step.Busy) {
      publish();
    }
    publish();
  }

  private void publish() {
    store.persisted(store.applied().revision());
    if (store.since(told) instanceof Store.Since.Deltas(List<Delta> deltas)) {
      for (Delta delta : deltas) {
        told = delta.revision();
        listeners.forEach(it -> it.accept(delta));
      }
    }
  }

  @Override
  public synchronized World durable() {
    return store.durable();
  }

  @Override
  public synchronized <T> Receipt<T> transact(Transaction<T> transaction) {
    Decision<T> decision = transaction.decide(store.applied(), context());
    if (decision instanceof Decision.Accepted<T>(T _, List<Change<?, ?>> changes)) {
      Delta delta = store.commit(changes);
      publish();
      loop.changed(delta);
      if (timer != null && !delta.isEmpty()) {
        timer.execute(this::step);
      }
    }
    return new Receipt<>(decision, store.durable().revision());
  }

  @Override
  public synchronized Store.Since since(long revision) {
    return store.since(revision);
  }

  @Override
  public Subscription subscribe(Consumer<Delta> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** A kubeconfig with the administrator's certificate. */
  String kubeconfig() {
    return """
        apiVersion: v1
        kind: Config
        clusters: [{name: c, cluster: {server: 'https://127.0.0.1:%d', certificate-authority-data: %s}}]
        users: [{name: u, user: {client-certificate-data: %s, client-key-data: %s}}]
        contexts: [{name: c, context: {cluster: c, user: u}}]
        current-context: c
        """
        .formatted(
            port(),
            base64(keys.authority().certificate()),
            base64(keys.admin().certificate()),
            base64(keys.admin().privateKey()));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.close();
    timer.shutdownNow();
  }

  /** A CNI without limits. */
  private static final class OneAfterTheOther implements Controller<String> {
    private long next = 1;

    @Override
    public String name() {
      return "cni";
    }

    @Override
    public Collection<String> affectedBy(Delta delta, World world) {
      return delta.of(PodSandbox.KIND).map(Delta.Row::key).toList();
    }

    @Override
    public Outcome reconcile(World world, String uid, Moment moment) {
      Optional<PodSandbox> sandbox = world.find(PodSandbox.KIND, uid);
      if (sandbox.isEmpty() || !(sandbox.get().network() instanceof PodSandbox.Network.Wanted)) {
        return Outcome.done();
      }
      IpAddress address = IpAddress.parse("10.0.64.0").plus(next++);
      var assigned =
          new PodSandbox.Network.Assigned(
              address, new EniId("eni-00000000000000001"), moment.now());
      return Outcome.state(Change.put(PodSandbox.KIND, sandbox.get().with(assigned)));
    }
  }
}
