package io.eksnet.kubernetes.server;

import io.eksnet.kube.KubeObject;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ResourceName;
import io.eksnet.kubernetes.auth.ServiceAccountTokens;
import io.eksnet.kubernetes.auth.ServiceAccountTokens.ServiceAccount;
import io.eksnet.kubernetes.auth.UserInfo;
import io.eksnet.kubernetes.documents.Times;
import io.eksnet.kubernetes.schema.GroupVersionKind;
import io.eksnet.kubernetes.server.RequestPath.OfResource;
import io.eksnet.kubernetes.status.FieldError;
import io.eksnet.kubernetes.status.Status;
import io.eksnet.world.Ledger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Requests that are answered and not kept: who am I, may I, and a token please. */
final class Reviews {
  private static final GroupVersionKind TOKEN_REQUEST =
      new GroupVersionKind("authentication.k8s.io", "v1", "TokenRequest");
  private static final long DEFAULT_SECONDS = 3600;
  private static final long MIN_SECONDS = 600;
  private static final long MAX_SECONDS = 1L << 32;

  private final Bodies bodies;
  private final Ledger ledger;
  private final ServiceAccountTokens tokens;
  private final Rights rights;
  private final InstantSource clock;

  Reviews(
      Bodies bodies,
      Ledger ledger,
      ServiceAccountTokens tokens,
      Rights rights,
      InstantSource clock) {
    this.rights = rights;
    this.bodies = bodies;
    this.ledger = ledger;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** A POST to one of the kinds that are never stored. */
  ApiAnswer review(OfResource path, ApiRequest request) {
    return bodies
        .read(request, path.resource().kind())
        .answer(
            body -> {
              ObjectNode object = body.object();
              object.withObject("/metadata").putNull("creationTimestamp");
              object.set(
                  "status",
                  switch (path.resource().plural()) {
                    case "selfsubjectreviews" -> identity(request.user());
                    case "selfsubjectrulesreviews" -> rules(request.user());
                    case "selfsubjectaccessreviews" -> access(request.user(), object);
                    default -> allowed();
                  });
              return ApiAnswer.json(201, bytes(object)).warning(body.warnings());
            });
  }

  private static ObjectNode identity(UserInfo user) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    ObjectNode info = status.putObject("userInfo");
    if (!user.extra().isEmpty()) {
      ObjectNode extra = info.putObject("extra");
      new TreeMap<>(user.extra())
          .forEach((name, values) -> values.forEach(extra.putArray(name)::add));
    }
    user.groups().forEach(info.putArray("groups")::add);
    if (!user.uid().isEmpty()) {
      info.put("uid", user.uid());
    }
    info.put("username", user.username());
    return status;
  }

  /** Whether a caller may do what the review names. */
  private ObjectNode access(UserInfo user, ObjectNode review) {
    JsonNode of = review.path("spec").path("resourceAttributes");
    String part = of.path("subresource").asString("");
    Rights.Asked asked =
        new Rights.Asked(
            of.path("verb").asString(""),
            of.path("group").asString(""),
            of.path("resource").asString("") + (part.isEmpty() ? "" : "/" + part),
            of.path("namespace").asString(""));
    return rights.allow(user, asked)
        ? allowed()
        : JsonNodeFactory.instance.objectNode().put("allowed", false);
  }

  /** Rules of callers who may not do everything are not listed. */
  private ObjectNode rules(UserInfo user) {
    ObjectNode rules = everyRule();
    if (!rights.allow(user, new Rights.Asked("*", "*", "*", ""))) {
      rules.put("incomplete", true);
      rules.putArray("nonResourceRules");
      rules.putArray("resourceRules");
    }
    return rules;
  }

  /** Kubernetes' own roles are not evaluated, and the answer says so. */
  private static ObjectNode allowed() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("allowed", true)
        .put(
            "reason",
            "eksnet: roles are not evaluated, everybody with credentials may do everything");
  }

  private static ObjectNode everyRule() {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("incomplete", false);
    ObjectNode urls = status.putArray("nonResourceRules").addObject();
    urls.putArray("nonResourceURLs").add("*");
    urls.putArray("verbs").add("*");
    ObjectNode resources = status.putArray("resourceRules").addObject();
    for (String name : List.of("apiGroups", "resources", "verbs")) {
      resources.putArray(name).add("*");
    }
    return status;
  }

  /** {@code POST serviceaccounts/x/token}. */
  ApiAnswer token(OfResource path, ApiRequest request) {
    ObjectKey key = new ObjectKey(path.namespace(), path.name().orElseThrow());
    Optional<KubeObject> account =
        ledger.durable().find(KubeObject.kind(ResourceName.SERVICE_ACCOUNTS), key);
    if (account.isEmpty()) {
      return ApiAnswer.of(Status.notFound(path.resource(), key.name()));
    }
    return bodies
        .read(request, TOKEN_REQUEST)
        .then(body -> issued(account.get(), body.object()))
        .answer(document -> ApiAnswer.json(201, bytes(document)));
  }

  private Attempt<ObjectNode> issued(KubeObject account, ObjectNode document) {
    ObjectNode spec = document.withObject("/spec");
    long seconds = spec.path("expirationSeconds").asLong(DEFAULT_SECONDS);
    if (seconds < MIN_SECONDS || seconds > MAX_SECONDS) {
      String detail =
          seconds < MIN_SECONDS
              ? "may not specify a duration less than 10 minutes"
              : "may not specify a duration larger than 2^32 seconds";
      return Attempt.refuse(
          Status.invalid(
              TOKEN_REQUEST,
              account.meta().name(),
              List.of(FieldError.invalid("spec.expirationSeconds", seconds, detail))));
    }
    ArrayNode audiences = spec.withArray("audiences");
    if (audiences.isEmpty()) {
      audiences.add(tokens.defaultAudience());
    }
    List<String> names = audiences.valueStream().map(JsonNode::asString).toList();
    spec.put("expirationSeconds", seconds);
    var owner =
        new ServiceAccount(account.meta().namespace(), account.meta().name(), account.meta().uid());
    String token = tokens.issue(owner, names, Duration.ofSeconds(seconds));
    document
        .withObject("/metadata")
        .put("name", account.meta().name())
        .put("namespace", account.meta().namespace())
        .put("creationTimestamp", Times.seconds(clock.instant()));
    document
        .putObject("status")
        .put("expirationTimestamp", Times.seconds(clock.instant().plusSeconds(seconds)))
        .put("token", token);
    return Attempt.of(document);
  }

  private static byte[] bytes(ObjectNode document) {
    return document.toString().getBytes(StandardCharsets.UTF_8);
  }
}
