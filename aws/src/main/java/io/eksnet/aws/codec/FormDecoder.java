package io.eksnet.aws.codec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Fills a request builder from a form, as EC2 ({@code VpcId.1}) or the Query services ({@code
 * PolicyArns.member.1.arn}) write it.
 */
public final class FormDecoder {

  /** The one difference between the two dialects: how a list is spelt. */
  public enum Dialect {
    /** Lists are always flat: {@code X.1}. */
    EC2,
    /** Lists carry their element name: {@code X.member.1}; {@code X=} is the empty list. */
    QUERY
  }

  private final Shapes shapes;
  private final Dialect dialect;

  public FormDecoder(Shapes shapes, Dialect dialect) {
    this.shapes = shapes;
    this.dialect = dialect;
  }

  /** Fills {@code builder}; an empty answer means that every field was understood and is served. */
  public List<Problem> decode(Form form, SdkPojo builder, Served served) {
    List<Problem> problems = new ArrayList<>(form.problems());
    FormTree tree = FormTree.of(form, problems);
    structure(tree, builder, served, problems);
    return problems;
  }

  private void structure(FormTree tree, SdkPojo builder, Served served, List<Problem> problems) {
    Shape shape = shapes.of(builder);
    tree.value().ifPresent(_ -> problems.add(new Problem.Unknown(tree.field())));
    tree.children()
        .forEach(
            (name, child) -> {
              Optional<Shape.Member> known = shape.byRequestName(name);
              if (known.isEmpty()) {
                problems.add(new Problem.Unknown(child.field()));
              } else if (!served.serves(known.get().name())) {
                problems.add(new Problem.NotServed(child.field()));
              } else {
                Shape.Member member = known.get();
                value(child, member.type(), served.below(member.name()), problems)
                    .ifPresent(value -> member.set(builder, value));
              }
            });
  }

  private Optional<Object> value(FormTree tree, Type type, Served served, List<Problem> problems) {
    return switch (type) {
      case Type.Value(var scalar) -> scalar(tree, scalar, problems);
      case Type.Structure(var maker) -> {
        SdkPojo builder = maker.get();
        structure(tree, builder, served, problems);
        yield Optional.of(((Buildable) builder).build());
      }
      case Type.ListOf list -> list(tree, list, served, problems);
      case Type.MapOf map -> map(tree, map, served, problems);
    };
  }

  private static Optional<Object> scalar(FormTree tree, Scalar scalar, List<Problem> problems) {
    if (!tree.isLeaf()) {
      tree.children().values().forEach(child -> problems.add(new Problem.Unknown(child.field())));
      return Optional.empty();
    }
    String text = tree.value().orElse("");
    Optional<Object> value = scalar.read(text);
    if (value.isEmpty()) {
      problems.add(new Problem.BadValue(tree.field(), text, scalar.expected()));
    }
    return value;
  }

  private Optional<Object> list(
      FormTree tree, Type.ListOf list, Served served, List<Problem> problems) {
    boolean flat = dialect == Dialect.EC2 || list.flattened();
    List<Object> values = new ArrayList<>();
    for (FormTree element : elements(tree, flat, list.elementName(), problems)) {
      value(element, list.element(), served, problems).ifPresent(values::add);
    }
    return Optional.of(values);
  }

  private Optional<Object> map(
      FormTree tree, Type.MapOf map, Served served, List<Problem> problems) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (FormTree entry : elements(tree, map.flattened(), "entry", problems)) {
      Optional<FormTree> key = Optional.ofNullable(entry.children().remove(map.keyName()));
      Optional<FormTree> value = Optional.ofNullable(entry.children().remove(map.valueName()));
      entry.children().values().forEach(c -> problems.add(new Problem.Unknown(c.field())));
      if (key.isEmpty() || value.isEmpty()) {
        problems.add(new Problem.BadValue(entry.field(), "half an entry", "a key and a value"));
        continue;
      }
      Optional<Object> name = scalar(key.get(), Scalar.STRING, problems);
      Optional<Object> held = value(value.get(), map.value(), served, problems);
      if (name.isPresent() && held.isPresent()) {
        values.put(name.get().toString(), held.get());
      }
    }
    return Optional.of(values);
  }

  /** The numbered elements of a list or map, below its element name unless it is flat. */
  private List<FormTree> elements(
      FormTree tree, boolean flat, String elementName, List<Problem> problems) {
    boolean emptyList = tree.isLeaf() && tree.value().filter(String::isEmpty).isPresent();
    if (dialect == Dialect.QUERY && emptyList) {
      return List.of();
    }
    if (tree.value().isPresent()) {
      problems.add(new Problem.Unknown(tree.field()));
      return List.of();
    }
    if (flat) {
      return tree.numbered(problems);
    }
    List<FormTree> elements = List.of();
    for (Map.Entry<String, FormTree> child : tree.children().entrySet()) {
      if (child.getKey().equals(elementName)) {
        elements = child.getValue().numbered(problems);
      } else {
        problems.add(new Problem.Unknown(child.getValue().field()));
      }
    }
    return elements;
  }
}
