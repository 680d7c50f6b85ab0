package io.eksnet.kubernetes.schema;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The OpenAPI v3 documents, one for each group and version: what {@code kubectl explain}, {@code
 * apply} and dry runs ask for. kubectl looks for the {@code patch} operation of a kind and its
 * parameters {@code fieldValidation} and {@code dryRun}; finding them it leaves validation to the
 * server. Documents are rendered on first use and kept.
 */
public final class OpenApi {
  private static final JsonFactory JSON = new JsonFactory();

  private final Schema schema;
  private final String version;
  private final Map<GroupVersion, List<Resource>> resources;
  private final Map<GroupVersion, Document> documents = new ConcurrentHashMap<>();

  /** A rendered document with the hash of its content. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and copied by nobody
  private record Document(byte[] content, String hash) {}

  /**
   * Documents of resources by the types of a schema.
   *
   * @param version of the server, such as {@code v1.33.5-eks-3025e55}
   */
  public OpenApi(Schema schema, List<Resource> served, String version) {
    this.schema = schema;
    this.version = version;
    this.resources = served.stream().collect(Collectors.groupingBy(Resource::groupVersion));
  }

  /** {@code /openapi/v3}: each document's path with a hash of its content. */
  public byte[] index() {
    return json(
        out -> {
          out.writeStartObject();
          out.writeObjectPropertyStart("paths");
          for (GroupVersion gv : resources.keySet().stream().sorted().toList()) {
            out.writeObjectPropertyStart(gv.path().substring(1));
            out.writeStringProperty(
                "serverRelativeURL", "/openapi/v3" + gv.path() + "?hash=" + rendered(gv).hash());
            out.writeEndObject();
          }
          out.writeEndObject();
          out.writeEndObject();
        });
  }

  /** {@code /openapi/v3/apis/apps/v1}; empty when nothing of that group and version is served. */
  public Optional<byte[]> document(GroupVersion groupVersion) {
    return known(groupVersion).map(Document::content);
  }

  /** The hash that the index gives for a document: SHA-512 in upper-case hexadecimal digits. */
  public Optional<String> hash(GroupVersion groupVersion) {
    return known(groupVersion).map(Document::hash);
  }

  private Optional<Document> known(GroupVersion groupVersion) {
    return resources.containsKey(groupVersion)
        ? Optional.of(rendered(groupVersion))
        : Optional.empty();
  }

  private Document rendered(GroupVersion groupVersion) {
    return documents.computeIfAbsent(groupVersion, this::render);
  }

  private Document render(GroupVersion groupVersion) {
    List<Resource> rows = resources.getOrDefault(groupVersion, List.of());
    byte[] content =
        json(
            out -> {
              OpenApiSchemas schemas = new OpenApiSchemas(schema, resources.keySet(), out);
              out.writeStartObject();
              out.writeStringProperty("openapi", "3.0.0");
              out.writeObjectPropertyStart("info");
              out.writeStringProperty("title", "Kubernetes");
              out.writeStringProperty("version", version);
              out.writeEndObject();
              out.writeObjectPropertyStart("paths");
              rows.forEach(row -> new OpenApiPaths(row, schemas, out).write());
              out.writeEndObject();
              out.writeObjectPropertyStart("components");
              schemas.write();
              out.writeEndObject();
              out.writeEndObject();
            });
    return new Document(content, sha512(content));
  }

  /** Something that writes JSON. */
  private interface Writing {
    void to(JsonGenerator out);
  }

  private static byte[] json(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      writing.to(out);
    }
    return bytes.toByteArray();
  }

  private static String sha512(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-512").digest(content);
      return HexFormat.of().withUpperCase().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-512", e);
    }
  }
}
