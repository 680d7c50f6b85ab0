package io.eksnet.kubernetes.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kubernetes.Fixtures;
import io.eksnet.kubernetes.schema.GroupVersion;
import io.eksnet.kubernetes.schema.Resource;
import io.eksnet.kubernetes.schema.Resources;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StatusTest {
  private static final Resource PODS =
      Resources.at(new GroupVersion("", "v1"), "pods").orElseThrow();
  private static final Resource DEPLOYMENTS =
      Resources.at(new GroupVersion("apps", "v1"), "deployments").orElseThrow();

  static List<Arguments> refusals() {
    return List.of(
        Arguments.of(Status.notFound(PODS, "p1"), 404, "NotFound", "pods \"p1\" not found"),
        Arguments.of(
            Status.notFound(DEPLOYMENTS, "d1"),
            404,
            "NotFound",
            "deployments.apps \"d1\" not found"),
        Arguments.of(
            Status.alreadyExists(PODS, "p1"), 409, "AlreadyExists", "pods \"p1\" already exists"),
        Arguments.of(
            Status.modified(DEPLOYMENTS, "d1"),
            409,
            "Conflict",
            "Operation cannot be fulfilled on deployments.apps \"d1\": the object has been modified;"
                + " please apply your changes to the latest version and try again"),
        Arguments.of(
            Status.invalid(PODS.kind(), "x", List.of(FieldError.required("spec.containers", ""))),
            422,
            "Invalid",
            "Pod \"x\" is invalid: spec.containers: Required value"),
        Arguments.of(
            Status.invalid(
                DEPLOYMENTS.kind(),
                "x",
                List.of(FieldError.required("a", ""), FieldError.required("b", "why"))),
            422,
            "Invalid",
            "Deployment.apps \"x\" is invalid: [a: Required value, b: Required value: why]"),
        Arguments.of(
            Status.forbidden(PODS, "p1", "no"), 403, "Forbidden", "pods \"p1\" is forbidden: no"),
        Arguments.of(Status.forbidden(PODS, "", "no"), 403, "Forbidden", "pods is forbidden: no"),
        Arguments.of(Status.unauthorized(), 401, "Unauthorized", "Unauthorized"),
        Arguments.of(
            Status.expired("too old resource version: 1 (20)"),
            410,
            "Expired",
            "too old resource version: 1 (20)"),
        Arguments.of(
            Status.tooLarge(3145728),
            413,
            "RequestEntityTooLarge",
            "Request entity too large: limit is 3145728"),
        Arguments.of(
            Status.unsupportedMediaType(List.of("a/b", "c/d")),
            415,
            "UnsupportedMediaType",
            "the body of the request was in an unknown format - accepted media types include: a/b,"
                + " c/d"));
  }

  @ParameterizedTest(name = "{3}")
  @MethodSource("refusals")
  void refusalsHaveTheCodeReasonAndTextOfKubernetes(
      Status status, int code, String reason, String message) {
    assertThat(status.json().path("code").asInt()).isEqualTo(code);
    assertThat(status.json().path("reason").asString()).isEqualTo(reason);
    assertThat(status.json().path("message").asString()).isEqualTo(message);
    assertThat(status.json().path("status").asString()).isEqualTo("Failure");
  }

  @Test
  void aDeletionThatAnswersNoObjectTellsWhatIsGone() {
    assertThat(Status.success(DEPLOYMENTS, "d1", "u1").json())
        .isEqualTo(
            Fixtures.json(
                "{'kind':'Status','apiVersion':'v1','metadata':{},'status':'Success','details':"
                    + "{'name':'d1','group':'apps','kind':'deployments','uid':'u1'}}"));
  }

  @Test
  void whatWasFoundIsPrintedAsGoQuotesIt() {
    assertThat(FieldError.invalid("a", "x\"y\n\u0001", "no").message())
        .isEqualTo("a: Invalid value: \"x\\\"y\\n\\x01\": no");
    assertThat(FieldError.invalid("a", Fixtures.json("[1,'b']"), "no").message())
        .isEqualTo("a: Invalid value: [1,\"b\"]: no");
    assertThat(FieldError.tooMany("a", 5, 1).message())
        .isEqualTo("a: Too many: 5: must have at most 1 item");
    assertThat(new FieldError(FieldError.Type.FORBIDDEN, "a", Optional.empty(), "").message())
        .isEqualTo("a: Forbidden");
  }
}
