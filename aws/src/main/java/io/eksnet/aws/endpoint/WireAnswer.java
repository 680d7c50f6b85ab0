package io.eksnet.aws.endpoint;

import java.util.Map;

/** An HTTP answer, ready to be sent. */
public final class WireAnswer {

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  WireAnswer(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  public Map<String, String> headers() {
    return headers;
  }

  /** The body; callers do not write to it. */
  public byte[] body() {
    return body;
  }
}
