package io.eksnet.vpc;

import io.eksnet.id.EgressOnlyInternetGatewayId;
import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;

/**
 * An egress-only internet gateway: IPv6 connections leave a VPC by it, and only their replies come
 * back.
 *
 * @param vpc the VPC that it was made for; it is attached from then on
 */
public record EgressOnlyInternetGateway(
    EgressOnlyInternetGatewayId id, Scope scope, VpcId vpc, Tags tags) implements Scoped {
  /** Egress-only internet gateways by VPC. */
  public static final Index<EgressOnlyInternetGateway, VpcId> BY_VPC =
      Index.by("egress-only internet gateways by VPC", EgressOnlyInternetGateway::vpc);

  /** Egress-only internet gateways by id. */
  public static final Kind<EgressOnlyInternetGatewayId, EgressOnlyInternetGateway> KIND =
      Kind.of(
              "egress-only-internet-gateway",
              EgressOnlyInternetGateway.class,
              EgressOnlyInternetGateway::id)
          .indexed(BY_VPC);

  /** This gateway with other tags. */
  public EgressOnlyInternetGateway withTags(Tags others) {
    return new EgressOnlyInternetGateway(id, scope, vpc, others);
  }
}
