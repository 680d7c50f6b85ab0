package io.eksnet.kubernetes.admission;

import io.eksnet.kubernetes.status.FieldError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Collects what is wrong with one object, in the order in which it is found. */
final class Problems {
  /** For fields that may not go below zero. */
  static final String NEGATIVE = "must be greater than or equal to 0";

  /** For fields that may not change. */
  static final String IMMUTABLE = "field is immutable";

  private final List<FieldError> errors = new ArrayList<>(0);

  List<FieldError> all() {
    return List.copyOf(errors);
  }

  void add(FieldError error) {
    errors.add(error);
  }

  void required(String path) {
    add(FieldError.required(path, ""));
  }

  void required(String path, String detail) {
    add(FieldError.required(path, detail));
  }

  void forbidden(String path, String detail) {
    add(FieldError.forbidden(path, detail));
  }

  void invalid(String path, String value, String detail) {
    add(FieldError.invalid(path, value, detail));
  }

  void invalid(String path, long value, String detail) {
    add(FieldError.invalid(path, value, detail));
  }

  void invalid(String path, JsonNode value, String detail) {
    add(FieldError.invalid(path, value, detail));
  }

  /** One error for each reason against a text. */
  void invalid(String path, String value, List<String> reasons) {
    reasons.forEach(it -> invalid(path, value, it));
  }

  /** One error for each reason against a number. */
  void invalid(String path, long value, List<String> reasons) {
    reasons.forEach(it -> invalid(path, value, it));
  }

  /** A text that must be there and be one of those known; they are listed as given. */
  void oneOf(String path, String value, String... known) {
    if (value.isEmpty()) {
      required(path);
    } else {
      known(path, value, Arrays.asList(known));
    }
  }

  /** A text that must be one of those known. */
  void known(String path, String value, Collection<String> known) {
    if (!known.contains(value)) {
      add(FieldError.notSupported(path, value, known));
    }
  }

  /** A number that must not be negative. */
  void notNegative(String path, JsonNode number) {
    if (number.isNumber() && number.asLong() < 0) {
      invalid(path, number, NEGATIVE);
    }
  }
}
