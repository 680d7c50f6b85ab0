package io.eksnet.report;

import io.eksnet.reach.Fix;
import io.eksnet.reach.Hop;
import io.eksnet.reach.Obstacle;
import io.eksnet.reach.Origin;
import io.eksnet.reach.Place;
import io.eksnet.reach.Step;
import io.eksnet.reach.Trace;
import io.eksnet.reach.TraceAnswer;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A trace for programs: apiVersion eksnet.io/v1, kind Trace. Members keep their order and meaning;
 * new ones may come.
 */
public final class TraceJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private TraceJson() {}

  /** The document, indented, with a newline at its end. */
  public static String of(Trace trace) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree(trace)) + "\n";
  }

  /** The document as a tree. */
  public static ObjectNode tree(Trace trace) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("apiVersion", "eksnet.io/v1");
    root.put("kind", "Trace");
    root.put("from", trace.from().toString());
    root.put("to", trace.to().toString());
    root.set("source", party(trace.source()));
    root.set("destination", party(trace.destination()));
    root.put("protocol", trace.protocol().toString().toUpperCase(Locale.ROOT));
    root.put("port", trace.port());
    root.put("disposition", trace.disposition().name());
    root.put("reachable", trace.reachable());
    root.put("partial", trace.partial());
    root.put("revision", trace.revision());
    ArrayNode paths = root.putArray("paths");
    trace.paths().forEach(path -> paths.add(path(path)));
    ArrayNode obstacles = root.putArray("obstacles");
    trace.obstacles().forEach(obstacle -> obstacles.add(obstacle(obstacle)));
    ArrayNode notes = root.putArray("notes");
    trace.notes().forEach(notes::add);
    return root;
  }

  /** Why a question has no trace: kind Problem. */
  public static String of(TraceAnswer.Unclear unclear) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("apiVersion", "eksnet.io/v1");
    root.put("kind", "Problem");
    root.put("message", unclear.message());
    ArrayNode choices = root.putArray("choices");
    unclear.choices().forEach(choices::add);
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private static ObjectNode party(Trace.Party party) {
    ObjectNode node = place(party.place());
    party.address().ifPresent(address -> node.put("address", address.toString()));
    return node;
  }

  private static ObjectNode place(Place place) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("kind", place.kind().name());
    node.put("name", place.name());
    return node;
  }

  private static ObjectNode path(Trace.Path path) {
    ObjectNode node = MAPPER.createObjectNode();
    node.set("endpoint", party(path.endpoint()));
    node.put("alike", path.alike());
    node.put("disposition", path.disposition().name());
    node.set("forward", hops(path.forward()));
    ObjectNode reply = node.putObject("reply");
    switch (path.reply()) {
      case Trace.Reply.Walked(List<Hop> hops) -> {
        reply.put("walked", true);
        reply.set("hops", hops(hops));
      }
      case Trace.Reply.NotWalked(String why) -> {
        reply.put("walked", false);
        reply.put("why", why);
      }
    }
    return node;
  }

  private static ArrayNode hops(List<Hop> hops) {
    ArrayNode nodes = MAPPER.createArrayNode();
    for (Hop hop : hops) {
      ObjectNode node = nodes.addObject();
      node.set("place", place(hop.place()));
      ArrayNode steps = node.putArray("steps");
      hop.steps().forEach(step -> steps.add(step(step)));
    }
    return nodes;
  }

  private static ObjectNode step(Step step) {
    StepRow row = StepRow.of(step, Style.PLAIN);
    ObjectNode node = MAPPER.createObjectNode();
    node.put("type", step.getClass().getSimpleName());
    node.put("subject", row.subject());
    node.put("verdict", row.verdict());
    node.put("detail", row.detail());
    node.put("blocked", row.blocked());
    facts(step, node);
    ArrayNode origins = node.putArray("origins");
    step.origins().forEach(origin -> origins.add(origin(origin)));
    step.obstacle().ifPresent(obstacle -> node.set("obstacle", obstacle(obstacle)));
    return node;
  }

  private static void facts(Step step, ObjectNode node) {
    switch (step) {
      case Step.PolicyCheck check -> {
        node.put("pod", check.pod().toString());
        node.put("direction", check.verdict().direction().toString());
        node.put("enforced", check.notEnforced().isEmpty());
      }
      case Step.Balance balance -> {
        node.put("service", balance.service().toString());
        node.put("endpoints", balance.endpoints());
      }
      case Step.Translation translation -> {
        node.put("by", translation.by().name());
        node.put("before", translation.before().toString());
        node.put("after", translation.after().toString());
      }
      case Step.NodeRoute route -> {
        node.put("node", route.node());
        node.put("rule", route.rule());
        node.put("table", route.table());
        node.put("device", route.device());
        route.eni().ifPresent(eni -> node.put("eni", eni.value()));
      }
      case Step.GroupCheck check -> {
        node.put("eni", check.eni().value());
        node.put("direction", check.direction().name());
        ArrayNode groups = node.putArray("groups");
        check.groups().forEach(group -> groups.add(group.value()));
        check.rule().ifPresent(rule -> node.put("rule", rule.id().value()));
        node.put("tracked", check.tracked());
      }
      case Step.AclCheck check -> {
        node.put("acl", check.acl().value());
        node.put("subnet", check.subnet().value());
        node.put("leaving", check.leaving());
        node.put("ports", check.ports().toString());
        check.entry().ifPresent(entry -> node.put("rule", entry.number()));
      }
      case Step.VpcRoute route -> {
        node.put("routeTable", route.table().value());
        node.put("subnet", route.subnet().value());
        route
            .route()
            .ifPresent(
                it -> {
                  node.put("destination", it.destination().toString());
                  node.put("target", it.target().toString());
                });
        route
            .crossing()
            .ifPresent(
                it -> {
                  ObjectNode crossing = node.putObject("crossing");
                  crossing.put("from", it.from().value());
                  crossing.put("to", it.to().value());
                  crossing.put("dollarsPerGigabyteEachWay", "0.01");
                });
      }
      case Step.SameSubnet same -> node.put("subnet", same.subnet().value());
      case Step.Gateway gateway -> node.put("id", gateway.id());
      case Step.Deliver deliver -> {
        node.set("place", place(deliver.place()));
        node.put("seenFrom", deliver.from().toString());
        node.put("port", deliver.port());
        node.put("listening", deliver.listening().name());
      }
      case Step.Drop drop -> node.put("at", drop.at());
    }
  }

  private static ObjectNode origin(Origin origin) {
    ObjectNode node = MAPPER.createObjectNode();
    switch (origin) {
      case Origin.Aws(String type, String id, var arn) -> {
        node.put("aws", type);
        node.put("id", id);
        arn.ifPresent(it -> node.put("arn", it));
      }
      case Origin.Kubernetes(var object) -> {
        node.put("kubernetes", object.resource().toString());
        if (!object.key().namespace().isEmpty()) {
          node.put("namespace", object.key().namespace());
        }
        node.put("name", object.key().name());
      }
    }
    return node;
  }

  private static ObjectNode obstacle(Obstacle obstacle) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("disposition", obstacle.disposition().name());
    node.put("why", obstacle.why());
    Fix fix = obstacle.fix();
    ObjectNode fixed = node.putObject("fix");
    fixed.put("summary", fix.summary());
    ArrayNode commands = fixed.putArray("commands");
    fix.commands().forEach(commands::add);
    return node;
  }
}
