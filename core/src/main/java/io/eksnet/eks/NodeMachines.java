package io.eksnet.eks;

import io.eksnet.id.Decision;
import io.eksnet.id.LaunchTemplateId;
import io.eksnet.id.Refusal;
import io.eksnet.id.Scope;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.table.Facts;
import io.eksnet.vpc.LaunchTemplate;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the nodes of a group are, from what a request and its launch template say. */
final class NodeMachines {
  /** Amazon Linux 2 ends with this Kubernetes version (user guide, "AL2 AMI deprecation"). */
  private static final int LAST_MINOR_OF_AL2 = 32;

  /** {@code --max-pods=20} of a kubelet's arguments, and {@code maxPods: 20} of a NodeConfig. */
  private static final Pattern MAX_PODS =
      Pattern.compile("(?:--max-pods[= ]|\"?maxPods\"?\\s*:\\s*)\"?([0-9]{1,5})");

  private static final Pattern GROUPS =
      Pattern.compile("(?:NetworkInterfaces\\.1\\.Groups|SecurityGroupIds)\\.[0-9]+");

  private NodeMachines() {}

  /** A launch template's version, and what it says. */
  private record Said(Optional<NodeGroup.Template> template, SortedMap<String, String> data) {
    static final Said NOTHING = new Said(Optional.empty(), new TreeMap<>());

    Optional<String> text(String member) {
      return Optional.ofNullable(data.get(member)).filter(it -> !it.isEmpty());
    }
  }

  static Decision<NodeGroup.Nodes> of(Facts facts, Cluster cluster, CreateNodegroup.Machine asked) {
    return said(facts, cluster.scope(), asked.template())
        .then(said -> of(facts, cluster, asked, said));
  }

  private static Decision<NodeGroup.Nodes> of(
      Facts facts, Cluster cluster, CreateNodegroup.Machine asked, Said said) {
    Optional<String> image = said.text("ImageId");
    String name =
        asked
            .amiType()
            .orElse(
                image.isPresent() ? AmiType.CUSTOM.name() : AmiType.AL2023_x86_64_STANDARD.name());
    Optional<AmiType> ami = AmiType.named(name);
    if (ami.isEmpty()) {
      return Decision.refuse(
          EksRefusals.parameter(
              name.startsWith("WINDOWS")
                  ? "eksnet does not serve Windows nodes: amiType " + name
                  : "The specified amiType " + name + " is not valid."));
    }
    List<String> types =
        asked.instanceTypes().isEmpty()
            ? List.of(said.text("InstanceType").orElse(ami.get().defaultInstanceType()))
            : asked.instanceTypes();
    String version = asked.version().orElse(cluster.version());
    Optional<Refusal> wrong =
        Stream.<Optional<Refusal>>of(
                beside(asked, said),
                image(ami.get(), image, asked),
                creation(cluster, version),
                ends(ami.get(), version),
                release(ami.get(), version, asked.release()),
                disk(asked.diskSize()),
                NodeGroupRules.types(facts, ami.get(), types))
            .flatMap(Optional::stream)
            .findFirst();
    return wrong.isPresent()
        ? Decision.refuse(wrong.get())
        : Decision.accept(
            new NodeGroup.Nodes(
                types,
                name,
                asked.capacity(),
                version,
                asked.release().or(() -> NodeReleases.newest(ami.get(), version)).orElse(""),
                said.template().isPresent()
                    ? Optional.empty()
                    : asked.diskSize().or(() -> Optional.of(NodeGroup.DEFAULT_DISK_GIB)),
                asked.role(),
                said.template(),
                image,
                groups(said.data()),
                maxPods(said),
                1));
  }

  /** What nodes become by another version, image or version of their launch template. */
  static Decision<NodeGroup.Nodes> next(
      Facts facts, Cluster cluster, NodeGroup.Nodes now, UpdateNodegroupVersion asked) {
    if (asked.template().isPresent() && now.template().isEmpty()) {
      return Decision.refuse(
          EksRefusals.request(
              "You cannot specify a launch template for a node group that was not created with"
                  + " one."));
    }
    return said(facts, cluster.scope(), asked.template())
        .then(said -> next(facts, cluster, now, asked, said));
  }

  private static Decision<NodeGroup.Nodes> next(
      Facts facts, Cluster cluster, NodeGroup.Nodes now, UpdateNodegroupVersion asked, Said said) {
    boolean other = said.template().isPresent();
    boolean sameTemplate =
        said.template()
            .map(NodeGroup.Template::id)
            .equals(now.template().map(NodeGroup.Template::id));
    if (other && !sameTemplate) {
      return Decision.refuse(
          EksRefusals.request(
              "You can only specify another version of the launch template that the node group"
                  + " was created with."));
    }
    Optional<String> image = other ? said.text("ImageId") : now.imageId();
    AmiType ami = image.isPresent() ? AmiType.CUSTOM : AmiType.named(now.amiType()).orElseThrow();
    boolean toNewest = asked.version().isEmpty() && asked.release().isEmpty() && !other;
    String version = asked.version().orElse(toNewest ? cluster.version() : now.version());
    List<String> types = other ? typesOf(now, said) : now.instanceTypes();
    Optional<Refusal> wrong =
        Stream.<Optional<Refusal>>of(
                image(ami, image, asked.version(), asked.release()),
                step(cluster, now.version(), version),
                ends(ami, version),
                release(ami, version, asked.release()),
                back(ami, now, version, asked.release()),
                NodeGroupRules.types(facts, ami, types))
            .flatMap(Optional::stream)
            .findFirst();
    if (wrong.isPresent()) {
      return Decision.refuse(wrong.get());
    }
    boolean keepsImage = other && asked.release().isEmpty() && asked.version().isEmpty();
    String release =
        keepsImage && image.isEmpty()
            ? now.release()
            : asked.release().or(() -> NodeReleases.newest(ami, version)).orElse("");
    NodeGroup.Nodes next =
        new NodeGroup.Nodes(
            types,
            ami.name(),
            now.capacity(),
            version,
            release,
            now.diskSize(),
            now.role(),
            other ? said.template() : now.template(),
            image,
            other ? groups(said.data()) : now.securityGroups(),
            other ? maxPods(said) : now.maxPods(),
            now.generation());
    return Decision.accept(next.equals(now) ? now : generation(next, now.generation() + 1));
  }

  private static List<String> typesOf(NodeGroup.Nodes now, Said said) {
    return said.text("InstanceType").map(List::of).orElse(now.instanceTypes());
  }

  private static NodeGroup.Nodes generation(NodeGroup.Nodes it, int generation) {
    return new NodeGroup.Nodes(
        it.instanceTypes(),
        it.amiType(),
        it.capacity(),
        it.version(),
        it.release(),
        it.diskSize(),
        it.role(),
        it.template(),
        it.imageId(),
        it.securityGroups(),
        it.maxPods(),
        generation);
  }

  private static Decision<Said> said(
      Facts facts, Scope scope, Optional<CreateNodegroup.TemplateName> asked) {
    if (asked.isEmpty()) {
      return Decision.accept(Said.NOTHING);
    }
    CreateNodegroup.TemplateName name = asked.get();
    if (name.id().isPresent() == name.name().isPresent()) {
      return Decision.refuse(
          EksRefusals.request(
              "You must specify either the launch template ID or the launch template name in the"
                  + " request, but not both."));
    }
    Optional<LaunchTemplate> found =
        name.id()
            .flatMap(id -> facts.find(LaunchTemplate.KIND, new LaunchTemplateId(id)))
            .or(
                () ->
                    name.name()
                        .flatMap(
                            it ->
                                facts
                                    .table(LaunchTemplate.KIND)
                                    .by(LaunchTemplate.BY_NAME, LaunchTemplate.key(scope, it))
                                    .stream()
                                    .findFirst()))
            .filter(it -> it.scope().equals(scope));
    if (found.isEmpty()) {
      return Decision.refuse(
          unusable(
              "The specified launch template, with template "
                  + name.id().map(it -> "ID " + it).orElse("name " + name.name().orElse(""))
                  + ", does not exist."));
    }
    LaunchTemplate template = found.get();
    return template
        .version(name.version())
        .<Decision<Said>>map(
            version ->
                Decision.accept(
                    new Said(
                        Optional.of(
                            new NodeGroup.Template(
                                template.id(), template.name(), version.number())),
                        version.data())))
        .orElseGet(
            () ->
                Decision.refuse(
                    unusable(
                        "Could not find the specified version "
                            + name.version()
                            + " for the launch template with ID "
                            + template.id()
                            + ".")));
  }

  private static Refusal unusable(String why) {
    return EksRefusals.request("You must use a valid fully-formed launch template. " + why);
  }

  /** What a request and a launch template must not both say, and what a template must not say. */
  private static Optional<Refusal> beside(CreateNodegroup.Machine asked, Said said) {
    if (said.template().isEmpty()) {
      return Optional.empty();
    }
    if (asked.diskSize().isPresent()) {
      return Optional.of(
          EksRefusals.parameter("Disk size must be specified within the launch template."));
    }
    if (!asked.instanceTypes().isEmpty() && said.text("InstanceType").isPresent()) {
      return Optional.of(
          EksRefusals.request("Cannot specify instance types in launch template and API request"));
    }
    String name = said.template().get().name();
    if (said.data().keySet().stream().anyMatch(it -> it.startsWith("IamInstanceProfile."))) {
      return Optional.of(
          EksRefusals.request(
              "Launch template "
                  + name
                  + " should not specify an instance profile. The noderole in your request will"
                  + " be used to construct an instance profile."));
    }
    if (said.text("NetworkInterfaces.1.SubnetId").isPresent()) {
      return Optional.of(
          EksRefusals.request("Launch template " + name + " should not specify a subnet."));
    }
    return said.data().keySet().stream().anyMatch(it -> it.startsWith("InstanceMarketOptions."))
        ? Optional.of(
            EksRefusals.request(
                "Launch template "
                    + name
                    + " should not specify instance market options. Use capacityType instead."))
        : Optional.empty();
  }

  private static Optional<Refusal> image(
      AmiType ami, Optional<String> image, CreateNodegroup.Machine asked) {
    if (image.isPresent() && ami != AmiType.CUSTOM) {
      return Optional.of(
          EksRefusals.request(
              "You cannot specify an AMI Type other than CUSTOM, when specifying an image id in"
                  + " your launch template."));
    }
    if (image.isEmpty() && ami == AmiType.CUSTOM) {
      return Optional.of(
          EksRefusals.request(
              "You must specify an image id in your launch template when the AMI Type is CUSTOM."));
    }
    return image(ami, image, asked.version(), asked.release());
  }

  private static Optional<Refusal> image(
      AmiType ami, Optional<String> image, Optional<String> version, Optional<String> release) {
    boolean chosen = version.isPresent() || release.isPresent();
    return image.isPresent() && ami == AmiType.CUSTOM && chosen
        ? Optional.of(
            EksRefusals.request(
                "You cannot specify the field "
                    + (release.isPresent() ? "releaseVersion" : "kubernetesVersion")
                    + " when using custom AMIs."))
        : Optional.empty();
  }

  /** "The only accepted specified value" is the cluster's (API reference, CreateNodegroup). */
  private static Optional<Refusal> creation(Cluster cluster, String version) {
    return version.equals(cluster.version())
        ? Optional.empty()
        : Optional.of(
            EksRefusals.parameter(
                "Requested Nodegroup Kubernetes version "
                    + version
                    + " is invalid. Allowed Kubernetes version is "
                    + cluster.version()));
  }

  private static Optional<Refusal> step(Cluster cluster, String from, String to) {
    boolean fits = minor(to) >= minor(from) && minor(to) <= minor(cluster.version());
    return fits
        ? Optional.empty()
        : Optional.of(
            EksRefusals.parameter(
                "Requested Nodegroup Kubernetes version "
                    + to
                    + " is invalid. Allowed Kubernetes versions are from "
                    + from
                    + " to "
                    + cluster.version()));
  }

  private static Optional<Refusal> ends(AmiType ami, String version) {
    return ami.family() == AmiType.Family.AL2 && minor(version) > LAST_MINOR_OF_AL2
        ? Optional.of(
            EksRefusals.parameter(
                "AMI Type "
                    + ami.name()
                    + " is only supported for kubernetes versions 1."
                    + LAST_MINOR_OF_AL2
                    + " or earlier"))
        : Optional.empty();
  }

  private static Optional<Refusal> release(AmiType ami, String version, Optional<String> release) {
    List<String> known = NodeReleases.of(ami, version);
    if (release.isEmpty() || known.isEmpty() || known.contains(release.get())) {
      return Optional.empty();
    }
    return Optional.of(
        EksRefusals.parameter(
            release.get().startsWith(version + ".")
                ? "Requested Nodegroup release version "
                    + release.get()
                    + " is invalid. Allowed release version is "
                    + known.getFirst()
                : "Requested release version "
                    + release.get()
                    + " is not valid for kubernetes version "
                    + version
                    + "."));
  }

  /** A group does not go back to an older image (user guide, "Update a managed node group"). */
  private static Optional<Refusal> back(
      AmiType ami, NodeGroup.Nodes now, String version, Optional<String> release) {
    List<String> newestFirst = NodeReleases.of(ami, version);
    boolean older =
        release.isPresent()
            && version.equals(now.version())
            && newestFirst.indexOf(release.get()) > newestFirst.indexOf(now.release());
    return older
        ? Optional.of(
            EksRefusals.parameter(
                "Requested Nodegroup release version "
                    + release.get()
                    + " is invalid. Allowed release version is "
                    + newestFirst.getFirst()))
        : Optional.empty();
  }

  private static Optional<Refusal> disk(Optional<Integer> gib) {
    return gib.filter(it -> it < 1 || it > 16_384).isPresent()
        ? Optional.of(
            EksRefusals.parameter("Disk size must be from 1 to 16384 GiB, not " + gib.get()))
        : Optional.empty();
  }

  private static int minor(String version) {
    Matcher matcher = Pattern.compile("1\\.([0-9]{1,3})").matcher(version);
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
  }

  private static List<SecurityGroupId> groups(SortedMap<String, String> data) {
    return data.entrySet().stream()
        .filter(it -> GROUPS.matcher(it.getKey()).matches())
        .map(Map.Entry::getValue)
        .distinct()
        .map(SecurityGroupId::new)
        .toList();
  }

  /** The limit that the template's user data gives the kubelet, as text or in base64. */
  private static Optional<Integer> maxPods(Said said) {
    return said.text("UserData")
        .map(NodeMachines::plain)
        .map(MAX_PODS::matcher)
        .filter(Matcher::find)
        .map(it -> Integer.parseInt(it.group(1)));
  }

  private static String plain(String userData) {
    try {
      return new String(Base64.getMimeDecoder().decode(userData), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return userData;
    }
  }
}
