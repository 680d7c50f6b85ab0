package io.eksnet.aws.codec;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The bodies of refusals, one form per protocol. */
public final class ErrorBody {

  private static final JsonFactory JSON = new JsonFactory();

  private ErrorBody() {}

  /** EC2's; terraform looks for the root element {@code Response}. */
  public static byte[] ec2(ApiError error, String requestId) {
    XmlWriter xml = new XmlWriter();
    xml.declaration();
    xml.open("Response");
    xml.open("Errors");
    xml.open("Error");
    xml.element("Code", error.code());
    xml.element("Message", error.message());
    xml.close("Error");
    xml.close("Errors");
    xml.element("RequestID", requestId);
    xml.close("Response");
    return xml.bytes();
  }

  /** The Query services', which say whose fault it was. */
  public static byte[] query(ApiError error, String namespace, String requestId) {
    XmlWriter xml = new XmlWriter();
    xml.open("ErrorResponse", namespace);
    xml.open("Error");
    xml.element("Type", error.status() < 500 ? "Sender" : "Receiver");
    xml.element("Code", error.code());
    xml.element("Message", error.message());
    xml.close("Error");
    xml.element("RequestId", requestId);
    xml.close("ErrorResponse");
    return xml.bytes();
  }

  /**
   * The JSON protocols'; in rest-json the code travels in the header {@code x-amzn-ErrorType} as
   * well.
   */
  public static byte[] json(ApiError error) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var writer = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      writer.writeStartObject();
      writer.writeStringProperty("__type", error.code());
      writer.writeStringProperty("message", error.message());
      writer.writeEndObject();
    }
    return out.toByteArray();
  }
}
