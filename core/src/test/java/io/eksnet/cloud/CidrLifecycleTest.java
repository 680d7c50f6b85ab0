package io.eksnet.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.SubnetId;
import io.eksnet.net.Cidr;
import io.eksnet.vpc.AssociateSubnetCidrBlock;
import io.eksnet.vpc.AssociateVpcCidrBlock;
import io.eksnet.vpc.CidrState;
import io.eksnet.vpc.DisassociateSubnetCidrBlock;
import io.eksnet.vpc.DisassociateVpcCidrBlock;
import io.eksnet.vpc.Subnet;
import io.eksnet.vpc.Vpc;
import io.eksnet.world.Pace;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How associations of blocks come and go by themselves. */
class CidrLifecycleTest {
  @Test
  void blocksComeAndGoAtOnceAtPaceFast() {
    Aws aws = Aws.fast();
    Vpc.CidrAssociation block = aws.done(ipv6(aws));
    aws.settled();
    assertThat(vpc(aws).ipv6Cidrs())
        .singleElement()
        .extracting(Vpc.CidrAssociation::state)
        .isEqualTo(CidrState.ASSOCIATED);
    SubnetId id = aws.network.subnets().getFirst();
    Subnet subnet = aws.done(new AssociateSubnetCidrBlock(id, block.cidr().block(64, 0)));
    aws.settled();
    assertThat(subnet(aws, id).ipv6().orElseThrow().state()).isEqualTo(CidrState.ASSOCIATED);

    aws.done(new DisassociateSubnetCidrBlock(Aws.SCOPE, subnet.ipv6().orElseThrow().id()));
    aws.settled();
    assertThat(subnet(aws, id).ipv6()).isEmpty();
    aws.done(new DisassociateVpcCidrBlock(Aws.SCOPE, block.id()));
    aws.settled();
    assertThat(vpc(aws).ipv6Cidrs()).isEmpty();
  }

  @Test
  void blocksTakeTheirTimeAtPaceReal() {
    Aws aws = new Aws(Pace.REAL, Aws.plan(NetworkPlan.Nat.DISABLE, 19));
    aws.done(
        new AssociateVpcCidrBlock(
            aws.network.vpc(), new AssociateVpcCidrBlock.Block.Ipv4(Cidr.parse("100.64.0.0/16"))));
    aws.after(Duration.ofSeconds(4));
    assertThat(vpc(aws).cidrs().getLast().state()).isEqualTo(CidrState.ASSOCIATING);
    aws.after(Duration.ofSeconds(1));
    assertThat(vpc(aws).cidrs().getLast().state()).isEqualTo(CidrState.ASSOCIATED);
  }

  private static AssociateVpcCidrBlock ipv6(Aws aws) {
    return new AssociateVpcCidrBlock(
        aws.network.vpc(), new AssociateVpcCidrBlock.Block.AmazonProvidedIpv6());
  }

  private static Vpc vpc(Aws aws) {
    return aws.vpcs().vpc(aws.network.vpc()).orElseThrow();
  }

  private static Subnet subnet(Aws aws, SubnetId id) {
    return aws.vpcs().subnet(id).orElseThrow();
  }
}
