package io.eksnet.kubernetes.status;

import io.eksnet.kubernetes.schema.GroupVersionKind;
import io.eksnet.kubernetes.schema.Quoted;
import io.eksnet.kubernetes.schema.Resource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer that is not an object: mostly a refusal, with the code, reason and text that
 * Kubernetes' own API server gives (apimachinery, pkg/api/errors).
 *
 * @param code the HTTP status code
 * @param reason Kubernetes' word that clients branch on, such as {@code NotFound}; empty on success
 * @param message what a user reads
 * @param details what it is about
 */
public record Status(int code, String reason, String message, Optional<Details> details) {

  /**
   * What a Status is about.
   *
   * @param name the object; may be empty
   * @param group the API group; empty for core
   * @param kind the resource ({@code pods}), or the kind ({@code Pod}) for Invalid
   * @param uid empty when unknown
   * @param causes each single reason
   * @param retryAfterSeconds 0 when there is no advice
   */
  public record Details(
      String name,
      String group,
      String kind,
      String uid,
      List<Cause> causes,
      int retryAfterSeconds) {}

  /** One reason among several, with the field that it is about (may be empty). */
  public record Cause(String reason, String message, String field) {}

  /** What was asked for is done; used for deletions that answer no object. */
  public static Status success(Resource resource, String name, String uid) {
    return new Status(200, "", "", Optional.of(about(resource, name, uid, List.of())));
  }

  /** 404: there is no such object. */
  public static Status notFound(Resource resource, String name) {
    return of(404, "NotFound", "%s %s not found", resource, name);
  }

  /** 404: nothing is served at this path. */
  public static Status noSuchPath() {
    return new Status(
        404,
        "NotFound",
        "the server could not find the requested resource",
        Optional.of(new Details("", "", "", "", List.of(), 0)));
  }

  /** 409: the name is taken. */
  public static Status alreadyExists(Resource resource, String name) {
    return of(409, "AlreadyExists", "%s %s already exists", resource, name);
  }

  /** 409: the object is not the one that the writer saw. */
  public static Status modified(Resource resource, String name) {
    return conflict(
        resource,
        name,
        "the object has been modified; please apply your changes to the latest version and try"
            + " again");
  }

  /** 409 for another cause, such as a precondition. */
  public static Status conflict(Resource resource, String name, String why) {
    return new Status(
        409,
        "Conflict",
        "Operation cannot be fulfilled on "
            + resource.qualified()
            + " "
            + Quoted.go(name)
            + ": "
            + why,
        Optional.of(about(resource, name, "", List.of())));
  }

  /** 409 of server-side apply: others own fields with other values. */
  public static Status applyConflict(String message, List<Cause> causes) {
    return new Status(
        409, "Conflict", message, Optional.of(new Details("", "", "", "", causes, 0)));
  }

  /** 422: everything that is wrong with an object, at once. */
  public static Status invalid(GroupVersionKind kind, String name, List<FieldError> errors) {
    LinkedHashSet<String> messages = new LinkedHashSet<>();
    errors.forEach(it -> messages.add(it.message()));
    String all =
        messages.size() == 1 ? messages.getFirst() : "[" + String.join(", ", messages) + "]";
    List<Cause> causes =
        errors.stream().map(it -> new Cause(it.type().reason(), it.body(), it.field())).toList();
    String qualified = kind.group().isEmpty() ? kind.kind() : kind.kind() + "." + kind.group();
    return new Status(
        422,
        "Invalid",
        qualified + " " + Quoted.go(name) + " is invalid" + (errors.isEmpty() ? "" : ": " + all),
        Optional.of(new Details(name, kind.group(), kind.kind(), "", causes, 0)));
  }

  /** 422 without fields: a patch that does not fit the object, such as a failing {@code test}. */
  public static Status unprocessable() {
    return new Status(
        422,
        "Invalid",
        "the server rejected our request due to an error in our request",
        Optional.of(new Details("", "", "", "", List.of(), 0)));
  }

  /** 400: the request itself cannot be understood. */
  public static Status badRequest(String message) {
    return new Status(400, "BadRequest", message, Optional.empty());
  }

  /** 401: who asks is not known. */
  public static Status unauthorized() {
    return new Status(401, "Unauthorized", "Unauthorized", Optional.empty());
  }

  /** 403 for an object; an empty name speaks of the resource as such. */
  public static Status forbidden(Resource resource, String name, String why) {
    String subject =
        name.isEmpty() ? resource.qualified() : resource.qualified() + " " + Quoted.go(name);
    return new Status(
        403,
        "Forbidden",
        subject + " is forbidden: " + why,
        Optional.of(about(resource, name, "", List.of())));
  }

  /** 405: the resource does not serve the verb. */
  public static Status methodNotAllowed() {
    return new Status(
        405,
        "MethodNotAllowed",
        "the server does not allow this method on the requested resource",
        Optional.of(new Details("", "", "", "", List.of(), 0)));
  }

  /** 406: none of the media types that the client accepts is served. */
  public static Status notAcceptable(List<String> served) {
    return new Status(
        406,
        "NotAcceptable",
        "only the following media types are accepted: " + String.join(", ", served),
        Optional.empty());
  }

  /** 410: the resource version, or the continue token, is no longer known. */
  public static Status expired(String message) {
    return new Status(410, "Expired", message, Optional.empty());
  }

  /** 413: the body is larger than the limit, in bytes. */
  public static Status tooLarge(long limit) {
    return new Status(
        413,
        "RequestEntityTooLarge",
        "Request entity too large: limit is " + limit,
        Optional.empty());
  }

  /** 415: the body, or the sort of patch, is not one that is taken here. */
  public static Status unsupportedMediaType(List<String> accepted) {
    return new Status(
        415,
        "UnsupportedMediaType",
        "the body of the request was in an unknown format - accepted media types include: "
            + String.join(", ", accepted),
        Optional.empty());
  }

  /** 429 with advice when to try again. */
  public static Status tooManyRequests(String message, int retryAfterSeconds, List<Cause> causes) {
    return new Status(
        429,
        "TooManyRequests",
        message,
        Optional.of(new Details("", "", "", "", causes, retryAfterSeconds)));
  }

  /** 500: a bug of ours. */
  public static Status internal(String message) {
    return new Status(
        500,
        "InternalError",
        "Internal error occurred: " + message,
        Optional.of(new Details("", "", "", "", List.of(new Cause("", message, "")), 0)));
  }

  /** 501 for what is known to Kubernetes but not served here, by name. */
  public static Status notImplemented(String message) {
    return new Status(501, "NotImplemented", message, Optional.empty());
  }

  /** 503: not now. */
  public static Status unavailable(String message) {
    return new Status(503, "ServiceUnavailable", message, Optional.empty());
  }

  /** Whether it tells of success. */
  public boolean succeeded() {
    return code < 400;
  }

  /** The {@code metav1.Status} document. */
  public ObjectNode json() {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("kind", "Status").put("apiVersion", "v1");
    out.putObject("metadata");
    out.put("status", succeeded() ? "Success" : "Failure");
    putUnlessEmpty(out, "message", message);
    putUnlessEmpty(out, "reason", reason);
    details.ifPresent(it -> render(it, out.putObject("details")));
    // On success real servers leave the code to the HTTP status line.
    return succeeded() ? out : out.put("code", code);
  }

  private static void render(Details details, ObjectNode out) {
    putUnlessEmpty(out, "name", details.name());
    putUnlessEmpty(out, "group", details.group());
    putUnlessEmpty(out, "kind", details.kind());
    putUnlessEmpty(out, "uid", details.uid());
    if (!details.causes().isEmpty()) {
      ArrayNode causes = out.putArray("causes");
      for (Cause cause : details.causes()) {
        ObjectNode one = causes.addObject();
        putUnlessEmpty(one, "reason", cause.reason());
        putUnlessEmpty(one, "message", cause.message());
        putUnlessEmpty(one, "field", cause.field());
      }
    }
    if (details.retryAfterSeconds() > 0) {
      out.put("retryAfterSeconds", details.retryAfterSeconds());
    }
  }

  private static void putUnlessEmpty(ObjectNode out, String name, String value) {
    if (!value.isEmpty()) {
      out.put(name, value);
    }
  }

  private static Status of(
      int code, String reason, String template, Resource resource, String name) {
    return new Status(
        code,
        reason,
        template.formatted(resource.qualified(), Quoted.go(name)),
        Optional.of(about(resource, name, "", List.of())));
  }

  private static Details about(Resource resource, String name, String uid, List<Cause> causes) {
    return new Details(name, resource.kind().group(), resource.plural(), uid, causes, 0);
  }
}
