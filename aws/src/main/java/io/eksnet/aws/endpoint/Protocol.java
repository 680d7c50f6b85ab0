package io.eksnet.aws.endpoint;

/** How a service's requests, answers and refusals are written. */
public enum Protocol {
  EC2("text/xml;charset=UTF-8"),
  QUERY("text/xml"),
  REST_JSON("application/json"),
  /** JSON 1.1: every call is a POST to the root that names its action in X-Amz-Target. */
  JSON("application/x-amz-json-1.1");

  private final String contentType;

  Protocol(String contentType) {
    this.contentType = contentType;
  }

  String contentType() {
    return contentType;
  }

  /** Whether requests are forms that name their service by its version. */
  boolean isForm() {
    return this == EC2 || this == QUERY;
  }

  /** Whether bodies are JSON. */
  boolean isJson() {
    return this == REST_JSON || this == JSON;
  }
}
