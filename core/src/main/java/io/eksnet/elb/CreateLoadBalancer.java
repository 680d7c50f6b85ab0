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
import io.eksnet.table.Facts;
import java.util.List;
import java.util.Optional;

/**
 * Makes a Network Load Balancer with an interface in each subnet; it is provisioning at first. With
 * the name and settings of one that exists it makes nothing and answers that one.
 *
 * <p>Refused with ValidationError (the name, no subnet), DuplicateLoadBalancerName,
 * TooManyLoadBalancers, SubnetNotFound, InvalidSubnet (fewer than 8 free addresses; no internet
 * gateway for an internet-facing one), InvalidConfigurationRequest (two subnets of one zone, or of
 * two VPCs; an address that cannot be), InvalidSecurityGroup, AllocationIdNotFound, ResourceInUse
 * (an Elastic IP in use), TooManyTags.
 *
 * @param groups none means that it never has any
 */
public record CreateLoadBalancer(
    Scope scope,
    String name,
    LoadBalancer.Scheme scheme,
    List<Mapping> mappings,
    List<SecurityGroupId> groups,
    Tags tags)
    implements Command<LoadBalancer> {

  /**
   * A subnet and the addresses there.
   *
   * @param address for internal ones; none means one of ELB's choice
   * @param allocation for internet-facing ones; none means a lent address
   */
  public record Mapping(
      SubnetId subnet, Optional<Ipv4Address> address, Optional<AllocationId> allocation) {
    /** A subnet and addresses of ELB's choice. */
    public static Mapping in(SubnetId subnet) {
      return new Mapping(subnet, Optional.empty(), Optional.empty());
    }
  }

  public CreateLoadBalancer {
    mappings = List.copyOf(mappings);
    groups = groups.stream().distinct().toList();
  }

  @Override
  public Decision<LoadBalancer> decide(Facts facts, Context context) {
    return LoadBalancers.create(facts, this, context);
  }
}
