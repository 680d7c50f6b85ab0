package io.eksnet.id;

/**
 * The id of a subnet CIDR reservation, such as {@code scr-0a1b2c3d4e5f60718}.
 *
 * @param value AWS's text
 */
public record SubnetCidrReservationId(String value) implements Id<SubnetCidrReservationId> {
  @Override
  public String toString() {
    return value;
  }
}
