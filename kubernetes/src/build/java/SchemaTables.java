import java.io.IOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Signature;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Build step: writes the types of the Kubernetes API as text tables, read at run time by io.eksnet.kubernetes.schema,
 * so that the client's classes are not shipped.
 *
 * <p>The class files of io.kubernetes:client-java-api (Apache-2.0) are read, not loaded: fields with their JSON names
 * and generic types, required marks and descriptions from the annotations of the getters. A type's API group is where
 * Kubernetes defines it: what core's types refer to is core's, what apps' types refer to beyond that is apps', and so
 * on. Patch rules are joined from the tables in src/main/resources.
 *
 * <p>Arguments: the folder with the rule tables, the folder to write to. Output: types.txt, and descriptions.txt whose
 * n-th line describes the n-th line of types.txt. Lines of types.txt:
 *
 * <pre>
 * = ID [kind=GROUP] [atomic]
 * NAME TYPE [required] [atomic] [patch=merge,retainKeys] [key=K] [list=map|set] [keys=K1,K2]
 * </pre>
 *
 * where TYPE is a scalar (string, bool, int32, ...), an ID, "[]" + TYPE or "{}" + TYPE.
 */
class SchemaTables {
  private static final String MODELS = "io/kubernetes/client/openapi/models/";
  private static final String APIS = "io/kubernetes/client/openapi/apis/";
  private static final Pattern MODEL = Pattern.compile("openapi/models/(\\w+)");
  private static final Pattern STABLE = Pattern.compile("(?:[A-Z][a-z]+)?V(\\d+)([A-Z]\\w+)");
  private static final Pattern API = Pattern.compile(APIS + "(\\w+?)V(\\d+)Api(?:\\$\\w+)?\\.class");
  private static final Pattern GROUP = Pattern.compile("/apis/([\\w.]+)/v\\d+/.*");

  /** Types of apimachinery's meta/v1. */
  private static final Set<String> META =
      Set.of(
          "APIGroup", "APIGroupList", "APIResource", "APIResourceList", "APIVersions", "Condition", "DeleteOptions",
          "FieldSelectorRequirement", "GroupVersionForDiscovery", "LabelSelector", "LabelSelectorRequirement",
          "ListMeta", "ManagedFieldsEntry", "ObjectMeta", "OwnerReference", "Preconditions",
          "ServerAddressByClientCIDR", "Status", "StatusCause", "StatusDetails", "WatchEvent");

  /** Those of them that are kinds without an ObjectMeta; meta's kinds count as v1. */
  private static final Set<String> META_KINDS =
      Set.of("APIGroup", "APIGroupList", "APIResourceList", "APIVersions", "DeleteOptions", "Status");

  /** Types that are first met in another group than the one that defines them. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "V1Scale", "autoscaling/v1",
          "V1Eviction", "policy/v1",
          "AuthenticationV1TokenRequest", "authentication.k8s.io/v1",
          "V1TopologySelectorTerm", "/v1",
          "V1TopologySelectorLabelRequirement", "/v1");

  /** Types whose Go form is a single value with JSON of its own. */
  private static final Map<String, String> VALUES =
      Map.of(
          "java/lang/String", "string",
          "java/lang/Boolean", "bool",
          "java/lang/Integer", "int32",
          "java/lang/Long", "int64",
          "java/lang/Double", "double",
          "java/time/OffsetDateTime", "time",
          "java/lang/Object", "any",
          "io/kubernetes/client/custom/Quantity", "quantity",
          "io/kubernetes/client/custom/IntOrString", "intOrString");

  /** Go's MicroTime and Time are one class in Java. */
  private static final Set<String> MICRO_TIMES =
      Set.of("eventTime", "lastObservedTime", "acquireTime", "renewTime", "pingTime");

  record Field(String name, String type, boolean required, String description) {}

  record Model(String javaName, String description, List<Field> fields) {
    boolean isKind() {
      Set<String> names = fields.stream().map(Field::name).collect(Collectors.toSet());
      return names.contains("apiVersion")
          && names.contains("kind")
          && (names.contains("metadata") || META_KINDS.contains(plain(javaName)));
    }
  }

  private final Map<String, Model> models = new TreeMap<>();
  private final Map<String, String> groupOf = new HashMap<>();
  private final Map<String, Set<String>> metInGroup = new TreeMap<>();
  private final Map<String, String> patchRules = new HashMap<>();
  private final Set<String> atomic = new LinkedHashSet<>();

  void main(String[] arguments) throws IOException {
    Path rules = Path.of(arguments[0]);
    Path out = Files.createDirectories(Path.of(arguments[1]));
    readRules(rules);
    String jar =
        Arrays.stream(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
            .filter(it -> it.contains("client-java-api-"))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("client-java-api is not on the class path of the build"));
    readJar(jar);
    assignGroups();
    write(out);
  }

  private void readRules(Path folder) throws IOException {
    for (String[] row : rows(folder.resolve("patch-strategies.csv"))) {
      String rule = "";
      rule += row[2].isEmpty() ? "" : " patch=" + row[2];
      rule += row[3].isEmpty() ? "" : " key=" + row[3];
      rule += row[4].isEmpty() || row[4].equals("atomic") ? "" : " list=" + row[4];
      rule += row[5].isEmpty() ? "" : " keys=" + row[5].replace(' ', ',');
      patchRules.put(row[0] + "." + row[1], rule);
    }
    for (String[] row : rows(folder.resolve("atomic-maps.csv"))) {
      atomic.add(row[1].isEmpty() ? row[0] : row[0] + "." + row[1]);
    }
  }

  private static List<String[]> rows(Path csv) throws IOException {
    return Files.readAllLines(csv).stream()
        .filter(line -> !line.startsWith("#") && !line.startsWith("type,"))
        .map(SchemaTables::cells)
        .toList();
  }

  /** Splits at commas outside quotes. */
  private static String[] cells(String line) {
    return Arrays.stream(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
        .map(it -> it.replace("\"", ""))
        .toArray(String[]::new);
  }

  private void readJar(String jar) throws IOException {
    try (var file = new JarFile(jar)) {
      for (var entry : file.stream().toList()) {
        String name = entry.getName();
        Matcher api = API.matcher(name);
        if (name.startsWith(MODELS) && name.endsWith(".class") && !name.contains("$")) {
          String simple = name.substring(MODELS.length(), name.length() - ".class".length());
          if (STABLE.matcher(simple).matches()) {
            models.put(simple, model(simple, ClassFile.of().parse(file.getInputStream(entry).readAllBytes())));
          }
        } else if (api.matches()) {
          readApi(api.group(1), api.group(2), ClassFile.of().parse(file.getInputStream(entry).readAllBytes()));
        }
      }
    }
  }

  /** Notes which models an API class mentions, and its group, which its paths tell. */
  private void readApi(String prefix, String version, ClassModel api) {
    String key = prefix + "/" + version;
    Set<String> met = metInGroup.computeIfAbsent(key, _ -> new LinkedHashSet<>());
    for (var entry : api.constantPool()) {
      if (entry instanceof Utf8Entry text) {
        Matcher path = GROUP.matcher(text.stringValue());
        if (path.matches()) {
          groupOf.put("api " + key, path.group(1) + "/v" + version);
        }
        Matcher model = MODEL.matcher(text.stringValue());
        while (model.find()) {
          met.add(model.group(1));
        }
      }
    }
  }

  private static Model model(String name, ClassModel model) {
    Map<String, String> descriptions = new HashMap<>();
    Set<String> required = new LinkedHashSet<>();
    for (MethodModel method : model.methods()) {
      String getter = method.methodName().stringValue();
      annotation(method, "io/swagger/annotations/ApiModelProperty")
          .ifPresent(
              it -> {
                String property = getter.replaceFirst("^(get|is)", "").toLowerCase(Locale.ROOT);
                descriptions.put(property, text(it, "value"));
                if (text(it, "required").equals("true")) {
                  required.add(property);
                }
              });
    }
    List<Field> fields = new ArrayList<>();
    for (FieldModel field : model.fields()) {
      annotation(field, "com/google/gson/annotations/SerializedName")
          .ifPresent(
              it -> {
                String property = field.fieldName().stringValue().replaceFirst("^_", "").toLowerCase(Locale.ROOT);
                fields.add(
                    new Field(
                        text(it, "value"),
                        typeOf(field),
                        required.contains(property),
                        descriptions.getOrDefault(property, "")));
              });
    }
    String description = annotation(model, "io/swagger/annotations/ApiModel").map(it -> text(it, "description")).orElse("");
    return new Model(name, description, fields.stream().sorted((a, b) -> a.name().compareTo(b.name())).toList());
  }

  private static Optional<Annotation> annotation(AttributedElement element, String className) {
    return element.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
        .flatMap(it -> it.annotations().stream())
        .filter(it -> it.className().stringValue().equals("L" + className + ";"))
        .findFirst();
  }

  private static String text(Annotation annotation, String element) {
    for (AnnotationElement it : annotation.elements()) {
      if (it.name().stringValue().equals(element)) {
        return switch (it.value()) {
          case AnnotationValue.OfString text -> text.stringValue();
          case AnnotationValue.OfBoolean flag -> String.valueOf(flag.booleanValue());
          default -> throw new IllegalStateException("unexpected annotation value " + it);
        };
      }
    }
    return "";
  }

  private static String typeOf(FieldModel field) {
    String type =
        field
            .findAttribute(Attributes.signature())
            .map(it -> type(it.asTypeSignature()))
            .orElseGet(() -> type(Signature.of(field.fieldTypeSymbol())));
    return type.equals("time") && MICRO_TIMES.contains(field.fieldName().stringValue()) ? "microTime" : type;
  }

  private static String type(Signature signature) {
    return switch (signature) {
      case Signature.ArrayTypeSig _ -> "bytes";
      case Signature.ClassTypeSig of when of.className().equals("java/util/List") -> "[]" + argument(of, 0);
      case Signature.ClassTypeSig of when of.className().equals("java/util/Map") -> "{}" + argument(of, 1);
      case Signature.ClassTypeSig of when VALUES.containsKey(of.className()) -> VALUES.get(of.className());
      case Signature.ClassTypeSig of when of.className().startsWith(MODELS) -> "@" + of.className().substring(MODELS.length());
      default -> throw new IllegalStateException("unexpected type " + signature.signatureString());
    };
  }

  private static String argument(Signature.ClassTypeSig of, int index) {
    return switch (of.typeArgs().get(index)) {
      case Signature.TypeArg.Bounded bounded -> type(bounded.boundType());
      case Signature.TypeArg.Unbounded _ -> "any";
    };
  }

  /** Core first, so that pods in templates are core's; then every other group in turn. */
  private void assignGroups() {
    Map<String, String> assigned = new HashMap<>();
    models.keySet().stream().filter(it -> it.startsWith("V1") && META.contains(plain(it))).forEach(it -> assigned.put(it, "meta/v1"));
    ELSEWHERE.forEach((name, group) -> assign(List.of(name), group, assigned));
    List<String> apis = new ArrayList<>(metInGroup.keySet());
    apis.sort((a, b) -> Boolean.compare(b.startsWith("Core/"), a.startsWith("Core/")));
    apis.forEach(api -> assign(metInGroup.get(api), groupOf.getOrDefault("api " + api, "/v1"), assigned));
    groupOf.putAll(assigned);
  }

  /** Gives types, and all that they refer to, to a group, unless they have one. */
  private void assign(Iterable<String> names, String group, Map<String, String> assigned) {
    ArrayDeque<String> open = new ArrayDeque<>();
    names.forEach(open::add);
    while (!open.isEmpty()) {
      String name = open.pop();
      if (models.containsKey(name) && assigned.putIfAbsent(name, group) == null) {
        references(models.get(name)).forEach(open::push);
      }
    }
  }

  private static List<String> references(Model model) {
    return model.fields().stream()
        .map(it -> it.type().replaceAll("^[\\[\\]{}]+", ""))
        .filter(it -> it.startsWith("@"))
        .map(it -> it.substring(1))
        .toList();
  }

  private static String plain(String javaName) {
    Matcher matcher = STABLE.matcher(javaName);
    if (!matcher.matches()) {
      throw new IllegalStateException("not a stable model: " + javaName);
    }
    return matcher.group(2);
  }

  private String id(String javaName) {
    String group = groupOf.get(javaName);
    int slash = group.indexOf('/');
    String name = group.substring(0, slash);
    String version = group.substring(slash + 1);
    String base =
        switch (name) {
          case "meta" -> "io.k8s.apimachinery.pkg.apis.meta";
          case "" -> "io.k8s.api.core";
          case "apiextensions.k8s.io" -> "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions";
          case "apiregistration.k8s.io" -> "io.k8s.kube-aggregator.pkg.apis.apiregistration";
          default -> "io.k8s.api." + name.replaceFirst("\\..*", "");
        };
    return base + "." + version + "." + plain(javaName);
  }

  private void write(Path folder) throws IOException {
    Map<String, Model> byId = new TreeMap<>();
    models.values().stream().filter(it -> groupOf.containsKey(it.javaName())).forEach(it -> byId.put(id(it.javaName()), it));
    StringBuilder types = new StringBuilder();
    StringBuilder descriptions = new StringBuilder();
    byId.forEach(
        (id, model) -> {
          String simple = id.substring(id.lastIndexOf('.') + 1);
          String group = groupOf.get(model.javaName()).replaceFirst("/.*", "").replace("meta", "");
          types.append("= ").append(id).append(model.isKind() ? " kind=" + group : "");
          types.append(atomic.contains(simple) ? " atomic\n" : "\n");
          descriptions.append(oneLine(model.description())).append('\n');
          for (Field field : model.fields()) {
            types.append(field.name()).append(' ').append(named(field.type()));
            types.append(field.required() ? " required" : "");
            types.append(atomic.contains(simple + "." + field.name()) ? " atomic" : "");
            types.append(patchRules.getOrDefault(simple + "." + field.name(), "")).append('\n');
            descriptions.append(oneLine(field.description())).append('\n');
          }
        });
    Files.writeString(folder.resolve("types.txt"), types, StandardCharsets.UTF_8);
    Files.writeString(folder.resolve("descriptions.txt"), descriptions, StandardCharsets.UTF_8);
  }

  private String named(String type) {
    int at = type.indexOf('@');
    return at < 0 ? type : type.substring(0, at) + id(type.substring(at + 1));
  }

  private static String oneLine(String description) {
    return description.replaceAll("\\s*\\R\\s*", " ").strip();
  }
}
