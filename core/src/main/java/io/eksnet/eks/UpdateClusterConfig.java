package io.eksnet.eks;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.table.Facts;
import java.util.List;
import java.util.Optional;

/**
 * Changes one thing of a cluster.
 *
 * @param asked all that the client named; EKS takes just one
 */
public record UpdateClusterConfig(Scope scope, String name, List<Asked> asked)
    implements Command<Update> {
  public UpdateClusterConfig {
    asked = List.copyOf(asked);
  }

  /** One thing that is to change. */
  public sealed interface Asked {
    /** From where the API server may be reached; what is not named stays. */
    record Access(
        Optional<Boolean> isPublic, Optional<Boolean> isPrivate, Optional<List<String>> publicCidrs)
        implements Asked {}

    /** The control plane's subnets and the client's groups; what is not named stays. */
    record Network(Optional<List<SubnetId>> subnets, Optional<List<SecurityGroupId>> securityGroups)
        implements Asked {}

    /** Types of logs to switch on and off. */
    record Logging(List<String> on, List<String> off) implements Asked {}

    /** Who may say who may call. */
    record Authentication(ClusterSettings.AuthenticationMode mode) implements Asked {}

    /** What happens at the end of standard support. */
    record UpgradePolicy(ClusterSettings.Support support) implements Asked {}

    /** Whether traffic may be shifted away from a zone. */
    record ZonalShift(boolean enabled) implements Asked {}

    /** Whether DeleteCluster is refused. */
    record DeletionProtection(boolean enabled) implements Asked {}
  }

  @Override
  public Decision<Update> decide(Facts facts, Context context) {
    return ClusterUpdates.config(facts, this, context);
  }
}
