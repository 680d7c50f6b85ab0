package io.eksnet.aws.codec;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The fields of a form as the tree that their dotted names spell: {@code Filter.1.Value.2=x}. */
final class FormTree {

  /** Deeper than any request of any served model; keeps a hostile form from making deep trees. */
  static final int MAX_DEPTH = 40;

  private final String firstField;
  private final Map<String, FormTree> children = new LinkedHashMap<>();
  private Optional<String> value = Optional.empty();

  private FormTree(String firstField) {
    this.firstField = firstField;
  }

  static FormTree of(Form form, List<Problem> problems) {
    FormTree root = new FormTree("");
    form.fields()
        .forEach(
            (field, text) -> {
              String[] names = field.split("\\.", MAX_DEPTH + 1);
              if (names.length > MAX_DEPTH) {
                problems.add(
                    new Problem.Unknown(field.substring(0, Math.min(200, field.length()))));
                return;
              }
              FormTree at = root;
              for (String name : names) {
                at = at.children.computeIfAbsent(name, _ -> new FormTree(field));
              }
              at.value = Optional.of(text);
            });
    return root;
  }

  /** A field at or below this place, as the client wrote it: the name that a refusal cites. */
  String field() {
    return firstField;
  }

  Optional<String> value() {
    return value;
  }

  Map<String, FormTree> children() {
    return children;
  }

  boolean isLeaf() {
    return children.isEmpty();
  }

  /**
   * The children {@code 1}, {@code 2}, ... in order of their numbers; gaps are allowed, as by AWS.
   */
  List<FormTree> numbered(List<Problem> problems) {
    record Numbered(int number, FormTree tree) {}
    List<Numbered> found = new ArrayList<>();
    children.forEach(
        (name, tree) ->
            index(name)
                .ifPresentOrElse(
                    number -> found.add(new Numbered(number, tree)),
                    () -> problems.add(new Problem.Unknown(tree.field()))));
    found.sort((a, b) -> Integer.compare(a.number(), b.number()));
    Iterator<Numbered> ordered = found.iterator();
    List<FormTree> trees = new ArrayList<>();
    for (int last = 0; ordered.hasNext(); ) {
      Numbered next = ordered.next();
      if (next.number() == last) {
        problems.add(new Problem.Repeated(next.tree().field()));
      }
      last = next.number();
      trees.add(next.tree());
    }
    return trees;
  }

  private static OptionalInt index(String name) {
    if (name.isEmpty() || name.length() > 9 || !name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return OptionalInt.empty();
    }
    int number = Integer.parseInt(name);
    return number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
  }
}
