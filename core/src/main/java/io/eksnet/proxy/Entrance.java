package io.eksnet.proxy;

/** By which of a Service's addresses it is called. */
public enum Entrance {
  CLUSTER_IP("ClusterIP"),
  EXTERNAL_IP("external IP"),
  NODE_PORT("NodePort");

  private final String text;

  Entrance(String text) {
    this.text = text;
  }

  /** A word for people. */
  public String text() {
    return text;
  }
}
