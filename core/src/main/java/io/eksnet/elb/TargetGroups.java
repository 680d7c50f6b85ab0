package io.eksnet.elb;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.id.TargetGroupArn;
import io.eksnet.net.IpFamily;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import io.eksnet.vpc.Quota;
import io.eksnet.vpc.Vpc;
import io.eksnet.vpc.Vpcs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The rules for target groups; {@link Registrations} has those for their targets. */
final class TargetGroups {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]+");
  private static final int MAX_NAME = 32;
  private static final int ID_DIGITS = 16;
  private static final int MAX_PORT = 65_535;
  private static final List<String> VERSIONS = List.of("HTTP1", "HTTP2", TargetGroup.GRPC);

  /** Stands where there is nothing to say yet. */
  private static final HealthCheck NOT_YET =
      new HealthCheck(
          true,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          5,
          2,
          Optional.empty());

  private TargetGroups() {}

  static Decision<TargetGroup> create(Facts facts, CreateTargetGroup command, Context context) {
    Vpcs vpcs = new Vpcs(facts);
    Optional<Refusal> problem = nameProblem(command.name()).or(() -> kindProblem(command));
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    TargetGroupArn arn =
        new TargetGroupArn(
            command
                .scope()
                .arn(
                    "elasticloadbalancing",
                    "targetgroup/" + command.name() + "/" + context.ids().hex(ID_DIGITS)));
    TargetGroup bare = bare(arn, command, context);
    return HealthCheckRules.made(bare, command.healthCheck())
        .then(check -> placed(vpcs, bare.withHealthCheck(check)));
  }

  private static TargetGroup bare(TargetGroupArn arn, CreateTargetGroup command, Context context) {
    boolean http = command.protocol().filter(ElbProtocol::application).isPresent();
    return new TargetGroup(
        arn,
        command.scope(),
        command.name(),
        command.protocol(),
        http ? command.protocolVersion().or(() -> Optional.of("HTTP1")) : Optional.empty(),
        command.port(),
        command.vpc(),
        command.targetType(),
        command.ipAddressType().orElse(TargetGroup.IPV4),
        NOT_YET,
        Map.of(),
        context.now(),
        command.tags());
  }

  private static Decision<TargetGroup> placed(Vpcs vpcs, TargetGroup group) {
    List<TargetGroup> own =
        vpcs.facts().table(TargetGroup.KIND).by(TargetGroup.BY_NAME, group.name()).stream()
            .filter(it -> it.scope().equals(group.scope()))
            .toList();
    if (!own.isEmpty()) {
      return sameSettings(own.getFirst(), group)
          ? Decision.accept(own.getFirst())
          : Decision.refuse(TargetRefusals.duplicateName(group.name()));
    }
    Optional<Refusal> problem =
        vpcProblem(vpcs, group)
            .or(() -> ElbTags.problem(vpcs, group.tags(), Tags.NONE))
            .or(() -> quotaProblem(vpcs, group.scope()));
    return problem
        .<Decision<TargetGroup>>map(Decision::refuse)
        .orElseGet(() -> Decision.accept(group, Change.put(TargetGroup.KIND, group)));
  }

  static Decision<TargetGroup> modify(Facts facts, ModifyTargetGroup command) {
    return own(facts, command.owner(), command.arn())
        .then(
            group ->
                HealthCheckRules.changed(group, command.healthCheck())
                    .then(check -> changed(group.withHealthCheck(check))));
  }

  static Decision<TargetGroup> modifyAttributes(Facts facts, ModifyTargetGroupAttributes command) {
    return own(facts, command.owner(), command.arn())
        .then(
            group -> {
              Optional<Refusal> problem =
                  TargetGroupAttributes.problem(group, command.attributes());
              if (problem.isPresent()) {
                return Decision.refuse(problem.get());
              }
              Map<String, String> attributes = new TreeMap<>(group.attributes());
              attributes.putAll(command.attributes());
              return changed(group.withAttributes(attributes));
            });
  }

  static Decision<TargetGroupArn> delete(Facts facts, DeleteTargetGroup command) {
    TargetGroupArn arn = command.arn();
    boolean there =
        facts
            .find(TargetGroup.KIND, arn)
            .filter(it -> it.scope().equals(command.owner()))
            .isPresent();
    if (!there) {
      return Decision.accept(arn);
    }
    if (TargetGroupUse.isUsed(facts, arn)) {
      return Decision.refuse(TargetRefusals.inUse(arn));
    }
    List<Change<?, ?>> changes = new ArrayList<>();
    for (Target.Key key : facts.table(Target.KIND).keysBy(Target.BY_GROUP, arn)) {
      changes.add(Change.remove(Target.KIND, key));
      changes.add(Change.remove(TargetHealth.KIND, key));
    }
    changes.add(Change.remove(TargetGroup.KIND, arn));
    return Decision.accept(arn, changes);
  }

  /** One of the caller's target groups. */
  static Decision<TargetGroup> own(Facts facts, Scope owner, TargetGroupArn arn) {
    return facts
        .find(TargetGroup.KIND, arn)
        .filter(it -> it.scope().equals(owner))
        .<Decision<TargetGroup>>map(it -> Decision.accept(it))
        .orElseGet(() -> Decision.refuse(TargetRefusals.groupNotFound()));
  }

  private static Decision<TargetGroup> changed(TargetGroup group) {
    return Decision.accept(group, Change.put(TargetGroup.KIND, group));
  }

  private static boolean sameSettings(TargetGroup one, TargetGroup other) {
    return one.protocol().equals(other.protocol())
        && one.protocolVersion().equals(other.protocolVersion())
        && one.port().equals(other.port())
        && one.vpc().equals(other.vpc())
        && one.targetType() == other.targetType()
        && one.ipAddressType().equals(other.ipAddressType())
        && one.healthCheck().equals(other.healthCheck())
        && one.tags().equals(other.tags());
  }

  private static Optional<Refusal> nameProblem(String name) {
    String subject = "Target group name '" + name + "' ";
    if (name.length() > MAX_NAME) {
      return invalid(subject + "cannot be longer than '" + MAX_NAME + "' characters");
    }
    if (!NAME.matcher(name).matches()) {
      return invalid(
          subject + "can only contain characters that are alphanumeric characters and hyphens(-)");
    }
    return name.startsWith("-") || name.endsWith("-")
        ? invalid(subject + "cannot begin or end with '-'")
        : Optional.empty();
  }

  /** What does not fit the target type. */
  private static Optional<Refusal> kindProblem(CreateTargetGroup command) {
    return switch (command.targetType()) {
      case LAMBDA -> lambdaProblem(command);
      case INSTANCE, IP, ALB ->
          missing(command)
              .or(() -> protocolProblem(command))
              .or(() -> versionProblem(command))
              .or(() -> addressTypeProblem(command));
    };
  }

  private static Optional<Refusal> lambdaProblem(CreateTargetGroup command) {
    String rest = " cannot be specified for target groups with target type 'lambda'";
    if (command.protocol().isPresent() || command.protocolVersion().isPresent()) {
      return invalid("Protocol" + rest);
    }
    if (command.port().isPresent()) {
      return invalid("Port" + rest);
    }
    return command.vpc().isPresent() ? invalid("VPC ID" + rest) : addressTypeProblem(command);
  }

  private static Optional<Refusal> missing(CreateTargetGroup command) {
    if (command.protocol().isEmpty()) {
      return invalid("A protocol must be specified");
    }
    if (command.port().isEmpty()) {
      return invalid("A port must be specified");
    }
    int port = command.port().get();
    if (port < 1 || port > MAX_PORT) {
      return Optional.of(TargetRefusals.outOfRange("port", port, 1, MAX_PORT));
    }
    return command.vpc().isEmpty() ? invalid("A VPC ID must be specified") : Optional.empty();
  }

  private static Optional<Refusal> protocolProblem(CreateTargetGroup command) {
    ElbProtocol protocol = command.protocol().orElseThrow();
    if (protocol == ElbProtocol.GENEVE) {
      return Optional.of(
          TargetRefusals.notServed(
              "target groups with the GENEVE protocol", "use one of another protocol"));
    }
    boolean forAlb = protocol == ElbProtocol.TCP || protocol == ElbProtocol.TLS;
    return command.targetType() == TargetGroup.TargetType.ALB && !forAlb
        ? invalid(
            "Protocol '" + protocol + "' is not supported for target groups with target type 'alb'")
        : Optional.empty();
  }

  private static Optional<Refusal> versionProblem(CreateTargetGroup command) {
    if (command.protocolVersion().isEmpty()) {
      return Optional.empty();
    }
    String version = command.protocolVersion().get();
    if (!command.protocol().orElseThrow().application()) {
      return invalid(
          "Protocol version is not supported for target groups with the "
              + command.protocol().get()
              + " protocol");
    }
    return VERSIONS.contains(version)
        ? Optional.empty()
        : invalid("Protocol version '" + version + "' must be one of " + VERSIONS);
  }

  private static Optional<Refusal> addressTypeProblem(CreateTargetGroup command) {
    String type = command.ipAddressType().orElse(TargetGroup.IPV4);
    boolean six = type.equals(TargetGroup.IPV6);
    if (!six && !type.equals(TargetGroup.IPV4)) {
      return invalid("IP address type '" + type + "' must be one of [ipv4, ipv6]");
    }
    boolean can =
        command.targetType() == TargetGroup.TargetType.INSTANCE
            || command.targetType() == TargetGroup.TargetType.IP;
    return six && !can
        ? invalid(
            "IP address type 'ipv6' is not supported for target groups with target type '"
                + command.targetType().text()
                + "'")
        : Optional.empty();
  }

  private static Optional<Refusal> vpcProblem(Vpcs vpcs, TargetGroup group) {
    if (group.vpc().isEmpty()) {
      return Optional.empty();
    }
    Optional<Vpc> vpc = vpcs.vpc(group.vpc().get()).filter(it -> it.scope().equals(group.scope()));
    if (vpc.isEmpty()) {
      return Optional.of(TargetRefusals.vpcNotFound(group.vpc().get()));
    }
    return group.family() == IpFamily.IPV6 && vpc.get().ipv6Cidrs().isEmpty()
        ? invalid("The VPC '" + vpc.get().id() + "' does not have an IPv6 CIDR block")
        : Optional.empty();
  }

  private static Optional<Refusal> quotaProblem(Vpcs vpcs, Scope scope) {
    int there = vpcs.facts().table(TargetGroup.KIND).keysBy(TargetGroup.BY_SCOPE, scope).size();
    return there >= vpcs.quota(Quota.TARGET_GROUPS_PER_REGION)
        ? Optional.of(TargetRefusals.tooManyGroups())
        : Optional.empty();
  }

  private static Optional<Refusal> invalid(String message) {
    return Optional.of(TargetRefusals.invalid(message));
  }
}
