package io.eksnet.aws.ec2;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * A model object as texts by the paths of its members, lists numbered from 1: {@code
 * NetworkInterfaces.1.SubnetId}. Launch templates are kept so, and what one class of the model says
 * goes over to another through the members that both have.
 */
final class FlatMembers {
  private FlatMembers() {}

  /** What is set in an object. */
  static SortedMap<String, String> of(SdkPojo object) {
    SortedMap<String, String> all = new TreeMap<>();
    members("", object, all);
    return all;
  }

  /** Sets in a builder what it has a member for. */
  static <B extends SdkPojo> B fill(Map<String, String> members, B builder) {
    fill(Tree.of(members), builder);
    return builder;
  }

  /** The part of some members whose first names are among those given. */
  static SortedMap<String, String> only(Map<String, String> members, List<String> names) {
    SortedMap<String, String> some = new TreeMap<>(members);
    some.keySet().removeIf(path -> !names.contains(path.split("\\.", 2)[0]));
    return some;
  }

  private static void members(String prefix, SdkPojo object, Map<String, String> all) {
    for (SdkField<?> field : object.sdkFields()) {
      Optional.ofNullable(field.getValueOrDefault(object))
          .ifPresent(value -> member(prefix + field.memberName(), value, all));
    }
  }

  private static void member(String path, Object value, Map<String, String> all) {
    switch (value) {
      case SdkPojo nested -> members(path + ".", nested, all);
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          member(path + "." + (i + 1), list.get(i), all);
        }
      }
      default -> all.put(path, value.toString());
    }
  }

  private static void fill(Tree tree, SdkPojo builder) {
    for (SdkField<?> field : builder.sdkFields()) {
      tree.child(field.memberName())
          .flatMap(child -> value(child, field))
          .ifPresent(value -> field.set(builder, value));
    }
  }

  private static Optional<Object> value(Tree tree, SdkField<?> field) {
    MarshallingType<?> type = field.marshallingType();
    if (type.equals(MarshallingType.SDK_POJO)) {
      SdkPojo nested = field.constructor().get();
      fill(tree, nested);
      return Optional.of(((Buildable) nested).build());
    }
    if (type.equals(MarshallingType.LIST)) {
      SdkField<?> element = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
      List<Object> items = new ArrayList<>();
      tree.items().forEach(item -> value(item, element).ifPresent(items::add));
      return Optional.of(items);
    }
    return tree.text().flatMap(text -> scalar(text, type));
  }

  private static Optional<Object> scalar(String text, MarshallingType<?> type) {
    if (type.equals(MarshallingType.STRING)) {
      return Optional.of(text);
    }
    if (type.equals(MarshallingType.INTEGER)) {
      return Optional.of(Integer.valueOf(text));
    }
    if (type.equals(MarshallingType.BOOLEAN)) {
      return Optional.of(Boolean.valueOf(text));
    }
    if (type.equals(MarshallingType.DOUBLE)) {
      return Optional.of(Double.valueOf(text));
    }
    return Optional.empty(); // no other type is among the members of a launch
  }

  /** Paths cut at their dots. */
  private record Tree(Optional<String> text, SortedMap<String, Tree> children) {
    static Tree of(Map<String, String> members) {
      Tree root = new Tree(Optional.empty(), new TreeMap<>());
      members.forEach((path, text) -> root.put(List.of(path.split("\\.", -1)), text));
      return root;
    }

    private void put(List<String> path, String value) {
      String first = path.getFirst();
      if (path.size() == 1) {
        children.put(first, new Tree(Optional.of(value), Collections.emptySortedMap()));
        return;
      }
      children
          .computeIfAbsent(first, _ -> new Tree(Optional.empty(), new TreeMap<>()))
          .put(path.subList(1, path.size()), value);
    }

    Optional<Tree> child(String name) {
      return Optional.ofNullable(children.get(name));
    }

    /** The items of a list in their order. */
    List<Tree> items() {
      SortedMap<Integer, Tree> ordered = new TreeMap<>();
      children.forEach((index, item) -> ordered.put(Integer.valueOf(index), item));
      return List.copyOf(ordered.values());
    }
  }
}
