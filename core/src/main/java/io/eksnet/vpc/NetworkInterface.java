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
import io.eksnet.net.IpAddress;
import io.eksnet.net.Ipv4Address;
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
 * @param primary its primary private address, which never changes
 * @param secondary its further private addresses, in the order of their assignment
 * @param groups its security groups, 1 to 5 by quota
 * @param attachment the instance it is attached to; a service's interface has none
 * @param publicAddress the public address that stands for its primary one
 * @param sourceDestCheck whether packets must carry one of its own addresses
 */
public record NetworkInterface(
    EniId id,
    Scope scope,
    SubnetId subnet,
    VpcId vpc,
    Zone zone,
    Type type,
    String description,
    String macAddress,
    Ipv4Address primary,
    List<Ipv4Address> secondary,
    List<SecurityGroupId> groups,
    Optional<Attachment> attachment,
    Optional<PublicAddress> publicAddress,
    boolean sourceDestCheck,
    Tags tags)
    implements Scoped {

  /** What an interface is for, in AWS's words. */
  public enum Type {
    /** An ordinary interface. */
    INTERFACE("interface"),
    /** The interface of a NAT gateway. */
    NAT_GATEWAY("natGateway"),
    /** One of the interfaces through which an EKS control plane reaches the VPC. */
    EKS_CONTROL_PLANE("interface");

    private final String text;

    Type(String text) {
      this.text = text;
    }

    /** AWS's text. */
    public String text() {
      return text;
    }

    /** Whether a service keeps it, so that its users may not attach or delete it. */
    public boolean requesterManaged() {
      return this != INTERFACE;
    }
  }

  /**
   * Where an interface is plugged in.
   *
   * @param deviceIndex 0 for the instance's primary interface
   */
  public record Attachment(
      AttachmentId id,
      InstanceId instance,
      int deviceIndex,
      boolean deleteOnTermination,
      Instant attachedAt) {}

  /**
   * A public address in front of the primary private one.
   *
   * @param allocation the Elastic IP it comes from; an address that AWS lends has none
   */
  public record PublicAddress(
      Ipv4Address address,
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

  /** Interfaces by each of their private addresses. */
  public static final Index<NetworkInterface, VpcAddress> BY_ADDRESS =
      Index.byEach(
          "interfaces by address",
          eni ->
              eni.addresses().stream().map(address -> new VpcAddress(eni.vpc(), address)).toList());

  /** Interfaces by their public address. */
  public static final Index<NetworkInterface, Ipv4Address> BY_PUBLIC_ADDRESS =
      Index.byOptional(
          "interfaces by public address", eni -> eni.publicAddress().map(PublicAddress::address));

  /** Interfaces by each of their security groups. */
  public static final Index<NetworkInterface, SecurityGroupId> BY_GROUP =
      Index.byEach("interfaces by group", NetworkInterface::groups);

  /** How many interfaces an account has in a Region. */
  public static final Fold<NetworkInterface, Scope, Integer> PER_SCOPE =
      Fold.count("interfaces per scope", NetworkInterface::scope);

  /** The addresses in use of each subnet, without the reserved ones. */
  public static final Fold<NetworkInterface, SubnetId, AddressBitmap> ADDRESSES_IN_USE =
      new Fold<>(
          "addresses in use by subnet",
          NetworkInterface::subnet,
          AddressBitmap.EMPTY,
          (used, eni) -> {
            AddressBitmap more = used;
            for (Ipv4Address address : eni.addresses()) {
              more = more.with(address);
            }
            return more;
          },
          (used, eni) -> {
            AddressBitmap less = used;
            for (Ipv4Address address : eni.addresses()) {
              less = less.without(address);
            }
            return less;
          });

  /** Interfaces by id. */
  public static final Kind<EniId, NetworkInterface> KIND =
      Kind.of("network-interface", NetworkInterface.class, NetworkInterface::id)
          .indexed(BY_SUBNET)
          .indexed(BY_INSTANCE)
          .indexed(BY_ATTACHMENT)
          .indexed(BY_ADDRESS)
          .indexed(BY_PUBLIC_ADDRESS)
          .indexed(BY_GROUP)
          .folded(ADDRESSES_IN_USE)
          .folded(PER_SCOPE);

  public NetworkInterface {
    secondary = List.copyOf(secondary);
    groups = List.copyOf(groups);
  }

  /** All its private addresses, the primary first. */
  public List<Ipv4Address> addresses() {
    List<Ipv4Address> all = new ArrayList<>(secondary.size() + 1);
    all.add(primary);
    all.addAll(secondary);
    return all;
  }

  /** Whether it is an instance's first interface. */
  public boolean isPrimary() {
    return attachment.map(at -> at.deviceIndex() == 0).orElse(false);
  }

  /** AWS's status word. */
  public String status() {
    return attachment.isPresent() || type.requesterManaged() ? "in-use" : "available";
  }

  /** This interface with other secondary addresses. */
  public NetworkInterface withSecondary(List<Ipv4Address> addresses) {
    return new NetworkInterface(
        id,
        scope,
        subnet,
        vpc,
        zone,
        type,
        description,
        macAddress,
        primary,
        addresses,
        groups,
        attachment,
        publicAddress,
        sourceDestCheck,
        tags);
  }

  /** This interface attached to an instance. */
  public NetworkInterface attached(Attachment to) {
    return new NetworkInterface(
        id,
        scope,
        subnet,
        vpc,
        zone,
        type,
        description,
        macAddress,
        primary,
        secondary,
        groups,
        Optional.of(to),
        publicAddress,
        sourceDestCheck,
        tags);
  }

  /** This interface attached to nothing. */
  public NetworkInterface detached() {
    return new NetworkInterface(
        id,
        scope,
        subnet,
        vpc,
        zone,
        type,
        description,
        macAddress,
        primary,
        secondary,
        groups,
        Optional.empty(),
        publicAddress,
        sourceDestCheck,
        tags);
  }

  /** This interface with other security groups. */
  public NetworkInterface withGroups(List<SecurityGroupId> others) {
    return new NetworkInterface(
        id,
        scope,
        subnet,
        vpc,
        zone,
        type,
        description,
        macAddress,
        primary,
        secondary,
        others,
        attachment,
        publicAddress,
        sourceDestCheck,
        tags);
  }

  /** This interface behind a public address. */
  public NetworkInterface withPublicAddress(PublicAddress address) {
    return new NetworkInterface(
        id,
        scope,
        subnet,
        vpc,
        zone,
        type,
        description,
        macAddress,
        primary,
        secondary,
        groups,
        attachment,
        Optional.of(address),
        sourceDestCheck,
        tags);
  }

  /** This interface without a public address. */
  public NetworkInterface withoutPublicAddress() {
    return new NetworkInterface(
        id,
        scope,
        subnet,
        vpc,
        zone,
        type,
        description,
        macAddress,
        primary,
        secondary,
        groups,
        attachment,
        Optional.empty(),
        sourceDestCheck,
        tags);
  }

  /** This interface with another description. */
  public NetworkInterface withDescription(String other) {
    return new NetworkInterface(
        id,
        scope,
        subnet,
        vpc,
        zone,
        type,
        other,
        macAddress,
        primary,
        secondary,
        groups,
        attachment,
        publicAddress,
        sourceDestCheck,
        tags);
  }

  /** This interface with the source/destination check on or off. */
  public NetworkInterface withSourceDestCheck(boolean check) {
    return new NetworkInterface(
        id,
        scope,
        subnet,
        vpc,
        zone,
        type,
        description,
        macAddress,
        primary,
        secondary,
        groups,
        attachment,
        publicAddress,
        check,
        tags);
  }

  /** This interface with other tags. */
  public NetworkInterface withTags(Tags others) {
    return new NetworkInterface(
        id,
        scope,
        subnet,
        vpc,
        zone,
        type,
        description,
        macAddress,
        primary,
        secondary,
        groups,
        attachment,
        publicAddress,
        sourceDestCheck,
        others);
  }
}
