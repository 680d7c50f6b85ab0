package io.eksnet.elb;

import io.eksnet.id.AllocationId;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.net.Ipv4Address;
import io.eksnet.net.Ipv6Address;
import io.eksnet.table.Facts;
import java.util.List;
import java.util.Optional;

/**
 * Makes a load balancer with an interface in each subnet; it is provisioning at first. With the
 * name and settings of one that exists it makes nothing and answers that one.
 *
 * <p>Refused with ValidationError (the name, too few subnets), DuplicateLoadBalancerName,
 * TooManyLoadBalancers, SubnetNotFound, InvalidSubnet (fewer than 8 free addresses; a range that is
 * too small; no internet gateway for an internet-facing one), InvalidConfigurationRequest (two
 * subnets of one zone, or of two VPCs; an address that cannot be), InvalidSecurityGroup,
 * AllocationIdNotFound, ResourceInUse (an Elastic IP in use), TooManyTags.
 *
 * @param groups none means the VPC's default group for an Application Load Balancer, and for a
 *     Network Load Balancer that it never has any
 */
public record CreateLoadBalancer(
    Scope scope,
    String name,
    LoadBalancerType type,
    LoadBalancer.Scheme scheme,
    IpAddressType ipAddressType,
    List<Mapping> mappings,
    List<SecurityGroupId> groups,
    Tags tags)
    implements Command<LoadBalancer> {

  /**
   * A subnet and the addresses there.
   *
   * @param address for internal Network Load Balancers; none means one of ELB's choice
   * @param allocation for internet-facing ones; none means a lent address
   * @param ipv6Address for those with IPv6; none means one of ELB's choice
   */
  public record Mapping(
      SubnetId subnet,
      Optional<Ipv4Address> address,
      Optional<AllocationId> allocation,
      Optional<Ipv6Address> ipv6Address) {
    /** A subnet and its IPv4 addresses. */
    public Mapping(
        SubnetId subnet, Optional<Ipv4Address> address, Optional<AllocationId> allocation) {
      this(subnet, address, allocation, Optional.empty());
    }

    /** A subnet and addresses of ELB's choice. */
    public static Mapping in(SubnetId subnet) {
      return new Mapping(subnet, Optional.empty(), Optional.empty());
    }
  }

  public CreateLoadBalancer {
    mappings = List.copyOf(mappings);
    groups = groups.stream().distinct().toList();
  }

  /** A Network Load Balancer with IPv4 addresses. */
  public CreateLoadBalancer(
      Scope scope,
      String name,
      LoadBalancer.Scheme scheme,
      List<Mapping> mappings,
      List<SecurityGroupId> groups,
      Tags tags) {
    this(scope, name, LoadBalancerType.NETWORK, scheme, IpAddressType.IPV4, mappings, groups, tags);
  }

  @Override
  public Decision<LoadBalancer> decide(Facts facts, Context context) {
    return LoadBalancers.create(facts, this, context);
  }
}
