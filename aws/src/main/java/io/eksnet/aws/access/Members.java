package io.eksnet.aws.access;

import io.eksnet.id.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** What a request says, whatever service it is of. */
final class Members {
  private Members() {}

  /** The text of a member of the request itself. */
  static Optional<String> text(SdkPojo request, String... names) {
    for (String name : names) {
      Optional<String> found =
          member(request, name).filter(String.class::isInstance).map(String.class::cast);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** A member of the request itself. */
  static Optional<Object> member(SdkPojo request, String name) {
    for (SdkField<?> field : request.sdkFields()) {
      if (field.memberName().equals(name)) {
        return Optional.ofNullable((Object) field.getValueOrDefault(request));
      }
    }
    return Optional.empty();
  }

  /** All texts of the request itself, those of lists among them. */
  static List<String> own(SdkPojo request) {
    List<String> found = new ArrayList<>();
    for (SdkField<?> field : request.sdkFields()) {
      Object value = field.getValueOrDefault(request);
      if (value instanceof String text) {
        found.add(text);
      } else if (value instanceof List<?> list) {
        list.stream().filter(String.class::isInstance).forEach(it -> found.add((String) it));
      }
    }
    return found;
  }

  /** All texts, however deep. */
  static List<String> all(SdkPojo request) {
    List<String> found = new ArrayList<>();
    collect(request, found);
    return found;
  }

  private static void collect(Object value, List<String> found) {
    switch (value) {
      case String text -> found.add(text);
      case List<?> list -> list.forEach(item -> collect(item, found));
      case SdkPojo pojo -> {
        for (SdkField<?> field : pojo.sdkFields()) {
          Optional.ofNullable((Object) field.getValueOrDefault(pojo))
              .ifPresent(it -> collect(it, found));
        }
      }
      default -> {}
    }
  }

  /** The tags in a list of things with a Key and a Value, or in a map; absent values are empty. */
  static Tags tags(Object value) {
    Map<String, String> tags = new TreeMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, text) -> tags.put(String.valueOf(key), String.valueOf(text)));
    } else if (value instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof SdkPojo tag) {
          text(tag, "Key", "key")
              .ifPresent(key -> tags.put(key, text(tag, "Value", "value").orElse("")));
        }
      }
    }
    return Tags.of(tags);
  }

  /** The tags that a request brings as {@code Tags}. */
  static Tags tags(SdkPojo request) {
    return member(request, "Tags")
        .or(() -> member(request, "tags"))
        .map(Members::tags)
        .orElse(Tags.NONE);
  }

  /** The keys of tags that a request names: those it brings, and those it wants removed. */
  static List<String> tagKeys(SdkPojo request, Tags brought) {
    List<String> keys = new ArrayList<>(brought.values().keySet());
    member(request, "TagKeys")
        .or(() -> member(request, "tagKeys"))
        .filter(List.class::isInstance)
        .ifPresent(list -> ((List<?>) list).forEach(key -> keys.add(String.valueOf(key))));
    return keys;
  }
}
