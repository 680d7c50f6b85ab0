package io.eksnet.iam;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One thing that somebody wants to do to one resource: what policies judge. A call that touches
 * several resources is several of these.
 *
 * @param action such as {@code ec2:CreateVpc}
 * @param resource an ARN, or {@code *} for actions that are about no resource
 * @param context what is known of the request: condition keys, in lower case, to their values
 */
public record AccessRequest(String action, String resource, Map<String, List<String>> context) {

  public AccessRequest {
    Map<String, List<String>> lower = new TreeMap<>();
    context.forEach((key, values) -> lower.put(key.toLowerCase(Locale.ROOT), List.copyOf(values)));
    context = java.util.Collections.unmodifiableMap(lower);
  }

  /** A request of which nothing else is known. */
  public static AccessRequest of(String action, String resource) {
    return new AccessRequest(action, resource, Map.of());
  }
}
