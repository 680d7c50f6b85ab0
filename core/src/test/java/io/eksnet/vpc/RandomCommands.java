package io.eksnet.vpc;

import io.eksnet.id.AttachmentId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.EniId;
import io.eksnet.id.InstanceId;
import io.eksnet.id.LaunchTemplateId;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.TrunkAssociationId;
import io.eksnet.id.VpcId;
import io.eksnet.net.Cidr;
import io.eksnet.net.Ipv4Address;
import io.eksnet.net.Ipv6Address;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import io.eksnet.table.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Requests as many clients make them: mostly sensible, often too much, sometimes about nothing. */
final class RandomCommands {
  private static final List<String> TYPES = List.of("t3.small", "t3.medium", "m5.large");

  private static final InstanceId NO_INSTANCE = new InstanceId("i-none");

  private final SplittableRandom random;
  private final Ec2 ec2;
  private final RandomFilters filters;
  private final RandomRoutes routes;
  private final RandomConnections connections;
  private final List<Supplier<Command<?>>> kinds;

  RandomCommands(Ec2 ec2, long seed) {
    this.ec2 = ec2;
    this.random = new SplittableRandom(seed);
    RandomNetworkCommands network = new RandomNetworkCommands(ec2, random);
    this.filters = new RandomFilters(ec2, random);
    this.routes = new RandomRoutes(ec2, random);
    this.connections = new RandomConnections(ec2, random);
    this.kinds =
        List.of(
            network::next,
            network::next,
            network::next,
            this::createInterface,
            this::createInterface,
            this::assign,
            this::assign,
            this::stopOrStart,
            this::modifyInstance,
            this::template,
            () -> new Progress(pick(Instance.KIND, NO_INSTANCE)),
            () -> new Progress(pick(Instance.KIND, NO_INSTANCE)),
            () -> new Progress(pick(Instance.KIND, NO_INSTANCE)),
            this::assignIpv6,
            this::unassignIpv6,
            this::trunk,
            this::trunk,
            this::offTrunk,
            () -> new ResetNetworkInterfaceAttribute(eni()),
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
            () ->
                new CreateTags(
                    Ec2.SCOPE, List.of(eni().value(), group().value()), Tags.named("n")));
  }

  Command<?> next() {
    return switch (random.nextInt(12)) {
      case 0, 1 -> filters.next();
      case 2, 3, 4 -> routes.next();
      case 5, 6 -> connections.next();
      default -> kinds.get(random.nextInt(kinds.size())).get();
    };
  }

  private Command<?> createInterface() {
    return new CreateNetworkInterface(
        subnet(),
        groups(),
        "",
        specification(),
        random.nextInt(6) == 0 ? NetworkInterface.Type.TRUNK : NetworkInterface.Type.INTERFACE,
        Tags.NONE,
        Optional.empty());
  }

  private Command<?> assign() {
    return random.nextInt(3) > 0
        ? new AssignPrivateIpAddresses(
            eni(), addresses(), AddressRequest.none(), random.nextBoolean())
        : new AssignPrivateIpAddresses(eni(), AddressRequest.none(), prefixes(), false);
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
    List<Cidr> prefixes =
        ec2.vpcs()
            .networkInterface(eni)
            .map(it -> it.held().prefixes())
            .filter(_ -> random.nextBoolean())
            .orElse(List.of());
    return new UnassignPrivateIpAddresses(eni, gone, prefixes);
  }

  private Command<?> assignIpv6() {
    boolean blocks = random.nextInt(3) == 0;
    AddressRequest<Ipv6Address> singles =
        random.nextInt(3) == 0
            ? new AddressRequest.Exactly<>(List.of(ipv6()))
            : new AddressRequest.Count<>(random.nextInt(4));
    return new AssignIpv6Addresses(
        eni(),
        blocks ? AddressRequest.none() : singles,
        blocks ? new AddressRequest.Count<>(random.nextInt(3)) : AddressRequest.none());
  }

  private Command<?> unassignIpv6() {
    EniId eni = eni();
    Optional<NetworkInterface.Addresses> held =
        ec2.vpcs().networkInterface(eni).map(NetworkInterface::held);
    return new UnassignIpv6Addresses(
        eni,
        held.map(it -> it.ipv6().stream().limit(1).toList()).orElse(List.of()),
        held.map(it -> it.ipv6Prefixes().stream().limit(1).toList()).orElse(List.of()));
  }

  private Command<?> trunk() {
    List<EniId> trunks =
        ec2.world.table(NetworkInterface.KIND).stream()
            .filter(eni -> eni.type() == NetworkInterface.Type.TRUNK)
            .map(NetworkInterface::id)
            .toList();
    EniId trunk = trunks.isEmpty() ? eni() : trunks.get(random.nextInt(trunks.size()));
    return new AssociateTrunkInterface(
        trunk, eni(), new TrunkAssociation.Key.Vlan(random.nextInt(12)));
  }

  private Command<?> offTrunk() {
    return new DisassociateTrunkInterface(
        pick(TrunkAssociation.KIND, new TrunkAssociationId("trunk-assoc-none")));
  }

  private AddressSpecification specification() {
    AddressSpecification asked =
        AddressSpecification.at(random.nextInt(4) == 0 ? Optional.of(address()) : Optional.empty());
    AddressSpecification ipv4 =
        switch (random.nextInt(6)) {
          case 0 -> asked.withPrefixes(prefixes());
          case 1 -> asked.withPrefixes(prefixes()).withSecondary(addresses());
          default -> asked.withSecondary(addresses());
        };
    return switch (random.nextInt(6)) {
      case 0 -> ipv4.withIpv6(new AddressRequest.Count<>(random.nextInt(3)));
      case 1 -> ipv4.withIpv6Prefixes(new AddressRequest.Count<>(random.nextInt(2)));
      default -> ipv4;
    };
  }

  private AddressRequest<Cidr> prefixes() {
    return random.nextInt(3) == 0
        ? new AddressRequest.Exactly<>(List.of(Cidr.of(address(), 28)))
        : new AddressRequest.Count<>(random.nextInt(3));
  }

  private Ipv6Address ipv6() {
    Cidr cidr =
        ec2.vpcs().subnet(subnet()).flatMap(Subnet::ipv6Cidr).orElse(Cidr.parse("2001:db8::/64"));
    return (Ipv6Address) cidr.first().plus(random.nextInt(20));
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
    String type = TYPES.get(random.nextInt(TYPES.size()));
    if (random.nextInt(3) > 0) {
      return RunInstances.one(
          subnet(),
          type,
          groups(),
          "ami-1",
          Optional.empty(),
          Optional.of(random.nextInt(4) == 0),
          Tags.NONE,
          Optional.empty());
    }
    List<Launch.Interface> interfaces = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      Launch.Source source =
          random.nextInt(5) == 0
              ? new Launch.Source.Existing(eni())
              : new Launch.Source.New(
                  subnet(), groups(), "", specification(), NetworkInterface.Type.INTERFACE);
      interfaces.add(
          new Launch.Interface(
              0,
              random.nextInt(20) == 0 ? 1 : i,
              source,
              random.nextBoolean(),
              random.nextInt(6) == 0 ? Optional.of(true) : Optional.empty()));
    }
    Launch launch =
        new Launch(
            type,
            "ami-1",
            interfaces,
            List.of(),
            Instance.Settings.STANDARD,
            Tags.NONE,
            Tags.NONE,
            Tags.NONE);
    int least = random.nextInt(3);
    return new RunInstances(launch, least, least + random.nextInt(3), Optional.empty());
  }

  private Command<?> stopOrStart() {
    List<InstanceId> ids = List.of(pick(Instance.KIND, NO_INSTANCE));
    return switch (random.nextInt(3)) {
      case 0 -> new StopInstances(ids);
      case 1 -> new StartInstances(ids);
      default -> new RebootInstances(ids);
    };
  }

  private Command<?> modifyInstance() {
    ModifyInstanceAttribute.Attribute attribute =
        switch (random.nextInt(6)) {
          case 0 ->
              new ModifyInstanceAttribute.Attribute.Type(TYPES.get(random.nextInt(TYPES.size())));
          case 1 -> new ModifyInstanceAttribute.Attribute.Groups(groups());
          case 2 ->
              new ModifyInstanceAttribute.Attribute.DisableApiTermination(random.nextInt(5) == 0);
          case 3 -> new ModifyInstanceAttribute.Attribute.DisableApiStop(random.nextInt(5) == 0);
          case 4 ->
              new ModifyInstanceAttribute.Attribute.DeleteOnTermination(
                  BlockDevice.ROOT, random.nextBoolean());
          default -> new ModifyInstanceAttribute.Attribute.UserData("aGVsbG8=");
        };
    return new ModifyInstanceAttribute(pick(Instance.KIND, NO_INSTANCE), attribute);
  }

  /** What AWS does by itself with an instance, a step further. */
  private record Progress(InstanceId id) implements Command<InstanceId> {
    @Override
    public Decision<InstanceId> decide(Facts facts, Context context) {
      Optional<Instance> found = facts.find(Instance.KIND, id);
      if (found.isEmpty()) {
        return Decision.refuse("InvalidInstanceID.NotFound", "");
      }
      Instance instance = found.get();
      return switch (instance.state()) {
        case PENDING -> to(instance, Instance.State.RUNNING);
        case STOPPING -> to(instance, Instance.State.STOPPED);
        case SHUTTING_DOWN -> Decision.accept(id, InstanceEnd.of(new Vpcs(facts), id));
        case TERMINATED -> Decision.accept(id, Change.remove(Instance.KIND, id));
        case RUNNING, STOPPED -> Decision.accept(id);
      };
    }

    private Decision<InstanceId> to(Instance instance, Instance.State next) {
      return Decision.accept(id, Change.put(Instance.KIND, instance.withState(next)));
    }
  }

  private Command<?> template() {
    SortedMap<String, String> data = new TreeMap<>(Map.of("InstanceType", "m5.large"));
    LaunchTemplateId id = pick(LaunchTemplate.KIND, new LaunchTemplateId("lt-none"));
    String version = random.nextInt(4) == 0 ? "$Latest" : String.valueOf(random.nextInt(5));
    return switch (random.nextInt(6)) {
      case 0, 1 ->
          new CreateLaunchTemplate(Ec2.SCOPE, "template-" + random.nextInt(6), "", data, Tags.NONE);
      case 2 -> new CreateLaunchTemplateVersion(id, Optional.of(version), "", data);
      case 3 -> new ModifyLaunchTemplate(id, version);
      case 4 -> new DeleteLaunchTemplateVersions(id, List.of(version, "1"));
      default -> new DeleteLaunchTemplate(id);
    };
  }

  private Command<?> createSubnet() {
    Cidr cidr =
        Cidr.of(
            Ipv4Address.of(10, 0, random.nextInt(4), random.nextInt(256)), 26 + random.nextInt(4));
    Zone zone = random.nextBoolean() ? Ec2.ZONE_A : Ec2.ZONE_B;
    return new CreateSubnet(
        pick(Vpc.KIND, new VpcId("vpc-none")),
        cidr,
        Optional.of(zone.name()),
        Tags.NONE,
        Optional.empty());
  }

  private Command<?> createGroup() {
    return new CreateSecurityGroup(
        pick(Vpc.KIND, new VpcId("vpc-none")),
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

  private AddressRequest<Ipv4Address> addresses() {
    int count = random.nextInt(6);
    if (random.nextInt(3) > 0) {
      return new AddressRequest.Count<>(count);
    }
    List<Ipv4Address> named = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      named.add(address());
    }
    return new AddressRequest.Exactly<>(named);
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
            .filter(Instance::alive)
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
