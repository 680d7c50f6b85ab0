package io.eksnet.aws.codec;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The shapes met so far, one per model class.
 *
 * <p>Filled on first use only: a model package has thousands of classes, and loading them all takes
 * longer than everything else that the server does at start.
 */
public final class Shapes {

  private final Map<Class<?>, Shape> known = new ConcurrentHashMap<>();

  /** The shape of a model object or of its builder. */
  public Shape of(SdkPojo object) {
    Shape shape = known.get(object.getClass());
    if (shape == null) {
      shape = Shape.of(object);
      known.putIfAbsent(object.getClass(), shape);
    }
    return shape;
  }

  /** Names in {@code served} that the model does not have: a mistake in a registration. */
  public List<String> unknownNames(SdkPojo object, Served served) {
    Shape shape = of(object);
    return served.names().stream()
        .flatMap(
            name ->
                shape.members().stream()
                    .filter(member -> member.name().equals(name))
                    .findFirst()
                    .map(
                        member -> below(member.type(), served.below(name)).map(n -> name + "." + n))
                    .orElse(Stream.of(name)))
        .toList();
  }

  /** The members of a structure that are refused, as dotted names. */
  public List<String> refusedNames(SdkPojo object, Served served) {
    return of(object).members().stream()
        .flatMap(
            member ->
                served.serves(member.name())
                    ? refusedBelow(member.type(), served.below(member.name()))
                        .map(name -> member.name() + "." + name)
                    : Stream.of(member.name()))
        .toList();
  }

  private Stream<String> refusedBelow(Type type, Served served) {
    if (served.names().isEmpty()) {
      return Stream.empty();
    }
    return switch (type) {
      case Type.Value _ -> Stream.empty();
      case Type.Structure(var builder) -> refusedNames(builder.get(), served).stream();
      case Type.ListOf list -> refusedBelow(list.element(), served);
      case Type.MapOf map -> refusedBelow(map.value(), served);
    };
  }

  private Stream<String> below(Type type, Served served) {
    return switch (type) {
      case Type.Value _ -> served.names().stream();
      case Type.Structure(var builder) -> unknownNames(builder.get(), served).stream();
      case Type.ListOf list -> below(list.element(), served);
      case Type.MapOf map -> below(map.value(), served);
    };
  }
}
