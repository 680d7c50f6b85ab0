import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Build step: writes the message types of Kubernetes' protobuf form as one text table, read at run time by
 * io.eksnet.kubernetes.protobuf, so that neither the 9 MB of generated classes nor protobuf-java is shipped.
 *
 * <p>One line per message type, then one line per field: number, JSON name, type, flags. The type is a scalar
 * (string bytes int bool double) or a message type, with [] for a list and {} for a map from string. Flags:
 * "drop" (the zero value means absent, because the Go field is not a pointer and Kubernetes' encoder writes it
 * always) and "inline" (a struct embedded in Go: its fields stand in the parent's JSON object).
 *
 * <p>Run by Maven with the jar io.kubernetes:client-java-proto (Apache-2.0) on the class path; argument: the file.
 */
class ProtobufTables {
  private static final List<String> FILES =
      List.of(
          "Meta", "Resource", "Runtime", "IntStr", "V1", "V1Apps", "V1Networking", "V1Batch", "V1Rbac", "V1Policy",
          "V1Autoscaling", "V1Authentication", "V1Authorization", "V1Admissionregistration", "V1Storage",
          "V1Scheduling", "V1Certificates");

  /** Embedded Go structs, by the protobuf name of the field that holds them. */
  private static final Set<String> INLINE =
      Set.of(
          "localObjectReference", "volumeSource", "persistentVolumeSource", "handler", "ephemeralContainerCommon",
          "ruleWithOperations", "rule");

  /** Numbers and booleans that are not pointers in Kubernetes' Go types: zero is written and means "not set". */
  private static final Set<String> PLAIN_SCALARS =
      Set.of(
          "readOnly", "hostNetwork", "hostPID", "hostIPC", "stdin", "stdinOnce", "tty", "hostPort", "count",
          "deprecatedCount", "sizeBytes", "initialDelaySeconds", "periodSeconds", "successThreshold",
          "failureThreshold", "minReadySeconds", "unschedulable", "nodePort", "healthCheckNodePort",
          "publishNotReadyAddresses", "chapAuthDiscovery", "chapAuthSession", "sslEnabled", "paused", "globalDefault",
          "generation", "observedGeneration", "number", "signal", "remainingItemCount");

  /** Strings that are pointers in Go, where the empty one says something else than none. */
  private static final Set<String> MEANINGFUL_WHEN_EMPTY =
      Set.of("PersistentVolumeClaimSpec.storageClassName");

  /** Structs that are not pointers in Go: an empty one is written and means "not set". */
  private static final Set<String> PLAIN_STRUCTS =
      Set.of(
          "metadata", "spec", "status", "resources", "strategy", "updateStrategy", "state", "lastState",
          "loadBalancer", "daemonEndpoints", "kubeletEndpoint", "nodeInfo", "source", "involvedObject",
          "creationTimestamp", "firstTimestamp", "lastTimestamp", "eventTime", "lastProbeTime", "lastTransitionTime",
          "lastHeartbeatTime", "lastUpdateTime", "lastObservedTime", "template", "jobTemplate", "claimRef", "config");

  void main(String[] arguments) throws Exception {
    var text = new StringBuilder("# Generated from io.kubernetes:client-java-proto; see ProtobufTables.java\n");
    for (String file : FILES) {
      var descriptor = (FileDescriptor) Class.forName("io.kubernetes.client.proto." + file).getMethod("getDescriptor").invoke(null);
      descriptor.getMessageTypes().stream().filter(type -> !type.getName().endsWith("List")).forEach(type -> append(text, type));
    }
    Path target = Path.of(arguments[0]);
    Files.createDirectories(target.getParent());
    Files.writeString(target, text);
  }

  private static void append(StringBuilder text, Descriptor type) {
    text.append(name(type)).append('\n');
    type.getFields().stream()
        .sorted(Comparator.comparingInt(FieldDescriptor::getNumber))
        .forEach(
            field ->
                text.append(' ').append(field.getNumber()).append(' ').append(field.getName())
                    .append(' ').append(type(field)).append(flags(type, field)).append('\n'));
  }

  private static String name(Descriptor type) {
    return type.getFullName().replaceFirst("^k8s\\.io\\.(api|apimachinery\\.pkg)\\.", "");
  }

  private static String type(FieldDescriptor field) {
    if (field.isMapField()) {
      return "{}" + single(field.getMessageType().findFieldByNumber(2));
    }
    return (field.isRepeated() ? "[]" : "") + single(field);
  }

  private static String single(FieldDescriptor field) {
    return switch (field.getType()) {
      case STRING -> "string";
      case BYTES -> "bytes";
      case BOOL -> "bool";
      case INT32, INT64 -> "int";
      case DOUBLE -> "double";
      case MESSAGE -> name(field.getMessageType());
      case GROUP, ENUM, FLOAT, FIXED32, FIXED64, SFIXED32, SFIXED64, SINT32, SINT64, UINT32, UINT64 ->
          throw new IllegalStateException("no Kubernetes field was expected to be " + field.getType() + ": " + field.getFullName());
    };
  }

  private static String flags(Descriptor type, FieldDescriptor field) {
    if (field.isRepeated()) {
      return "";
    }
    if (INLINE.contains(field.getName())) {
      return " inline";
    }
    boolean drop =
        switch (field.getJavaType()) {
          case STRING -> !MEANINGFUL_WHEN_EMPTY.contains(type.getName() + "." + field.getName());
          case BYTE_STRING -> true;
          case MESSAGE -> PLAIN_STRUCTS.contains(field.getName());
          case INT, LONG, BOOLEAN -> plainScalar(type.getName(), field.getName());
          case FLOAT, DOUBLE, ENUM -> false;
        };
    return drop ? " drop" : "";
  }

  private static boolean plainScalar(String type, String field) {
    return switch (type) {
      case "Probe" -> !field.equals("terminationGracePeriodSeconds");
      case "ScaleSpec" -> true;
      case "AWSElasticBlockStoreVolumeSource", "GCEPersistentDiskVolumeSource" -> true;
      default -> PLAIN_SCALARS.contains(field);
    };
  }
}
