package io.eksnet.vpc;

import io.eksnet.id.InternetGatewayId;
import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.util.Optional;

/**
 * An internet gateway: a stateless one-to-one translation between the private address of an
 * interface and its public one.
 *
 * @param vpc the VPC it is attached to, at most one
 */
public record InternetGateway(InternetGatewayId id, Scope scope, Optional<VpcId> vpc, Tags tags)
    implements Scoped {
  /** Internet gateways by the VPC they are attached to. */
  public static final Index<InternetGateway, VpcId> BY_VPC =
      Index.byOptional("internet gateways by VPC", InternetGateway::vpc);

  /** Internet gateways by id. */
  public static final Kind<InternetGatewayId, InternetGateway> KIND =
      Kind.of("internet-gateway", InternetGateway.class, InternetGateway::id).indexed(BY_VPC);

  /** This gateway with other tags. */
  public InternetGateway withTags(Tags others) {
    return new InternetGateway(id, scope, vpc, others);
  }

  /** This gateway attached to a VPC. */
  public InternetGateway attached(VpcId to) {
    return new InternetGateway(id, scope, Optional.of(to), tags);
  }

  /** This gateway attached to nothing. */
  public InternetGateway detached() {
    return new InternetGateway(id, scope, Optional.empty(), tags);
  }
}
