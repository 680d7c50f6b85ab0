package io.eksnet.iam;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eksnet.id.IdSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A policy that AWS made and keeps, the same in every account. eksnet has those that EKS clusters,
 * their nodes and their add-ons use; the list and the documents are on the class path, beside.
 *
 * @param version the id of its only version here, the newest
 */
public record AwsManagedPolicy(
    String name, String path, String version, Instant createdAt, Instant updatedAt) {

  private static final String ARN_START = "arn:aws:iam::aws:policy";
  private static final Map<String, AwsManagedPolicy> ALL = read();

  /** Its ARN, such as {@code arn:aws:iam::aws:policy/AmazonEKSClusterPolicy}. */
  public String arn() {
    return ARN_START + path + name;
  }

  /** A stable id, {@code ANPA...}. */
  public String policyId() {
    return "ANPA" + IdSource.seeded(name.hashCode()).hex(17).toUpperCase(Locale.ROOT);
  }

  /** Whether roles may have it; those of service-linked roles belong to AWS. */
  public boolean attachable() {
    return !path.startsWith(Role.SERVICE_PATH);
  }

  /** The JSON of its document. */
  public String text() {
    return resource("policies/" + name + ".json").strip();
  }

  /** All of them, by ARN. */
  public static Collection<AwsManagedPolicy> all() {
    return ALL.values();
  }

  /** The one with an ARN. */
  public static Optional<AwsManagedPolicy> find(String arn) {
    return Optional.ofNullable(ALL.get(arn));
  }

  /** Whether an ARN is one of AWS's own policies, here or not. */
  public static boolean isArn(String arn) {
    return arn.startsWith(ARN_START + "/");
  }

  private static Map<String, AwsManagedPolicy> read() {
    Map<String, AwsManagedPolicy> found = new TreeMap<>();
    resource("aws-managed-policies.tsv")
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t", -1))
        .map(
            row ->
                new AwsManagedPolicy(
                    row[0], row[1], row[2], Instant.parse(row[3]), Instant.parse(row[4])))
        .forEach(policy -> found.put(policy.arn(), policy));
    return Collections.unmodifiableMap(found);
  }

  private static String resource(String name) {
    try (InputStream in = AwsManagedPolicy.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
