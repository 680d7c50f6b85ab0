package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.elb.LoadBalancer;
import io.eksnet.id.Refusal;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcEndpointId;
import io.eksnet.vpc.ModifyVpcEndpoint.Edit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndpointServicesTest {
  private final Ec2 ec2 = new Ec2();
  private final Vpc vpc = ec2.vpc("vpc-1", "10.0.0.0/16");
  private final Subnet first = ec2.subnet("subnet-1", vpc, Ec2.ZONE_A, "10.0.0.0/24");
  private final Subnet second = ec2.subnet("subnet-2", vpc, Ec2.ZONE_B, "10.0.1.0/24");
  private final LoadBalancer balancer = Endpoints.balancer(ec2, "nlb", first.id());
  private final Vpc consumer = Endpoints.otherVpc(ec2);
  private final Subnet near = ec2.subnet("subnet-9", consumer, Ec2.ZONE_A, "10.9.0.0/24");

  @Test
  void aServiceIsInTheZonesOfItsLoadBalancers() {
    VpcEndpointService service = Endpoints.service(ec2, false, balancer);
    assertThat(EndpointOffer.of(ec2.vpcs(), service).zones()).containsExactly(Ec2.ZONE_A);

    LoadBalancer more = Endpoints.balancer(ec2, "more", second.id());
    VpcEndpointService wider =
        ec2.done(
            new ModifyVpcEndpointServiceConfiguration(
                service.id(),
                new Edit<>(List.of(more.arn().value()), List.of()),
                Optional.empty(),
                Optional.empty()));

    assertThat(EndpointOffer.of(ec2.vpcs(), wider).zones()).containsExactly(Ec2.ZONE_A, Ec2.ZONE_B);
  }

  @Test
  void anotherAccountConnectsOnceItIsAllowed() {
    VpcEndpointService service = Endpoints.service(ec2, false, balancer);
    assertThat(ec2.refused(connect(service)).code()).isEqualTo("InvalidServiceName");

    ec2.done(Endpoints.allow(service, "arn:aws:iam::999988887777:root"));

    VpcEndpoint endpoint = ec2.done(connect(service));
    assertThat(endpoint.state()).isEqualTo(VpcEndpoint.State.PENDING);
    assertThat(endpoint.connection().orElseThrow().service()).isEqualTo(service.id());
    assertThat(EndpointDns.of(ec2.vpcs(), endpoint).getFirst().name())
        .endsWith("." + service.id() + ".us-west-2.vpce.amazonaws.com");
  }

  @Test
  void anAllowedRoleConnectsAsItsSessions() {
    VpcEndpointService service = Endpoints.service(ec2, false, balancer);
    ec2.done(Endpoints.allow(service, "arn:aws:iam::999988887777:role/net"));

    assertThat(ec2.refused(connect(service)).code()).isEqualTo("InvalidServiceName");
    ec2.done(connectAs(service, "arn:aws:sts::999988887777:assumed-role/net/me"));
  }

  @Test
  void everybodyConnectsToAPublicService() {
    VpcEndpointService service = Endpoints.service(ec2, false, balancer);
    ec2.done(Endpoints.allow(service, "*"));

    assertThat(ec2.done(connect(service)).state()).isEqualTo(VpcEndpoint.State.PENDING);
  }

  @Test
  void anAllowedPrincipalIsAddedOnceAndCanBeTakenAway() {
    VpcEndpointService service = Endpoints.service(ec2, false, balancer);

    assertThat(ec2.done(Endpoints.allow(service, "*", "*"))).hasSize(1);
    assertThat(ec2.done(Endpoints.allow(service, "*"))).isEmpty();

    ec2.done(
        new ModifyVpcEndpointServicePermissions(service.id(), new Edit<>(List.of(), List.of("*"))));
    assertThat(ec2.refused(connect(service)).code()).isEqualTo("InvalidServiceName");
  }

  @Test
  void aConnectionWaitsUntilItIsAccepted() {
    VpcEndpointService service = Endpoints.service(ec2, true, balancer);
    ec2.done(Endpoints.allow(service, "*"));
    VpcEndpoint endpoint = ec2.done(connect(service));
    assertThat(endpoint.state()).isEqualTo(VpcEndpoint.State.PENDING_ACCEPTANCE);

    assertThat(ec2.done(new AcceptVpcEndpointConnections(service.id(), List.of(endpoint.id()))))
        .isEmpty();

    assertThat(state(endpoint)).isEqualTo(VpcEndpoint.State.PENDING);
  }

  @Test
  void aRejectedConnectionStaysRejectedAndIsNotRejectedTwice() {
    VpcEndpointService service = Endpoints.service(ec2, true, balancer);
    ec2.done(Endpoints.allow(service, "*"));
    VpcEndpoint endpoint = ec2.done(connect(service));
    var reject = new RejectVpcEndpointConnections(service.id(), List.of(endpoint.id()));

    assertThat(ec2.done(reject)).isEmpty();
    assertThat(state(endpoint)).isEqualTo(VpcEndpoint.State.REJECTED);
    assertThat(ec2.done(reject)).extracting(it -> it.why().code()).containsExactly("InvalidState");
  }

  @Test
  void connectionsToOtherServicesAreNotFound() {
    VpcEndpointService service = Endpoints.service(ec2, true, balancer);

    List<Unsuccessful> failed =
        ec2.done(
            new AcceptVpcEndpointConnections(service.id(), List.of(new VpcEndpointId("vpce-0"))));

    assertThat(failed)
        .extracting(it -> it.why().code())
        .containsExactly("InvalidVpcEndpointId.NotFound");
  }

  @Test
  void aServiceInUseIsNotDeletedAndOneThatIsRejectedByItsOwnerIs() {
    VpcEndpointService service = Endpoints.service(ec2, false, balancer);
    ec2.done(Endpoints.allow(service, "*"));
    VpcEndpoint endpoint = ec2.done(connect(service));
    var delete = new DeleteVpcEndpointServiceConfigurations(Ec2.SCOPE, List.of(service.id()));

    assertThat(ec2.done(delete))
        .extracting(Unsuccessful::why)
        .containsExactly(
            new Refusal(
                "ExistingVpcEndpointConnections",
                "Service " + service.id() + " has existing active VPC Endpoint connections!"));

    ec2.done(new RejectVpcEndpointConnections(service.id(), List.of(endpoint.id())));
    assertThat(ec2.done(delete)).isEmpty();
    assertThat(ec2.world.table(VpcEndpointService.KIND).size()).isZero();
  }

  @Test
  void aPrivateNameLeadsToAnEndpointOnceItIsVerified() {
    VpcEndpointService service =
        ec2.done(
            new CreateVpcEndpointServiceConfiguration(
                Ec2.SCOPE,
                List.of(balancer.arn().value()),
                false,
                Optional.of("api.example.com"),
                Tags.NONE));
    ec2.done(Endpoints.allow(service, "*"));
    ec2.done(
        new ModifyVpcAttribute(
            consumer.id(), new ModifyVpcAttribute.Attribute.EnableDnsHostnames(true)));
    CreateVpcEndpoint named = connect(service, true);
    assertThat(ec2.refused(named).message()).contains("has not verified");

    ec2.done(new StartVpcEndpointServicePrivateDnsVerification(service.id()));

    VpcEndpoint endpoint = ec2.done(named);
    assertThat(EndpointDns.of(ec2.vpcs(), endpoint).getLast().name()).isEqualTo("api.example.com");
    assertThat(ec2.refused(named).message()).contains("conflicting DNS domain");
  }

  private CreateVpcEndpoint connect(VpcEndpointService service) {
    return connectAs(service, Endpoints.user(Endpoints.OTHER));
  }

  private CreateVpcEndpoint connect(VpcEndpointService service, boolean privateDns) {
    return request(service, Endpoints.user(Endpoints.OTHER), privateDns, near.id());
  }

  private CreateVpcEndpoint connectAs(VpcEndpointService service, String principal) {
    return request(service, principal, false, near.id());
  }

  private CreateVpcEndpoint request(
      VpcEndpointService service, String principal, boolean privateDns, SubnetId subnet) {
    return new CreateVpcEndpoint(
        consumer.id(),
        service.serviceName(),
        principal,
        new CreateVpcEndpoint.Interface(
            List.of(CreateVpcEndpoint.Place.in(subnet)), List.of(), privateDns, "ipv4"),
        Optional.empty(),
        Tags.NONE,
        Optional.empty());
  }

  private VpcEndpoint.State state(VpcEndpoint endpoint) {
    return ec2.world.find(VpcEndpoint.KIND, endpoint.id()).orElseThrow().state();
  }
}
