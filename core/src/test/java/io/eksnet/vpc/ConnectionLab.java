package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.cloud.Cloud;
import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.IdSource;
import io.eksnet.id.Refusal;
import io.eksnet.id.Region;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.Scope;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.id.ZoneName;
import io.eksnet.net.Cidr;
import io.eksnet.table.Change;
import io.eksnet.table.Kind;
import io.eksnet.world.Pace;
import io.eksnet.world.Simulation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Two accounts and two Regions in one world, with AWS at work on virtual time. */
final class ConnectionLab {
  static final AccountId ONE = new AccountId("111111111111");
  static final AccountId TWO = new AccountId("222222222222");
  static final Scope HOME = new Scope(ONE, new Region("us-west-2"));
  static final Scope OTHER_ACCOUNT = new Scope(TWO, new Region("us-west-2"));
  static final Scope OTHER_REGION = new Scope(ONE, new Region("eu-west-1"));

  private final Simulation simulation;
  private final IdSource ids = IdSource.seeded(7);

  ConnectionLab(Pace pace) {
    simulation = new Simulation(1, pace, Cloud.controllers());
  }

  /** With latencies of zero, so that what AWS does by itself is done at once. */
  ConnectionLab() {
    this(Pace.FAST);
  }

  Vpcs vpcs() {
    return new Vpcs(simulation.world());
  }

  /** Carries a command out and lets AWS do what is due. */
  <T> T done(Command<T> command) {
    return switch (command.decide(simulation.world(), new Context(simulation.now(), ids))) {
      case Decision.Accepted<T>(T value, List<Change<?, ?>> changes) -> {
        simulation.change(changes.toArray(Change<?, ?>[]::new)).settle();
        yield value;
      }
      case Decision.Refused<T>(Refusal refusal) ->
          throw new AssertionError(command + " was refused: " + refusal);
    };
  }

  /** The text of a command's refusal, which changes nothing. */
  String refused(Command<?> command) {
    var decision = command.decide(simulation.world(), new Context(simulation.now(), ids));
    assertThat(decision).as("%s", command).isInstanceOf(Decision.Refused.class);
    return ((Decision.Refused<?>) decision).refusal().toString();
  }

  void pass(Duration time) {
    simulation.pass(time);
  }

  <K extends Comparable<? super K>, V> Optional<V> find(Kind<K, V> kind, K key) {
    return simulation.world().find(kind, key);
  }

  /** What is known of a fact now. */
  <K extends Comparable<? super K>, V> V now(Kind<K, V> kind, V fact) {
    return find(kind, kind.keyOf(fact)).orElseThrow();
  }

  Vpc vpc(String id, Scope scope, String cidr) {
    return done(new CreateVpc(scope, Cidr.parse(cidr), Tags.NONE, Optional.of(new VpcId(id))));
  }

  Subnet subnet(String id, Vpc vpc, String zone, String cidr) {
    return done(
        new CreateSubnet(
            vpc.id(),
            Cidr.parse(cidr),
            Optional.of(new ZoneName(zone)),
            Tags.NONE,
            Optional.of(new SubnetId(id))));
  }

  RouteTable mainTable(Vpc vpc) {
    return vpcs().facts().table(RouteTable.KIND).by(RouteTable.BY_VPC, vpc.id()).stream()
        .filter(RouteTable::isMain)
        .findFirst()
        .orElseThrow();
  }

  RouteTable table(RouteTableId id) {
    return find(RouteTable.KIND, id).orElseThrow();
  }

  VpcPeeringConnection request(Vpc from, Vpc to) {
    return done(
        new CreateVpcPeeringConnection(
            from.id(), to.id(), to.scope(), Tags.NONE, Optional.empty()));
  }

  VpcPeeringConnection peering(Vpc from, Vpc to) {
    VpcPeeringConnection made = request(from, to);
    done(new AcceptVpcPeeringConnection(made.id(), to.scope()));
    return now(VpcPeeringConnection.KIND, made);
  }

  TransitGateway transitGateway(Scope scope) {
    TransitGateway made =
        done(
            new CreateTransitGateway(
                scope, "", TransitGateway.Options.DEFAULT, Tags.NONE, Optional.empty()));
    return now(TransitGateway.KIND, made);
  }

  TransitGatewayAttachment attach(TransitGateway gateway, Vpc vpc, Subnet... subnets) {
    TransitGatewayAttachment made =
        done(
            new CreateTransitGatewayVpcAttachment(
                gateway.id(),
                vpc.id(),
                List.of(subnets).stream().map(Subnet::id).toList(),
                TransitGatewayAttachment.Options.DEFAULT,
                Tags.NONE));
    return now(TransitGatewayAttachment.KIND, made);
  }

  /** The routes of a transit gateway's table as {@code 10.0.0.0/16 propagated tgw-attach-1}. */
  List<String> routes(TransitGateway gateway) {
    var table =
        find(TransitGatewayRouteTable.KIND, gateway.associationTable().orElseThrow()).orElseThrow();
    return TransitGatewayRoutes.of(vpcs(), table).stream()
        .map(
            it ->
                it.destination()
                    + (it.isStatic() ? " static" : " propagated")
                    + (it.blackhole() ? " blackhole" : ""))
        .toList();
  }
}
