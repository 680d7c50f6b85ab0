package io.eksnet.vpc;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.VpcEndpointId;
import io.eksnet.table.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The interfaces of interface endpoints: where they may be, with which groups and names. */
final class EndpointInterfaces {
  private EndpointInterfaces() {}

  /**
   * An endpoint whose interfaces are to be made.
   *
   * @param there the interfaces that it has and keeps
   */
  record Plan(
      VpcEndpointId id,
      Vpc vpc,
      EndpointOffer offer,
      List<SecurityGroupId> groups,
      List<VpcEndpoint.Placement> there) {}

  /** Makes an interface in each place; all placements, old and new, are the answer. */
  static Decision<List<VpcEndpoint.Placement>> place(
      Vpcs vpcs, Plan plan, List<CreateVpcEndpoint.Place> places, Context context) {
    List<VpcEndpoint.Placement> all = new ArrayList<>(plan.there());
    List<Change<?, ?>> changes = new ArrayList<>();
    for (CreateVpcEndpoint.Place place : places) {
      Optional<Subnet> subnet = vpcs.subnet(place.subnet());
      if (subnet.isEmpty()) {
        return Decision.refuse(Ec2Refusals.subnetNotFound(place.subnet()));
      }
      Optional<Refusal> problem = subnetProblem(plan, subnet.get(), all);
      if (problem.isPresent()) {
        return Decision.refuse(problem.get());
      }
      switch (made(vpcs, plan, subnet.get(), place, context)) {
        case Decision.Refused<NetworkInterface>(Refusal why) -> {
          return Decision.refuse(why);
        }
        case Decision.Accepted<NetworkInterface>(var eni, var more) -> {
          all.add(new VpcEndpoint.Placement(eni.subnet(), eni.zone(), eni.id()));
          changes.addAll(more);
        }
      }
    }
    return Decision.accept(all, changes);
  }

  private static Decision<NetworkInterface> made(
      Vpcs vpcs, Plan plan, Subnet subnet, CreateVpcEndpoint.Place place, Context context) {
    NetworkInterface.Type type = NetworkInterface.Type.VPC_ENDPOINT;
    String description = "VPC Endpoint Interface " + plan.id();
    return place
        .address()
        .map(
            address ->
                ServiceInterfaces.make(
                    vpcs, subnet, type, description, plan.groups(), address, context))
        .orElseGet(
            () -> ServiceInterfaces.make(vpcs, subnet, type, description, plan.groups(), context));
  }

  private static Optional<Refusal> subnetProblem(
      Plan plan, Subnet subnet, List<VpcEndpoint.Placement> there) {
    if (!subnet.vpc().equals(plan.vpc().id())) {
      return Optional.of(EndpointRefusals.subnetOfOtherNetwork(subnet.id(), plan.vpc().id()));
    }
    if (plan.offer().zones().stream().noneMatch(it -> it.id().equals(subnet.zone().id()))) {
      return Optional.of(
          EndpointRefusals.zoneNotSupported(plan.offer().serviceName(), subnet.id()));
    }
    boolean taken = there.stream().anyMatch(it -> it.zone().id().equals(subnet.zone().id()));
    return taken ? Optional.of(EndpointRefusals.duplicateZone(subnet.id())) : Optional.empty();
  }

  /** The groups that are asked for, or the VPC's default one. */
  static List<SecurityGroupId> groupsOrDefault(Vpcs vpcs, Vpc vpc, List<SecurityGroupId> asked) {
    return asked.isEmpty()
        ? vpcs.facts().table(SecurityGroup.KIND).by(SecurityGroup.BY_VPC, vpc.id()).stream()
            .filter(SecurityGroup::isDefault)
            .map(SecurityGroup::id)
            .toList()
        : asked;
  }

  /** Why interfaces in a VPC cannot carry these groups, if so. */
  static Optional<Refusal> groupProblem(Vpcs vpcs, Vpc vpc, List<SecurityGroupId> groups) {
    if (groups.size() > vpcs.quota(Quota.SECURITY_GROUPS_PER_INTERFACE)) {
      return Optional.of(Ec2Refusals.groupsPerInterfaceLimit());
    }
    for (SecurityGroupId id : groups) {
      Optional<SecurityGroup> group = vpcs.securityGroup(id);
      if (group.isEmpty()) {
        return Optional.of(Ec2Refusals.groupNotFound(id));
      }
      if (!group.get().vpc().equals(vpc.id())) {
        return Optional.of(EndpointRefusals.groupOfOtherNetwork(id, vpc.id()));
      }
    }
    return Optional.empty();
  }

  /** Why the service's own names cannot lead to an endpoint, if so. */
  static Optional<Refusal> privateDnsProblem(
      Vpcs vpcs, Vpc vpc, EndpointOffer offer, VpcEndpointId endpoint) {
    if (offer.privateDnsNames().isEmpty()) {
      return Optional.of(EndpointRefusals.noPrivateDns(offer.serviceName()));
    }
    boolean unproven =
        offer
            .customers()
            .flatMap(VpcEndpointService::privateDns)
            .filter(name -> !name.verified())
            .isPresent();
    if (unproven) {
      return Optional.of(EndpointRefusals.privateDnsNotVerified(offer.serviceName()));
    }
    if (!vpc.enableDnsSupport() || !vpc.enableDnsHostnames()) {
      return Optional.of(EndpointRefusals.privateDnsAttributes(vpc.id()));
    }
    return vpcs.facts().table(VpcEndpoint.KIND).by(VpcEndpoint.BY_VPC, vpc.id()).stream()
        .filter(it -> !it.id().equals(endpoint))
        .filter(it -> it.access() instanceof VpcEndpoint.Interface access && access.privateDns())
        .flatMap(it -> EndpointOffer.behind(vpcs, it).stream())
        .flatMap(it -> it.privateDnsNames().stream())
        .filter(offer.privateDnsNames()::contains)
        .findFirst()
        .map(name -> EndpointRefusals.privateDnsConflict(name, vpc.id()));
  }
}
