package io.eksnet.aws.access;

import io.eksnet.elb.Listener;
import io.eksnet.elb.ListenerRule;
import io.eksnet.elb.LoadBalancer;
import io.eksnet.elb.TargetGroup;
import io.eksnet.iam.AccessRequest;
import io.eksnet.id.ListenerArn;
import io.eksnet.id.ListenerRuleArn;
import io.eksnet.id.LoadBalancerArn;
import io.eksnet.id.Tags;
import io.eksnet.id.TargetGroupArn;
import io.eksnet.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What calls of Elastic Load Balancing need: describing is judged on everything, changing on the
 * ARNs that the request names, and tags for what is made need AddTags besides.
 */
final class ElbNeeds {
  private static final String START = "arn:aws:elasticloadbalancing:";

  private ElbNeeds() {}

  static List<AccessRequest> of(Asking asking) {
    Tags tags = Members.tags(asking.request());
    if (asking.action().startsWith("Describe")) {
      return List.of(asking.on("*", Tags.NONE, Tags.NONE));
    }
    List<AccessRequest> needs = new ArrayList<>();
    Optional<String> made = made(asking);
    boolean makesBelow =
        asking.action().equals("CreateListener") || asking.action().equals("CreateRule");
    if (made.isPresent() && !makesBelow) {
      needs.add(asking.on(made.get(), Tags.NONE, tags));
    } else {
      for (String arn : named(asking)) {
        needs.add(asking.on(arn, tags(asking.world(), arn), tags));
      }
    }
    if (made.isPresent() && !tags.values().isEmpty()) {
      needs.add(
          asking.other(
              "elasticloadbalancing:AddTags",
              made.get(),
              Tags.NONE,
              tags,
              Map.of("elasticloadbalancing:createaction", List.of(asking.action()))));
    }
    if (needs.isEmpty()) {
      needs.add(asking.on("*", Tags.NONE, tags));
    }
    return needs;
  }

  /** The resources that a request names; rules' new priorities name them one level deeper. */
  private static List<String> named(Asking asking) {
    List<String> own =
        Members.own(asking.request()).stream().filter(it -> it.startsWith(START)).toList();
    if (!own.isEmpty()) {
      return own;
    }
    List<String> classic = new ArrayList<>();
    Members.text(asking.request(), "LoadBalancerName").ifPresent(classic::add);
    Members.member(asking.request(), "LoadBalancerNames")
        .filter(List.class::isInstance)
        .ifPresent(names -> ((List<?>) names).forEach(it -> classic.add(String.valueOf(it))));
    return classic.isEmpty()
        ? Members.all(asking.request()).stream().filter(it -> it.startsWith(START)).toList()
        : classic.stream().map(name -> arn(asking, "loadbalancer/" + name)).toList();
  }

  /** The ARN, in part unknown, of what a request would make. */
  private static Optional<String> made(Asking asking) {
    Optional<String> name = Members.text(asking.request(), "Name");
    return switch (asking.action()) {
      case "CreateLoadBalancer" ->
          name.map(
                  it ->
                      arn(
                          asking,
                          "loadbalancer/"
                              + kind(Members.text(asking.request(), "Type").orElse("application"))
                              + "/"
                              + it
                              + "/*"))
              .or(
                  () ->
                      Members.text(asking.request(), "LoadBalancerName")
                          .map(it -> arn(asking, "loadbalancer/" + it)));
      case "CreateTargetGroup" -> name.map(it -> arn(asking, "targetgroup/" + it + "/*"));
      case "CreateListener" ->
          Members.text(asking.request(), "LoadBalancerArn")
              .map(it -> it.replace(":loadbalancer/", ":listener/") + "/*");
      case "CreateRule" ->
          Members.text(asking.request(), "ListenerArn")
              .map(it -> it.replace(":listener/", ":listener-rule/") + "/*");
      default -> Optional.empty();
    };
  }

  private static String kind(String type) {
    return switch (type) {
      case "network" -> "net";
      case "gateway" -> "gwy";
      default -> "app";
    };
  }

  private static String arn(Asking asking, String resource) {
    return asking.scope().arn("elasticloadbalancing", resource);
  }

  private static Tags tags(World world, String arn) {
    return world
        .find(LoadBalancer.KIND, new LoadBalancerArn(arn))
        .map(LoadBalancer::tags)
        .or(() -> world.find(TargetGroup.KIND, new TargetGroupArn(arn)).map(TargetGroup::tags))
        .or(() -> world.find(Listener.KIND, new ListenerArn(arn)).map(Listener::tags))
        .or(() -> world.find(ListenerRule.KIND, new ListenerRuleArn(arn)).map(ListenerRule::tags))
        .orElse(Tags.NONE);
  }
}
