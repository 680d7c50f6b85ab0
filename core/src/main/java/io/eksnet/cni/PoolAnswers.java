package io.eksnet.cni;

import io.eksnet.id.Command;
import io.eksnet.id.EniId;
import io.eksnet.id.Refusal;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Change;
import io.eksnet.vpc.AssignPrivateIpAddresses;
import io.eksnet.vpc.AttachNetworkInterface;
import io.eksnet.vpc.CreateNetworkInterface;
import io.eksnet.vpc.DeleteNetworkInterface;
import io.eksnet.vpc.DetachNetworkInterface;
import io.eksnet.vpc.ModifyNetworkInterfaceAttribute;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.UnassignPrivateIpAddresses;
import io.eksnet.world.Answer;
import io.eksnet.world.Effect;
import io.eksnet.world.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What ipamd makes of EC2's answers: how a step of growth goes on, tries again with less, or ends.
 * Source: vpc-cni v1.23.1, tryAssignIPs, tryAllocateENI, AllocENI and FreeENI.
 */
final class PoolAnswers {
  /** The codes after which ipamd leaves EC2 alone for a while. */
  static final Set<String> EXHAUSTION =
      Set.of("InsufficientFreeAddressesInSubnet", "InsufficientCidrBlocks");

  private static final String ADDRESS_LIMIT = "PrivateIpAddressLimitExceeded";
  private static final String NO_INTERFACE = "InvalidNetworkInterfaceID.NotFound";

  /** How long EC2 is given between detaching an interface and deleting it. */
  private static final Duration AFTER_DETACH = Duration.ofSeconds(2);

  private final Pool pool;
  private final IpamdState memory;
  private final Moment moment;
  private final Said said;
  private final List<Effect> effects = new ArrayList<>();

  /** For the pool as it is after the answer. */
  PoolAnswers(Pool pool, IpamdState memory, Moment moment) {
    this.pool = pool;
    this.memory = memory;
    this.moment = moment;
    this.said = new Said(moment.now());
  }

  /** What is to be done now. */
  List<Effect> hear(Answer answer) {
    switch (answer.result()) {
      case Answer.Result.Done(Object value) -> done(answer.command(), value);
      case Answer.Result.Refused(Refusal why) -> refused(answer.command(), why);
    }
    said.effect(pool.facts(), pool.node()).ifPresent(effects::addFirst);
    return effects;
  }

  private void done(Command<?> command, Object value) {
    switch (command) {
      case AssignPrivateIpAddresses it -> {
        said.info("Allocated " + it.addresses().size() + " private IP addresses");
        said.debug(pool.stats());
        remember(memory.changed(moment));
      }
      case CreateNetworkInterface _ -> created((NetworkInterface) value);
      case AttachNetworkInterface it -> attached(it, (NetworkInterface.Attachment) value);
      case ModifyNetworkInterfaceAttribute it -> {
        said.info("Successfully created and attached a new ENI " + it.id() + " to instance");
        effects.add(PoolManager.state(Change.remove(LooseEni.KIND, it.id())));
        remember(memory.changed(moment));
      }
      case UnassignPrivateIpAddresses it -> {
        said.debug("Successfully unassigned IPs " + it.addresses() + " from ENI " + it.eni());
        said.debug("Successfully decreased IP pool");
        said.debug(pool.stats());
        forget(it);
      }
      case DetachNetworkInterface _ -> detached((NetworkInterface) value);
      case DeleteNetworkInterface it -> deleted(it.id());
      case Command<?> _ -> {}
    }
  }

  /** An address that went back to the subnet has no past: another node may have it at once. */
  private void forget(UnassignPrivateIpAddresses returned) {
    for (Ipv4Address address : returned.addresses()) {
      var key = new NetworkInterface.VpcAddress(pool.instance().vpc(), address);
      if (pool.facts().find(PodAddress.KIND, key).isPresent()) {
        effects.add(PoolManager.state(Change.remove(PodAddress.KIND, key)));
      }
    }
  }

  private void created(NetworkInterface eni) {
    said.info("Created a new ENI: " + eni.id());
    effects.add(
        PoolManager.state(
            Change.put(
                LooseEni.KIND,
                new LooseEni(eni.id(), pool.node(), LooseEni.Purpose.ATTACH, moment.now()))));
    effects.add(
        PoolActions.call(
            new AttachNetworkInterface(eni.id(), pool.instance().id(), pool.freeDevice())));
  }

  private void attached(AttachNetworkInterface call, NetworkInterface.Attachment attachment) {
    said.debug("Attached ENI " + call.eni() + " at device number " + attachment.deviceIndex());
    effects.add(
        PoolActions.call(
            new ModifyNetworkInterfaceAttribute(
                call.eni(),
                new ModifyNetworkInterfaceAttribute.Attribute.DeleteOnTermination(
                    attachment.id(), true))));
  }

  private void detached(NetworkInterface eni) {
    said.info("Successfully detached ENI: " + eni.id());
    loose(eni.id()).ifPresent(it -> later(it.toDelete(moment.after(AFTER_DETACH))));
  }

  private void deleted(EniId eni) {
    said.info("Successfully deleted ENI: " + eni);
    effects.add(PoolManager.state(Change.remove(LooseEni.KIND, eni)));
    remember(memory.deleted(moment));
  }

  private void refused(Command<?> command, Refusal why) {
    switch (command) {
      case AssignPrivateIpAddresses it -> assignRefused(it, why);
      case CreateNetworkInterface it -> createRefused(it, why);
      case AttachNetworkInterface it ->
          setUpRefused(it.eni(), "AllocENI: error attaching ENI", why);
      case ModifyNetworkInterfaceAttribute it ->
          setUpRefused(it.id(), "AllocENI: unable to change the ENI's attribute", why);
      case UnassignPrivateIpAddresses it -> {
        said.warn("Failed to free IPs " + it.addresses() + " from ENI " + it.eni() + ": " + why);
        remember(memory.failed(false, moment.now()));
      }
      case DetachNetworkInterface _ -> freeRefused("Failed to detach ENI", why);
      case DeleteNetworkInterface it -> deleteRefused(it.id(), why);
      case Command<?> _ -> {}
    }
  }

  /** Once more with one address; then, if the subnet is exhausted, elsewhere. */
  private void assignRefused(AssignPrivateIpAddresses call, Refusal why) {
    if (why.code().equals(ADDRESS_LIMIT)) {
      said.debug(
          "AssignPrivateIpAddresses returned PrivateIpAddressLimitExceeded. This can happen if the"
              + " data store is out of sync.");
      remember(memory.failed(false, moment.now()));
      return;
    }
    boolean second = memory.attempt().halved().filter(call.eni()::equals).isPresent();
    if (!second) {
      said.warn(
          "failed to allocate all available IP addresses on ENI " + call.eni() + ", err: " + why);
      goOn(memory.tried(memory.attempt().asksForOne(call.eni())), why);
      return;
    }
    boolean exhausted = EXHAUSTION.contains(why.code());
    if (exhausted && pool.settings().subnetDiscovery()) {
      goOn(memory.tried(memory.attempt().without(call.eni())), why);
      return;
    }
    if (exhausted) {
      sayExhausted();
    } else {
      said.error("failed to allocate one IP addresses on ENI " + call.eni() + ", err : " + why);
    }
    remember(
        exhausted || memory.initialized()
            ? memory.failed(exhausted, moment.now())
            : memory.exited(moment.now()));
  }

  /** In the next subnet; after the last one the step has failed. */
  private void createRefused(CreateNetworkInterface call, Refusal why) {
    said.error("Failed to CreateNetworkInterface " + why + " for subnet " + call.subnet());
    goOn(memory.tried(memory.attempt().without(call.subnet())), why);
  }

  /** The step of growth goes on with what has not been tried, or ends. */
  private void goOn(IpamdState next, Refusal why) {
    Need need = pool.need(next);
    if (need.grows()) {
      remember(next);
      effects.addAll(new PoolActions(pool, next, moment, said).act(need));
      return;
    }
    PoolActions.explain(need, pool, said);
    boolean createFailed = !next.attempt().subnets().isEmpty();
    boolean exhausted = createFailed && EXHAUSTION.contains(why.code());
    if (createFailed) {
      said.error("Failed to increase pool size due to not able to allocate ENI " + why);
    }
    if (exhausted) {
      sayExhausted();
    }
    remember(next.failed(exhausted, moment.now()));
  }

  private void sayExhausted() {
    said.error(
        "Unable to attach IPs/Prefixes for the ENI, subnet doesn't seem to have enough"
            + " IPs/Prefixes. Consider using new subnet or carve a reserved range using"
            + " create-subnet-cidr-reservation");
  }

  /** A new interface that could not be set up is deleted again. */
  private void setUpRefused(EniId eni, String what, Refusal why) {
    said.error(what + ": " + why);
    loose(eni).ifPresent(it -> later(it.toDelete(moment.now())));
    remember(memory.failed(false, moment.now()));
  }

  private void freeRefused(String what, Refusal why) {
    pool.loose().stream()
        .findFirst()
        .ifPresent(
            it -> {
              said.error(what + " " + it.eni() + " " + why);
              later(it.toDelete(moment.now().plus(IpamdState.ROUND)));
            });
  }

  private void deleteRefused(EniId eni, Refusal why) {
    if (why.code().equals(NO_INTERFACE)) {
      said.info("ENI " + eni + " not found. It seems to be already freed");
      effects.add(PoolManager.state(Change.remove(LooseEni.KIND, eni)));
    } else {
      freeRefused("Failed to delete ENI", why);
    }
  }

  private Optional<LooseEni> loose(EniId eni) {
    return pool.loose().stream().filter(it -> it.eni().equals(eni)).findFirst();
  }

  private void later(LooseEni loose) {
    effects.add(PoolManager.state(Change.put(LooseEni.KIND, loose)));
  }

  private void remember(IpamdState next) {
    effects.add(PoolManager.state(Change.put(IpamdState.KIND, next)));
  }
}
