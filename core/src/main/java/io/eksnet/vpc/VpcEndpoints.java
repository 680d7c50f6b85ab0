package io.eksnet.vpc;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.VpcEndpointId;
import io.eksnet.table.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules for making and deleting VPC endpoints; {@link EndpointChanges} has those between. */
final class VpcEndpoints {
  private static final String GATEWAY_POLICY =
      "{\"Version\":\"2008-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
          + "\"Action\":\"*\",\"Resource\":\"*\"}]}";

  private static final String INTERFACE_POLICY =
      """
      {
      \t"Statement": [
      \t\t{
      \t\t\t"Action": "*",\s
      \t\t\t"Effect": "Allow",\s
      \t\t\t"Principal": "*",\s
      \t\t\t"Resource": "*"
      \t\t}
      \t]
      }""";

  private static final int DNS_LABEL_DIGITS = 8;

  private VpcEndpoints() {}

  static Decision<VpcEndpoint> create(Vpcs vpcs, CreateVpcEndpoint command, Context context) {
    Optional<Vpc> vpc = vpcs.vpc(command.vpc());
    if (vpc.isEmpty()) {
      return Decision.refuse(NetworkRefusals.vpcNotFound(command.vpc()));
    }
    List<EndpointOffer> offers =
        EndpointOffer.named(vpcs, vpc.get().scope(), command.principal(), command.serviceName());
    if (offers.isEmpty()) {
      return Decision.refuse(EndpointRefusals.serviceName(command.serviceName()));
    }
    Optional<EndpointOffer> offer =
        offers.stream().filter(it -> it.type() == command.access().type()).findFirst();
    if (offer.isEmpty()) {
      return Decision.refuse(EndpointRefusals.typeNotOffered(command.access().type(), offers));
    }
    VpcEndpointId id = command.id().orElseGet(() -> new VpcEndpointId(context.ids().next("vpce")));
    if (vpcs.facts().table(VpcEndpoint.KIND).contains(id)) {
      return Decision.refuse(Ec2Refusals.idInUse(id));
    }
    Optional<Refusal> problem =
        command
            .policy()
            .flatMap(policy -> policyProblem(offer.get(), policy))
            .or(() -> limit(vpcs, vpc.get(), command.access().type()));
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    return switch (command.access()) {
      case CreateVpcEndpoint.Gateway wanted ->
          gateway(vpcs, command, wanted.tables(), vpc.get(), id, context);
      case CreateVpcEndpoint.Interface wanted ->
          interfaces(vpcs, command, wanted, offer.get(), vpc.get(), id, context);
    };
  }

  static Decision<List<Unsuccessful>> delete(
      Vpcs vpcs, DeleteVpcEndpoints command, Context context) {
    List<Unsuccessful> failed = new ArrayList<>();
    List<Change<?, ?>> changes = new ArrayList<>();
    for (VpcEndpointId id : command.ids()) {
      Optional<VpcEndpoint> endpoint =
          vpcs.facts().find(VpcEndpoint.KIND, id).filter(it -> it.scope().equals(command.owner()));
      if (endpoint.isEmpty()) {
        failed.add(new Unsuccessful(id.value(), EndpointRefusals.endpointItemNotFound(id)));
      } else if (endpoint.get().state() != VpcEndpoint.State.DELETING) {
        changes.add(
            Change.put(
                VpcEndpoint.KIND, endpoint.get().in(VpcEndpoint.State.DELETING, context.now())));
      }
    }
    List<VpcEndpointId> gone =
        command.ids().stream()
            .filter(id -> failed.stream().noneMatch(it -> it.resource().equals(id.value())))
            .toList();
    changes.addAll(EndpointRoutes.without(vpcs, gone));
    return Decision.accept(failed, changes);
  }

  /** The policy that EC2 gives an endpoint whose client gave none. */
  static String fullAccess(VpcEndpoint.Type type) {
    return switch (type) {
      case GATEWAY -> GATEWAY_POLICY;
      case INTERFACE -> INTERFACE_POLICY;
    };
  }

  static Optional<Refusal> policyProblem(EndpointOffer offer, String policy) {
    if (policy.length() > CreateVpcEndpoint.MAX_POLICY) {
      return Optional.of(EndpointRefusals.policyTooLong(policy.length()));
    }
    return offer.policySupported()
        ? Optional.empty()
        : Optional.of(EndpointRefusals.noPolicy(offer.serviceName()));
  }

  private static Decision<VpcEndpoint> gateway(
      Vpcs vpcs,
      CreateVpcEndpoint command,
      List<RouteTableId> tables,
      Vpc vpc,
      VpcEndpointId id,
      Context context) {
    Optional<ManagedPrefixList> list =
        ManagedPrefixLists.aws(vpc.scope().region()).stream()
            .filter(it -> it.name().equals(command.serviceName()))
            .findFirst();
    if (list.isEmpty()) {
      return Decision.refuse(EndpointRefusals.serviceName(command.serviceName()));
    }
    VpcEndpoint made =
        made(
            command,
            vpc,
            id,
            new VpcEndpoint.Gateway(list.get().id()),
            VpcEndpoint.State.AVAILABLE,
            context);
    return switch (EndpointRoutes.add(vpcs, made, list.get(), tables)) {
      case Decision.Refused<Boolean>(Refusal why) -> Decision.refuse(why);
      case Decision.Accepted<Boolean>(var _, List<Change<?, ?>> routes) -> {
        List<Change<?, ?>> changes = new ArrayList<>(routes);
        changes.add(Change.put(VpcEndpoint.KIND, made));
        yield Decision.accept(made, changes);
      }
    };
  }

  private static Decision<VpcEndpoint> interfaces(
      Vpcs vpcs,
      CreateVpcEndpoint command,
      CreateVpcEndpoint.Interface wanted,
      EndpointOffer offer,
      Vpc vpc,
      VpcEndpointId id,
      Context context) {
    var groups = EndpointInterfaces.groupsOrDefault(vpcs, vpc, wanted.groups());
    Optional<Refusal> problem =
        EndpointInterfaces.groupProblem(vpcs, vpc, groups)
            .or(
                () ->
                    wanted.privateDns()
                        ? EndpointInterfaces.privateDnsProblem(vpcs, vpc, offer, id)
                        : Optional.empty());
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    Decision<List<VpcEndpoint.Placement>> placed =
        EndpointInterfaces.place(
            vpcs,
            new EndpointInterfaces.Plan(id, vpc, offer, groups, List.of()),
            wanted.places(),
            context);
    return switch (placed) {
      case Decision.Refused<List<VpcEndpoint.Placement>>(Refusal why) -> Decision.refuse(why);
      case Decision.Accepted<List<VpcEndpoint.Placement>>(var placements, var interfaces) -> {
        VpcEndpoint.Interface access =
            new VpcEndpoint.Interface(
                placements,
                groups,
                context.ids().hex(DNS_LABEL_DIGITS),
                wanted.privateDns(),
                wanted.dnsRecordIpType(),
                offer
                    .customers()
                    .map(
                        service ->
                            new VpcEndpoint.Connection(
                                context.ids().next("vpce-con"), service.id())));
        boolean waits =
            offer.customers().filter(VpcEndpointService::acceptanceRequired).isPresent();
        VpcEndpoint made =
            made(
                command,
                vpc,
                id,
                access,
                waits ? VpcEndpoint.State.PENDING_ACCEPTANCE : VpcEndpoint.State.PENDING,
                context);
        List<Change<?, ?>> changes = new ArrayList<>(interfaces);
        changes.add(Change.put(VpcEndpoint.KIND, made));
        yield Decision.accept(made, changes);
      }
    };
  }

  private static VpcEndpoint made(
      CreateVpcEndpoint command,
      Vpc vpc,
      VpcEndpointId id,
      VpcEndpoint.Access access,
      VpcEndpoint.State state,
      Context context) {
    return new VpcEndpoint(
        id,
        vpc.scope(),
        vpc.id(),
        command.serviceName(),
        access,
        state,
        command.policy().orElse(fullAccess(access.type())),
        context.now(),
        context.now(),
        command.tags());
  }

  private static Optional<Refusal> limit(Vpcs vpcs, Vpc vpc, VpcEndpoint.Type type) {
    var all = vpcs.facts().table(VpcEndpoint.KIND);
    long held =
        switch (type) {
          case GATEWAY ->
              all.stream()
                  .filter(it -> it.type() == type && it.scope().equals(vpc.scope()))
                  .count();
          case INTERFACE ->
              all.by(VpcEndpoint.BY_VPC, vpc.id()).stream().filter(it -> it.type() == type).count();
        };
    int most =
        switch (type) {
          case GATEWAY -> vpcs.quota(Quota.GATEWAY_ENDPOINTS_PER_REGION);
          case INTERFACE -> vpcs.quota(Quota.INTERFACE_ENDPOINTS_PER_VPC);
        };
    return held >= most ? Optional.of(EndpointRefusals.endpointLimit()) : Optional.empty();
  }
}
