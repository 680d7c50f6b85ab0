package io.eksnet.vpc;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.Scope;
import io.eksnet.id.VpcEndpointServiceId;
import io.eksnet.table.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The rules for customers' endpoint services; {@link EndpointConnections} has their connections.
 */
final class EndpointServices {
  private static final Pattern PRINCIPAL =
      Pattern.compile(
          "\\*|arn:aws[a-z-]*:iam::[0-9]{12}:(root|(user|role)/[A-Za-z0-9+=,.@_-]{1,128})");

  private static final Pattern DOMAIN =
      Pattern.compile("(\\*\\.)?([a-zA-Z0-9_]([a-zA-Z0-9_-]{0,61}[a-zA-Z0-9])?\\.)+[a-zA-Z]{2,63}");

  private static final int MAX_DOMAIN = 253;
  private static final int RECORD_DIGITS = 20;

  private EndpointServices() {}

  static Decision<VpcEndpointService> create(
      Vpcs vpcs, CreateVpcEndpointServiceConfiguration command, Context context) {
    if (command.loadBalancers().isEmpty()) {
      return Decision.refuse(Ec2Refusals.missing("NetworkLoadBalancerArns"));
    }
    Optional<Refusal> problem =
        loadBalancerProblem(vpcs, command.scope(), command.loadBalancers())
            .or(() -> command.privateDnsName().flatMap(EndpointServices::nameProblem));
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    return changed(
        new VpcEndpointService(
            new VpcEndpointServiceId(context.ids().next("vpce-svc")),
            command.scope(),
            command.loadBalancers(),
            command.acceptanceRequired(),
            List.of(),
            command.privateDnsName().map(name -> unverified(name, context)),
            false,
            command.tags()));
  }

  static Decision<VpcEndpointService> modify(
      Vpcs vpcs, ModifyVpcEndpointServiceConfiguration command, Context context) {
    Optional<VpcEndpointService> found = vpcs.facts().find(VpcEndpointService.KIND, command.id());
    if (found.isEmpty()) {
      return Decision.refuse(EndpointRefusals.serviceNotFound(command.id()));
    }
    VpcEndpointService service = found.get();
    List<String> balancers = new ArrayList<>(service.loadBalancers());
    balancers.removeAll(command.loadBalancers().remove());
    command.loadBalancers().add().stream()
        .filter(arn -> !balancers.contains(arn))
        .forEach(balancers::add);
    Optional<String> name = command.privateDnsName().filter(it -> !it.isEmpty());
    Optional<Refusal> problem =
        balancers.isEmpty()
            ? Optional.of(EndpointRefusals.noLoadBalancer(command.id()))
            : loadBalancerProblem(vpcs, service.scope(), command.loadBalancers().add())
                .or(() -> name.flatMap(EndpointServices::nameProblem));
    if (problem.isPresent()) {
      return Decision.refuse(problem.get());
    }
    Optional<VpcEndpointService.PrivateName> dns =
        command.privateDnsName().isEmpty()
            ? service.privateDns()
            : name.map(
                it ->
                    service
                        .privateDns()
                        .filter(old -> old.name().equals(it))
                        .orElseGet(() -> unverified(it, context)));
    return changed(
        service
            .withLoadBalancers(balancers)
            .withAcceptanceRequired(
                command.acceptanceRequired().orElse(service.acceptanceRequired()))
            .withPrivateDns(dns));
  }

  static Decision<List<Unsuccessful>> delete(
      Vpcs vpcs, DeleteVpcEndpointServiceConfigurations command) {
    List<Unsuccessful> failed = new ArrayList<>();
    List<Change<?, ?>> changes = new ArrayList<>();
    for (VpcEndpointServiceId id : command.ids()) {
      boolean exists =
          vpcs.facts()
              .find(VpcEndpointService.KIND, id)
              .filter(it -> it.scope().equals(command.owner()))
              .isPresent();
      if (!exists) {
        failed.add(new Unsuccessful(id.value(), EndpointRefusals.serviceNotFound(id)));
      } else if (EndpointConnections.active(vpcs, id)) {
        failed.add(new Unsuccessful(id.value(), EndpointRefusals.serviceInUse(id)));
      } else {
        changes.add(Change.remove(VpcEndpointService.KIND, id));
      }
    }
    return Decision.accept(failed, changes);
  }

  static Decision<List<VpcEndpointService.AllowedPrincipal>> permit(
      Vpcs vpcs, ModifyVpcEndpointServicePermissions command, Context context) {
    Optional<VpcEndpointService> service = vpcs.facts().find(VpcEndpointService.KIND, command.id());
    if (service.isEmpty()) {
      return Decision.refuse(EndpointRefusals.serviceNotFound(command.id()));
    }
    for (String principal : command.principals().add()) {
      if (!PRINCIPAL.matcher(principal).matches()) {
        return Decision.refuse(EndpointRefusals.badPrincipal(principal));
      }
    }
    List<VpcEndpointService.AllowedPrincipal> all =
        new ArrayList<>(
            service.get().allowed().stream()
                .filter(it -> !command.principals().remove().contains(it.principal()))
                .toList());
    List<VpcEndpointService.AllowedPrincipal> added = new ArrayList<>();
    for (String principal : command.principals().add()) {
      if (all.stream().noneMatch(it -> it.principal().equals(principal))) {
        added.add(
            new VpcEndpointService.AllowedPrincipal(
                context.ids().next("vpce-svc-perm"), principal));
      }
    }
    all.addAll(added);
    return Decision.accept(
        added, Change.put(VpcEndpointService.KIND, service.get().withAllowed(all)));
  }

  static Decision<VpcEndpointService> verify(
      Vpcs vpcs, StartVpcEndpointServicePrivateDnsVerification command) {
    Optional<VpcEndpointService> service = vpcs.facts().find(VpcEndpointService.KIND, command.id());
    if (service.isPresent() && service.get().privateDns().isEmpty()) {
      return Decision.refuse(EndpointRefusals.noDnsName(command.id()));
    }
    return edited(
        vpcs,
        command.id(),
        it ->
            it.withPrivateDns(
                it.privateDns()
                    .map(
                        name ->
                            new VpcEndpointService.PrivateName(
                                name.name(), name.recordName(), name.recordValue(), true))));
  }

  static Decision<VpcEndpointService> payerIsOwner(
      Vpcs vpcs, ModifyVpcEndpointServicePayerResponsibility command) {
    return edited(vpcs, command.id(), VpcEndpointService::paidByOwner);
  }

  private static Decision<VpcEndpointService> edited(
      Vpcs vpcs, VpcEndpointServiceId id, Function<VpcEndpointService, VpcEndpointService> edit) {
    return vpcs.facts()
        .find(VpcEndpointService.KIND, id)
        .map(edit)
        .map(EndpointServices::changed)
        .orElseGet(() -> Decision.refuse(EndpointRefusals.serviceNotFound(id)));
  }

  private static Optional<Refusal> loadBalancerProblem(Vpcs vpcs, Scope owner, List<String> arns) {
    return arns.stream()
        .filter(
            arn ->
                vpcs.interfacesOfLoadBalancer(arn).stream()
                    .noneMatch(eni -> eni.scope().equals(owner)))
        .findFirst()
        .map(EndpointRefusals::loadBalancerNotFound);
  }

  private static Optional<Refusal> nameProblem(String name) {
    return name.length() <= MAX_DOMAIN && DOMAIN.matcher(name).matches()
        ? Optional.empty()
        : Optional.of(EndpointRefusals.badDnsName(name));
  }

  private static VpcEndpointService.PrivateName unverified(String name, Context context) {
    return new VpcEndpointService.PrivateName(
        name,
        "_" + context.ids().hex(RECORD_DIGITS),
        "vpce:" + context.ids().hex(RECORD_DIGITS),
        false);
  }

  private static Decision<VpcEndpointService> changed(VpcEndpointService service) {
    return Decision.accept(service, Change.put(VpcEndpointService.KIND, service));
  }
}
