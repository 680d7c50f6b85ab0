package io.eksnet.app.daemon;

import io.eksnet.kubernetes.auth.ClusterCertificates;
import io.eksnet.kubernetes.auth.KeyPairPem;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The keys of one network: made at its first start, kept in its folder, never printed but by {@code
 * env}.
 *
 * @param accessKey the AWS access key of the account's root
 * @param kubernetesToken the bearer token of the cluster's administrator
 * @param controlToken what the terminal shows to the daemon
 * @param seed where the network's ids come from
 */
public record Secrets(
    String accessKey,
    String secretKey,
    String kubernetesToken,
    String controlToken,
    long seed,
    ClusterCertificates certificates) {

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  /** New keys. */
  static Secrets make(Instant now) {
    SecureRandom random = new SecureRandom();
    return new Secrets(
        "AKIA" + text(random, ALPHABET, 16),
        text(random, ALPHABET + ALPHABET.toLowerCase(java.util.Locale.ROOT), 40),
        text(random, ALPHABET.toLowerCase(java.util.Locale.ROOT), 40),
        text(random, ALPHABET.toLowerCase(java.util.Locale.ROOT), 40),
        random.nextLong(),
        ClusterCertificates.issue(List.of(), List.of(), now));
  }

  private static String text(SecureRandom random, String alphabet, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  /** As they are kept. */
  Map<String, String> toMap() {
    Map<String, String> values = new TreeMap<>();
    values.put("aws.access.key", accessKey);
    values.put("aws.secret.key", secretKey);
    values.put("kubernetes.token", kubernetesToken);
    values.put("control.token", controlToken);
    values.put("ids.seed", Long.toString(seed));
    put(values, "ca", certificates.authority());
    put(values, "server", certificates.server());
    put(values, "admin", certificates.admin());
    put(values, "serviceaccounts", certificates.serviceAccounts());
    return values;
  }

  /** From what was kept. */
  static Secrets of(Map<String, String> values) {
    return new Secrets(
        value(values, "aws.access.key"),
        value(values, "aws.secret.key"),
        value(values, "kubernetes.token"),
        value(values, "control.token"),
        Long.parseLong(value(values, "ids.seed")),
        new ClusterCertificates(
            pem(values, "ca"),
            pem(values, "server"),
            pem(values, "admin"),
            pem(values, "serviceaccounts")));
  }

  private static void put(Map<String, String> values, String name, KeyPairPem pem) {
    values.put(name + ".certificate", pem.certificate());
    values.put(name + ".key", pem.privateKey());
  }

  private static KeyPairPem pem(Map<String, String> values, String name) {
    return new KeyPairPem(value(values, name + ".certificate"), value(values, name + ".key"));
  }

  private static String value(Map<String, String> values, String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("secrets.properties has no " + name);
    }
    return value;
  }

  @Override
  public String toString() {
    return "Secrets(not shown)";
  }
}
