package io.eksnet.app.network;

import java.util.Properties;

/**
 * Where a network answers. All ports are on loopback.
 *
 * @param pid the daemon's process
 * @param kubernetesPort the Kubernetes API, TLS
 * @param awsPort the AWS APIs, plain HTTP with SigV4
 * @param controlPort eksnet's own API
 * @param region the Region that clients are to use
 */
public record Endpoints(long pid, int kubernetesPort, int awsPort, int controlPort, String region) {

  /** The Kubernetes API's URL. */
  public String kubernetes() {
    return "https://127.0.0.1:" + kubernetesPort;
  }

  /** The AWS APIs' URL. */
  public String aws() {
    return "http://127.0.0.1:" + awsPort;
  }

  /** The daemon's own API's URL. */
  public String control() {
    return "http://127.0.0.1:" + controlPort;
  }

  static Endpoints of(Properties properties) {
    return new Endpoints(
        Long.parseLong(properties.getProperty("pid", "0")),
        Integer.parseInt(properties.getProperty("kubernetes.port", "0")),
        Integer.parseInt(properties.getProperty("aws.port", "0")),
        Integer.parseInt(properties.getProperty("control.port", "0")),
        properties.getProperty("region", ""));
  }

  Properties toProperties() {
    Properties properties = new Properties();
    properties.setProperty("pid", Long.toString(pid));
    properties.setProperty("kubernetes.port", Integer.toString(kubernetesPort));
    properties.setProperty("aws.port", Integer.toString(awsPort));
    properties.setProperty("control.port", Integer.toString(controlPort));
    properties.setProperty("region", region);
    return properties;
  }
}
