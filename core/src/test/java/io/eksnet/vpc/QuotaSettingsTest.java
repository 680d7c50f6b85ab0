package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.Command;
import io.eksnet.id.Tags;
import io.eksnet.net.Cidr;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A quota that is lowered to what there is refuses one more, with EC2's code. */
class QuotaSettingsTest {
  record Row(Quota quota, int value, Command<?> oneMore, String code) {
    @Override
    public String toString() {
      return quota.setting() + " = " + value + " refuses with " + code;
    }
  }

  private static final Ec2 EC2 = new Ec2();
  private static final Vpc VPC = EC2.vpc("vpc-1", "10.0.0.0/16");
  private static final Subnet SUBNET = EC2.subnet("subnet-1", VPC, Ec2.ZONE_A, "10.0.0.0/24");

  static Stream<Row> rows() {
    return Stream.of(
        new Row(
            Quota.NETWORK_INTERFACES_PER_REGION,
            0,
            CreateNetworkInterface.in(SUBNET.id(), List.of(), "", 0, Tags.NONE),
            "NetworkInterfaceLimitExceeded"),
        new Row(
            Quota.NETWORK_ACLS_PER_VPC,
            1,
            new CreateNetworkAcl(VPC.id(), Tags.NONE, Optional.empty()),
            "NetworkAclLimitExceeded"),
        new Row(
            Quota.SUBNETS_PER_VPC,
            1,
            new CreateSubnet(
                VPC.id(), Cidr.parse("10.0.1.0/24"), Optional.empty(), Tags.NONE, Optional.empty()),
            "SubnetLimitExceeded"),
        new Row(
            Quota.SECURITY_GROUPS_PER_REGION,
            1,
            new CreateSecurityGroup(VPC.id(), "one-more", "x", Tags.NONE, Optional.empty()),
            "SecurityGroupLimitExceeded"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void aLoweredQuotaRefusesOneMore(Row row) {
    Ec2 ec2 = new Ec2();
    ec2.world = EC2.world;
    ec2.stated(QuotaSetting.KIND, new QuotaSetting(row.quota(), row.value()));

    assertThat(ec2.refused(row.oneMore()).code()).isEqualTo(row.code());
  }
}
