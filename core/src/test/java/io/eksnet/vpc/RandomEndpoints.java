package io.eksnet.vpc;

import io.eksnet.elb.CreateLoadBalancer;
import io.eksnet.elb.DeleteLoadBalancer;
import io.eksnet.elb.LoadBalancer;
import io.eksnet.id.Command;
import io.eksnet.id.LoadBalancerArn;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcEndpointId;
import io.eksnet.id.VpcEndpointServiceId;
import io.eksnet.id.VpcId;
import io.eksnet.table.Kind;
import io.eksnet.vpc.ModifyVpcEndpoint.Edit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Random requests about endpoints, endpoint services and load balancers. */
final class RandomEndpoints {
  private static final List<String> SERVICES =
      List.of(
          Endpoints.S3,
          "com.amazonaws.us-west-2.dynamodb",
          Endpoints.ECR,
          "com.amazonaws.us-west-2.sts",
          "com.amazonaws.us-west-2.none");

  private final Ec2 ec2;
  private final SplittableRandom random;

  RandomEndpoints(Ec2 ec2, SplittableRandom random) {
    this.ec2 = ec2;
    this.random = random;
  }

  Command<?> next() {
    return switch (random.nextInt(14)) {
      case 0, 1 -> create(new CreateVpcEndpoint.Gateway(some(this::table)));
      case 2, 3, 4 -> create(interfaces());
      case 5, 6, 7 -> modify();
      case 8 -> new DeleteVpcEndpoints(Ec2.SCOPE, some(this::endpoint));
      case 9 -> balancer();
      case 10 -> new DeleteLoadBalancer(Ec2.SCOPE, pick(LoadBalancer.KIND, arn("none")));
      case 11 -> service();
      case 12 -> connections();
      default ->
          random.nextInt(20) == 0
              ? new CreateRouteTable(vpc(), Tags.NONE, Optional.empty())
              : new DeleteVpcEndpointServiceConfigurations(Ec2.SCOPE, some(this::endpointService));
    };
  }

  private Command<?> create(CreateVpcEndpoint.Access access) {
    String service =
        random.nextInt(3) == 0
            ? ec2.world
                .find(VpcEndpointService.KIND, endpointService())
                .map(VpcEndpointService::serviceName)
                .orElse("none")
            : SERVICES.get(random.nextInt(SERVICES.size()));
    return new CreateVpcEndpoint(
        vpc(),
        service,
        Endpoints.user(Ec2.SCOPE),
        access,
        random.nextInt(5) == 0 ? Optional.of("{}") : Optional.empty(),
        Tags.NONE,
        Optional.empty());
  }

  private CreateVpcEndpoint.Access interfaces() {
    return new CreateVpcEndpoint.Interface(
        some(this::subnet).stream().map(CreateVpcEndpoint.Place::in).toList(),
        some(this::group),
        random.nextInt(4) == 0,
        "ipv4");
  }

  private Command<?> modify() {
    return new ModifyVpcEndpoint(
        endpoint(),
        random.nextInt(3) == 0 ? edit(this::table) : Edit.none(),
        random.nextInt(3) > 0 ? edit(this::subnet) : Edit.none(),
        random.nextInt(3) == 0 ? edit(this::group) : Edit.none(),
        random.nextInt(5) == 0 ? Optional.of("") : Optional.empty(),
        random.nextInt(3) == 0 ? Optional.of(random.nextBoolean()) : Optional.empty());
  }

  private Command<?> balancer() {
    return new CreateLoadBalancer(
        Ec2.SCOPE,
        "lb-" + random.nextInt(9),
        random.nextBoolean() ? LoadBalancer.Scheme.INTERNAL : LoadBalancer.Scheme.INTERNET_FACING,
        some(this::subnet).stream().map(CreateLoadBalancer.Mapping::in).toList(),
        some(this::group),
        Tags.NONE);
  }

  private Command<?> service() {
    return random.nextBoolean()
        ? new CreateVpcEndpointServiceConfiguration(
            Ec2.SCOPE, balancers(), random.nextBoolean(), Optional.empty(), Tags.NONE)
        : new ModifyVpcEndpointServiceConfiguration(
            endpointService(),
            new Edit<>(balancers(), balancers()),
            Optional.of(random.nextBoolean()),
            Optional.empty());
  }

  private Command<?> connections() {
    return switch (random.nextInt(3)) {
      case 0 -> new AcceptVpcEndpointConnections(endpointService(), some(this::endpoint));
      case 1 -> new RejectVpcEndpointConnections(endpointService(), some(this::endpoint));
      default ->
          new ModifyVpcEndpointServicePermissions(
              endpointService(), new Edit<>(List.of("*"), List.of("x")));
    };
  }

  private List<String> balancers() {
    return some(() -> pick(LoadBalancer.KIND, arn("none")).value());
  }

  private static LoadBalancerArn arn(String name) {
    return new LoadBalancerArn(
        Ec2.SCOPE.arn("elasticloadbalancing", "loadbalancer/net/" + name + "/0"));
  }

  private VpcId vpc() {
    return pick(Vpc.KIND, new VpcId("vpc-none"));
  }

  private RouteTableId table() {
    return pick(RouteTable.KIND, new RouteTableId("rtb-none"));
  }

  private SubnetId subnet() {
    return pick(Subnet.KIND, new SubnetId("subnet-none"));
  }

  private SecurityGroupId group() {
    return pick(SecurityGroup.KIND, new SecurityGroupId("sg-none"));
  }

  private VpcEndpointId endpoint() {
    return pick(VpcEndpoint.KIND, new VpcEndpointId("vpce-none"));
  }

  private VpcEndpointServiceId endpointService() {
    return pick(VpcEndpointService.KIND, new VpcEndpointServiceId("vpce-svc-none"));
  }

  private <T> Edit<T> edit(Supplier<T> one) {
    return new Edit<>(some(one), some(one));
  }

  private <T> List<T> some(Supplier<T> one) {
    List<T> list = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      list.add(one.get());
    }
    return list;
  }

  /** One of the things that are there, and now and then one that is not. */
  private <K extends Comparable<? super K>, V> K pick(Kind<K, V> kind, K none) {
    List<K> keys = List.copyOf(ec2.world.table(kind).rows().keySet());
    return keys.isEmpty() || random.nextInt(30) == 0 ? none : keys.get(random.nextInt(keys.size()));
  }
}
