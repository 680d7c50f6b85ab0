package io.eksnet.vpc;

import io.eksnet.id.AllocationId;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.net.AddressBitmap;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules for public addresses. They come from ranges that nobody on the internet has, the
 * documentation blocks of RFC 5737 and then half of the benchmarking block of RFC 2544, so that no
 * address of a stranger ever appears in an answer. The other half is in AWS's prefix lists.
 */
final class PublicAddresses {
  private static final List<Cidr> POOL =
      List.of(
          Cidr.parse("203.0.113.0/24"),
          Cidr.parse("198.51.100.0/24"),
          Cidr.parse("192.0.2.0/24"),
          Cidr.parse("198.19.0.0/16"));

  private PublicAddresses() {}

  static Decision<ElasticIp> allocate(Vpcs vpcs, AllocateAddress command, Context context) {
    var table = vpcs.facts().table(ElasticIp.KIND);
    if (table.fold(ElasticIp.PER_SCOPE, command.scope())
        >= vpcs.quota(Quota.ELASTIC_IPS_PER_REGION)) {
      return Decision.refuse(NetworkRefusals.addressLimit());
    }
    AllocationId id =
        command.id().orElseGet(() -> new AllocationId(context.ids().next("eipalloc")));
    if (table.contains(id)) {
      return Decision.refuse(Ec2Refusals.idInUse(id));
    }
    Optional<Ipv4Address> address = free(vpcs);
    if (address.isEmpty()) {
      return Decision.refuse(NetworkRefusals.noPublicAddress());
    }
    ElasticIp made = ElasticIp.allocated(id, command.scope(), address.get(), command.tags());
    return Decision.accept(made, Change.put(ElasticIp.KIND, made));
  }

  /** The lowest public address that neither an Elastic IP nor an interface has. */
  static Optional<Ipv4Address> free(Vpcs vpcs) {
    return free(vpcs, 1).stream().findFirst();
  }

  /** The lowest public addresses that are free; fewer when there are no more. */
  static List<Ipv4Address> free(Vpcs vpcs, int count) {
    AddressBitmap held = NetworkInterface.lentAddresses(vpcs);
    for (Cidr block : ElasticIp.held(vpcs).toIpSet().cidrs()) {
      held = held.withBlock(block);
    }
    List<Ipv4Address> found = new ArrayList<>();
    for (Cidr block : POOL) {
      held = held.with(block.first()).with(block.last());
      Optional<IpAddress> free = held.lowestFree(block);
      while (free.isPresent() && found.size() < count) {
        found.add((Ipv4Address) free.get());
        held = held.with(free.get());
        free = held.lowestFree(block);
      }
    }
    return found;
  }
}
