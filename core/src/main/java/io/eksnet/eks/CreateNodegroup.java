package io.eksnet.eks;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.table.Facts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a node group, whose instances come by themselves.
 *
 * <p>Refused with ResourceNotFoundException (the cluster), ResourceInUseException (the name; a
 * cluster that is not active), ResourceLimitExceededException, InvalidParameterException (name,
 * sizes, subnets, role, instance types, image, labels, taints, versions) and
 * InvalidRequestException (the launch template).
 *
 * @param scope whose cluster it is
 */
public record CreateNodegroup(
    Scope scope,
    String cluster,
    String name,
    Sizes sizes,
    List<SubnetId> subnets,
    Machine machine,
    Map<String, String> labels,
    List<NodeGroup.Taint> taints,
    Optional<NodeGroup.UpdateConfig> update,
    boolean repair,
    Tags tags)
    implements Command<NodeGroup> {

  /** The sizes that are asked for; EKS fills in the others. */
  public record Sizes(Optional<Integer> min, Optional<Integer> max, Optional<Integer> desired) {
    /** Nothing asked. */
    public static final Sizes NONE =
        new Sizes(Optional.empty(), Optional.empty(), Optional.empty());

    /** Whether nothing is asked. */
    public boolean none() {
      return min.isEmpty() && max.isEmpty() && desired.isEmpty();
    }
  }

  /**
   * What nodes are asked for.
   *
   * @param role an ARN
   * @param diskSize in GiB
   */
  public record Machine(
      String role,
      List<String> instanceTypes,
      Optional<String> amiType,
      NodeGroup.Capacity capacity,
      Optional<Integer> diskSize,
      Optional<TemplateName> template,
      Optional<String> version,
      Optional<String> release) {
    public Machine {
      instanceTypes = List.copyOf(instanceTypes);
    }
  }

  /**
   * A launch template as a request names it: by its id or its name.
   *
   * @param version a number, {@code $Latest} or {@code $Default}; empty means the default
   */
  public record TemplateName(Optional<String> id, Optional<String> name, String version) {}

  public CreateNodegroup {
    subnets = List.copyOf(subnets);
    labels = Map.copyOf(labels);
    taints = List.copyOf(taints);
  }

  @Override
  public Decision<NodeGroup> decide(Facts facts, Context context) {
    return NodeGroupRules.create(facts, this, context);
  }
}
