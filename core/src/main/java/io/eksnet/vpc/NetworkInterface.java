package io.eksnet.vpc;

import io.eksnet.id.AllocationId;
import io.eksnet.id.AssociationId;
import io.eksnet.id.AttachmentId;
import io.eksnet.id.EniId;
import io.eksnet.id.InstanceId;
import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.net.AddressBitmap;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Ipv4Address;
import io.eksnet.net.Ipv6Address;
import io.eksnet.table.Fold;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An elastic network interface (ENI).
 *
 * @param type what made it: an instance's own, or one that a service keeps
 * @param macAddress six octets in lower-case hexadecimal with colons
 * @param held its private addresses
 * @param attributes what ModifyNetworkInterfaceAttribute changes
 * @param attachment the instance it is attached to; a service's interface has none
 * @param publicAddresses the public addresses that stand for private ones, at most one for each
 */
public record NetworkInterface(
    EniId id,
    Scope scope,
    SubnetId subnet,
    VpcId vpc,
    Zone zone,
    Type type,
    String macAddress,
    Addresses held,
    Attributes attributes,
    Optional<Attachment> attachment,
    List<PublicAddress> publicAddresses,
    Tags tags)
    implements Scoped {

  /** The length of an IPv4 prefix that an interface holds as one. */
  public static final int PREFIX_LENGTH = 28;

  /** The length of an IPv6 prefix that an interface holds as one. */
  public static final int IPV6_PREFIX_LENGTH = 80;

  /** What an interface is for, in AWS's words (its InterfaceType). */
  public enum Type {
    /** An ordinary interface. */
    INTERFACE("interface", false),
    /** One with an Elastic Fabric Adapter beside the ordinary device. */
    EFA("efa", false),
    /** One that carries branch interfaces. */
    TRUNK("trunk", false),
    /** One that a trunk carries, told apart by a VLAN or a GRE key. */
    BRANCH("branch", false),
    /** The interface of a NAT gateway. */
    NAT_GATEWAY("natGateway", true),
    /** One of the interfaces of an interface endpoint. */
    VPC_ENDPOINT("vpc_endpoint", true),
    /** The interface of a Gateway Load Balancer endpoint. */
    GATEWAY_LOAD_BALANCER_ENDPOINT("gateway_load_balancer_endpoint", true),
    /** One of the interfaces of an Application or Classic Load Balancer. */
    LOAD_BALANCER("interface", true),
    /** One of the interfaces of a Network Load Balancer. */
    NETWORK_LOAD_BALANCER("network_load_balancer", true),
    /** One of the interfaces of a transit gateway's attachment to a VPC. */
    TRANSIT_GATEWAY("transit_gateway", true),
    /** One of the interfaces through which an EKS control plane reaches the VPC. */
    EKS_CONTROL_PLANE("interface", true);

    private final String text;
    private final boolean requesterManaged;

    Type(String text, boolean requesterManaged) {
      this.text = text;
      this.requesterManaged = requesterManaged;
    }

    /** AWS's text. */
    public String text() {
      return text;
    }

    /** Whether a service keeps it, so that its users may not attach or delete it. */
    public boolean requesterManaged() {
      return requesterManaged;
    }
  }

  /**
   * The private addresses of an interface, all of its subnet.
   *
   * @param primary never changes
   * @param secondary further ones, in the order of their assignment
   * @param prefixes /28 blocks, each held as a whole
   * @param ipv6 IPv6 addresses
   * @param ipv6Prefixes /80 blocks, each held as a whole
   */
  public record Addresses(
      Ipv4Address primary,
      List<Ipv4Address> secondary,
      List<Cidr> prefixes,
      List<Ipv6Address> ipv6,
      List<Cidr> ipv6Prefixes) {
    public Addresses {
      secondary = List.copyOf(secondary);
      prefixes = List.copyOf(prefixes);
      ipv6 = List.copyOf(ipv6);
      ipv6Prefixes = List.copyOf(ipv6Prefixes);
    }

    /** A primary address alone. */
    public static Addresses of(Ipv4Address primary) {
      return new Addresses(primary, List.of(), List.of(), List.of(), List.of());
    }

    /** These with other secondary addresses. */
    public Addresses withSecondary(List<Ipv4Address> others) {
      return new Addresses(primary, others, prefixes, ipv6, ipv6Prefixes);
    }

    /** These with other /28 prefixes. */
    public Addresses withPrefixes(List<Cidr> others) {
      return new Addresses(primary, secondary, others, ipv6, ipv6Prefixes);
    }

    /** These with other IPv6 addresses and /80 prefixes. */
    public Addresses withIpv6(List<Ipv6Address> addresses, List<Cidr> blocks) {
      return new Addresses(primary, secondary, prefixes, addresses, blocks);
    }

    /**
     * How many of the instance type's IPv4 slots it takes: one for each address, and one for each
     * prefix (EC2 user guide, "Prefix delegation").
     */
    public int ipv4Slots() {
      return 1 + secondary.size() + prefixes.size();
    }

    /** How many of the instance type's IPv6 slots it takes. */
    public int ipv6Slots() {
      return ipv6.size() + ipv6Prefixes.size();
    }

    /** All single addresses, the primary first, those of IPv6 last. */
    List<IpAddress> singles() {
      List<IpAddress> all = new ArrayList<>(1 + secondary.size() + ipv6.size());
      all.add(primary);
      all.addAll(secondary);
      all.addAll(ipv6);
      return all;
    }

    /** All prefixes of both families. */
    List<Cidr> blocks() {
      if (ipv6Prefixes.isEmpty()) {
        return prefixes;
      }
      List<Cidr> all = new ArrayList<>(prefixes);
      all.addAll(ipv6Prefixes);
      return all;
    }

    private AddressBitmap addTo(AddressBitmap used) {
      AddressBitmap more = used;
      for (IpAddress address : singles()) {
        more = more.with(address);
      }
      for (Cidr block : blocks()) {
        more = more.withBlock(block);
      }
      return more;
    }

    private AddressBitmap takeFrom(AddressBitmap used) {
      AddressBitmap less = used;
      for (IpAddress address : singles()) {
        less = less.without(address);
      }
      for (Cidr block : blocks()) {
        less = less.withoutBlock(block);
      }
      return less;
    }
  }

  /**
   * What its users may change.
   *
   * @param groups its security groups, 1 to 5 by quota; some services' interfaces have none
   * @param sourceDestCheck whether packets must carry one of its own addresses
   */
  public record Attributes(
      String description, List<SecurityGroupId> groups, boolean sourceDestCheck) {
    public Attributes {
      groups = List.copyOf(groups);
    }
  }

  /**
   * Where an interface is plugged in.
   *
   * @param networkCard the index of the network card, 0 on most types
   * @param deviceIndex 0 for the instance's primary interface, on card 0
   */
  public record Attachment(
      AttachmentId id,
      InstanceId instance,
      int networkCard,
      int deviceIndex,
      boolean deleteOnTermination,
      Instant attachedAt) {

    /** This attachment, whose interface goes with the instance or stays. */
    Attachment withDeleteOnTermination(boolean delete) {
      return new Attachment(id, instance, networkCard, deviceIndex, delete, attachedAt);
    }
  }

  /**
   * A public address in front of a private one.
   *
   * @param privateAddress the one it stands for
   * @param allocation the Elastic IP it comes from; an address that AWS lends has none
   */
  public record PublicAddress(
      Ipv4Address address,
      Ipv4Address privateAddress,
      Optional<AllocationId> allocation,
      Optional<AssociationId> association) {}

  /** An address within one VPC: the same address may be in use in another. */
  public record VpcAddress(VpcId vpc, IpAddress address) implements Comparable<VpcAddress> {
    @Override
    public int compareTo(VpcAddress other) {
      int byVpc = vpc.compareTo(other.vpc);
      return byVpc != 0 ? byVpc : address.compareTo(other.address);
    }
  }

  /** Interfaces by the subnet that their addresses are from. */
  public static final Index<NetworkInterface, SubnetId> BY_SUBNET =
      Index.by("interfaces by subnet", NetworkInterface::subnet);

  /** Interfaces by the instance they are attached to. */
  public static final Index<NetworkInterface, InstanceId> BY_INSTANCE =
      Index.byOptional("interfaces by instance", eni -> eni.attachment().map(Attachment::instance));

  /** Interfaces by their attachment. */
  public static final Index<NetworkInterface, AttachmentId> BY_ATTACHMENT =
      Index.byOptional("interfaces by attachment", eni -> eni.attachment().map(Attachment::id));

  /** Interfaces by each of their single private addresses, of both families. */
  public static final Index<NetworkInterface, VpcAddress> BY_ADDRESS =
      Index.byEach(
          "interfaces by address",
          eni ->
              eni.held().singles().stream()
                  .map(address -> new VpcAddress(eni.vpc(), address))
                  .toList());

  /** Interfaces by the first address of each of their prefixes, of both families. */
  public static final Index<NetworkInterface, VpcAddress> BY_PREFIX =
      Index.byEach(
          "interfaces by prefix",
          eni ->
              eni.held().blocks().stream()
                  .map(block -> new VpcAddress(eni.vpc(), block.base()))
                  .toList());

  /** Interfaces by each of their public addresses. */
  public static final Index<NetworkInterface, Ipv4Address> BY_PUBLIC_ADDRESS =
      Index.byEach(
          "interfaces by public address",
          eni -> eni.publicAddresses().stream().map(PublicAddress::address).toList());

  /** Interfaces by each of their security groups. */
  public static final Index<NetworkInterface, SecurityGroupId> BY_GROUP =
      Index.byEach("interfaces by group", NetworkInterface::groups);

  /** Interfaces of Network Load Balancers by their description, which names the load balancer. */
  public static final Index<NetworkInterface, String> BY_LOAD_BALANCER =
      Index.byOptional(
          "interfaces by load balancer",
          eni ->
              eni.type() == Type.NETWORK_LOAD_BALANCER
                  ? Optional.of(eni.description())
                  : Optional.empty());

  /** How many interfaces an account has in a Region. */
  public static final Fold<NetworkInterface, Scope, Integer> PER_SCOPE =
      Fold.count("interfaces per scope", NetworkInterface::scope);

  /** All public addresses are of one pool, whoever has them. */
  private static final String EVERYWHERE = "all";

  /** The public addresses that AWS lends to interfaces; Elastic IPs are not among them. */
  private static final Fold<NetworkInterface, String, AddressBitmap> LENT =
      new Fold<>(
          "lent public addresses",
          _ -> EVERYWHERE,
          AddressBitmap.EMPTY,
          (lent, eni) -> {
            AddressBitmap more = lent;
            for (PublicAddress address : eni.publicAddresses()) {
              more = address.allocation().isPresent() ? more : more.with(address.address());
            }
            return more;
          },
          (lent, eni) -> {
            AddressBitmap less = lent;
            for (PublicAddress address : eni.publicAddresses()) {
              less = address.allocation().isPresent() ? less : less.without(address.address());
            }
            return less;
          });

  /** How many public addresses the interfaces of each VPC are behind. */
  public static final Fold<NetworkInterface, VpcId, Integer> PUBLIC_ADDRESSES =
      new Fold<>(
          "public addresses by VPC",
          NetworkInterface::vpc,
          0,
          (count, eni) -> count + eni.publicAddresses().size(),
          (count, eni) -> count - eni.publicAddresses().size());

  /** The addresses in use of each subnet, all those of a prefix too, without the reserved ones. */
  public static final Fold<NetworkInterface, SubnetId, AddressBitmap> ADDRESSES_IN_USE =
      new Fold<>(
          "addresses in use by subnet",
          NetworkInterface::subnet,
          AddressBitmap.EMPTY,
          (used, eni) -> eni.held().addTo(used),
          (used, eni) -> eni.held().takeFrom(used));

  /** Interfaces by id. */
  public static final Kind<EniId, NetworkInterface> KIND =
      Kind.of("network-interface", NetworkInterface.class, NetworkInterface::id)
          .indexed(BY_SUBNET)
          .indexed(BY_INSTANCE)
          .indexed(BY_ATTACHMENT)
          .indexed(BY_ADDRESS)
          .indexed(BY_PREFIX)
          .indexed(BY_PUBLIC_ADDRESS)
          .indexed(BY_GROUP)
          .indexed(BY_LOAD_BALANCER)
          .folded(ADDRESSES_IN_USE)
          .folded(PER_SCOPE)
          .folded(PUBLIC_ADDRESSES)
          .folded(LENT);

  public NetworkInterface {
    publicAddresses = List.copyOf(publicAddresses);
  }

  /** The public addresses that AWS lends to interfaces. */
  static AddressBitmap lentAddresses(Vpcs vpcs) {
    return vpcs.facts().table(KIND).fold(LENT, EVERYWHERE);
  }

  /** Its primary private address. */
  public Ipv4Address primary() {
    return held.primary();
  }

  /** Its further private IPv4 addresses, in the order of their assignment. */
  public List<Ipv4Address> secondary() {
    return held.secondary();
  }

  /** All its single private IPv4 addresses, the primary first; those of prefixes are not here. */
  public List<Ipv4Address> addresses() {
    List<Ipv4Address> all = new ArrayList<>(held.secondary().size() + 1);
    all.add(held.primary());
    all.addAll(held.secondary());
    return all;
  }

  /** What its user says of it. */
  public String description() {
    return attributes.description();
  }

  /** Its security groups. */
  public List<SecurityGroupId> groups() {
    return attributes.groups();
  }

  /** Whether packets must carry one of its own addresses. */
  public boolean sourceDestCheck() {
    return attributes.sourceDestCheck();
  }

  /** The public address that stands for its primary private one. */
  public Optional<PublicAddress> publicAddress() {
    return publicAddressOf(held.primary());
  }

  /** The public address that stands for one of its private ones. */
  public Optional<PublicAddress> publicAddressOf(Ipv4Address privateAddress) {
    for (PublicAddress address : publicAddresses) {
      if (address.privateAddress().equals(privateAddress)) {
        return Optional.of(address);
      }
    }
    return Optional.empty();
  }

  /** Whether it is an instance's first interface. */
  public boolean isPrimary() {
    return attachment.map(at -> at.deviceIndex() == 0 && at.networkCard() == 0).orElse(false);
  }

  /** AWS's status word. */
  public String status() {
    return attachment.isPresent() || type.requesterManaged() || type == Type.BRANCH
        ? "in-use"
        : "available";
  }

  /** This interface with other private addresses. */
  public NetworkInterface withHeld(Addresses others) {
    return with(type, others, attributes, attachment, publicAddresses, tags);
  }

  /** This interface with other secondary addresses. */
  public NetworkInterface withSecondary(List<Ipv4Address> addresses) {
    return withHeld(held.withSecondary(addresses));
  }

  /** This interface for another purpose. */
  public NetworkInterface withType(Type other) {
    return with(other, held, attributes, attachment, publicAddresses, tags);
  }

  /** This interface attached to an instance. */
  public NetworkInterface attached(Attachment to) {
    return with(type, held, attributes, Optional.of(to), publicAddresses, tags);
  }

  /** This interface attached to nothing. */
  public NetworkInterface detached() {
    return with(type, held, attributes, Optional.empty(), publicAddresses, tags);
  }

  /** This interface with other security groups. */
  public NetworkInterface withGroups(List<SecurityGroupId> others) {
    return withAttributes(new Attributes(description(), others, sourceDestCheck()));
  }

  /** This interface with another description. */
  public NetworkInterface withDescription(String other) {
    return withAttributes(new Attributes(other, groups(), sourceDestCheck()));
  }

  /** This interface with the source/destination check on or off. */
  public NetworkInterface withSourceDestCheck(boolean check) {
    return withAttributes(new Attributes(description(), groups(), check));
  }

  /** This interface behind a public address, in place of one for the same private address. */
  public NetworkInterface withPublicAddress(PublicAddress address) {
    List<PublicAddress> all = new ArrayList<>(othersThan(address.privateAddress()));
    all.add(address);
    return with(type, held, attributes, attachment, all, tags);
  }

  /** This interface without the public address that stands for a private one. */
  public NetworkInterface withoutPublicAddress(Ipv4Address privateAddress) {
    return with(type, held, attributes, attachment, othersThan(privateAddress), tags);
  }

  /** This interface with other tags. */
  public NetworkInterface withTags(Tags others) {
    return with(type, held, attributes, attachment, publicAddresses, others);
  }

  private List<PublicAddress> othersThan(Ipv4Address privateAddress) {
    return publicAddresses.stream()
        .filter(it -> !it.privateAddress().equals(privateAddress))
        .toList();
  }

  private NetworkInterface withAttributes(Attributes others) {
    return with(type, held, others, attachment, publicAddresses, tags);
  }

  private NetworkInterface with(
      Type purpose,
      Addresses addresses,
      Attributes settings,
      Optional<Attachment> at,
      List<PublicAddress> behind,
      Tags labels) {
    return new NetworkInterface(
        id, scope, subnet, vpc, zone, purpose, macAddress, addresses, settings, at, behind, labels);
  }
}
