package io.eksnet.kubernetes.server;

import io.eksnet.kube.KubeObject;
import io.eksnet.kube.LabelSelector;
import io.eksnet.kube.ResourceName;
import io.eksnet.kubernetes.status.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which objects of a resource a list, watch or deletecollection is about.
 *
 * @param namespace empty for all
 */
record Selection(String namespace, LabelSelector labels, List<FieldTerm> fields) {

  /**
   * One term of a field selector.
   *
   * @param equal whether the field must have the value, or must not
   */
  record FieldTerm(String field, Function<KubeObject, String> reader, String value, boolean equal) {
    boolean matches(KubeObject object) {
      return reader.apply(object).equals(value) == equal;
    }
  }

  static Attempt<Selection> of(ResourceName resource, String namespace, Query query) {
    return LabelSelectorText.parse(query.text("labelSelector"))
        .then(
            labels ->
                fields(resource, query.text("fieldSelector"))
                    .map(fields -> new Selection(namespace, labels, fields)));
  }

  private static Attempt<List<FieldTerm>> fields(ResourceName resource, String text) {
    List<FieldTerm> terms = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      if (part.isBlank()) {
        continue;
      }
      int equals = part.indexOf('=');
      if (equals <= 0) {
        return Attempt.refuse(
            Status.badRequest(
                "invalid field selector: '%s'; can't understand '%s'".formatted(text, part)));
      }
      boolean not = part.charAt(equals - 1) == '!';
      String field = part.substring(0, not ? equals - 1 : equals).strip();
      String value = part.substring(equals + (part.startsWith("==", equals) ? 2 : 1)).strip();
      Optional<Function<KubeObject, String>> reader = FieldSelectors.of(resource, field);
      if (reader.isEmpty()) {
        return Attempt.refuse(Status.badRequest("field label not supported: " + field));
      }
      terms.add(new FieldTerm(field, reader.get(), value, !not));
    }
    return Attempt.of(List.copyOf(terms));
  }

  boolean matches(KubeObject object) {
    if (!namespace.isEmpty() && !namespace.equals(object.meta().namespace())) {
      return false;
    }
    if (!labels.isEmpty() && !labels.matches(object.meta().labels())) {
      return false;
    }
    for (FieldTerm term : fields) {
      if (!term.matches(object)) {
        return false;
      }
    }
    return true;
  }

  /** Whether every object of the namespace is meant. */
  boolean everything() {
    return labels.isEmpty() && fields.isEmpty();
  }

  /** The value that a field must have, where the selector says so. */
  Optional<String> required(String field) {
    return fields.stream()
        .filter(it -> it.equal() && it.field().equals(field))
        .map(FieldTerm::value)
        .findFirst();
  }
}
