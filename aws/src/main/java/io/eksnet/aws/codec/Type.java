package io.eksnet.aws.codec;

import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** What a member holds: a scalar, a structure, a list or a map. */
sealed interface Type {

  /** One of the kinds of text, number, time or bytes that AWS's models use. */
  record Value(Scalar scalar) implements Type {}

  /** A nested model object; the supplier makes its empty builder. */
  record Structure(Supplier<SdkPojo> builder) implements Type {}

  /**
   * A list.
   *
   * @param elementName the name of one element in XML and in Query forms
   * @param flattened true when elements stand in the parent without a wrapper
   */
  record ListOf(Type element, String elementName, boolean flattened) implements Type {}

  /** A map from strings; the names are those of an entry's two parts in XML and in Query forms. */
  record MapOf(Type value, String keyName, String valueName, boolean flattened) implements Type {}

  /**
   * Reads a field's type and traits; {@code member}, {@code key} and {@code value} are AWS's
   * defaults.
   */
  static Type of(SdkField<?> field) {
    MarshallingType<?> kind = field.marshallingType();
    if (kind.equals(MarshallingType.SDK_POJO)) {
      return new Structure(field.constructor());
    }
    if (kind.equals(MarshallingType.LIST)) {
      ListTrait list = field.getRequiredTrait(ListTrait.class);
      return new ListOf(
          of(list.memberFieldInfo()),
          orDefault(list.memberLocationName(), "member"),
          list.isFlattened());
    }
    if (kind.equals(MarshallingType.MAP)) {
      MapTrait map = field.getRequiredTrait(MapTrait.class);
      return new MapOf(
          of(map.valueFieldInfo()),
          orDefault(map.keyLocationName(), "key"),
          orDefault(map.valueLocationName(), "value"),
          map.isFlattened());
    }
    return new Value(Scalar.of(kind));
  }

  private static String orDefault(String name, String otherwise) {
    return name == null || name.isEmpty() ? otherwise : name;
  }
}
