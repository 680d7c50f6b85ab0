package io.eksnet.aws.ec2;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.vpc.SecurityGroup;
import io.eksnet.vpc.Vpc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Security groups by name; EC2 takes names for those of the default VPC only. */
final class GroupNames {
  private GroupNames() {}

  /** The VPC that comes with a Region, if there still is one. */
  static Optional<Vpc> defaultVpc(View view) {
    return view.vpcs().facts().table(Vpc.KIND).by(Vpc.BY_SCOPE, view.scope()).stream()
        .filter(Vpc::isDefault)
        .findFirst();
  }

  /** The group of a request that has an id or a name for it. */
  static Reply<SecurityGroupId> named(Optional<String> id, Optional<String> name, View view) {
    if (id.isPresent()) {
      return Reply.answer(new SecurityGroupId(id.get()));
    }
    return name.map(it -> find(it, view))
        .orElseGet(
            () ->
                Reply.refuse(
                    "MissingParameter",
                    "The request must contain the parameter groupName or groupId"));
  }

  /** The ids of groups. */
  static Reply<List<String>> ids(List<String> names, View view) {
    List<String> ids = new ArrayList<>();
    for (String name : names) {
      switch (find(name, view)) {
        case Reply.Answer<SecurityGroupId>(var id) -> ids.add(id.value());
        case Reply.Refusal<SecurityGroupId>(var error) -> {
          return Reply.refuse(error);
        }
      }
    }
    return Reply.answer(ids);
  }

  /** The group of the default VPC with a name. */
  static Reply<SecurityGroupId> find(String name, View view) {
    Optional<Vpc> vpc = defaultVpc(view);
    return vpc.stream()
        .flatMap(
            it ->
                view
                    .vpcs()
                    .facts()
                    .table(SecurityGroup.KIND)
                    .by(SecurityGroup.BY_VPC, it.id())
                    .stream())
        .filter(group -> group.name().equals(name))
        .findFirst()
        .map(group -> Reply.answer(group.id()))
        .orElseGet(
            () ->
                Reply.refuse(
                    "InvalidGroup.NotFound",
                    "The security group '"
                        + name
                        + "' does not exist in default VPC '"
                        + vpc.map(it -> it.id().value()).orElse("none")
                        + "'"));
  }
}
