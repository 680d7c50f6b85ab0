package io.eksnet.aws.iam;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.eks.Cluster;
import io.eksnet.elb.LoadBalancer;
import io.eksnet.iam.DeleteServiceLinkedRole;
import io.eksnet.iam.Role;
import io.eksnet.iam.Roles;
import io.eksnet.world.World;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.iam.model.DeletionTaskStatusType;
import software.amazon.awssdk.services.iam.model.GetServiceLinkedRoleDeletionStatusResponse;

/**
 * The deletion of service-linked roles: AWS does it later and says how it went. Here it is done at
 * once or not at all, so the task's id, which names the role, tells by itself what to say.
 */
final class ServiceRoleDeletion {
  private static final String TASK = "task" + Role.SERVICE_PATH;

  private ServiceRoleDeletion() {}

  /** Deletes a role that its service does not use; gives the id of the task. */
  static Reply<String> delete(Call call, String name) {
    return Asked.role(call, name)
        .then(
            role ->
                usedBy(call.world(), role).isPresent()
                    ? Reply.answer(task(role))
                    : call.execute(new DeleteServiceLinkedRole(role.account(), name))
                        .map(ServiceRoleDeletion::task));
  }

  private static String task(Role role) {
    return "task"
        + role.path()
        + role.name()
        + "/"
        + UUID.nameUUIDFromBytes(role.roleId().getBytes(StandardCharsets.UTF_8));
  }

  /** How a deletion went. */
  static Reply<GetServiceLinkedRoleDeletionStatusResponse> status(Call call, String task) {
    String[] parts = task.split("/", -1);
    if (!task.startsWith(TASK) || parts.length != 5) {
      return call.refuse("NoSuchEntity", "Deletion task ID " + task + " not found.");
    }
    Optional<String> user =
        Roles.named(call.world(), Asked.account(call), parts[3])
            .filter(role -> task(role).equals(task))
            .flatMap(role -> usedBy(call.world(), role));
    var answer = GetServiceLinkedRoleDeletionStatusResponse.builder();
    return Reply.answer(
        user.map(
                resource ->
                    answer
                        .status(DeletionTaskStatusType.FAILED)
                        .reason(
                            why ->
                                why.reason(
                                    "A service-linked role cannot be deleted while a resource uses"
                                        + " it: "
                                        + resource))
                        .build())
            .orElseGet(() -> answer.status(DeletionTaskStatusType.SUCCEEDED).build()));
  }

  /** Something of the role's service that there still is in its account. */
  private static Optional<String> usedBy(World world, Role role) {
    return switch (role.path()) {
      case Role.SERVICE_PATH + "eks.amazonaws.com/",
          Role.SERVICE_PATH + "eks-nodegroup.amazonaws.com/" ->
          world.table(Cluster.KIND).stream()
              .filter(it -> it.scope().account().equals(role.account()))
              .map(Cluster::arn)
              .findFirst();
      case Role.SERVICE_PATH + "elasticloadbalancing.amazonaws.com/" ->
          world.table(LoadBalancer.KIND).stream()
              .filter(it -> it.scope().account().equals(role.account()))
              .map(it -> it.arn().value())
              .findFirst();
      default -> Optional.empty();
    };
  }
}
