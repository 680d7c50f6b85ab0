package io.eksnet.aws.endpoint;

/** How a service's requests, answers and refusals are written. */
public enum Protocol {
  EC2("text/xml;charset=UTF-8"),
  QUERY("text/xml"),
  REST_JSON("application/json");

  private final String contentType;

  Protocol(String contentType) {
    this.contentType = contentType;
  }

  String contentType() {
    return contentType;
  }
}
