package io.eksnet.journal;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.eksnet.id.Id;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Ipv4Address;
import io.eksnet.net.Ipv6Address;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.module.SimpleModule;

/**
 * Facts as JSON: records by their components and nothing else; addresses, CIDRs and ids as their
 * text; a sealed interface's records with a {@code type} member that holds the record's name.
 */
final class FactMapper {
  private FactMapper() {}

  /** A mapper for records of core. */
  static JsonMapper create() {
    SimpleModule texts = new SimpleModule("eksnet");
    text(texts, Cidr.class, Cidr::parse);
    text(texts, IpAddress.class, IpAddress::parse);
    text(texts, Ipv4Address.class, text -> (Ipv4Address) IpAddress.parse(text));
    text(texts, Ipv6Address.class, text -> (Ipv6Address) IpAddress.parse(text));
    return JsonMapper.builder()
        .addModule(texts)
        .annotationIntrospector(new SealedRecords())
        // Methods such as isPrimary() compute; only a record's components are facts.
        .changeDefaultVisibility(
            detected -> detected.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .build();
  }

  private static <T> void text(SimpleModule module, Class<T> type, Function<String, T> parse) {
    module.addSerializer(
        type,
        new ValueSerializer<T>() {
          @Override
          public void serialize(T value, JsonGenerator out, SerializationContext context) {
            out.writeString(value.toString());
          }

          @Override
          public void serializeWithType(
              T value,
              JsonGenerator out,
              SerializationContext context,
              tools.jackson.databind.jsontype.TypeSerializer types) {
            serialize(value, out, context);
          }
        });
    module.addDeserializer(
        type,
        new ValueDeserializer<T>() {
          @Override
          public T deserialize(JsonParser in, DeserializationContext context) {
            return parse.apply(in.getString());
          }

          @Override
          public Object deserializeWithType(
              JsonParser in,
              DeserializationContext context,
              tools.jackson.databind.jsontype.TypeDeserializer types) {
            return deserialize(in, context);
          }
        });
  }

  /** Reads the shape of facts from the language: records and sealed interfaces. */
  private static final class SealedRecords extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public JsonTypeInfo.Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
      Class<?> type = annotated.getRawType();
      if (type.isSealed() && type.isInterface() && type.getName().startsWith("io.eksnet.")) {
        return JsonTypeInfo.Value.construct(
            JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "type", null, false, true, false);
      }
      return super.findPolymorphicTypeInfo(config, annotated);
    }

    @Override
    public List<NamedType> findSubtypes(MapperConfig<?> config, Annotated annotated) {
      List<NamedType> found = new ArrayList<>();
      collect(annotated.getRawType(), found);
      return found;
    }

    private static void collect(Class<?> type, List<NamedType> found) {
      if (type.isSealed()) {
        for (Class<?> permitted : type.getPermittedSubclasses()) {
          collect(permitted, found);
        }
      } else if (type.isRecord()) {
        found.add(new NamedType(type, type.getSimpleName()));
      }
    }

    @Override
    public Boolean hasAsValue(MapperConfig<?> config, Annotated annotated) {
      boolean isIdText =
          annotated instanceof AnnotatedMember member
              && Id.class.isAssignableFrom(member.getDeclaringClass())
              && member.getName().equals("value");
      return isIdText ? Boolean.TRUE : super.hasAsValue(config, annotated);
    }
  }
}
