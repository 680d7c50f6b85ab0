package io.eksnet.vpc;

import io.eksnet.id.AllocationId;
import io.eksnet.id.AssociationId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.EniId;
import io.eksnet.id.InstanceId;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Facts;
import java.util.Optional;

/**
 * Puts an Elastic IP in front of a private address of an interface. One that stands there already
 * gives way; the same again changes nothing.
 *
 * <p>Refused with InvalidAllocationID.NotFound, InvalidInstanceID.NotFound, InvalidInstanceID
 * (several interfaces; an instance that starts), InvalidNetworkInterfaceID.NotFound,
 * OperationNotPermitted (what a service keeps), InvalidParameterValue (not an address of the
 * interface), Gateway.NotAttached, Resource.AlreadyAssociated.
 *
 * @param privateAddress none means the primary one
 * @param allowReassociation whether an address in use may be taken from what it stands before
 */
public record AssociateAddress(
    AllocationId allocation,
    Behind behind,
    Optional<Ipv4Address> privateAddress,
    boolean allowReassociation)
    implements Command<AssociationId> {

  /** What is to be behind the address. */
  public sealed interface Behind {
    /** An instance with one interface. */
    record OfInstance(InstanceId instance) implements Behind {}

    /** An interface. */
    record OfInterface(EniId eni) implements Behind {}
  }

  @Override
  public Decision<AssociationId> decide(Facts facts, Context context) {
    return ElasticIps.associate(new Vpcs(facts), this, context);
  }
}
