package io.eksnet.aws.access;

import io.eksnet.iam.AccessRequest;
import io.eksnet.iam.InstanceProfile;
import io.eksnet.iam.InstanceProfiles;
import io.eksnet.id.Tags;
import io.eksnet.vpc.Ec2Resource;
import io.eksnet.vpc.Ec2Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What calls of EC2 need. A request names resources by their ids, wherever they stand; what it
 * would make is named by its type alone. Tags for what it makes need ec2:CreateTags besides.
 */
final class Ec2Needs {
  /** The type of actions that are judged on whatever resources they name. */
  private static final String NAMED = "@named";

  private Ec2Needs() {}

  static List<AccessRequest> of(Asking asking) {
    List<ActionTable.Type> types = ActionTable.types(asking.iamAction());
    Map<String, Tags> made = specifications(asking.request());
    List<AccessRequest> needs = new ArrayList<>();
    if (!types.isEmpty()) {
      List<String> texts = Members.all(asking.request()).stream().distinct().toList();
      for (ActionTable.Type type : types) {
        int size = needs.size();
        texts.forEach(text -> named(asking, type, text, made).ifPresent(needs::add));
        if (needs.size() == size && type.required()) {
          needs.add(
              asking.on(
                  arn(asking, type.name(), "*"),
                  Tags.NONE,
                  made.getOrDefault(type.name(), Tags.NONE)));
        }
      }
    }
    if (needs.isEmpty()) {
      needs.add(asking.on("*", Tags.NONE, Members.tags(asking.request())));
    }
    made.forEach(
        (type, tags) ->
            needs.add(
                asking.other(
                    "ec2:CreateTags",
                    arn(asking, type, "*"),
                    Tags.NONE,
                    tags,
                    Map.of("ec2:createaction", List.of(asking.action())))));
    passed(asking).ifPresent(needs::add);
    return needs;
  }

  /** A resource that a text of the request is the id of. */
  private static Optional<AccessRequest> named(
      Asking asking, ActionTable.Type type, String text, Map<String, Tags> made) {
    if (type.name().equals("image") && text.startsWith("ami-")) {
      return Optional.of(
          asking.on(
              "arn:aws:ec2:" + asking.caller().region() + "::image/" + text, Tags.NONE, Tags.NONE));
    }
    return Ec2Resources.of(text)
        .filter(it -> type.name().equals(NAMED) || it.type().equals(type.name()))
        .filter(it -> it.wellFormed(text))
        .map(
            it ->
                asking.on(
                    arn(asking, it.type(), text),
                    tags(it, asking, text),
                    made.getOrDefault(it.type(), Members.tags(asking.request()))));
  }

  private static <K extends Comparable<? super K>, V extends io.eksnet.id.Scoped> Tags tags(
      Ec2Resource<K, V> resource, Asking asking, String id) {
    return resource.find(asking.world(), id, asking.scope()).map(resource.tags()).orElse(Tags.NONE);
  }

  private static String arn(Asking asking, String type, String id) {
    return asking.scope().arn("ec2", type + "/" + id);
  }

  /** The tags of TagSpecifications, by the type of what they are for. */
  private static Map<String, Tags> specifications(SdkPojo request) {
    Map<String, Tags> made = new TreeMap<>();
    Members.member(request, "TagSpecifications")
        .or(() -> Members.member(request, "TagSpecification"))
        .filter(List.class::isInstance)
        .ifPresent(
            list ->
                ((List<?>) list)
                    .forEach(
                        item -> {
                          if (item instanceof SdkPojo specification) {
                            Tags tags = Members.tags(specification);
                            Members.text(specification, "ResourceType")
                                .filter(_ -> !tags.values().isEmpty())
                                .ifPresent(type -> made.put(type, tags));
                          }
                        }));
    return made;
  }

  /** The role of the instance profile that new instances are to have. */
  private static Optional<AccessRequest> passed(Asking asking) {
    if (!asking.action().equals("RunInstances")) {
      return Optional.empty();
    }
    return Members.member(asking.request(), "IamInstanceProfile")
        .filter(SdkPojo.class::isInstance)
        .map(SdkPojo.class::cast)
        .flatMap(
            it ->
                Members.text(it, "Arn")
                    .flatMap(arn -> asking.world().find(InstanceProfile.KIND, arn))
                    .or(
                        () ->
                            Members.text(it, "Name")
                                .flatMap(
                                    name ->
                                        InstanceProfiles.named(
                                            asking.world(), asking.scope().account(), name))))
        .flatMap(InstanceProfile::role)
        .map(role -> asking.passRole(role, "ec2.amazonaws.com"));
  }
}
