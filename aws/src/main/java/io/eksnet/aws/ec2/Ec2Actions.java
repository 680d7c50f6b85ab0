package io.eksnet.aws.ec2;

import io.eksnet.aws.endpoint.Actions.Registration;
import io.eksnet.id.Scope;
import io.eksnet.world.Ledger;
import java.util.function.Supplier;

/** All of EC2 that eksnet serves. */
public final class Ec2Actions {

  private Ec2Actions() {}

  /**
   * Registers EC2's actions over a world.
   *
   * @param scope the account and Region that clients talk to
   */
  public static void register(Registration on, Ledger ledger, Scope scope) {
    Supplier<View> now = () -> new View(ledger.durable().vpcs(), scope);
    Writes writes = new Writes(ledger);
    new ZoneActions(now).register(on);
    new VpcActions(now).register(on);
    new SubnetActions(now).register(on);
    new RouteTableActions(now).register(on);
    new NetworkAclActions(now).register(on);
    new GatewayActions(now).register(on);
    new AddressActions(now).register(on);
    new SecurityGroupActions(now).register(on);
    new SecurityGroupRuleActions(now).register(on);
    new SecurityGroupChanges(now, writes).register(on);
    new TagActions(writes).register(on);
    new NetworkInterfaceActions(now).register(on);
    new InstanceActions(now).register(on);
    new InstanceTypeActions(now).register(on);
  }
}
