package io.eksnet.vpc;

import io.eksnet.id.AllocationId;
import io.eksnet.id.AttachmentId;
import io.eksnet.id.Command;
import io.eksnet.id.EniId;
import io.eksnet.id.InstanceId;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.net.Cidr;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Requests as many clients make them: mostly sensible, often too much, sometimes about nothing. */
final class RandomCommands {
  private static final List<String> TYPES = List.of("t3.small", "t3.medium", "m5.large");

  private static final InstanceId NO_INSTANCE = new InstanceId("i-none");

  private final SplittableRandom random;
  private final Ec2 ec2;
  private final RandomFilters filters;
  private final List<Supplier<Command<?>>> kinds;

  RandomCommands(Ec2 ec2, long seed) {
    this.ec2 = ec2;
    this.random = new SplittableRandom(seed);
    this.filters = new RandomFilters(ec2, random);
    this.kinds =
        List.of(
            this::createInterface,
            this::createInterface,
            this::assign,
            this::assign,
            this::unassign,
            this::attach,
            this::attach,
            this::attach,
            this::attach,
            this::detach,
            () -> new DeleteNetworkInterface(eni()),
            this::modify,
            this::run,
            this::run,
            () -> new TerminateInstances(List.of(pick(Instance.KIND, NO_INSTANCE))),
            this::createSubnet,
            this::createGroup,
            () -> new DeleteSecurityGroup(group()),
            this::authorize,
            this::revoke,
            this::nat,
            () -> new CreateTags(List.of(eni().value(), group().value()), Tags.named("n")));
  }

  Command<?> next() {
    return random.nextInt(5) == 0 ? filters.next() : kinds.get(random.nextInt(kinds.size())).get();
  }

  private Command<?> createInterface() {
    return new CreateNetworkInterface(
        subnet(),
        groups(),
        "",
        random.nextInt(4) == 0 ? Optional.of(address()) : Optional.empty(),
        addresses(),
        NetworkInterface.Type.INTERFACE,
        Tags.NONE,
        Optional.empty());
  }

  private Command<?> assign() {
    return new AssignPrivateIpAddresses(eni(), addresses(), random.nextBoolean());
  }

  private Command<?> unassign() {
    EniId eni = eni();
    List<Ipv4Address> held =
        ec2.vpcs().networkInterface(eni).map(NetworkInterface::addresses).orElse(List.of());
    List<Ipv4Address> gone = new ArrayList<>();
    for (Ipv4Address address : held) {
      if (random.nextInt(3) == 0) {
        gone.add(address);
      }
    }
    return new UnassignPrivateIpAddresses(eni, gone);
  }

  private Command<?> attach() {
    return new AttachNetworkInterface(eni(), anOldInstance(), 1 + random.nextInt(6));
  }

  private Command<?> detach() {
    return new DetachNetworkInterface(attachment());
  }

  private AttachmentId attachment() {
    return ec2.vpcs()
        .networkInterface(eni())
        .flatMap(NetworkInterface::attachment)
        .map(NetworkInterface.Attachment::id)
        .orElse(new AttachmentId("eni-attach-none"));
  }

  private Command<?> modify() {
    EniId eni = eni();
    ModifyNetworkInterfaceAttribute.Attribute attribute =
        switch (random.nextInt(3)) {
          case 0 -> new ModifyNetworkInterfaceAttribute.Attribute.Groups(groups());
          case 1 ->
              new ModifyNetworkInterfaceAttribute.Attribute.SourceDestCheck(random.nextBoolean());
          default ->
              new ModifyNetworkInterfaceAttribute.Attribute.DeleteOnTermination(
                  ec2.vpcs()
                      .networkInterface(eni)
                      .flatMap(NetworkInterface::attachment)
                      .map(NetworkInterface.Attachment::id)
                      .orElse(new AttachmentId("eni-attach-none")),
                  random.nextBoolean());
        };
    return new ModifyNetworkInterfaceAttribute(eni, attribute);
  }

  private Command<?> run() {
    return new RunInstances(
        subnet(),
        TYPES.get(random.nextInt(TYPES.size())),
        groups(),
        "ami-1",
        Optional.empty(),
        Optional.of(random.nextInt(4) == 0),
        Tags.NONE,
        Optional.empty());
  }

  private Command<?> createSubnet() {
    Cidr cidr =
        Cidr.of(
            Ipv4Address.of(10, 0, random.nextInt(4), random.nextInt(256)), 26 + random.nextInt(4));
    Zone zone = random.nextBoolean() ? Ec2.ZONE_A : Ec2.ZONE_B;
    return new CreateSubnet(
        ec2.world.table(Vpc.KIND).stream().findFirst().orElseThrow().id(),
        cidr,
        Optional.of(zone.name()),
        Tags.NONE,
        Optional.empty());
  }

  private Command<?> createGroup() {
    return new CreateSecurityGroup(
        ec2.world.table(Vpc.KIND).stream().findFirst().orElseThrow().id(),
        "group-" + random.nextInt(20),
        "",
        Tags.NONE,
        Optional.empty());
  }

  private Command<?> authorize() {
    return new AuthorizeSecurityGroupIngress(group(), List.of(filters.permission()), Tags.NONE);
  }

  private Command<?> revoke() {
    return new RevokeSecurityGroupIngress(group(), List.of(filters.permission()), List.of());
  }

  private Command<?> nat() {
    return new CreateNatGateway(
        subnet(),
        random.nextBoolean()
            ? Optional.of(pick(ElasticIp.KIND, new AllocationId("eipalloc-none")))
            : Optional.empty(),
        Tags.NONE,
        Optional.empty());
  }

  private AddressRequest addresses() {
    int count = random.nextInt(6);
    if (random.nextInt(3) > 0) {
      return new AddressRequest.Count(count);
    }
    List<Ipv4Address> named = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      named.add(address());
    }
    return new AddressRequest.Exactly(named);
  }

  private Ipv4Address address() {
    Cidr cidr = ec2.vpcs().subnet(subnet()).map(Subnet::cidr).orElse(Cidr.parse("10.9.0.0/24"));
    return (Ipv4Address) cidr.first().plus(random.nextLong(cidr.addressCount() + 2));
  }

  private List<SecurityGroupId> groups() {
    List<SecurityGroupId> groups = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      groups.add(group());
    }
    return groups;
  }

  private EniId eni() {
    return pick(NetworkInterface.KIND, new EniId("eni-none"));
  }

  /** One of a few that live, so that they fill up. */
  private InstanceId anOldInstance() {
    List<InstanceId> alive =
        ec2.world.table(Instance.KIND).stream()
            .filter(it -> it.state() == Instance.State.PENDING)
            .map(Instance::id)
            .limit(3)
            .toList();
    return alive.isEmpty() ? NO_INSTANCE : alive.get(random.nextInt(alive.size()));
  }

  private SubnetId subnet() {
    return pick(Subnet.KIND, new SubnetId("subnet-none"));
  }

  private SecurityGroupId group() {
    return pick(SecurityGroup.KIND, new SecurityGroupId("sg-none"));
  }

  /** One of the things that are there, and now and then one that is not. */
  private <K extends Comparable<? super K>, V> K pick(Kind<K, V> kind, K none) {
    List<K> keys = List.copyOf(ec2.world.table(kind).rows().keySet());
    return keys.isEmpty() || random.nextInt(30) == 0 ? none : keys.get(random.nextInt(keys.size()));
  }
}
