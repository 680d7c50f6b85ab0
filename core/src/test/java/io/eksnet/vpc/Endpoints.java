package io.eksnet.vpc;

import io.eksnet.elb.CreateLoadBalancer;
import io.eksnet.elb.LoadBalancer;
import io.eksnet.id.AccountId;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.Scope;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcEndpointId;
import io.eksnet.id.VpcId;
import io.eksnet.net.Cidr;
import java.util.List;
import java.util.Optional;

/** What tests of endpoints share: requests, two accounts, a load balancer. */
final class Endpoints {
  static final Scope OTHER = new Scope(new AccountId("999988887777"), Ec2.SCOPE.region());
  static final String S3 = "com.amazonaws.us-west-2.s3";
  static final String ECR = "com.amazonaws.us-west-2.ecr.api";

  private Endpoints() {}

  static CreateVpcEndpoint gateway(Vpc vpc, String service, RouteTableId... tables) {
    return endpoint(vpc.id(), service, new CreateVpcEndpoint.Gateway(List.of(tables)));
  }

  static CreateVpcEndpoint interfaces(Vpc vpc, String service, SubnetId... subnets) {
    return interfaces(vpc, service, false, List.of(), subnets);
  }

  static CreateVpcEndpoint interfaces(
      Vpc vpc,
      String service,
      boolean privateDns,
      List<SecurityGroupId> groups,
      SubnetId... subnets) {
    return endpoint(
        vpc.id(),
        service,
        new CreateVpcEndpoint.Interface(
            List.of(subnets).stream().map(CreateVpcEndpoint.Place::in).toList(),
            groups,
            privateDns,
            "ipv4"));
  }

  static CreateVpcEndpoint endpoint(VpcId vpc, String service, CreateVpcEndpoint.Access access) {
    return new CreateVpcEndpoint(
        vpc, service, user(Ec2.SCOPE), access, Optional.empty(), Tags.NONE, Optional.empty());
  }

  static String user(Scope scope) {
    return "arn:aws:iam::" + scope.account() + ":user/dev";
  }

  static ModifyVpcEndpoint modify(VpcEndpointId id) {
    return new ModifyVpcEndpoint(
        id,
        ModifyVpcEndpoint.Edit.none(),
        ModifyVpcEndpoint.Edit.none(),
        ModifyVpcEndpoint.Edit.none(),
        Optional.empty(),
        Optional.empty());
  }

  /** A VPC of the other account with a subnet in each of two zones. */
  static Vpc otherVpc(Ec2 ec2) {
    return ec2.done(
        new CreateVpc(
            OTHER, Cidr.parse("10.9.0.0/16"), Tags.NONE, Optional.of(new VpcId("vpc-9"))));
  }

  static LoadBalancer balancer(Ec2 ec2, String name, SubnetId... subnets) {
    return ec2.done(
        new CreateLoadBalancer(
            Ec2.SCOPE,
            name,
            LoadBalancer.Scheme.INTERNAL,
            List.of(subnets).stream().map(CreateLoadBalancer.Mapping::in).toList(),
            List.of(),
            Tags.NONE));
  }

  static VpcEndpointService service(Ec2 ec2, boolean acceptance, LoadBalancer... balancers) {
    return ec2.done(
        new CreateVpcEndpointServiceConfiguration(
            Ec2.SCOPE,
            List.of(balancers).stream().map(it -> it.arn().value()).toList(),
            acceptance,
            Optional.empty(),
            Tags.NONE));
  }

  static ModifyVpcEndpointServicePermissions allow(
      VpcEndpointService service, String... principals) {
    return new ModifyVpcEndpointServicePermissions(
        service.id(), new ModifyVpcEndpoint.Edit<>(List.of(principals), List.of()));
  }
}
