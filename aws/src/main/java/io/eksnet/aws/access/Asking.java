package io.eksnet.aws.access;

import io.eksnet.aws.endpoint.Caller;
import io.eksnet.aws.endpoint.Service;
import io.eksnet.iam.AccessRequest;
import io.eksnet.id.AccountId;
import io.eksnet.id.Region;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.world.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/**
 * One call that is to be judged.
 *
 * @param common the condition keys that are the same for all of it, in lower case
 */
record Asking(
    Caller caller,
    Service service,
    String action,
    SdkPojo request,
    World world,
    Map<String, List<String>> common) {

  /** The account and Region of the call. */
  Scope scope() {
    return new Scope(new AccountId(caller.principal().account()), new Region(caller.region()));
  }

  /** The action in IAM's words. */
  String iamAction() {
    return service.signingName() + ":" + action;
  }

  /** The call's action on one resource, with the tags that the resource has and would get. */
  AccessRequest on(String resource, Tags has, Tags gets) {
    return other(iamAction(), resource, has, gets, Map.of());
  }

  /** Another action that the call needs besides. */
  AccessRequest other(
      String otherAction, String resource, Tags has, Tags gets, Map<String, List<String>> more) {
    Map<String, List<String>> context = new HashMap<>(common);
    has.values()
        .forEach(
            (key, value) -> {
              context.put("aws:resourcetag/" + key, List.of(value));
              context.put(service.signingName() + ":resourcetag/" + key, List.of(value));
            });
    gets.values().forEach((key, value) -> context.put("aws:requesttag/" + key, List.of(value)));
    List<String> keys = Members.tagKeys(request, gets);
    if (!keys.isEmpty()) {
      context.put("aws:tagkeys", keys);
    }
    context.putAll(more);
    return new AccessRequest(otherAction, resource, context);
  }

  /** That a role is handed to a service. */
  AccessRequest passRole(String roleArn, String toService) {
    return other(
        "iam:PassRole",
        roleArn,
        Tags.NONE,
        Tags.NONE,
        Map.of("iam:passedtoservice", List.of(toService)));
  }
}
