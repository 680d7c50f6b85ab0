package io.eksnet.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eksnet.id.AccountId;
import io.eksnet.id.AttachmentId;
import io.eksnet.id.EniId;
import io.eksnet.id.IdSource;
import io.eksnet.id.InstanceId;
import io.eksnet.id.Region;
import io.eksnet.id.RouteTableAssociationId;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.Scope;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SecurityGroupRuleId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcCidrAssociationId;
import io.eksnet.id.VpcId;
import io.eksnet.id.ZoneId;
import io.eksnet.id.ZoneName;
import io.eksnet.kube.Json;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ObjectMeta;
import io.eksnet.kube.OwnerReference;
import io.eksnet.kube.PodSandbox;
import io.eksnet.kube.ResourceName;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Ipv4Address;
import io.eksnet.net.Ipv6Address;
import io.eksnet.table.Change;
import io.eksnet.table.Kind;
import io.eksnet.vpc.CidrState;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.RouteTable;
import io.eksnet.vpc.SecurityGroupRule;
import io.eksnet.vpc.Traffic;
import io.eksnet.vpc.Vpc;
import io.eksnet.vpc.Zone;
import io.eksnet.world.Delta;
import io.eksnet.world.Store;
import io.eksnet.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Scope SCOPE =
      new Scope(new AccountId("123456789012"), new Region("us-west-2"));
  private static final List<Kind<?, ?>> KINDS =
      List.of(
          Vpc.KIND,
          NetworkInterface.KIND,
          SecurityGroupRule.KIND,
          RouteTable.KIND,
          PodSandbox.KIND);

  @TempDir Path folder;

  @Test
  void everyKindOfFactComesBackAsItWas() {
    List<Change<?, ?>> facts =
        List.of(
            Change.put(Vpc.KIND, vpc("vpc-1", "10.0.0.0/16")),
            Change.put(
                NetworkInterface.KIND,
                new NetworkInterface(
                    new EniId("eni-1"),
                    SCOPE,
                    new SubnetId("subnet-1"),
                    new VpcId("vpc-1"),
                    new Zone(new ZoneName("us-west-2a"), new ZoneId("usw2-az1")),
                    NetworkInterface.Type.INTERFACE,
                    "02:00:00:00:00:01",
                    new NetworkInterface.Addresses(
                        ip("10.0.0.4"),
                        List.of(ip("10.0.0.5"), ip("10.0.0.6")),
                        List.of(Cidr.parse("10.0.0.16/28")),
                        List.of((Ipv6Address) IpAddress.parse("2001:db8::4")),
                        List.of(Cidr.parse("2001:db8::1:0:0:0/80"))),
                    new NetworkInterface.Attributes(
                        "aws-K8S-i-1", List.of(new SecurityGroupId("sg-1")), true),
                    Optional.of(
                        new NetworkInterface.Attachment(
                            new AttachmentId("eni-attach-1"),
                            new InstanceId("i-1"),
                            0,
                            1,
                            true,
                            NOON)),
                    List.of(
                        new NetworkInterface.PublicAddress(
                            ip("54.0.0.1"), ip("10.0.0.4"), Optional.empty(), Optional.empty())),
                    Tags.named("one"))),
            Change.put(
                SecurityGroupRule.KIND,
                new SecurityGroupRule(
                    new SecurityGroupRuleId("sgr-1"),
                    SCOPE,
                    new SecurityGroupId("sg-1"),
                    SecurityGroupRule.Direction.INGRESS,
                    Traffic.tcp(5432),
                    new SecurityGroupRule.Peer.Group(new SecurityGroupId("sg-1")),
                    "self",
                    Tags.NONE)),
            Change.put(
                RouteTable.KIND,
                new RouteTable(
                    new RouteTableId("rtb-1"),
                    SCOPE,
                    new VpcId("vpc-1"),
                    List.of(
                        new RouteTable.Route(
                            Cidr.parse("10.0.0.0/16"),
                            new RouteTable.Target.Local(),
                            RouteTable.Origin.CREATE_ROUTE_TABLE)),
                    Optional.of(new RouteTableAssociationId("rtbassoc-1")),
                    List.of(),
                    List.of(),
                    List.of(),
                    Tags.NONE)),
            Change.put(
                PodSandbox.KIND,
                new PodSandbox(
                    "uid-1",
                    new ObjectKey("default", "web"),
                    "node-1",
                    new PodSandbox.Network.Assigned(
                        IpAddress.parse("10.0.0.5"), new EniId("eni-1"), NOON))),
            Change.put(KubeObject.kind(ResourceName.CONFIG_MAPS), configMap("settings", "{}")));
    Store store = new Store(World.EMPTY);

    World restored = writtenAndLoaded(List.of(store.commit(facts)));

    assertThat(contents(restored)).isEqualTo(contents(store.applied()));
    assertThat(restored.revision()).isEqualTo(store.applied().revision());
  }

  @Test
  void compactionChangesNothingThatIsRead() {
    long seed = 7;
    Store store = new Store(World.EMPTY);
    List<Delta> deltas = randomDeltas(store, new SplittableRandom(seed), 400);
    try (Journal journal = open()) {
      journal.append(deltas.subList(0, 250));
      journal.compact();
      assertThat(journal.logRows()).isZero();
      journal.append(deltas.subList(250, deltas.size()));
    }

    try (Journal journal = open()) {
      assertThat(contents(journal.load())).as("seed %s", seed).isEqualTo(contents(store.applied()));
    }
  }

  @Test
  void revisionsOfObjectsSurviveBecauseClientsCompareThem() {
    Store store = new Store(World.EMPTY);
    List<Delta> deltas = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      deltas.add(
          store.commit(
              List.of(
                  Change.put(KubeObject.kind(ResourceName.CONFIG_MAPS), configMap(name, "{}")))));
    }

    World restored = writtenAndLoaded(deltas);

    var table = restored.table(KubeObject.kind(ResourceName.CONFIG_MAPS));
    assertThat(table.row(new ObjectKey("default", "b")).orElseThrow().revision()).isEqualTo(2);
  }

  @Test
  void noiseIsNotKept() {
    Store store = new Store(World.EMPTY);
    Delta delta =
        store.commit(
            List.of(
                Change.put(
                    KubeObject.LEASES, object(ResourceName.LEASES, "node-1", "{\"spec\":{}}"))));

    assertThat(writtenAndLoaded(List.of(delta)).table(KubeObject.LEASES).size()).isZero();
  }

  @Test
  void aDamagedFileIsRefusedWithOneMessageAndLeftAsItIs() throws IOException {
    Files.writeString(file(), "this is not a journal, it only looks like one".repeat(100));
    byte[] before = Files.readAllBytes(file());

    assertThatThrownBy(this::open)
        .isInstanceOf(JournalException.class)
        .hasMessageContaining(file().toString())
        .hasMessageContaining("Nothing was changed")
        .hasMessageContaining("eksnet down --delete");
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }

  @Test
  void aFlippedBitIsFoundByItsChecksum() throws Exception {
    Store store = new Store(World.EMPTY);
    try (Journal journal = open()) {
      journal.append(
          List.of(store.commit(List.of(Change.put(Vpc.KIND, vpc("vpc-1", "10.0.0.0/16"))))));
    }
    try (var sqlite = java.sql.DriverManager.getConnection("jdbc:sqlite:" + file());
        var sql = sqlite.createStatement()) {
      sql.execute("update log set value = cast(replace(cast(value as text), '0', '1') as blob)");
    }

    try (Journal journal = open()) {
      assertThatThrownBy(journal::load)
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("vpc record");
    }
  }

  private World writtenAndLoaded(List<Delta> deltas) {
    try (Journal journal = open()) {
      journal.append(deltas);
    }
    try (Journal journal = open()) {
      return journal.load();
    }
  }

  private Journal open() {
    return Journal.open(file(), new Codec(UnaryOperator.identity()), KINDS);
  }

  private Path file() {
    return folder.resolve("journal.db");
  }

  private static List<Delta> randomDeltas(Store store, SplittableRandom random, int count) {
    List<Delta> deltas = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      VpcId id = new VpcId("vpc-" + random.nextInt(20));
      Change<?, ?> change =
          random.nextInt(3) == 0
              ? Change.remove(Vpc.KIND, id)
              : Change.put(Vpc.KIND, vpc(id.value(), "10." + random.nextInt(256) + ".0.0/16"));
      Delta delta = store.commit(List.of(change));
      if (!delta.isEmpty()) {
        deltas.add(delta);
      }
    }
    return deltas;
  }

  private static Map<String, Map<?, ?>> contents(World world) {
    return world.tables().stream()
        .filter(table -> table.size() > 0)
        .collect(Collectors.toMap(table -> table.kind().name(), table -> table.rows()));
  }

  private static Vpc vpc(String id, String cidr) {
    return new Vpc(
        new VpcId(id),
        SCOPE,
        List.of(
            new Vpc.CidrAssociation(
                new VpcCidrAssociationId("vpc-cidr-assoc-1"),
                Cidr.parse(cidr),
                CidrState.ASSOCIATED,
                Instant.EPOCH)),
        List.of(),
        Optional.empty(),
        Vpc.Attributes.STANDARD,
        false,
        Tags.NONE);
  }

  private static KubeObject configMap(String name, String body) {
    return object(ResourceName.CONFIG_MAPS, name, body);
  }

  private static KubeObject object(ResourceName resource, String name, String body) {
    return new KubeObject(
        resource,
        new ObjectMeta(
            name,
            "default",
            IdSource.seeded(1).uuid(),
            "",
            Map.of("app", "web"),
            Map.of(),
            NOON,
            1,
            Optional.empty(),
            Optional.of(30L),
            List.of("example.com/hold"),
            List.of(new OwnerReference("v1", "Pod", "p", "u", true, false))),
        Json.of(body),
        Json.EMPTY_OBJECT,
        Json.of("[]"),
        Optional.empty());
  }

  private static Ipv4Address ip(String text) {
    return (Ipv4Address) IpAddress.parse(text);
  }
}
