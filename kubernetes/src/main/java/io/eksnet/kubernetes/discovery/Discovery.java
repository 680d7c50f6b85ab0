package io.eksnet.kubernetes.discovery;

import io.eksnet.kubernetes.schema.GroupVersion;
import io.eksnet.kubernetes.schema.GroupVersionKind;
import io.eksnet.kubernetes.schema.Resource;
import io.eksnet.kubernetes.schema.Resource.Subresource;
import io.eksnet.kubernetes.schema.Resources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The documents under {@code /api} and {@code /apis}. */
public final class Discovery {
  private Discovery() {}

  /** The aggregated form, in the version that the client offered. */
  public enum Aggregated {
    V2("v2"),
    /** What kubectl 1.27 to 1.29 know. */
    V2BETA1("v2beta1");

    private final String version;

    Aggregated(String version) {
      this.version = version;
    }

    /** The content type of answers in this form, which is also what Accept headers carry. */
    public String contentType() {
      return "application/json;g=apidiscovery.k8s.io;v=" + version + ";as=APIGroupDiscoveryList";
    }

    /** The newest form that an Accept header names. */
    public static Optional<Aggregated> offered(String accept) {
      String bare = accept.replace(" ", "");
      boolean list =
          bare.contains("g=apidiscovery.k8s.io") && bare.contains("as=APIGroupDiscoveryList");
      if (!list) {
        return Optional.empty();
      }
      for (String range : bare.split(",", -1)) {
        for (Aggregated form : values()) {
          if (List.of(range.split(";", -1)).contains("v=" + form.version)) {
            return Optional.of(form);
          }
        }
      }
      return Optional.empty();
    }
  }

  /** {@code /api} in aggregated form: the core group. */
  public static ObjectNode core(Aggregated form) {
    return aggregated(form, true);
  }

  /** {@code /apis} in aggregated form: all other groups. */
  public static ObjectNode groups(Aggregated form) {
    return aggregated(form, false);
  }

  private static ObjectNode aggregated(Aggregated form, boolean core) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("kind", "APIGroupDiscoveryList");
    out.put("apiVersion", "apidiscovery.k8s.io/" + form.version);
    out.putObject("metadata");
    ArrayNode items = out.putArray("items");
    for (Map.Entry<String, List<GroupVersion>> group : byGroup().entrySet()) {
      if (group.getKey().isEmpty() != core) {
        continue;
      }
      ObjectNode item = items.addObject();
      ObjectNode metadata = item.putObject("metadata");
      metadata.putNull("creationTimestamp");
      if (!core) {
        metadata.put("name", group.getKey());
      }
      ArrayNode versions = item.putArray("versions");
      for (GroupVersion version : group.getValue()) {
        ObjectNode one = versions.addObject().put("version", version.version());
        ArrayNode resources = one.putArray("resources");
        of(version).forEach(it -> resources.add(aggregated(it)));
        one.put("freshness", "Current");
      }
    }
    return out;
  }

  private static ObjectNode aggregated(Resource resource) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("resource", resource.plural());
    out.set("responseKind", kind(resource.kind()));
    out.put("scope", resource.namespaced() ? "Namespaced" : "Cluster");
    out.put("singularResource", resource.singular());
    putTexts(out, "verbs", resource.verbs());
    putTexts(out, "shortNames", resource.shortNames());
    putTexts(out, "categories", resource.categories());
    if (!resource.subresources().isEmpty()) {
      ArrayNode subresources = out.putArray("subresources");
      for (Subresource it : resource.subresources()) {
        ObjectNode one = subresources.addObject().put("subresource", it.name());
        one.set("responseKind", kind(it.kind()));
        putTexts(one, "verbs", it.verbs());
      }
    }
    return out;
  }

  private static ObjectNode kind(GroupVersionKind kind) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("group", kind.group())
        .put("version", kind.version())
        .put("kind", kind.kind());
  }

  /**
   * {@code /api}, as the Java clients ask for it.
   *
   * @param address host and port of the server
   */
  public static ObjectNode versions(String address) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("kind", "APIVersions");
    out.putArray("versions").add("v1");
    out.putArray("serverAddressByClientCIDRs")
        .addObject()
        .put("clientCIDR", "0.0.0.0/0")
        .put("serverAddress", address);
    return out;
  }

  /** {@code /apis}, as the Java clients ask for it. */
  public static ObjectNode groupList() {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("kind", "APIGroupList").put("apiVersion", "v1");
    ArrayNode groups = out.putArray("groups");
    byGroup().keySet().stream()
        .filter(it -> !it.isEmpty())
        .forEach(it -> groups.add(groupOf(it, byGroup().getOrDefault(it, List.of()))));
    return out;
  }

  /** {@code /apis/apps}; none for groups that are not served. */
  public static Optional<ObjectNode> group(String name) {
    return Optional.of(name)
        .filter(it -> !it.isEmpty())
        .flatMap(it -> Optional.ofNullable(byGroup().get(it)))
        .map(versions -> groupOf(name, versions).put("kind", "APIGroup").put("apiVersion", "v1"));
  }

  private static ObjectNode groupOf(String name, List<GroupVersion> versions) {
    ObjectNode out = JsonNodeFactory.instance.objectNode().put("name", name);
    ArrayNode all = out.putArray("versions");
    versions.forEach(it -> all.add(version(it)));
    out.set("preferredVersion", version(versions.getFirst()));
    return out;
  }

  private static ObjectNode version(GroupVersion version) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("groupVersion", version.toString())
        .put("version", version.version());
  }

  /** {@code /api/v1} and {@code /apis/apps/v1}; none for versions that are not served. */
  public static Optional<ObjectNode> resources(GroupVersion groupVersion) {
    List<Resource> served = of(groupVersion);
    if (served.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("kind", "APIResourceList").put("apiVersion", "v1");
    out.put("groupVersion", groupVersion.toString());
    ArrayNode resources = out.putArray("resources");
    for (Resource resource : served) {
      ObjectNode one = resources.addObject().put("name", resource.plural());
      one.put("singularName", resource.singular()).put("namespaced", resource.namespaced());
      one.put("kind", resource.kind().kind());
      putTexts(one, "verbs", resource.verbs());
      putTexts(one, "shortNames", resource.shortNames());
      putTexts(one, "categories", resource.categories());
      resource.subresources().forEach(it -> resources.add(subresource(resource, it)));
    }
    return Optional.of(out);
  }

  private static ObjectNode subresource(Resource resource, Subresource subresource) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("name", resource.plural() + "/" + subresource.name()).put("singularName", "");
    out.put("namespaced", resource.namespaced());
    GroupVersionKind kind = subresource.kind();
    if (!kind.groupVersion().equals(resource.groupVersion())) {
      out.put("group", kind.group()).put("version", kind.version());
    }
    out.put("kind", kind.kind());
    putTexts(out, "verbs", subresource.verbs());
    return out;
  }

  private static void putTexts(ObjectNode out, String name, List<String> texts) {
    if (!texts.isEmpty()) {
      texts.forEach(out.putArray(name)::add);
    }
  }

  private static List<Resource> of(GroupVersion groupVersion) {
    return Resources.served().stream()
        .filter(it -> it.groupVersion().equals(groupVersion))
        .toList();
  }

  private static Map<String, List<GroupVersion>> byGroup() {
    Map<String, List<GroupVersion>> groups = new LinkedHashMap<>();
    for (GroupVersion it : Resources.groupVersions()) {
      groups.merge(
          it.group(),
          List.of(it),
          (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
    }
    return groups;
  }
}
