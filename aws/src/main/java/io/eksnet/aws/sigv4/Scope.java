package io.eksnet.aws.sigv4;

import java.util.Optional;

/**
 * What a signature is good for: {@code AKIA.../20261123/us-west-2/ec2/aws4_request}.
 *
 * @param date as eight digits
 */
public record Scope(String accessKeyId, String date, String region, String service) {

  static Optional<Scope> parse(String credential) {
    String[] parts = credential.split("/", -1);
    return parts.length == 5 && parts[4].equals("aws4_request")
        ? Optional.of(new Scope(parts[0], parts[1], parts[2], parts[3]))
        : Optional.empty();
  }

  /** The scope without the key, as it is signed. */
  String text() {
    return date + "/" + region + "/" + service + "/aws4_request";
  }
}
