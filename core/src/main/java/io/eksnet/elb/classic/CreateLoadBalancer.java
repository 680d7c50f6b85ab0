package io.eksnet.elb.classic;

import io.eksnet.elb.LoadBalancer.Scheme;
import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.table.Facts;
import java.util.List;

/**
 * Makes a Classic Load Balancer with an interface in each subnet. With the name and settings of one
 * that exists it makes nothing and answers that one.
 *
 * <p>Refused with DuplicateLoadBalancerName, TooManyLoadBalancers, ValidationError,
 * UnsupportedProtocol, CertificateNotFound, SubnetNotFound, InvalidSubnet, InvalidSecurityGroup,
 * InvalidConfigurationRequest, TooManyTags.
 *
 * @param groups none means the default group of the VPC
 * @param owner whose load balancer it is
 */
public record CreateLoadBalancer(
    Scope owner,
    String name,
    Scheme scheme,
    List<SubnetId> subnets,
    List<SecurityGroupId> groups,
    List<ClassicListener> listeners,
    Tags tags)
    implements Command<ClassicLoadBalancer> {
  public CreateLoadBalancer {
    subnets = List.copyOf(subnets);
    groups = List.copyOf(groups);
    listeners = List.copyOf(listeners);
  }

  @Override
  public Decision<ClassicLoadBalancer> decide(Facts facts, Context context) {
    return ClassicLoadBalancers.create(facts, this, context);
  }
}
