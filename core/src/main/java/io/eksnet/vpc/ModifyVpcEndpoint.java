package io.eksnet.vpc;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.VpcEndpointId;
import io.eksnet.table.Facts;
import java.util.List;
import java.util.Optional;

/**
 * Changes a VPC endpoint: its routes or its interfaces, its policy, its names.
 *
 * <p>Refused with InvalidVpcEndpointId.NotFound, IncorrectState (it is being deleted),
 * InvalidParameter (what belongs to another type; a subnet or table that it does not have; the last
 * group; private DNS that cannot be), and as {@link CreateVpcEndpoint} is.
 *
 * @param policy the new one; an empty text is the default policy
 */
public record ModifyVpcEndpoint(
    VpcEndpointId id,
    Edit<RouteTableId> tables,
    Edit<SubnetId> subnets,
    Edit<SecurityGroupId> groups,
    Optional<String> policy,
    Optional<Boolean> privateDns)
    implements Command<VpcEndpoint> {

  /** What is added to a list and what is taken from it. */
  public record Edit<T>(List<T> add, List<T> remove) {
    public Edit {
      add = add.stream().distinct().toList();
      remove = remove.stream().distinct().toList();
    }

    /** Nothing added and nothing taken. */
    public static <T> Edit<T> none() {
      return new Edit<>(List.of(), List.of());
    }

    /** Whether nothing is added and nothing is taken. */
    public boolean isNone() {
      return add.isEmpty() && remove.isEmpty();
    }
  }

  @Override
  public Decision<VpcEndpoint> decide(Facts facts, Context context) {
    return EndpointChanges.modify(new Vpcs(facts), this, context);
  }
}
