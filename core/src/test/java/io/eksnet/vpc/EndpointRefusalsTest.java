package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.elb.LoadBalancer;
import io.eksnet.id.Command;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcEndpointId;
import io.eksnet.id.VpcEndpointServiceId;
import io.eksnet.id.VpcId;
import io.eksnet.vpc.ModifyVpcEndpoint.Edit;
import io.eksnet.world.World;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** EC2's codes and words for endpoints and their services, a row for each way to be refused. */
class EndpointRefusalsTest {
  private final Ec2 ec2 = new Ec2();
  private final Vpc vpc = ec2.vpc("vpc-1", "10.0.0.0/16");
  private final Vpc other = ec2.vpc("vpc-2", "10.1.0.0/16");
  private final Subnet subnet = ec2.subnet("subnet-1", vpc, Ec2.ZONE_A, "10.0.0.0/24");
  private final Subnet twin = ec2.subnet("subnet-2", vpc, Ec2.ZONE_A, "10.0.1.0/24");
  private final Subnet farther = ec2.subnet("subnet-3", vpc, Ec2.ZONE_B, "10.0.2.0/24");
  private final Subnet foreign = ec2.subnet("subnet-9", other, Ec2.ZONE_A, "10.1.0.0/24");
  private final SecurityGroup foreignGroup = ec2.group("sg-9", other, "web");
  private final RouteTableId table = table("rtb-1", vpc);
  private final RouteTableId full = table("rtb-2", vpc);
  private final RouteTableId foreignTable = table("rtb-9", other);
  private final VpcEndpoint s3 = ec2.done(Endpoints.gateway(vpc, Endpoints.S3, table));
  private final VpcEndpoint ecr = ec2.done(Endpoints.interfaces(vpc, Endpoints.ECR, subnet.id()));
  private final LoadBalancer balancer = Endpoints.balancer(ec2, "nlb", subnet.id());
  private final VpcEndpointService service = Endpoints.service(ec2, true, balancer);

  /**
   * A row of the table.
   *
   * @param what what is tried
   */
  private record Row(String what, Command<?> command, String refusal) {}

  @TestFactory
  Stream<DynamicTest> eachWrongRequestIsRefusedWithEc2sCodeAndWords() {
    RouteTable crowded = ec2.world.find(RouteTable.KIND, full).orElseThrow();
    ec2.stated(
        QuotaSetting.KIND,
        new QuotaSetting(Quota.ROUTES_PER_ROUTE_TABLE, crowded.routes().size() + 1));
    ec2.done(Endpoints.gateway(vpc, "com.amazonaws.us-west-2.dynamodb", full));
    return Stream.of(making(), gateways(), interfaces(), changes(), services())
        .flatMap(List::stream)
        .map(row -> DynamicTest.dynamicTest(row.what(), () -> check(row)));
  }

  private void check(Row row) {
    World before = ec2.world;
    assertThat(ec2.refused(row.command())).hasToString(row.refusal());
    assertThat(ec2.world).isSameAs(before);
  }

  private List<Row> making() {
    String secret = "com.amazonaws.vpce.us-west-2." + service.id();
    CreateVpcEndpoint stranger =
        new CreateVpcEndpoint(
            Endpoints.otherVpc(ec2).id(),
            secret,
            Endpoints.user(Endpoints.OTHER),
            new CreateVpcEndpoint.Interface(List.of(), List.of(), false, "ipv4"),
            Optional.empty(),
            Tags.NONE,
            Optional.empty());
    return List.of(
        new Row(
            "an endpoint in no VPC",
            Endpoints.endpoint(
                new VpcId("vpc-0"), Endpoints.S3, new CreateVpcEndpoint.Gateway(List.of())),
            "InvalidVpcID.NotFound: The vpc ID 'vpc-0' does not exist"),
        new Row(
            "an endpoint to no service",
            Endpoints.gateway(vpc, "com.amazonaws.us-west-2.s4"),
            "InvalidServiceName: The Vpc Endpoint Service 'com.amazonaws.us-west-2.s4' does not"
                + " exist"),
        new Row(
            "an endpoint to a service of another Region",
            Endpoints.gateway(vpc, "com.amazonaws.us-east-1.s3"),
            "InvalidServiceName: The Vpc Endpoint Service 'com.amazonaws.us-east-1.s3' does not"
                + " exist"),
        new Row(
            "an endpoint to a service that allows others only",
            stranger,
            "InvalidServiceName: The Vpc Endpoint Service '" + secret + "' does not exist"),
        new Row(
            "a gateway endpoint to a service of interfaces",
            Endpoints.gateway(vpc, Endpoints.ECR),
            "InvalidParameter: Endpoint type (Gateway) does not match available service types"
                + " ([Interface])."),
        new Row(
            "a policy that is too long",
            policy(Endpoints.S3, "x".repeat(20_481)),
            "InvalidPolicyDocument: The policy document has 20481 characters. The maximum is"
                + " 20480."));
  }

  private List<Row> gateways() {
    return List.of(
        new Row(
            "a second gateway endpoint of a service on a table",
            Endpoints.gateway(vpc, Endpoints.S3, table),
            "RouteAlreadyExists: route table rtb-1 already has a route with"
                + " destination-prefix-list-id pl-68a54001"),
        new Row(
            "a gateway endpoint on no table",
            Endpoints.gateway(vpc, Endpoints.S3, new RouteTableId("rtb-0")),
            "InvalidRouteTableId.NotFound: The routeTable ID 'rtb-0' does not exist"),
        new Row(
            "a gateway endpoint on a table of another VPC",
            Endpoints.gateway(vpc, Endpoints.S3, foreignTable),
            "InvalidParameter: Route table rtb-9 and VPC vpc-1 belong to different networks"),
        new Row(
            "a gateway endpoint on a full table",
            Endpoints.gateway(vpc, Endpoints.S3, full),
            "RouteLimitExceeded: The maximum number of routes has been reached."),
        new Row(
            "taking an endpoint's route out of a table",
            new DeleteRoute(
                table,
                new RouteTable.Destination.PrefixList(
                    new io.eksnet.id.PrefixListId("pl-68a54001"))),
            "InvalidParameterValue: cannot remove VPC endpoint route pl-68a54001 in route table"
                + " rtb-1"));
  }

  private List<Row> interfaces() {
    return List.of(
        new Row(
            "two subnets of one zone",
            Endpoints.interfaces(vpc, Endpoints.ECR, subnet.id(), twin.id()),
            "DuplicateSubnetsInSameZone: Found another VPC endpoint subnet in the availability zone"
                + " of subnet-2. VPC endpoint subnets should be in different availability zones"
                + " supported by the VPC endpoint service."),
        new Row(
            "an interface in no subnet",
            Endpoints.interfaces(vpc, Endpoints.ECR, new SubnetId("subnet-0")),
            "InvalidSubnetID.NotFound: The subnet ID 'subnet-0' does not exist"),
        new Row(
            "an interface in a subnet of another VPC",
            Endpoints.interfaces(vpc, Endpoints.ECR, foreign.id()),
            "InvalidParameter: Subnet subnet-9 and VPC vpc-1 belong to different networks"),
        new Row(
            "an interface in a zone without the service",
            Endpoints.interfaces(vpc, service.serviceName(), farther.id()),
            "InvalidParameter: The VPC endpoint service "
                + service.serviceName()
                + " does not support the availability zone of the subnet: subnet-3."),
        new Row(
            "an interface with no group",
            Endpoints.interfaces(
                vpc, Endpoints.ECR, false, List.of(new SecurityGroupId("sg-0")), subnet.id()),
            "InvalidGroup.NotFound: The security group 'sg-0' does not exist"),
        new Row(
            "an interface with a group of another VPC",
            Endpoints.interfaces(
                vpc, Endpoints.ECR, false, List.of(foreignGroup.id()), subnet.id()),
            "InvalidParameter: Security group sg-9 and VPC vpc-1 belong to different networks."),
        new Row(
            "private DNS in a VPC without host names",
            Endpoints.interfaces(vpc, Endpoints.ECR, true, List.of(), subnet.id()),
            "InvalidParameter: Enabling private DNS requires both enableDnsSupport and"
                + " enableDnsHostnames VPC attributes set to true for vpc-1"),
        new Row(
            "private DNS of a service without a name",
            Endpoints.interfaces(vpc, service.serviceName(), true, List.of(), subnet.id()),
            "InvalidParameter: Private DNS can't be enabled because the service "
                + service.serviceName()
                + " does not provide a private DNS name."),
        new Row(
            "a policy for a customer's service",
            policy(service.serviceName(), "{}"),
            "InvalidParameter: The service "
                + service.serviceName()
                + " does not support endpoint policies."));
  }

  private List<Row> changes() {
    VpcEndpointId none = new VpcEndpointId("vpce-0");
    return List.of(
        new Row(
            "changing no endpoint",
            Endpoints.modify(none),
            "InvalidVpcEndpointId.NotFound: The Vpc Endpoint Id 'vpce-0' does not exist"),
        new Row(
            "a subnet for a gateway endpoint",
            subnets(s3, List.of(subnet.id()), List.of()),
            "InvalidParameter: The parameter SubnetIds cannot be used with an endpoint of type"
                + " Gateway"),
        new Row(
            "a table for an interface endpoint",
            tables(ecr, List.of(table), List.of()),
            "InvalidParameter: The parameter RouteTableIds cannot be used with an endpoint of type"
                + " Interface"),
        new Row(
            "another subnet of the same zone",
            subnets(ecr, List.of(twin.id()), List.of()),
            "DuplicateSubnetsInSameZone: Found another VPC endpoint subnet in the availability zone"
                + " of subnet-2. VPC endpoint subnets should be in different availability zones"
                + " supported by the VPC endpoint service."),
        new Row(
            "taking a subnet that is not there",
            subnets(ecr, List.of(), List.of(farther.id())),
            "InvalidParameter: Subnet subnet-3 is not associated with the VPC endpoint "
                + ecr.id()
                + "."),
        new Row(
            "taking a table that is not there",
            tables(s3, List.of(), List.of(full)),
            "InvalidParameter: Route table rtb-2 is not associated with the VPC endpoint "
                + s3.id()
                + "."),
        new Row(
            "taking the last group",
            new ModifyVpcEndpoint(
                ecr.id(),
                Edit.none(),
                Edit.none(),
                new Edit<>(List.of(), List.of(ec2.defaultGroup(vpc).id())),
                Optional.empty(),
                Optional.empty()),
            "InvalidParameter: The VPC endpoint "
                + ecr.id()
                + " must have at least one security group."));
  }

  private List<Row> services() {
    VpcEndpointServiceId none = new VpcEndpointServiceId("vpce-svc-0");
    String missing =
        "InvalidVpcEndpointServiceId.NotFound: The VpcEndpointService Id 'vpce-svc-0' does not"
            + " exist";
    return List.of(
        new Row(
            "a service without a load balancer",
            create(List.of(), Optional.empty()),
            "MissingParameter: The request must contain the parameter NetworkLoadBalancerArns"),
        new Row(
            "a service behind no load balancer",
            create(List.of("arn:x"), Optional.empty()),
            "InvalidParameter: The network load balancer 'arn:x' does not exist"),
        new Row(
            "a service with no domain name",
            create(List.of(balancer.arn().value()), Optional.of("no name")),
            "InvalidParameter: The private DNS name 'no name' is not a valid domain name."),
        new Row(
            "changing no service",
            new ModifyVpcEndpointServiceConfiguration(
                none, Edit.none(), Optional.empty(), Optional.empty()),
            missing),
        new Row(
            "taking the last load balancer",
            new ModifyVpcEndpointServiceConfiguration(
                service.id(),
                new Edit<>(List.of(), List.of(balancer.arn().value())),
                Optional.empty(),
                Optional.empty()),
            "InvalidParameter: The service "
                + service.id()
                + " must have at least one load balancer."),
        new Row(
            "a principal that is none",
            Endpoints.allow(service, "everybody"),
            "InvalidPrincipal: Invalid Principal: 'everybody'"),
        new Row(
            "verifying no name",
            new StartVpcEndpointServicePrivateDnsVerification(service.id()),
            "InvalidParameter: The service " + service.id() + " does not have a private DNS name."),
        new Row(
            "accepting for no service", new AcceptVpcEndpointConnections(none, List.of()), missing),
        new Row(
            "rejecting for no service", new RejectVpcEndpointConnections(none, List.of()), missing),
        new Row(
            "the owner of no service pays",
            new ModifyVpcEndpointServicePayerResponsibility(none),
            missing));
  }

  private CreateVpcEndpoint policy(String name, String policy) {
    CreateVpcEndpoint asked =
        name.equals(Endpoints.S3) ? Endpoints.gateway(vpc, name) : Endpoints.interfaces(vpc, name);
    return new CreateVpcEndpoint(
        asked.vpc(),
        name,
        asked.principal(),
        asked.access(),
        Optional.of(policy),
        Tags.NONE,
        Optional.empty());
  }

  private static CreateVpcEndpointServiceConfiguration create(
      List<String> balancers, Optional<String> name) {
    return new CreateVpcEndpointServiceConfiguration(Ec2.SCOPE, balancers, false, name, Tags.NONE);
  }

  private static ModifyVpcEndpoint subnets(
      VpcEndpoint endpoint, List<SubnetId> add, List<SubnetId> remove) {
    return new ModifyVpcEndpoint(
        endpoint.id(),
        Edit.none(),
        new Edit<>(add, remove),
        Edit.none(),
        Optional.empty(),
        Optional.empty());
  }

  private static ModifyVpcEndpoint tables(
      VpcEndpoint endpoint, List<RouteTableId> add, List<RouteTableId> remove) {
    return new ModifyVpcEndpoint(
        endpoint.id(),
        new Edit<>(add, remove),
        Edit.none(),
        Edit.none(),
        Optional.empty(),
        Optional.empty());
  }

  private RouteTableId table(String id, Vpc of) {
    return ec2.done(new CreateRouteTable(of.id(), Tags.NONE, Optional.of(new RouteTableId(id))))
        .id();
  }
}
