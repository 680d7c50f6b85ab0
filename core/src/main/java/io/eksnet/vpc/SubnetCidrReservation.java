package io.eksnet.vpc;

import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.SubnetCidrReservationId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.net.Cidr;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;

/**
 * A part of a subnet that EC2 hands out only in one way (VPC user guide, "Subnet CIDR
 * reservations"). Addresses in it that are already in use stay in use.
 *
 * @param cidr of IPv4 or IPv6, within the subnet
 * @param description free text, possibly empty
 */
public record SubnetCidrReservation(
    SubnetCidrReservationId id,
    Scope scope,
    SubnetId subnet,
    Cidr cidr,
    Type type,
    String description,
    Tags tags)
    implements Scoped {

  /** What the part is for, in AWS's words when lower-cased. */
  public enum Type {
    /** EC2 takes the prefixes of interfaces from it, before it takes them from elsewhere. */
    PREFIX,
    /** EC2 takes nothing from it by itself; clients name its addresses. */
    EXPLICIT
  }

  /** Reservations by subnet. */
  public static final Index<SubnetCidrReservation, SubnetId> BY_SUBNET =
      Index.by("CIDR reservations by subnet", SubnetCidrReservation::subnet);

  /** Reservations by id. */
  public static final Kind<SubnetCidrReservationId, SubnetCidrReservation> KIND =
      Kind.of("subnet-cidr-reservation", SubnetCidrReservation.class, SubnetCidrReservation::id)
          .indexed(BY_SUBNET);

  /** This reservation with other tags. */
  public SubnetCidrReservation withTags(Tags others) {
    return new SubnetCidrReservation(id, scope, subnet, cidr, type, description, others);
  }
}
