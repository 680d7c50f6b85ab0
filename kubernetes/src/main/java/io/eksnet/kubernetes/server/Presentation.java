package io.eksnet.kubernetes.server;

import io.eksnet.kube.KubeObject;
import io.eksnet.kubernetes.documents.ObjectParts;
import io.eksnet.kubernetes.documents.ObjectText;
import io.eksnet.kubernetes.schema.GroupVersionKind;
import io.eksnet.kubernetes.schema.Resource;
import io.eksnet.kubernetes.table.Tables;
import io.eksnet.kubernetes.table.Tables.IncludeObject;
import io.eksnet.table.Table.Row;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Writes objects and lists in the form that a client asked for. */
final class Presentation {
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final YAMLMapper YAML =
      YAMLMapper.builder().disable(YAMLWriteFeature.WRITE_DOC_START_MARKER).build();
  private static final GroupVersionKind METADATA =
      new GroupVersionKind("meta.k8s.io", "v1", "PartialObjectMetadata");

  private final InstantSource clock;

  Presentation(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * How a list says where it ends.
   *
   * @param next the continue token, or empty
   * @param remaining how many objects follow; -1 when not told
   */
  record ListMetadata(long resourceVersion, String next, long remaining) {
    ObjectNode json() {
      ObjectNode out = JsonNodeFactory.instance.objectNode();
      if (!next.isEmpty()) {
        out.put("continue", next);
      }
      if (remaining >= 0) {
        out.put("remainingItemCount", remaining);
      }
      return out.put("resourceVersion", Long.toString(resourceVersion));
    }
  }

  /** An answer with one object. */
  ApiAnswer.Whole object(
      int code, Resource resource, Row<KubeObject> row, Format format, Query query) {
    byte[] json =
        switch (format.shape()) {
          case WHOLE -> whole(resource, row.fact(), row.revision());
          case TABLE -> {
            var metadata = new ListMetadata(row.revision(), "", -1);
            yield table(resource, List.of(row), metadata, include(query), true);
          }
          case METADATA -> metadata(row);
        };
    return answer(code, json, format, query);
  }

  /** An answer with a list. */
  ApiAnswer.Whole list(
      Resource resource,
      List<Row<KubeObject>> rows,
      ListMetadata metadata,
      Format format,
      Query query) {
    byte[] json =
        switch (format.shape()) {
          case WHOLE -> wholeList(resource, rows, metadata);
          case TABLE -> table(resource, rows, metadata, include(query), true);
          case METADATA -> metadataList(rows, metadata);
        };
    return answer(200, json, format, query);
  }

  /** An answer with any JSON document. */
  ApiAnswer.Whole document(int code, JsonNode json, Format format, Query query) {
    return answer(code, MAPPER.writeValueAsBytes(json), format, query);
  }

  private static ApiAnswer.Whole answer(int code, byte[] json, Format format, Query query) {
    if (format.yaml()) {
      byte[] yaml = YAML.writeValueAsBytes(MAPPER.readTree(json));
      return new ApiAnswer.Whole(code, format.contentType(), yaml, List.of(), Map.of());
    }
    if (query.flag("pretty")) {
      byte[] pretty =
          MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(MAPPER.readTree(json));
      return ApiAnswer.json(code, pretty);
    }
    return ApiAnswer.json(code, json);
  }

  /** One object as JSON. */
  byte[] whole(Resource resource, KubeObject object, long revision) {
    return Storage.isConvertedEvent(resource)
        ? MAPPER.writeValueAsBytes(tree(resource, object, revision))
        : ObjectText.whole(resource.kind(), object, revision);
  }

  /** One object as a tree, without managedFields. */
  static ObjectNode tree(Resource resource, KubeObject object, long revision) {
    ObjectNode tree = ObjectParts.tree(resource.kind(), object, revision);
    return Storage.isConvertedEvent(resource) ? EventConversion.served(tree) : tree;
  }

  /** One object's metadata. */
  byte[] metadata(Row<KubeObject> row) {
    var out = new ByteArrayOutputStream();
    appendMetadata(out, row);
    return out.toByteArray();
  }

  private static void appendMetadata(ByteArrayOutputStream out, Row<KubeObject> row) {
    append(
        out,
        "{\"kind\":\"PartialObjectMetadata\",\"apiVersion\":\"" + METADATA.apiVersion() + "\",");
    ObjectText.appendMetadata(out, row.fact(), row.revision());
    out.write('}');
  }

  private byte[] wholeList(Resource resource, List<Row<KubeObject>> rows, ListMetadata metadata) {
    var out = new ByteArrayOutputStream(256 + rows.size() * 3072);
    beginList(out, resource.kind().kind() + "List", resource.kind().apiVersion(), metadata);
    boolean converted = Storage.isConvertedEvent(resource);
    for (int i = 0; i < rows.size(); i++) {
      Row<KubeObject> row = rows.get(i);
      if (i > 0) {
        out.write(',');
      }
      if (converted) {
        out.writeBytes(whole(resource, row.fact(), row.revision()));
      } else {
        ObjectText.appendItem(out, row.fact(), row.revision());
      }
    }
    append(out, "]}");
    return out.toByteArray();
  }

  private static byte[] metadataList(List<Row<KubeObject>> rows, ListMetadata metadata) {
    var out = new ByteArrayOutputStream(256 + rows.size() * 1024);
    beginList(out, "PartialObjectMetadataList", METADATA.apiVersion(), metadata);
    for (int i = 0; i < rows.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      appendMetadata(out, rows.get(i));
    }
    append(out, "]}");
    return out.toByteArray();
  }

  private static void beginList(
      ByteArrayOutputStream out, String kind, String apiVersion, ListMetadata metadata) {
    append(
        out,
        "{\"kind\":\"%s\",\"apiVersion\":\"%s\",\"metadata\":%s,\"items\":["
            .formatted(kind, apiVersion, metadata.json()));
  }

  private static void append(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Rows as a Table. */
  byte[] table(
      Resource resource,
      List<Row<KubeObject>> rows,
      ListMetadata metadata,
      IncludeObject include,
      boolean columns) {
    // Columns are those of the kept form; events have the same in both groups.
    GroupVersionKind kind =
        Storage.isConvertedEvent(resource)
            ? new GroupVersionKind("", "v1", "Event")
            : resource.kind();
    List<ObjectNode> objects =
        rows.stream().map(it -> ObjectParts.tree(kind, it.fact(), it.revision())).toList();
    return MAPPER.writeValueAsBytes(
        Tables.table(kind, objects, metadata.json(), include, columns, clock.instant()));
  }

  static IncludeObject include(Query query) {
    return switch (query.text("includeObject")) {
      case "None" -> IncludeObject.NONE;
      case "Object" -> IncludeObject.OBJECT;
      default -> IncludeObject.METADATA;
    };
  }
}
