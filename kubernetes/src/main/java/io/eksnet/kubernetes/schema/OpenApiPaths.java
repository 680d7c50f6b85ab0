package io.eksnet.kubernetes.schema;

import io.eksnet.kubernetes.schema.Resource.Subresource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** The {@code paths} of one resource: every operation that it serves, with its parameters. */
final class OpenApiPaths {
  private static final List<String> LIST =
      List.of(
          "allowWatchBookmarks:boolean",
          "continue:string",
          "fieldSelector:string",
          "labelSelector:string",
          "limit:integer",
          "resourceVersion:string",
          "resourceVersionMatch:string",
          "sendInitialEvents:boolean",
          "timeoutSeconds:integer",
          "watch:boolean");
  private static final List<String> WRITE =
      List.of("dryRun:string", "fieldManager:string", "fieldValidation:string");
  private static final List<String> PATCH =
      List.of("dryRun:string", "fieldManager:string", "fieldValidation:string", "force:boolean");
  private static final List<String> DELETE =
      List.of(
          "dryRun:string",
          "gracePeriodSeconds:integer",
          "orphanDependents:boolean",
          "propagationPolicy:string");
  private static final List<String> PATCH_TYPES =
      List.of(
          "application/apply-patch+yaml",
          "application/json-patch+json",
          "application/merge-patch+json",
          "application/strategic-merge-patch+json");
  private static final Map<String, String> METHODS =
      Map.of(
          "get", "get",
          "list", "get",
          "create", "post",
          "update", "put",
          "patch", "patch",
          "delete", "delete",
          "deletecollection", "delete");

  private final Resource row;
  private final OpenApiSchemas schemas;
  private final JsonGenerator out;

  OpenApiPaths(Resource row, OpenApiSchemas schemas, JsonGenerator out) {
    this.row = row;
    this.schemas = schemas;
    this.out = out;
  }

  void write() {
    String base = row.groupVersion().path();
    String all = base + "/" + row.plural();
    String own = row.namespaced() ? base + "/namespaces/{namespace}/" + row.plural() : all;
    if (row.namespaced() && row.serves("list")) {
      path(all, List.of(), row.kind(), List.of("list"));
    }
    List<String> place = row.namespaced() ? List.of("namespace") : List.of();
    List<String> name = row.namespaced() ? List.of("name", "namespace") : List.of("name");
    path(own, place, row.kind(), served("list", "create", "deletecollection"));
    if (row.stored()) {
      path(own + "/{name}", name, row.kind(), served("get", "update", "patch", "delete"));
    }
    for (Subresource sub : row.subresources()) {
      path(own + "/{name}/" + sub.name(), name, sub.kind(), sub.verbs());
    }
  }

  private List<String> served(String... verbs) {
    return java.util.Arrays.stream(verbs).filter(row::serves).toList();
  }

  private void path(
      String path, List<String> parameters, GroupVersionKind kind, List<String> verbs) {
    out.writeObjectPropertyStart(path);
    verbs.forEach(verb -> operation(path, verb, kind));
    if (!parameters.isEmpty()) {
      out.writeArrayPropertyStart("parameters");
      parameters.forEach(name -> parameter(name, "path", "string"));
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  private void operation(String path, String verb, GroupVersionKind kind) {
    String method = METHODS.getOrDefault(verb, verb);
    out.writeObjectPropertyStart(method);
    String action = action(verb);
    out.writeStringProperty("description", action + " " + kind.kind() + " at " + path);
    out.writeStringProperty("operationId", operationId(path, method));
    parameters(verb);
    body(verb, kind);
    responses(verb, kind);
    out.writeStringProperty("x-kubernetes-action", action);
    out.writeName("x-kubernetes-group-version-kind");
    schemas.kind(kind);
    out.writeEndObject();
  }

  /** Unique, because a path has one operation for each method. */
  private static String operationId(String path, String method) {
    StringBuilder id = new StringBuilder(method);
    for (String part : path.split("[/{}.-]+", -1)) {
      if (!part.isEmpty()) {
        id.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
      }
    }
    return id.toString();
  }

  private static String action(String verb) {
    return switch (verb) {
      case "create" -> "post";
      case "update" -> "put";
      default -> verb;
    };
  }

  private void parameters(String verb) {
    List<String> parameters =
        switch (verb) {
          case "list" -> LIST;
          case "create", "update" -> WRITE;
          case "patch" -> PATCH;
          case "delete", "deletecollection" -> DELETE;
          default -> List.of();
        };
    out.writeArrayPropertyStart("parameters");
    for (String parameter : parameters) {
      int colon = parameter.indexOf(':');
      parameter(parameter.substring(0, colon), "query", parameter.substring(colon + 1));
    }
    out.writeEndArray();
  }

  private void parameter(String name, String in, String type) {
    out.writeStartObject();
    out.writeStringProperty("name", name);
    out.writeStringProperty("in", in);
    if (in.equals("path")) {
      out.writeBooleanProperty("required", true);
    }
    out.writeObjectPropertyStart("schema");
    out.writeStringProperty("type", type);
    out.writeBooleanProperty("uniqueItems", true);
    out.writeEndObject();
    out.writeEndObject();
  }

  private void body(String verb, GroupVersionKind kind) {
    switch (verb) {
      case "create", "update" -> schemas.idOf(kind).ifPresent(id -> body(List.of("*/*"), id));
      case "patch" -> body(PATCH_TYPES, OpenApiSchemas.PATCH);
      case "delete", "deletecollection" -> body(List.of("*/*"), OpenApiSchemas.DELETE_OPTIONS);
      default -> {}
    }
  }

  private void body(List<String> mediaTypes, String id) {
    out.writeObjectPropertyStart("requestBody");
    content(mediaTypes, id);
    out.writeEndObject();
  }

  private void content(List<String> mediaTypes, String id) {
    out.writeObjectPropertyStart("content");
    for (String mediaType : mediaTypes) {
      out.writeObjectPropertyStart(mediaType);
      out.writeObjectPropertyStart("schema");
      schemas.reference(id);
      out.writeEndObject();
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private void responses(String verb, GroupVersionKind kind) {
    Optional<String> answer =
        switch (verb) {
          case "list" ->
              schemas.idOf(
                  new GroupVersionKind(kind.group(), kind.version(), kind.kind() + "List"));
          case "delete", "deletecollection" -> Optional.of(OpenApiSchemas.STATUS);
          default -> schemas.idOf(kind);
        };
    out.writeObjectPropertyStart("responses");
    out.writeObjectPropertyStart(verb.equals("create") ? "201" : "200");
    out.writeStringProperty("description", verb.equals("create") ? "Created" : "OK");
    answer.ifPresent(id -> content(List.of("application/json"), id));
    out.writeEndObject();
    out.writeEndObject();
  }
}
