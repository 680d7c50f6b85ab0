package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.VpcEndpointId;
import io.eksnet.id.VpcEndpointServiceId;
import io.eksnet.vpc.AcceptVpcEndpointConnections;
import io.eksnet.vpc.ModifyVpcEndpoint.Edit;
import io.eksnet.vpc.ModifyVpcEndpointServicePermissions;
import io.eksnet.vpc.RejectVpcEndpointConnections;
import io.eksnet.vpc.VpcEndpoint;
import io.eksnet.vpc.VpcEndpointService;
import io.eksnet.vpc.VpcEndpointService.AllowedPrincipal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.AcceptVpcEndpointConnectionsRequest;
import software.amazon.awssdk.services.ec2.model.AcceptVpcEndpointConnectionsResponse;
import software.amazon.awssdk.services.ec2.model.AddedPrincipal;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointConnectionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointConnectionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointServicePermissionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointServicePermissionsResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointServicePermissionsRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointServicePermissionsResponse;
import software.amazon.awssdk.services.ec2.model.RejectVpcEndpointConnectionsRequest;
import software.amazon.awssdk.services.ec2.model.RejectVpcEndpointConnectionsResponse;
import software.amazon.awssdk.services.ec2.model.VpcEndpointConnection;

/** Who may connect to a customer's service, and which endpoints do. */
final class EndpointConnectionActions {
  private EndpointConnectionActions() {}

  private static final Pages CONNECTIONS = Pages.of("DescribeVpcEndpointConnections");
  private static final Pages PERMISSIONS = Pages.of("DescribeVpcEndpointServicePermissions");

  private static final Filters<VpcEndpoint> CONNECTION_FILTERS =
      Filters.<VpcEndpoint>of()
          .maybe(
              "service-id", endpoint -> endpoint.connection().map(VpcEndpoint.Connection::service))
          .by("vpc-endpoint-id", VpcEndpoint::id)
          .by("vpc-endpoint-owner", endpoint -> endpoint.scope().account())
          .by("vpc-endpoint-region", endpoint -> endpoint.scope().region())
          .by("vpc-endpoint-state", endpoint -> endpoint.state().text())
          .by("ip-address-type", _ -> VpcEndpointActions.IPV4)
          .build();

  private static final Filters<AllowedPrincipal> PERMISSION_FILTERS =
      Filters.<AllowedPrincipal>of()
          .by("principal", AllowedPrincipal::principal)
          .by("principal-type", it -> type(it.principal()))
          .build();

  static void register(Ec2Registration on) {
    on.on(
            "ModifyVpcEndpointServicePermissions",
            ModifyVpcEndpointServicePermissionsRequest::builder,
            served("ServiceId!", "AddAllowedPrincipals", "RemoveAllowedPrincipals", "DryRun"),
            (q, call) -> permit(q, call))
        .on(
            "DescribeVpcEndpointServicePermissions",
            DescribeVpcEndpointServicePermissionsRequest::builder,
            served("ServiceId!", "Filters", "MaxResults", "NextToken", "DryRun"),
            (q, call) -> permissions(q, call))
        .on(
            "DescribeVpcEndpointConnections",
            DescribeVpcEndpointConnectionsRequest::builder,
            served("Filters", "MaxResults", "NextToken", "DryRun"),
            (q, call) -> connections(q, call))
        .on(
            "AcceptVpcEndpointConnections",
            AcceptVpcEndpointConnectionsRequest::builder,
            served("ServiceId!", "VpcEndpointIds!", "DryRun"),
            (q, call) ->
                call.execute(
                        new AcceptVpcEndpointConnections(
                            new VpcEndpointServiceId(q.serviceId()), ids(q.vpcEndpointIds())))
                    .map(
                        failed ->
                            AcceptVpcEndpointConnectionsResponse.builder()
                                .unsuccessful(VpcEndpointChanges.sdk(failed))
                                .build()))
        .on(
            "RejectVpcEndpointConnections",
            RejectVpcEndpointConnectionsRequest::builder,
            served("ServiceId!", "VpcEndpointIds!", "DryRun"),
            (q, call) ->
                call.execute(
                        new RejectVpcEndpointConnections(
                            new VpcEndpointServiceId(q.serviceId()), ids(q.vpcEndpointIds())))
                    .map(
                        failed ->
                            RejectVpcEndpointConnectionsResponse.builder()
                                .unsuccessful(VpcEndpointChanges.sdk(failed))
                                .build()));
  }

  private static Reply<ModifyVpcEndpointServicePermissionsResponse> permit(
      ModifyVpcEndpointServicePermissionsRequest q, Call call) {
    return call.execute(
            new ModifyVpcEndpointServicePermissions(
                new VpcEndpointServiceId(q.serviceId()),
                new Edit<>(q.addAllowedPrincipals(), q.removeAllowedPrincipals())))
        .map(
            added ->
                ModifyVpcEndpointServicePermissionsResponse.builder()
                    .addedPrincipals(
                        added.stream()
                            .map(
                                it ->
                                    AddedPrincipal.builder()
                                        .principal(it.principal())
                                        .principalType(type(it.principal()))
                                        .servicePermissionId(it.id())
                                        .serviceId(q.serviceId())
                                        .build())
                            .toList())
                    .returnValue(true)
                    .build());
  }

  private static Reply<DescribeVpcEndpointServicePermissionsResponse> permissions(
      DescribeVpcEndpointServicePermissionsRequest q, Call call) {
    View view = call.view();
    return EndpointServiceActions.SERVICES
        .find(view, q.serviceId())
        .then(
            service ->
                page(
                    PERMISSIONS,
                    PERMISSION_FILTERS,
                    q,
                    view,
                    service.allowed().stream().sorted(Comparator.comparing(AllowedPrincipal::id)),
                    AllowedPrincipal::id))
        .map(
            page ->
                DescribeVpcEndpointServicePermissionsResponse.builder()
                    .allowedPrincipals(page.map(it -> sdk(it, q.serviceId())))
                    .nextToken(page.nextOrNull())
                    .build());
  }

  private static Reply<DescribeVpcEndpointConnectionsResponse> connections(
      DescribeVpcEndpointConnectionsRequest q, Call call) {
    View view = call.view();
    return page(
            CONNECTIONS,
            CONNECTION_FILTERS,
            q,
            view,
            view.vpcs().facts().table(VpcEndpoint.KIND).stream()
                .filter(it -> serviceOf(it, view).isPresent()),
            endpoint -> endpoint.id().value())
        .map(
            page ->
                DescribeVpcEndpointConnectionsResponse.builder()
                    .vpcEndpointConnections(page.map(it -> sdk(it, view)))
                    .nextToken(page.nextOrNull())
                    .build());
  }

  private static <T> Reply<Pages.Page<T>> page(
      Pages pages,
      Filters<T> filters,
      software.amazon.awssdk.awscore.AwsRequest q,
      View view,
      Stream<T> all,
      java.util.function.Function<T, String> key) {
    return filters
        .predicate(Resources.askedFilters(q), view)
        .then(
            wanted ->
                pages
                    .asked(q)
                    .map(
                        asked ->
                            pages.cut(
                                all.filter(wanted)
                                    .filter(
                                        it ->
                                            asked
                                                .after()
                                                .map(last -> key.apply(it).compareTo(last) > 0)
                                                .orElse(true)),
                                asked,
                                key)));
  }

  /** The caller's service that an endpoint connects to. */
  private static Optional<VpcEndpointService> serviceOf(VpcEndpoint endpoint, View view) {
    return endpoint
        .connection()
        .flatMap(it -> view.vpcs().facts().find(VpcEndpointService.KIND, it.service()))
        .filter(service -> service.scope().equals(view.scope()));
  }

  private static VpcEndpointConnection sdk(VpcEndpoint endpoint, View view) {
    var sdk =
        VpcEndpointConnection.builder()
            .vpcEndpointId(endpoint.id().value())
            .vpcEndpointOwner(endpoint.scope().account().value())
            .vpcEndpointState(endpoint.state().text())
            .vpcEndpointRegion(endpoint.scope().region().value())
            .creationTimestamp(endpoint.createdAt())
            .dnsEntries(VpcEndpointActions.names(endpoint, view))
            .ipAddressType(VpcEndpointActions.IPV4);
    endpoint
        .connection()
        .ifPresent(it -> sdk.vpcEndpointConnectionId(it.id()).serviceId(it.service().value()));
    serviceOf(endpoint, view).ifPresent(it -> sdk.networkLoadBalancerArns(it.loadBalancers()));
    return sdk.build();
  }

  private static software.amazon.awssdk.services.ec2.model.AllowedPrincipal sdk(
      AllowedPrincipal allowed, String service) {
    return software.amazon.awssdk.services.ec2.model.AllowedPrincipal.builder()
        .principal(allowed.principal())
        .principalType(type(allowed.principal()))
        .servicePermissionId(allowed.id())
        .serviceId(service)
        .tags(List.of())
        .build();
  }

  /** What kind of principal an ARN names. */
  private static String type(String principal) {
    if (principal.equals("*")) {
      return "All";
    }
    return principal.endsWith(":root") ? "Account" : principal.contains(":user/") ? "User" : "Role";
  }

  private static List<VpcEndpointId> ids(List<String> texts) {
    return texts.stream().map(VpcEndpointId::new).toList();
  }
}
