package io.eksnet.kubernetes.admission;

import io.eksnet.kubernetes.Fixtures;
import io.eksnet.kubernetes.patch.MergePatch;
import io.eksnet.kubernetes.patch.Patched;
import io.eksnet.kubernetes.schema.GroupVersionKind;
import io.eksnet.kubernetes.status.FieldError;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Small objects for admission tests, and what admission says of them. */
final class Judged {
  static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: default}
      spec: {containers: [{name: web, image: nginx}]}
      """;
  static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web, namespace: default}
      spec: {selector: {app: web}, ports: [{port: 80}]}
      """;
  static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: default}
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec: {containers: [{name: web, image: nginx}]}
      """;
  static final String POLICY =
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: web, namespace: default}
      spec: {podSelector: {}}
      """;

  private Judged() {}

  /** An object changed by a merge patch with apostrophes for quotes, and decoded. */
  static ObjectNode changed(String yaml, String patch) {
    return changed(Fixtures.yaml(yaml), patch);
  }

  /** The same for an object at hand. */
  static ObjectNode changed(ObjectNode object, String patch) {
    return switch (MergePatch.apply(object, Fixtures.json(patch))) {
      case Patched.Done(var done) -> Fixtures.decoded(done);
      case Patched.Refused(var status) -> throw new AssertionError(status.message());
    };
  }

  static GroupVersionKind kind(ObjectNode object) {
    return GroupVersionKind.of(object).orElseThrow();
  }

  /** The object as it is stored. */
  static ObjectNode created(ObjectNode object) {
    return accepted(Admission.create(kind(object), object));
  }

  static ObjectNode created(String yaml) {
    return created(Fixtures.decoded(yaml));
  }

  static ObjectNode accepted(Admitted admitted) {
    return switch (admitted) {
      case Admitted.Accepted(var object, var _) -> object;
      case Admitted.Invalid(var errors) -> throw new AssertionError(messages(errors).toString());
      case Admitted.Forbidden(var why) -> throw new AssertionError(why);
    };
  }

  /** What is wrong, one line each; empty when it is accepted. */
  static List<String> wrong(Admitted admitted) {
    return switch (admitted) {
      case Admitted.Accepted _ -> List.of();
      case Admitted.Invalid(var errors) -> messages(errors);
      case Admitted.Forbidden(var why) -> List.of("forbidden: " + why);
    };
  }

  /** What is wrong with a new object. */
  static List<String> wrong(ObjectNode object) {
    return wrong(Admission.create(kind(object), object));
  }

  private static List<String> messages(List<FieldError> errors) {
    return errors.stream().map(FieldError::message).toList();
  }
}
