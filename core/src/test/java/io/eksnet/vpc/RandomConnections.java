package io.eksnet.vpc;

import io.eksnet.cloud.Cloud;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.CustomerGatewayId;
import io.eksnet.id.Decision;
import io.eksnet.id.IdSource;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.TransitGatewayAttachmentId;
import io.eksnet.id.TransitGatewayId;
import io.eksnet.id.TransitGatewayRouteTableId;
import io.eksnet.id.VpcId;
import io.eksnet.id.VpcPeeringConnectionId;
import io.eksnet.id.VpnConnectionId;
import io.eksnet.id.VpnGatewayId;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import io.eksnet.table.Kind;
import io.eksnet.world.Controller;
import io.eksnet.world.Delta;
import io.eksnet.world.Effect;
import io.eksnet.world.Moment;
import io.eksnet.world.Pace;
import io.eksnet.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Requests about what connects networks, and what AWS then does by itself. */
final class RandomConnections {
  private final Ec2 ec2;
  private final SplittableRandom random;
  private final List<Supplier<Command<?>>> kinds;

  RandomConnections(Ec2 ec2, SplittableRandom random) {
    this.ec2 = ec2;
    this.random = random;
    this.kinds =
        List.of(
            Settle::new,
            Settle::new,
            Settle::new,
            Settle::new,
            () ->
                new CreateVpcPeeringConnection(
                    vpc(), vpc(), Ec2.SCOPE, Tags.NONE, Optional.empty()),
            () -> new AcceptVpcPeeringConnection(peering(), Ec2.SCOPE),
            () -> new RejectVpcPeeringConnection(peering(), Ec2.SCOPE),
            () -> new DeleteVpcPeeringConnection(peering(), Ec2.SCOPE),
            () ->
                new CreateTransitGateway(
                    Ec2.SCOPE, "", TransitGateway.Options.DEFAULT, Tags.NONE, Optional.empty()),
            () -> new DeleteTransitGateway(transitGateway()),
            this::attach,
            this::attach,
            this::attach,
            this::modify,
            () -> new DeleteTransitGatewayVpcAttachment(attachment(), Ec2.SCOPE),
            () -> new CreateTransitGatewayRouteTable(transitGateway(), Tags.NONE),
            () -> new DeleteTransitGatewayRouteTable(table()),
            () -> new AssociateTransitGatewayRouteTable(table(), attachment()),
            () -> new DisassociateTransitGatewayRouteTable(table(), attachment()),
            () -> new EnableTransitGatewayRouteTablePropagation(table(), attachment()),
            () -> new DisableTransitGatewayRouteTablePropagation(table(), attachment()),
            () -> new CreateTransitGatewayRoute(table(), block(), target()),
            () -> new ReplaceTransitGatewayRoute(table(), block(), target()),
            () -> new DeleteTransitGatewayRoute(table(), block()),
            () ->
                new CreateTransitGatewayPeeringAttachment(
                    transitGateway(), transitGateway(), Ec2.SCOPE, Tags.NONE),
            () -> new AcceptTransitGatewayPeeringAttachment(attachment(), Ec2.SCOPE),
            () -> new DeleteTransitGatewayPeeringAttachment(attachment(), Ec2.SCOPE),
            () -> new CreateVpnGateway(Ec2.SCOPE, 64_512, Optional.empty(), Tags.NONE),
            () -> new AttachVpnGateway(vpnGateway(), vpc()),
            () -> new DetachVpnGateway(vpnGateway(), vpc()),
            () -> new DeleteVpnGateway(vpnGateway()),
            this::customerGateway,
            () -> new DeleteCustomerGateway(customer()),
            this::connection,
            this::connection,
            () -> new DeleteVpnConnection(vpn()),
            () -> new CreateVpnConnectionRoute(vpn(), block()),
            () -> new DeleteVpnConnectionRoute(vpn(), block()));
  }

  Command<?> next() {
    return kinds.get(random.nextInt(kinds.size())).get();
  }

  /** What AWS does by itself: every state that is only a latency ends. */
  private record Settle() implements Command<Boolean> {
    @Override
    public Decision<Boolean> decide(Facts facts, Context context) {
      World world = (World) facts;
      List<Delta.Row<?, ?>> rows = new ArrayList<>();
      rows(rows, world, VpcPeeringConnection.KIND);
      rows(rows, world, TransitGateway.KIND);
      rows(rows, world, TransitGatewayAttachment.KIND);
      rows(rows, world, TransitGatewayRouteTable.KIND);
      rows(rows, world, VpnGateway.KIND);
      rows(rows, world, VpnConnection.KIND);
      Delta delta = new Delta(1, rows);
      List<Change<?, ?>> changes = new ArrayList<>();
      for (Controller<?> controller : Cloud.controllers()) {
        changes.addAll(changes(controller, delta, world, context));
      }
      return Decision.accept(true, changes);
    }

    private static <K extends Comparable<? super K>, V> void rows(
        List<Delta.Row<?, ?>> rows, World world, Kind<K, V> kind) {
      world
          .table(kind)
          .rows()
          .forEach(
              (key, row) ->
                  rows.add(
                      new Delta.Row<>(
                          kind, key, Optional.of(row.fact()), Optional.of(row.fact()))));
    }

    private static <K extends Comparable<? super K>> List<Change<?, ?>> changes(
        Controller<K> controller, Delta delta, World world, Context context) {
      Moment moment = new Moment(context.now(), IdSource.seeded(1), Pace.FAST);
      List<Change<?, ?>> changes = new ArrayList<>();
      for (K key : controller.affectedBy(delta, world)) {
        for (Effect effect : controller.reconcile(world, key, moment).effects()) {
          if (effect instanceof Effect.State(Change<?, ?> change)) {
            changes.add(change);
          }
        }
      }
      return changes;
    }
  }

  private Command<?> attach() {
    List<SubnetId> subnets = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      subnets.add(subnet());
    }
    return new CreateTransitGatewayVpcAttachment(
        transitGateway(), vpc(), subnets, TransitGatewayAttachment.Options.DEFAULT, Tags.NONE);
  }

  private Command<?> modify() {
    return new ModifyTransitGatewayVpcAttachment(
        attachment(),
        Ec2.SCOPE,
        random.nextBoolean() ? List.of(subnet()) : List.of(),
        random.nextBoolean() ? List.of(subnet()) : List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(random.nextBoolean()));
  }

  private Command<?> customerGateway() {
    return new CreateCustomerGateway(
        Ec2.SCOPE,
        65_000L + random.nextInt(5),
        Optional.of(IpAddress.parse("203.0.113.77")),
        Optional.empty(),
        Optional.empty(),
        Tags.NONE);
  }

  private Command<?> connection() {
    CreateVpnConnection.At at =
        random.nextBoolean()
            ? new CreateVpnConnection.At.VpnGateway(vpnGateway())
            : new CreateVpnConnection.At.TransitGateway(transitGateway());
    return new CreateVpnConnection(
        customer(), at, random.nextInt(4) > 0, VpnConnection.Networks.ALL, List.of(), Tags.NONE);
  }

  private Cidr block() {
    return Cidr.of(Ipv4Address.of(10, random.nextInt(4), 0, 0), 16);
  }

  private Optional<TransitGatewayAttachmentId> target() {
    return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(attachment());
  }

  private VpcId vpc() {
    return pick(Vpc.KIND, new VpcId("vpc-none"));
  }

  private SubnetId subnet() {
    return pick(Subnet.KIND, new SubnetId("subnet-none"));
  }

  private VpcPeeringConnectionId peering() {
    return pick(VpcPeeringConnection.KIND, new VpcPeeringConnectionId("pcx-none"));
  }

  private TransitGatewayId transitGateway() {
    return pick(TransitGateway.KIND, new TransitGatewayId("tgw-none"));
  }

  private TransitGatewayAttachmentId attachment() {
    return pick(TransitGatewayAttachment.KIND, new TransitGatewayAttachmentId("tgw-attach-none"));
  }

  private TransitGatewayRouteTableId table() {
    return pick(TransitGatewayRouteTable.KIND, new TransitGatewayRouteTableId("tgw-rtb-none"));
  }

  private VpnGatewayId vpnGateway() {
    return pick(VpnGateway.KIND, new VpnGatewayId("vgw-none"));
  }

  private CustomerGatewayId customer() {
    return pick(CustomerGateway.KIND, new CustomerGatewayId("cgw-none"));
  }

  private VpnConnectionId vpn() {
    return pick(VpnConnection.KIND, new VpnConnectionId("vpn-none"));
  }

  private <K extends Comparable<? super K>, V> K pick(Kind<K, V> kind, K none) {
    List<K> keys = List.copyOf(ec2.world.table(kind).rows().keySet());
    return keys.isEmpty() || random.nextInt(30) == 0 ? none : keys.get(random.nextInt(keys.size()));
  }
}
