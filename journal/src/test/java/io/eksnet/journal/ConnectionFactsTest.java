package io.eksnet.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.IdSource;
import io.eksnet.id.Region;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.table.Change;
import io.eksnet.table.Kind;
import io.eksnet.vpc.AttachVpnGateway;
import io.eksnet.vpc.CreateCustomerGateway;
import io.eksnet.vpc.CreateDirectConnectGateway;
import io.eksnet.vpc.CreateDirectConnectGatewayAssociation;
import io.eksnet.vpc.CreateTransitGateway;
import io.eksnet.vpc.CreateTransitGatewayPeeringAttachment;
import io.eksnet.vpc.CreateTransitGatewayRoute;
import io.eksnet.vpc.CreateVirtualInterface;
import io.eksnet.vpc.CreateVpc;
import io.eksnet.vpc.CreateVpcPeeringConnection;
import io.eksnet.vpc.CreateVpnConnection;
import io.eksnet.vpc.CreateVpnGateway;
import io.eksnet.vpc.CustomerGateway;
import io.eksnet.vpc.DirectConnectAssociation;
import io.eksnet.vpc.DirectConnectGateway;
import io.eksnet.vpc.TransitGateway;
import io.eksnet.vpc.TransitGatewayAttachment;
import io.eksnet.vpc.TransitGatewayRouteTable;
import io.eksnet.vpc.VirtualInterface;
import io.eksnet.vpc.VpcPeeringConnection;
import io.eksnet.vpc.VpnConnection;
import io.eksnet.vpc.VpnGateway;
import io.eksnet.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What connects networks comes back from the journal as it was. */
class ConnectionFactsTest {
  private static final Scope HERE =
      new Scope(new AccountId("123456789012"), new Region("us-west-2"));

  private final Context context =
      new Context(Instant.parse("2026-01-01T00:00:00Z"), IdSource.seeded(1));
  private final Codec codec = new Codec(UnaryOperator.identity());
  private World world = World.EMPTY;

  private <T> T done(Command<T> command) {
    return switch (command.decide(world, context)) {
      case Decision.Accepted<T>(T value, List<Change<?, ?>> changes) -> {
        world = world.with(changes);
        yield value;
      }
      case Decision.Refused<T>(var refusal) -> throw new AssertionError(command + ": " + refusal);
    };
  }

  private <K extends Comparable<? super K>, V> void kept(Kind<K, V> kind) {
    assertThat(world.table(kind).stream())
        .as("%s", kind)
        .isNotEmpty()
        .allSatisfy(
            fact -> assertThat(codec.decode(kind, codec.encode(kind, fact))).isEqualTo(fact));
  }

  private TransitGateway transitGateway() {
    TransitGateway made =
        done(
            new CreateTransitGateway(
                HERE, "hub", TransitGateway.Options.DEFAULT, Tags.NONE, Optional.empty()));
    TransitGateway available = made.withState(TransitGateway.State.AVAILABLE, context.now());
    TransitGatewayRouteTable table =
        world
            .find(TransitGatewayRouteTable.KIND, made.associationTable().orElseThrow())
            .orElseThrow()
            .withState(TransitGatewayRouteTable.State.AVAILABLE, context.now());
    world =
        world.with(
            List.of(
                Change.put(TransitGateway.KIND, available),
                Change.put(TransitGatewayRouteTable.KIND, table)));
    done(new CreateTransitGatewayRoute(table.id(), Cidr.parse("10.8.0.0/16"), Optional.empty()));
    return available;
  }

  @Test
  void everyKindComesBack() {
    var one = done(new CreateVpc(HERE, Cidr.parse("10.0.0.0/16"), Tags.NONE, Optional.empty()));
    var two = done(new CreateVpc(HERE, Cidr.parse("10.1.0.0/16"), Tags.NONE, Optional.empty()));
    done(
        new CreateVpcPeeringConnection(
            one.id(), two.id(), HERE, Tags.named("p"), Optional.empty()));
    TransitGateway hub = transitGateway();
    done(
        new CreateTransitGatewayPeeringAttachment(
            hub.id(), transitGateway().id(), HERE, Tags.NONE));
    var vgw = done(new CreateVpnGateway(HERE, VpnGateway.DEFAULT_ASN, Optional.empty(), Tags.NONE));
    done(new AttachVpnGateway(vgw.id(), one.id()));
    var office =
        done(
            new CreateCustomerGateway(
                HERE,
                65_000,
                Optional.of(IpAddress.parse("203.0.113.9")),
                Optional.empty(),
                Optional.empty(),
                Tags.NONE));
    for (CreateVpnConnection.At at :
        List.of(
            new CreateVpnConnection.At.VpnGateway(vgw.id()),
            new CreateVpnConnection.At.TransitGateway(hub.id()))) {
      done(
          new CreateVpnConnection(
              office.id(), at, true, VpnConnection.Networks.ALL, List.of(), Tags.NONE));
    }
    var direct = done(new CreateDirectConnectGateway(HERE, "dx", 64_512, Tags.NONE));
    done(
        new CreateVirtualInterface(
            HERE,
            VirtualInterface.Type.PRIVATE,
            "vif",
            "dxcon-1",
            101,
            65_000,
            new VirtualInterface.Target.OfGateway(direct.id()),
            Tags.of(Map.of(VirtualInterface.ADVERTISES, "192.168.0.0/16"))));
    done(new CreateDirectConnectGatewayAssociation(direct.id(), vgw.id().value(), List.of(), HERE));

    kept(VpcPeeringConnection.KIND);
    kept(TransitGateway.KIND);
    kept(TransitGatewayAttachment.KIND);
    kept(TransitGatewayRouteTable.KIND);
    kept(VpnGateway.KIND);
    kept(CustomerGateway.KIND);
    kept(VpnConnection.KIND);
    kept(DirectConnectGateway.KIND);
    kept(VirtualInterface.KIND);
    kept(DirectConnectAssociation.KIND);
  }
}
