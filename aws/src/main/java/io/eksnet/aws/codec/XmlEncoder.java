package io.eksnet.aws.codec;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.DefaultSdkAutoConstructList;
import software.amazon.awssdk.core.util.DefaultSdkAutoConstructMap;

/** Writes answers as EC2 and the Query services do. */
public final class XmlEncoder {

  private final Shapes shapes;

  public XmlEncoder(Shapes shapes) {
    this.shapes = shapes;
  }

  /**
   * An EC2 answer: {@code <ActionResponse>} with the request id first; an action without output
   * says {@code <return>true</return>}.
   */
  public byte[] ec2(String action, String namespace, SdkPojo answer, String requestId) {
    XmlWriter xml = new XmlWriter();
    xml.declaration();
    xml.open(action + "Response", namespace);
    xml.element("requestId", requestId);
    if (shapes.of(answer).members().isEmpty()) {
      xml.element("return", "true");
    } else {
      members(answer, xml);
    }
    xml.close(action + "Response");
    return xml.bytes();
  }

  /**
   * A Query answer: {@code <ActionResult>} inside {@code <ActionResponse>}, the request id last.
   */
  public byte[] query(String action, String namespace, SdkPojo answer, String requestId) {
    XmlWriter xml = new XmlWriter();
    xml.open(action + "Response", namespace);
    xml.open(action + "Result");
    members(answer, xml);
    xml.close(action + "Result");
    xml.open("ResponseMetadata");
    xml.element("RequestId", requestId);
    xml.close("ResponseMetadata");
    xml.close(action + "Response");
    return xml.bytes();
  }

  private void members(SdkPojo object, XmlWriter xml) {
    for (Shape.Member member : shapes.of(object).members()) {
      Object value = member.field().getValueOrDefault(object);
      // Most members of most answers are not set; this is the innermost loop of large ones.
      if (value != null && wasSet(value)) {
        member(member, value, xml);
      }
    }
  }

  private void member(Shape.Member member, Object value, XmlWriter xml) {
    switch (member.type()) {
      case Type.ListOf list when list.flattened() -> {
        for (Object element : (List<?>) value) {
          wrapped(member.answerName(), element, list.element(), xml);
        }
      }
      case Type.Value _, Type.Structure _, Type.ListOf _, Type.MapOf _ ->
          wrapped(member.answerName(), value, member.type(), xml);
    }
  }

  private void content(Object value, Type type, XmlWriter xml) {
    switch (type) {
      case Type.Value(var scalar) -> xml.text(scalar.write(value));
      case Type.Structure _ -> members((SdkPojo) value, xml);
      case Type.ListOf list -> {
        for (Object element : (List<?>) value) {
          wrapped(list.elementName(), element, list.element(), xml);
        }
      }
      case Type.MapOf map -> {
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
          xml.open("entry");
          xml.element(map.keyName(), entry.getKey().toString());
          wrapped(map.valueName(), entry.getValue(), map.value(), xml);
          xml.close("entry");
        }
      }
    }
  }

  private void wrapped(String name, Object value, Type type, XmlWriter xml) {
    xml.open(name);
    content(value, type, xml);
    xml.close(name);
  }

  /** The SDK stands in for lists and maps that were never set; those are absent, not empty. */
  static boolean wasSet(Object value) {
    Class<?> type = value.getClass(); // a test for interfaces costs more than all that is written
    return type != DefaultSdkAutoConstructList.class && type != DefaultSdkAutoConstructMap.class;
  }
}
