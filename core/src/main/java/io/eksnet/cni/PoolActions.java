package io.eksnet.cni;

import io.eksnet.id.Command;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.table.Change;
import io.eksnet.vpc.AssignPrivateIpAddresses;
import io.eksnet.vpc.AttachNetworkInterface;
import io.eksnet.vpc.CreateNetworkInterface;
import io.eksnet.vpc.DeleteNetworkInterface;
import io.eksnet.vpc.DetachNetworkInterface;
import io.eksnet.vpc.ModifyNetworkInterfaceAttribute;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.UnassignPrivateIpAddresses;
import io.eksnet.world.Effect;
import io.eksnet.world.Moment;
import java.util.ArrayList;
import java.util.List;

/** Turns what a pool needs into calls to EC2, and says so in ipamd's words. */
record PoolActions(Pool pool, IpamdState memory, Moment moment, Said said) {

  /** What is to be done about a need that acts; nothing for one that waits. */
  List<Effect> act(Need need) {
    return switch (need) {
      case Need.Enough _, Need.Cooling _, Need.Stuck _ -> List.of();
      case Need.Addresses(var eni, int count) -> {
        sayLow();
        said.info("Trying to allocate " + count + " IP addresses on ENI " + eni);
        yield List.of(call(AssignPrivateIpAddresses.count(eni, count)));
      }
      case Need.AnotherEni(int count, List<SubnetId> subnets) -> {
        sayLow();
        yield List.of(call(create(count, subnets.getFirst())));
      }
      case Need.Unattached(var eni, int device) ->
          List.of(call(new AttachNetworkInterface(eni, pool.instance().id(), device)));
      case Need.Unmarked(var eni, var attachment) ->
          List.of(
              call(
                  new ModifyNetworkInterfaceAttribute(
                      eni,
                      new ModifyNetworkInterfaceAttribute.Attribute.DeleteOnTermination(
                          attachment, true))));
      case Need.Surplus(List<Need.Returned> returned) -> giveBack(returned);
      case Need.FreeEni(var eni, var attachment) -> {
        said.debug("Start freeing ENI " + eni + " from network card 0");
        said.info("Trying to free ENI: " + eni);
        yield List.of(
            PoolManager.state(
                Change.put(
                    LooseEni.KIND,
                    new LooseEni(eni, pool.node(), LooseEni.Purpose.DELETE, moment.now()))),
            call(new DetachNetworkInterface(attachment)));
      }
      case Need.Detached(var eni) -> List.of(call(new DeleteNetworkInterface(eni)));
    };
  }

  /** Says why a pool that is too small does not grow. */
  static void explain(Need need, Pool pool, Said said) {
    if (need instanceof Need.Stuck(Need.Why why, var _)) {
      said.once(pool.facts(), pool.node(), IpamdLog.Level.DEBUG, words(why));
    }
  }

  /** The vendor's words for a pool that cannot grow. */
  static String words(Need.Why why) {
    return switch (why) {
      case ENI_LIMIT -> "Skipping ENI allocation as the max ENI limit is already reached";
      case CORDONED ->
          "AWS CNI is on a non schedulable node, will not try to attach any new IPs or ENIs right"
              + " now";
      case BACK_OFF ->
          "Recently we had InsufficientCidr error hence will wait for 2m0s before retrying";
      case NO_SUBNET ->
          "Error trying to allocate ENI: no valid subnet for ENI creation: tag a subnet of the"
              + " zone with "
              + PodSubnets.ROLE_TAG
              + "=1";
    };
  }

  /** The call that makes another interface in a subnet. */
  CreateNetworkInterface create(int count, SubnetId subnet) {
    List<SecurityGroupId> groups = pool.primary().map(NetworkInterface::groups).orElse(List.of());
    said.info("Trying to allocate " + count + " IP addresses on new ENI");
    said.info("Creating ENI with security groups: " + groups + " in subnet: " + subnet);
    return CreateNetworkInterface.in(
        subnet,
        groups,
        EniTags.description(pool.instance().id()),
        count,
        EniTags.ofNew(pool.settings(), pool.instance().id(), moment.now()));
  }

  private void sayLow() {
    Targets targets = pool.settings().targets();
    if (!targets.countAddresses()) {
      said.debug(
          "IP pool is too low for Network Card 0: available ("
              + pool.available()
              + ") < ENI target ("
              + targets.warmEni()
              + ") * addrsPerENI ("
              + pool.limits().slots()
              + ")");
    }
    said.debug(pool.stats());
    said.debug("Starting to increase pool size for network card 0");
  }

  private List<Effect> giveBack(List<Need.Returned> returned) {
    said.debug("Starting to decrease pool size for network card 0");
    List<Effect> effects = new ArrayList<>();
    effects.add(PoolManager.state(Change.put(IpamdState.KIND, memory.decreased(moment.now()))));
    for (Need.Returned it : returned) {
      said.info("Trying to unassign the following IPs " + it.addresses() + " from ENI " + it.eni());
      effects.add(call(new UnassignPrivateIpAddresses(it.eni(), it.addresses())));
    }
    return effects;
  }

  static Effect call(Command<?> command) {
    return new Effect.Call(command);
  }
}
