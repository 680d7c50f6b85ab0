package io.eksnet.kube;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which labels are meant: all of {@code matchLabels} and all of {@code matchExpressions} must hold;
 * the empty selector means everything.
 */
public record LabelSelector(
    SortedMap<String, String> matchLabels, List<Requirement> matchExpressions) {
  /** The selector of everything. */
  public static final LabelSelector EVERYTHING = new LabelSelector(new TreeMap<>(), List.of());

  /** How a requirement looks at a label. */
  public enum Operator {
    IN("In"),
    NOT_IN("NotIn"),
    EXISTS("Exists"),
    DOES_NOT_EXIST("DoesNotExist"),
    /** Node selectors only. */
    GREATER_THAN("Gt"),
    /** Node selectors only. */
    LESS_THAN("Lt");

    private final String text;

    Operator(String text) {
      this.text = text;
    }

    /** Kubernetes' word. */
    public String text() {
      return text;
    }
  }

  /** One condition on one label. */
  public record Requirement(String key, Operator operator, List<String> values) {
    public Requirement {
      values = List.copyOf(values);
    }

    /**
     * Whether labels meet it. On a missing key In and Exists are false, NotIn and DoesNotExist
     * true.
     */
    public boolean matches(Map<String, String> labels) {
      String value = labels.get(key);
      return switch (operator) {
        case IN -> value != null && values.contains(value);
        case NOT_IN -> value == null || !values.contains(value);
        case EXISTS -> value != null;
        case DOES_NOT_EXIST -> value == null;
        case GREATER_THAN -> value != null && compare(value) > 0;
        case LESS_THAN -> value != null && compare(value) < 0;
      };
    }

    /** 0 when one of the two is no whole number, which matches neither way, as in Kubernetes. */
    private int compare(String label) {
      try {
        return Long.compare(Long.parseLong(label), Long.parseLong(values.getFirst()));
      } catch (NumberFormatException e) {
        return 0;
      }
    }

    @Override
    public String toString() {
      return switch (operator) {
        case IN -> key + " in (" + String.join(",", values) + ")";
        case NOT_IN -> key + " notin (" + String.join(",", values) + ")";
        case EXISTS -> key;
        case DOES_NOT_EXIST -> "!" + key;
        case GREATER_THAN -> key + ">" + values.getFirst();
        case LESS_THAN -> key + "<" + values.getFirst();
      };
    }
  }

  public LabelSelector {
    matchLabels = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(matchLabels));
    matchExpressions = List.copyOf(matchExpressions);
  }

  /** A selector of labels alone. */
  public static LabelSelector of(Map<String, String> matchLabels) {
    return new LabelSelector(new TreeMap<>(matchLabels), List.of());
  }

  /** Whether it selects everything. */
  public boolean isEmpty() {
    return matchLabels.isEmpty() && matchExpressions.isEmpty();
  }

  /** Whether labels are meant. */
  public boolean matches(Map<String, String> labels) {
    for (Map.Entry<String, String> wanted : matchLabels.entrySet()) {
      if (!wanted.getValue().equals(labels.get(wanted.getKey()))) {
        return false;
      }
    }
    for (Requirement requirement : matchExpressions) {
      if (!requirement.matches(labels)) {
        return false;
      }
    }
    return true;
  }

  /** As kubectl writes it: {@code app=web,tier in (a,b)}; nothing for the empty selector. */
  @Override
  public String toString() {
    var parts = new java.util.ArrayList<String>();
    matchLabels.forEach((key, value) -> parts.add(key + "=" + value));
    matchExpressions.forEach(requirement -> parts.add(requirement.toString()));
    return String.join(",", parts);
  }
}
