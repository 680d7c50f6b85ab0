package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.AccountId;
import io.eksnet.id.PrefixListId;
import io.eksnet.id.Region;
import io.eksnet.id.Scope;
import io.eksnet.id.SecurityGroupRuleId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.id.VpcPeeringConnectionId;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.net.IpFamily;
import io.eksnet.net.Packet;
import io.eksnet.net.PortRange;
import io.eksnet.net.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Security group rules, network ACLs and prefix lists as they are made and changed. */
class FiltersTest {
  private static final IpAddress HERE = IpAddress.parse("10.0.0.4");
  private static final IpAddress THERE = IpAddress.parse("10.0.1.4");

  private static final VpcPeeringConnectionId PCX = new VpcPeeringConnectionId("pcx-1");

  private final Ec2 ec2 = new Ec2();
  private final Vpc vpc = ec2.vpc("vpc-1", "10.0.0.0/16");
  private final Vpc other = ec2.vpc("vpc-2", "10.1.0.0/16");
  private final Subnet subnet = ec2.subnet("subnet-1", vpc, Ec2.ZONE_A, "10.0.0.0/24");
  private final SecurityGroup web = ec2.group("sg-web", vpc, "web");

  @Test
  @DisplayName("An ICMP rule matches its type and code, and all of them with -1")
  void icmp() {
    Packet ping = Packet.ping(HERE, THERE);
    Packet pong = ping.reply();
    Traffic echo = new Traffic(Protocol.ICMP, new IcmpType(8, IcmpType.ANY));
    assertThat(echo.matches(ping)).isTrue();
    assertThat(echo.matches(pong)).isFalse();
    assertThat(new Traffic(Protocol.ICMP, new IcmpType(8, 1)).matches(ping)).isFalse();
    assertThat(new Traffic(Protocol.ICMP).matches(pong)).isTrue();
    assertThat(new Traffic(Protocol.ICMPV6).matches(pong)).isFalse();
    assertThat(echo.matches(Packet.tcp(HERE, 8, THERE, 0))).isFalse();
    assertThat(echo).hasToString("icmp type 8");
  }

  @Test
  @DisplayName("What means nothing for a protocol does not tell two rules apart")
  void canonical() {
    assertThat(new Traffic(Protocol.ANY, PortRange.of(1))).isEqualTo(Traffic.ALL);
    assertThat(new Traffic(Protocol.parse("50"), PortRange.of(1)))
        .isEqualTo(new Traffic(Protocol.parse("50")));
    assertThat(new Traffic(Protocol.TCP, PortRange.of(1), new IcmpType(8, 0)))
        .isEqualTo(Traffic.tcp(1));
  }

  @Test
  @DisplayName("A modified rule keeps its id and tags")
  void modify() {
    SecurityGroupRule rule =
        ec2.done(
                new AuthorizeSecurityGroupIngress(
                    web.id(),
                    List.of(Permission.of(Traffic.tcp(80), Cidr.ANY_IPV4)),
                    Tags.named("http")))
            .getFirst();
    Permission https = Permission.of(Traffic.tcp(443), Cidr.parse("10.0.0.0/8"));
    ec2.done(
        new ModifySecurityGroupRules(
            web.id(), List.of(new ModifySecurityGroupRules.Update(rule.id(), https))));
    assertThat(ec2.world.find(SecurityGroupRule.KIND, rule.id()))
        .hasValueSatisfying(
            it -> {
              assertThat(it.permission()).isEqualTo(https);
              assertThat(it.tags()).isEqualTo(Tags.named("http"));
            });
  }

  @Test
  @DisplayName("A rule cannot be made the same as another by modifying it")
  void modifyDuplicate() {
    List<SecurityGroupRule> rules =
        ec2.done(
            new AuthorizeSecurityGroupIngress(
                web.id(),
                List.of(
                    Permission.of(Traffic.tcp(80), Cidr.ANY_IPV4),
                    Permission.of(Traffic.tcp(443), Cidr.ANY_IPV4)),
                Tags.NONE));
    SecurityGroupRuleId last = rules.getLast().id();
    Permission http = rules.getFirst().permission();
    assertThat(
            ec2.refused(
                    new ModifySecurityGroupRules(
                        web.id(), List.of(new ModifySecurityGroupRules.Update(last, http))))
                .code())
        .isEqualTo("InvalidPermission.Duplicate");
  }

  @Test
  @DisplayName("A rule is described anew by what it allows or by its id")
  void describe() {
    Permission http = Permission.of(Traffic.tcp(80), Cidr.ANY_IPV4);
    SecurityGroupRule rule =
        ec2.done(new AuthorizeSecurityGroupIngress(web.id(), List.of(http), Tags.NONE)).getFirst();
    ec2.done(
        new UpdateSecurityGroupRuleDescriptionsIngress(
            web.id(), List.of(new Permission(http.traffic(), http.peer(), "one")), List.of()));
    assertThat(ec2.vpcs().rulesOf(web.id()))
        .extracting(SecurityGroupRule::description)
        .contains("one");
    ec2.done(
        new UpdateSecurityGroupRuleDescriptionsIngress(
            web.id(), List.of(), List.of(new RuleDescription(rule.id(), "two"))));
    assertThat(ec2.vpcs().rulesOf(web.id()))
        .extracting(SecurityGroupRule::description)
        .contains("two")
        .doesNotContain("one");
  }

  @Test
  @DisplayName("Groups per interface times rules per group stay within 1,000")
  void product() {
    ec2.stated(QuotaSetting.KIND, new QuotaSetting(Quota.SECURITY_GROUPS_PER_INTERFACE, 16));
    ec2.stated(QuotaSetting.KIND, new QuotaSetting(Quota.RULES_PER_SECURITY_GROUP, 100));
    List<Permission> most = new ArrayList<>();
    for (int port = 1; port <= 62; port++) {
      most.add(Permission.of(Traffic.tcp(port), Cidr.ANY_IPV4));
    }
    ec2.done(new AuthorizeSecurityGroupIngress(web.id(), most, Tags.NONE));
    assertThat(
            ec2.refused(
                    new AuthorizeSecurityGroupIngress(
                        web.id(),
                        List.of(Permission.of(Traffic.tcp(99), Cidr.ANY_IPV4)),
                        Tags.NONE))
                .code())
        .isEqualTo("RulesPerSecurityGroupLimitExceeded");
  }

  @Test
  @DisplayName("AWS's lists count with their weight: CloudFront's with 55")
  void weight() {
    PrefixListId cloudFront = new PrefixListId("pl-82a045eb");
    var named =
        new Permission(Traffic.tcp(443), new SecurityGroupRule.Peer.PrefixList(cloudFront), "");
    List<Permission> five = new ArrayList<>(List.of(named));
    for (int port = 1; port <= 5; port++) {
      five.add(Permission.of(Traffic.tcp(port), Cidr.ANY_IPV4));
    }
    ec2.done(new AuthorizeSecurityGroupIngress(web.id(), five, Tags.NONE));
    assertThat(
            ec2.refused(
                    new AuthorizeSecurityGroupIngress(
                        web.id(), List.of(Permission.of(Traffic.tcp(6), Cidr.ANY_IPV4)), Tags.NONE))
                .code())
        .isEqualTo("RulesPerSecurityGroupLimitExceeded");
    ec2.done(
        new AuthorizeSecurityGroupIngress(
            web.id(), List.of(Permission.of(Traffic.tcp(6), Cidr.ANY_IPV6)), Tags.NONE));
  }

  @Test
  @DisplayName("A group associated with another VPC is carried there, and then stays")
  void association() {
    Subnet there = ec2.subnet("subnet-2", other, Ec2.ZONE_A, "10.1.0.0/24");
    var create = CreateNetworkInterface.in(there.id(), List.of(web.id()), "", 0, Tags.NONE);
    assertThat(ec2.refused(create).code()).isEqualTo("InvalidParameter");

    ec2.done(new AssociateSecurityGroupVpc(web.id(), other.id()));
    NetworkInterface eni = ec2.done(create);
    assertThat(ec2.refused(new DisassociateSecurityGroupVpc(web.id(), other.id())).code())
        .isEqualTo("DependencyViolation");
    ec2.done(new DeleteNetworkInterface(eni.id()));
    assertThat(ec2.refused(new DeleteSecurityGroup(web.id())).code())
        .isEqualTo("DependencyViolation");
    ec2.done(new DisassociateSecurityGroupVpc(web.id(), other.id()));
    ec2.done(new DeleteSecurityGroup(web.id()));
  }

  @Test
  @DisplayName("Over an active peering connection a rule names another account's group by its id")
  void peeredGroup() {
    SecurityGroup theirs = peeredGroup("444455556666", "us-west-2");

    SecurityGroupRule rule =
        ec2.done(
                new AuthorizeSecurityGroupIngress(
                    web.id(), List.of(Permission.of(Traffic.tcp(80), theirs.id())), Tags.NONE))
            .getFirst();

    assertThat(rule.peer())
        .isEqualTo(
            new SecurityGroupRule.Peer.Group(
                theirs.id(),
                Optional.of(
                    new SecurityGroupRule.Elsewhere(theirs.scope().account(), theirs.vpc(), PCX))));
    assertThat(ec2.vpcs().isStale(rule)).isFalse();
    ec2.done(new DeleteSecurityGroup(theirs.id()));
    assertThat(ec2.vpcs().isStale(rule)).isTrue();
    ec2.done(
        new RevokeSecurityGroupIngress(
            web.id(), List.of(Permission.of(Traffic.tcp(80), theirs.id())), List.of()));
  }

  @Test
  @DisplayName("A rule turns stale when the peering connection goes, and cannot be made without it")
  void peeringGone() {
    SecurityGroup theirs = peeredGroup("444455556666", "us-west-2");
    var authorize =
        new AuthorizeSecurityGroupIngress(
            web.id(), List.of(Permission.of(Traffic.tcp(80), theirs.id())), Tags.NONE);
    SecurityGroupRule rule = ec2.done(authorize).getFirst();
    ec2.done(new DeleteVpcPeeringConnection(PCX, Ec2.SCOPE));

    assertThat(ec2.vpcs().isStale(rule)).isTrue();
    ec2.done(new RevokeSecurityGroupIngress(web.id(), List.of(), List.of(rule.id())));
    assertThat(ec2.refused(authorize).code()).isEqualTo("InvalidGroup.NotFound");
  }

  @Test
  @DisplayName("Groups of a VPC in another Region are never known, peered or not")
  void otherRegion() {
    SecurityGroup theirs = peeredGroup("123456789012", "eu-west-1");
    assertThat(
            ec2.refused(
                    new AuthorizeSecurityGroupIngress(
                        web.id(), List.of(Permission.of(Traffic.ALL, theirs.id())), Tags.NONE))
                .code())
        .isEqualTo("InvalidGroup.NotFound");
  }

  /** A group of a VPC that is peered with the first. */
  private SecurityGroup peeredGroup(String account, String region) {
    Scope scope = new Scope(new AccountId(account), new Region(region));
    Vpc vpc3 =
        ec2.done(
            new CreateVpc(
                scope, Cidr.parse("10.3.0.0/16"), Tags.NONE, Optional.of(new VpcId("vpc-3"))));
    var connection =
        ec2.done(
            new CreateVpcPeeringConnection(
                vpc.id(), vpc3.id(), scope, Tags.NONE, Optional.of(PCX)));
    ec2.stated(
        VpcPeeringConnection.KIND,
        connection.with(VpcPeeringConnection.State.ACTIVE, "Active", Ec2.NOW));
    return ec2.group("sg-theirs", vpc3, "theirs");
  }

  @Test
  @DisplayName("A new ACL denies all until its entries say otherwise, lowest number first")
  void acl() {
    NetworkAcl acl = ec2.done(new CreateNetworkAcl(vpc.id(), Tags.NONE, Optional.empty()));
    var association =
        ec2.vpcs().networkAclOf(subnet.id()).orElseThrow().associations().getFirst().id();
    var moved = ec2.done(new ReplaceNetworkAclAssociation(association, acl.id()));
    assertThat(moved.id()).isNotEqualTo(association);
    Packet packet = Packet.tcp(HERE, 40000, THERE, 443);
    assertThat(guard().decide(packet, true)).isEmpty();

    ec2.done(entry(acl, 200, true));
    ec2.done(entry(acl, 100, false));
    assertThat(guard().decide(packet, true))
        .hasValueSatisfying(it -> assertThat(it.allow()).isFalse());
    ec2.done(new DeleteNetworkAclEntry(acl.id(), 100, true));
    assertThat(guard().decide(packet, true))
        .hasValueSatisfying(it -> assertThat(it.allow()).isTrue());
  }

  @Test
  @DisplayName("Twenty entries of each direction and family fit an ACL, and no more")
  void aclQuota() {
    NetworkAcl acl = ec2.done(new CreateNetworkAcl(vpc.id(), Tags.NONE, Optional.empty()));
    for (int number = 1; number <= 20; number++) {
      ec2.done(entry(acl, number, true));
    }
    assertThat(ec2.refused(entry(acl, 21, true)).code()).isEqualTo("NetworkAclEntryLimitExceeded");
    ec2.done(
        new CreateNetworkAclEntry(
            acl.id(), new NetworkAcl.Entry(21, true, true, Traffic.ALL, Cidr.ANY_IPV6)));
  }

  @Test
  @DisplayName("Each change of a list's entries is a version, which can be restored")
  void versions() {
    ManagedPrefixList list =
        ec2.done(
            new CreateManagedPrefixList(
                Ec2.SCOPE,
                "office",
                IpFamily.IPV4,
                2,
                List.of(block("10.1.0.0/16")),
                Tags.NONE,
                Optional.empty()));
    ec2.done(
        new ModifyManagedPrefixList(
            list.id(),
            Optional.of(1L),
            Optional.of("offices"),
            List.of(block("10.2.0.0/16"), block("10.3.0.0/16")),
            List.of(Cidr.parse("10.1.0.0/16")),
            Optional.empty()));
    ManagedPrefixList restored = ec2.done(new RestoreManagedPrefixListVersion(list.id(), 1, 2));

    assertThat(restored.version()).isEqualTo(3);
    assertThat(restored.name()).isEqualTo("offices");
    assertThat(restored.entries()).containsExactly(block("10.1.0.0/16"));
    assertThat(restored.entriesOf(2)).hasValueSatisfying(it -> assertThat(it).hasSize(2));
    ec2.done(new DeleteManagedPrefixList(list.id()));
    assertThat(ec2.vpcs().prefixList(list.id())).isEmpty();
  }

  private static ManagedPrefixList.Entry block(String cidr) {
    return new ManagedPrefixList.Entry(Cidr.parse(cidr), "");
  }

  private NetworkAcl guard() {
    return ec2.vpcs().networkAclOf(subnet.id()).orElseThrow();
  }

  private static CreateNetworkAclEntry entry(NetworkAcl acl, int number, boolean allow) {
    return new CreateNetworkAclEntry(
        acl.id(), new NetworkAcl.Entry(number, true, allow, Traffic.ALL, Cidr.ANY_IPV4));
  }
}
