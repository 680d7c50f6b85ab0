package io.eksnet.vpc;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.DhcpOptionsId;
import io.eksnet.id.Refusal;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.net.IpAddress;
import io.eksnet.table.Change;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules for DHCP options (VPC user guide, "DHCP option sets"). */
final class DhcpOptionSets {
  private static final String NAME_SERVERS = "domain-name-servers";
  private static final String DOMAIN = "domain-name";
  private static final String AMAZON_DNS = "AmazonProvidedDNS";

  /** How many values an option takes. */
  private static final Map<String, Integer> MOST =
      Map.of(
          NAME_SERVERS,
          4,
          DOMAIN,
          1,
          "ntp-servers",
          8,
          "netbios-name-servers",
          4,
          "netbios-node-type",
          1,
          "ipv6-address-preferred-lease-time",
          1);

  private static final Set<String> NODE_TYPES = Set.of("1", "2", "4", "8");
  private static final int SHORTEST_LEASE = 140;

  private DhcpOptionSets() {}

  /** The set that an account's new VPCs in a Region use, made when it is first needed. */
  static DhcpOptions standard(Vpcs vpcs, Scope scope, Context context) {
    return vpcs.facts().table(DhcpOptions.KIND).by(DhcpOptions.BY_SCOPE, scope).stream()
        .filter(DhcpOptions::isDefault)
        .findFirst()
        .orElseGet(
            () ->
                new DhcpOptions(
                    new DhcpOptionsId(context.ids().next("dopt")),
                    scope,
                    Map.of(DOMAIN, List.of(domain(scope)), NAME_SERVERS, List.of(AMAZON_DNS)),
                    true,
                    Tags.NONE));
  }

  static Decision<DhcpOptions> create(CreateDhcpOptions command, Context context) {
    if (command.options().isEmpty()) {
      return Decision.refuse(Ec2Refusals.missing("dhcpConfiguration"));
    }
    for (Map.Entry<String, List<String>> option : command.options().entrySet()) {
      Optional<Refusal> problem = problem(option.getKey(), option.getValue());
      if (problem.isPresent()) {
        return Decision.refuse(problem.get());
      }
    }
    DhcpOptions made =
        new DhcpOptions(
            new DhcpOptionsId(context.ids().next("dopt")),
            command.scope(),
            command.options(),
            false,
            command.tags());
    return Decision.accept(made, Change.put(DhcpOptions.KIND, made));
  }

  static Decision<DhcpOptions> delete(Vpcs vpcs, DeleteDhcpOptions command) {
    Optional<DhcpOptions> found = vpcs.facts().find(DhcpOptions.KIND, command.id());
    if (found.isEmpty()) {
      return Decision.refuse(AddressingRefusals.dhcpOptionsNotFound(command.id()));
    }
    if (!vpcs.facts().table(Vpc.KIND).keysBy(Vpc.BY_DHCP_OPTIONS, command.id()).isEmpty()) {
      return Decision.refuse(NetworkRefusals.dependencies("dhcpOptions", command.id()));
    }
    return Decision.accept(found.get(), Change.remove(DhcpOptions.KIND, command.id()));
  }

  static Decision<Vpc> associate(Vpcs vpcs, AssociateDhcpOptions command) {
    Optional<Vpc> vpc = vpcs.vpc(command.vpc());
    if (vpc.isEmpty()) {
      return Decision.refuse(NetworkRefusals.vpcNotFound(command.vpc()));
    }
    for (DhcpOptionsId id : command.options().stream().toList()) {
      if (vpcs.facts()
          .find(DhcpOptions.KIND, id)
          .filter(it -> it.scope().equals(vpc.get().scope()))
          .isEmpty()) {
        return Decision.refuse(AddressingRefusals.dhcpOptionsNotFound(id));
      }
    }
    Vpc changed = vpc.get().withDhcpOptions(command.options());
    return Decision.accept(changed, Change.put(Vpc.KIND, changed));
  }

  private static String domain(Scope scope) {
    return scope.region().value().equals("us-east-1")
        ? "ec2.internal"
        : scope.region() + ".compute.internal";
  }

  private static Optional<Refusal> problem(String option, List<String> values) {
    Integer most = MOST.get(option);
    if (most == null) {
      return Optional.of(AddressingRefusals.dhcpOption(option));
    }
    if (values.isEmpty() || values.size() > most) {
      return Optional.of(AddressingRefusals.dhcpValues(option, values, most));
    }
    return values.stream()
        .filter(value -> !fits(option, value))
        .findFirst()
        .map(value -> AddressingRefusals.dhcpValue(option, value));
  }

  private static boolean fits(String option, String value) {
    return switch (option) {
      case DOMAIN -> !value.isBlank();
      case NAME_SERVERS -> value.equals(AMAZON_DNS) || IpAddress.tryParse(value).isPresent();
      case "netbios-node-type" -> NODE_TYPES.contains(value);
      case "ipv6-address-preferred-lease-time" -> lease(value) >= SHORTEST_LEASE;
      default -> IpAddress.tryParse(value).isPresent();
    };
  }

  private static long lease(String value) {
    return value.matches("[0-9]{1,9}") ? Long.parseLong(value) : -1;
  }
}
