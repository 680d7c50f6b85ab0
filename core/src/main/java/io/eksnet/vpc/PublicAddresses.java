package io.eksnet.vpc;

import io.eksnet.id.AllocationId;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.net.AddressBitmap;
import io.eksnet.net.Cidr;
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
    long held = table.stream().filter(it -> it.scope().equals(command.scope())).count();
    if (held >= vpcs.quota(Quota.ELASTIC_IPS_PER_REGION)) {
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
    ElasticIp made =
        new ElasticIp(id, command.scope(), address.get(), Optional.empty(), command.tags());
    return Decision.accept(made, Change.put(ElasticIp.KIND, made));
  }

  /** The lowest public address that neither an Elastic IP nor an interface has. */
  static Optional<Ipv4Address> free(Vpcs vpcs) {
    return free(vpcs, 1).stream().findFirst();
  }

  /** The lowest public addresses that are free; fewer when there are no more. */
  static List<Ipv4Address> free(Vpcs vpcs, int count) {
    AddressBitmap held = AddressBitmap.EMPTY;
    for (ElasticIp elastic : vpcs.facts().table(ElasticIp.KIND).stream().toList()) {
      held = held.with(elastic.publicAddress());
    }
    var interfaces = vpcs.facts().table(NetworkInterface.KIND);
    List<Ipv4Address> found = new ArrayList<>();
    for (Cidr block : POOL) {
      for (long i = 1; i < block.addressCount() - 1 && found.size() < count; i++) {
        Ipv4Address address = (Ipv4Address) block.first().plus(i);
        boolean lent = !interfaces.keysBy(NetworkInterface.BY_PUBLIC_ADDRESS, address).isEmpty();
        if (!lent && !held.contains(address)) {
          found.add(address);
        }
      }
    }
    return found;
  }
}
