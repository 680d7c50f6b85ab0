package io.eksnet.app.daemon;

import io.eksnet.eks.Addon;
import io.eksnet.kubernetes.auth.UserInfo;
import io.eksnet.kubernetes.server.Api;
import io.eksnet.kubernetes.server.ApiAnswer;
import io.eksnet.kubernetes.server.ApiRequest;
import io.eksnet.kubernetes.server.Query;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The objects of add-ons in a cluster. EKS writes them by server-side apply under the name {@code
 * eks}, so that what others have set is told apart from what it set itself.
 */
final class AddonObjects {
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final String MANAGER = "eks";
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final UserInfo ADMIN = UserInfo.of("eks:addon-manager", UserInfo.MASTERS);

  private final Api api;

  AddonObjects(Api api) {
    this.api = api;
  }

  /** A field that somebody else has set to something else. */
  private record Clash(ObjectNode document, String field) {
    @Override
    public String toString() {
      String version = document.path("apiVersion").asString("");
      int slash = version.indexOf('/');
      String group = slash < 0 ? "" : "." + version.substring(0, slash);
      return document.path("kind").asString("")
          + group
          + " "
          + document.path("metadata").path("name").asString("")
          + " - "
          + field;
    }
  }

  /** Makes the objects as the documents say; why that is not done, if it is not. */
  Optional<Addon.Issue> apply(List<ObjectNode> documents, Addon.Conflicts conflicts) {
    try {
      if (conflicts != Addon.Conflicts.OVERWRITE) {
        List<Clash> clashes = clashes(documents);
        if (!clashes.isEmpty() && conflicts == Addon.Conflicts.NONE) {
          return Optional.of(conflict(clashes));
        }
        clashes.forEach(this::keepOthers);
      }
      for (ObjectNode document : documents) {
        Answer answer =
            patch(document, Map.of("force", Boolean.toString(conflicts != Addon.Conflicts.NONE)));
        if (answer.code() != OK && answer.code() != CREATED) {
          return Optional.of(denied(document, answer));
        }
      }
      return Optional.empty();
    } catch (DeniedException wrong) {
      return Optional.of(wrong.issue());
    }
  }

  /** Deletes the objects that are there. */
  void delete(List<ObjectNode> documents) {
    for (ObjectNode document : documents.reversed()) {
      Answer answer = call("DELETE", path(document), Query.NONE, "", new byte[0]);
      if (answer.code() != OK && answer.code() != NOT_FOUND && answer.code() != 202) {
        throw new IllegalStateException(path(document) + " was not deleted: " + answer.text());
      }
    }
  }

  private static Addon.Issue conflict(List<Clash> clashes) {
    StringBuilder message =
        new StringBuilder(
            "Conflicts found when trying to apply. Will not continue due to resolve conflicts"
                + " mode. Conflicts:");
    clashes.forEach(it -> message.append('\n').append(it));
    return new Addon.Issue(Addon.CONFIGURATION_CONFLICT, message.toString(), List.of());
  }

  private static Addon.Issue denied(ObjectNode document, Answer answer) {
    return new Addon.Issue(
        Addon.ADMISSION_REQUEST_DENIED,
        path(document) + ": " + answer.body().path("message").asString(answer.text()),
        List.of());
  }

  /** What others have set otherwise, over all documents, with nothing changed. */
  private List<Clash> clashes(List<ObjectNode> documents) {
    List<Clash> clashes = new ArrayList<>();
    for (ObjectNode document : documents) {
      Answer answer = patch(document, Map.of("dryRun", "All"));
      if (answer.code() == CONFLICT) {
        for (JsonNode cause : answer.body().path("details").path("causes")) {
          clashes.add(new Clash(document, cause.path("field").asString("")));
        }
      } else if (answer.code() != OK && answer.code() != CREATED) {
        throw new DeniedException(denied(document, answer));
      }
    }
    return clashes;
  }

  /** Lets a document say what is there already. */
  private void keepOthers(Clash clash) {
    Answer live = call("GET", path(clash.document()), Query.NONE, "", new byte[0]);
    FieldPath.parse(clash.field()).copy(live.body(), clash.document());
  }

  private Answer patch(ObjectNode document, Map<String, String> parameters) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    query.put("fieldManager", List.of(MANAGER));
    parameters.forEach((name, value) -> query.put(name, List.of(value)));
    return call(
        "PATCH",
        path(document),
        new Query(query),
        "application/apply-patch+yaml",
        document.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** What the API said. */
  private record Answer(int code, JsonNode body, String text) {}

  private Answer call(String method, String path, Query query, String type, byte[] body) {
    ApiRequest.Headers headers = new ApiRequest.Headers("application/json", type, MANAGER, "", "");
    return switch (api.answer(new ApiRequest(method, path, query, headers, body, ADMIN))) {
      case ApiAnswer.Whole whole -> {
        String text = new String(whole.body(), StandardCharsets.UTF_8);
        yield new Answer(whole.code(), JSON.readTree(text), text);
      }
      case ApiAnswer.Streaming _ ->
          throw new IllegalStateException(path + " was answered with a stream");
    };
  }

  private static String path(ObjectNode document) {
    String version = document.path("apiVersion").asString();
    String plural = document.path("kind").asString().toLowerCase(Locale.ROOT) + "s";
    String namespace = document.path("metadata").path("namespace").asString("");
    return (version.contains("/") ? "/apis/" : "/api/")
        + version
        + (namespace.isEmpty() ? "" : "/namespaces/" + namespace)
        + "/"
        + plural
        + "/"
        + document.path("metadata").path("name").asString();
  }

  /** The API would not take an object. */
  private static final class DeniedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Addon.Issue issue;

    DeniedException(Addon.Issue issue) {
      super(issue.message());
      this.issue = issue;
    }

    Addon.Issue issue() {
      return issue;
    }
  }
}
