package io.eksnet.report;

import io.eksnet.net.Packet;
import io.eksnet.policy.Verdict;
import io.eksnet.reach.Disposition;
import io.eksnet.reach.Obstacle;
import io.eksnet.reach.Place;
import io.eksnet.reach.Step;
import io.eksnet.vpc.NetworkAcl;
import io.eksnet.vpc.SecurityGroupRule;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One step of a trace in words.
 *
 * @param kind what decides: policy, node, sg, nacl, vpc ...
 * @param subject which one
 * @param verdict how; one word where possible
 * @param detail by which rule, or why not
 * @param blocked whether the packet stops here
 */
record StepRow(String kind, String subject, String verdict, String detail, boolean blocked) {

  /** A step in words. */
  static StepRow of(Step step, Style style) {
    StepRow row = new Words(style).row(step);
    return step.obstacle().map(obstacle -> row.blockedBy(obstacle)).orElse(row);
  }

  /** This row of a way that was blocked before. */
  StepRow hypothetical() {
    return verdict.equals("arrives")
        ? new StepRow(kind, subject, "would arrive", detail, blocked)
        : this;
  }

  private StepRow blockedBy(Obstacle obstacle) {
    return new StepRow(kind, subject, word(obstacle.disposition()), obstacle.why(), true);
  }

  /** What a disposition does to a packet, in capitals. */
  static String word(Disposition disposition) {
    return switch (disposition) {
      case DELIVERED -> "REACHABLE";
      case DENIED_BY_NETWORK_POLICY, DENIED_BY_SECURITY_GROUP, DENIED_BY_NACL -> "DENIED";
      case NO_ROUTE -> "NO ROUTE";
      case NO_ENDPOINT -> "NO ENDPOINT";
      case NOT_LISTENING -> "REFUSED";
      case UNREACHABLE -> "UNREACHABLE";
      case ASYMMETRIC_RETURN -> "LOST";
      case UNKNOWN -> "UNKNOWN";
    };
  }

  /** A node's name without its domain. */
  static String host(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  /** The words for each kind of step. */
  private record Words(Style style) {
    StepRow row(Step step) {
      return switch (step) {
        case Step.PolicyCheck check -> policy(check);
        case Step.Balance balance ->
            passed(
                "service",
                balance.frontend(),
                balance.endpoints() == 1 ? "the only one" : "1 of " + balance.endpoints(),
                "Service "
                    + balance.service()
                    + (balance.endpoints() == 1 ? "" : ", each endpoint as likely as the others"));
        case Step.Translation translation -> translation(translation);
        case Step.NodeRoute route -> nodeRoute(route);
        case Step.GroupCheck check -> groups(check);
        case Step.AclCheck check -> acl(check);
        case Step.VpcRoute route -> vpcRoute(route);
        case Step.SameSubnet(var subnet, var zone) ->
            passed(
                "vpc",
                subnet.value(),
                "direct",
                "one subnet in " + zone + ": no route table and no network ACL is asked");
        case Step.Gateway gateway ->
            passed(kind(gateway.kind()), gateway.id(), "passes", gateway.why());
        case Step.Deliver deliver -> deliver(deliver);
        case Step.Drop(String at, Obstacle cause, var _) ->
            new StepRow(at, "", word(cause.disposition()), cause.why(), true);
      };
    }

    private static StepRow passed(String kind, String subject, String verdict, String detail) {
      return new StepRow(kind, subject, verdict, detail, false);
    }

    private StepRow policy(Step.PolicyCheck check) {
      String subject = check.verdict().direction() + " of " + check.pod().name();
      if (check.notEnforced().isPresent()) {
        String would =
            check.verdict().passes()
                ? "would allow it"
                : "would deny it: " + check.verdict().text();
        return passed("policy", subject, "not enforced", would);
      }
      String verdict =
          switch (check.verdict()) {
            case Verdict.NotIsolated _ -> "open";
            case Verdict.Exempt _ -> "exempt";
            case Verdict.Allowed _ -> "allowed";
            case Verdict.Denied _ -> "denied";
          };
      return passed("policy", subject, verdict, check.verdict().text());
    }

    private StepRow translation(Step.Translation step) {
      Packet before = step.before();
      Packet after = step.after();
      String changes =
          step.changesDestination()
              ? end(before.destination(), before.destinationPort())
                  + arrow()
                  + end(after.destination(), after.destinationPort())
              : before.source() + arrow() + after.source();
      String kind = step.changesDestination() ? "dnat" : "snat";
      return passed(kind, step.by().text(), "rewrites", changes + dash() + step.why());
    }

    private static String end(Object address, int port) {
      return address + ":" + port;
    }

    private StepRow nodeRoute(Step.NodeRoute route) {
      String behind =
          route.eni().isEmpty()
              ? ""
              : " (" + route.eni().get() + route.zone().map(zone -> ", " + zone).orElse("") + ")";
      return passed(
          "node",
          host(route.node()),
          "route",
          route.rule() + arrow() + route.table() + arrow() + route.device() + behind);
    }

    private StepRow groups(Step.GroupCheck check) {
      boolean ingress = check.direction() == SecurityGroupRule.Direction.INGRESS;
      String subject = check.eni() + (ingress ? " ingress" : " egress");
      if (check.tracked()) {
        return passed("sg", subject, "allowed", "reply of a connection that was let through");
      }
      return passed(
          "sg",
          subject,
          "allowed",
          check
              .rule()
              .map(
                  rule ->
                      rule.group()
                          + " "
                          + rule.traffic()
                          + (ingress ? " from " : " to ")
                          + (rule.peer().equals(new SecurityGroupRule.Peer.Group(rule.group()))
                              ? "itself"
                              : rule.peer().toString())
                          + " ("
                          + rule.id()
                          + ")")
              .orElse(""));
    }

    private static StepRow acl(Step.AclCheck check) {
      String rule = check.entry().map(Words::entry).orElse("the final rule");
      return passed(
          "nacl",
          check.acl() + (check.leaving() ? " out" : " in"),
          "allowed",
          check.ports().size() > 1
              ? rule + " (the client's ports are " + check.ports() + ")"
              : rule);
    }

    private static String entry(NetworkAcl.Entry entry) {
      return "rule "
          + entry.number()
          + " "
          + entry.traffic()
          + (entry.egress() ? " to " : " from ")
          + entry.cidr();
    }

    private StepRow vpcRoute(Step.VpcRoute route) {
      String target = route.route().map(it -> it.target().toString()).orElse("none");
      String destination = route.route().map(it -> it.destination().toString()).orElse("");
      String crossing =
          route
              .crossing()
              .map(
                  it ->
                      dash() + "crosses " + it.from() + arrow() + it.to() + " ($0.01/GB each way)")
              .orElse("");
      return passed("vpc", route.table().value(), target, destination + crossing);
    }

    private static StepRow deliver(Step.Deliver deliver) {
      String port = deliver.port() + "/" + deliver.protocol().toString().toUpperCase(Locale.ROOT);
      String listening =
          switch (deliver.listening()) {
            case LISTENS -> "listens on " + port;
            case REFUSES -> "does not listen on " + port;
            case NOT_KNOWN -> "whether it listens on " + port + " is not known";
          };
      Place place = deliver.place();
      return passed(
          kind(place.kind()),
          place.kind() == Place.Kind.NODE ? host(place.name()) : place.name(),
          "arrives",
          "from " + deliver.from() + "; " + listening);
    }

    private static String kind(Place.Kind kind) {
      return switch (kind) {
        case POD -> "pod";
        case NODE -> "node";
        case INTERFACE -> "eni";
        case SUBNET -> "subnet";
        case NAT_GATEWAY -> "nat";
        case INTERNET_GATEWAY -> "igw";
        case PEERING_CONNECTION -> "pcx";
        case TRANSIT_GATEWAY -> "tgw";
        case VPN_GATEWAY -> "vgw";
        case PREMISES, INTERNET -> "world";
        case SERVICE -> "service";
        case ADDRESS -> "address";
        case VPC_ENDPOINT -> "vpce";
        case AWS_SERVICE -> "aws";
      };
    }

    private String arrow() {
      return style.sign(" → ", " -> ");
    }

    private String dash() {
      return style.sign(" · ", " - ");
    }
  }

  /** What of a way back is worth a word when all of it passes. */
  static Optional<String> brief(Step step) {
    return switch (step) {
      case Step.AclCheck check ->
          Optional.of(
              check.acl()
                  + " "
                  + check.entry().map(it -> "rule " + it.number()).orElse("the final rule")
                  + (check.leaving() ? " out" : " in"));
      case Step.Translation translation ->
          Optional.of(
              "written back by "
                  + (translation.by() == Step.Translator.KUBE_PROXY ? "" : "the ")
                  + translation.by().text());
      case Step.GroupCheck _ -> Optional.of("security groups track it");
      case Step.VpcRoute route ->
          Optional.of(
              route.table()
                  + " "
                  + route.route().stream()
                      .map(it -> it.target().toString())
                      .collect(Collectors.joining()));
      case Step.PolicyCheck _,
          Step.Balance _,
          Step.NodeRoute _,
          Step.SameSubnet _,
          Step.Gateway _,
          Step.Deliver _,
          Step.Drop _ ->
          Optional.empty();
    };
  }
}
