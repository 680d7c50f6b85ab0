package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SecurityGroupRuleId;
import io.eksnet.id.Tags;
import io.eksnet.net.Cidr;
import io.eksnet.net.PortRange;
import io.eksnet.net.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecurityGroupsTest {
  private static final Permission HTTPS = tcp(443, "0.0.0.0/0");

  private final Ec2 ec2 = new Ec2();
  private final Vpc vpc = ec2.vpc("vpc-1", "10.0.0.0/16");
  private final SecurityGroup web = ec2.group("sg-web", vpc, "web");
  private final SecurityGroup db = ec2.group("sg-db", vpc, "db");

  @Test
  void aNewGroupOfAVpcWithIpv6LetsBothFamiliesOut() {
    Ec2 ec2 = new Ec2();
    Vpc vpc = ec2.vpc("vpc-6", "10.6.0.0/16");
    ec2.done(
        new AssociateVpcCidrBlock(vpc.id(), new AssociateVpcCidrBlock.Block.AmazonProvidedIpv6()));

    SecurityGroup group =
        ec2.done(new CreateSecurityGroup(vpc.id(), "six", "six", Tags.NONE, Optional.empty()));

    assertThat(ec2.vpcs().rulesOf(group.id()))
        .extracting(rule -> rule.peer().toString())
        .containsExactlyInAnyOrder("0.0.0.0/0", "::/0");
  }

  @Test
  void aNewGroupLetsNothingInAndEverythingOut() {
    assertThat(ec2.vpcs().rulesOf(web.id()))
        .singleElement()
        .hasFieldOrPropertyWithValue("direction", SecurityGroupRule.Direction.EGRESS)
        .hasFieldOrPropertyWithValue("traffic", Traffic.ALL)
        .hasFieldOrPropertyWithValue("peer", new SecurityGroupRule.Peer.Range(Cidr.ANY_IPV4));
  }

  @Test
  void eachPermissionBecomesARuleWithAnIdOfItsOwn() {
    List<SecurityGroupRule> rules =
        ec2.done(authorize(db.id(), HTTPS, Permission.of(Traffic.tcp(5432), web.id())));

    assertThat(rules).extracting(SecurityGroupRule::id).doesNotHaveDuplicates().hasSize(2);
    assertThat(ec2.vpcs().rulesOf(db.id())).containsAll(rules).hasSize(3);
  }

  @Test
  void theSameRuleIsRefusedInEc2sWordsAndNothingIsAdded() {
    ec2.done(authorize(web.id(), HTTPS));

    assertThat(ec2.refused(authorize(web.id(), tcp(80, "0.0.0.0/0"), HTTPS)))
        .hasToString(
            "InvalidPermission.Duplicate: the specified rule \"peer: 0.0.0.0/0, TCP, from port:"
                + " 443, to port: 443, ALLOW\" already exists");
    assertThat(ec2.vpcs().rulesOf(web.id())).hasSize(2);
  }

  @Test
  void aRuleOfEveryProtocolIsNamedWithoutPorts() {
    Permission all =
        Permission.of(new Traffic(Protocol.ANY, PortRange.of(1, 2)), Cidr.parse("10.0.0.0/8"));
    ec2.done(authorize(web.id(), all));

    assertThat(ec2.refused(authorize(web.id(), all)).message())
        .isEqualTo("the specified rule \"peer: 10.0.0.0/8, ALL, ALLOW\" already exists");
  }

  @Test
  void ingressAndEgressAreCountedApart() {
    List<Permission> sixty = new ArrayList<>();
    for (int port = 1; port <= 60; port++) {
      sixty.add(tcp(port, "0.0.0.0/0"));
    }
    ec2.done(new AuthorizeSecurityGroupIngress(web.id(), sixty, Tags.NONE));

    assertThat(ec2.refused(authorize(web.id(), HTTPS)))
        .hasToString(
            "RulesPerSecurityGroupLimitExceeded: The maximum number of rules per security group"
                + " has been reached.");
    ec2.done(new AuthorizeSecurityGroupEgress(web.id(), List.of(HTTPS), Tags.NONE));
  }

  @Test
  void ipv6RulesHaveAQuotaOfTheirOwnAndGroupReferencesCountForBoth() {
    List<Permission> rules = new ArrayList<>();
    for (int port = 1; port <= 59; port++) {
      rules.add(tcp(port, "0.0.0.0/0"));
      rules.add(tcp(port, "::/0"));
    }
    rules.add(Permission.of(Traffic.ALL, db.id()));
    ec2.done(new AuthorizeSecurityGroupIngress(web.id(), rules, Tags.NONE));

    assertThat(ec2.refused(authorize(web.id(), tcp(60, "::/0"))).code())
        .isEqualTo("RulesPerSecurityGroupLimitExceeded");
  }

  @Test
  void rulesAreRevokedByWhatTheyAllowWhateverTheirDescription() {
    ec2.done(
        authorize(web.id(), new Permission(HTTPS.traffic(), HTTPS.peer(), "from the internet")));

    assertThat(ec2.done(revoke(web.id(), HTTPS))).hasSize(1);
    assertThat(ec2.refused(revoke(web.id(), HTTPS)))
        .hasToString(
            "InvalidPermission.NotFound: The specified rule does not exist in this security"
                + " group.");
  }

  @Test
  void rulesAreRevokedByIdAllOrNone() {
    SecurityGroupRuleId egress = ec2.vpcs().rulesOf(web.id()).getFirst().id();
    SecurityGroupRuleId ingress = ec2.done(authorize(web.id(), HTTPS)).getFirst().id();

    assertThat(
            ec2.refused(
                    new RevokeSecurityGroupIngress(web.id(), List.of(), List.of(ingress, egress)))
                .code())
        .isEqualTo("InvalidSecurityGroupRuleId.NotFound");
    assertThat(ec2.vpcs().rulesOf(web.id())).hasSize(2);
    ec2.done(new RevokeSecurityGroupIngress(web.id(), List.of(), List.of(ingress)));
    ec2.done(new RevokeSecurityGroupEgress(web.id(), List.of(), List.of(egress)));
    assertThat(ec2.vpcs().rulesOf(web.id())).isEmpty();
  }

  @Test
  void aGroupThatIsNamedOrCarriedCannotBeDeleted() {
    Subnet subnet = ec2.subnet("subnet-1", vpc, Ec2.ZONE_A, "10.0.0.0/24");
    ec2.done(authorize(db.id(), Permission.of(Traffic.tcp(5432), web.id())));
    NetworkInterface eni =
        ec2.done(CreateNetworkInterface.in(subnet.id(), List.of(db.id()), "", 0, Tags.NONE));

    assertThat(ec2.refused(new DeleteSecurityGroup(web.id())))
        .hasToString("DependencyViolation: resource sg-web has a dependent object");
    assertThat(ec2.refused(new DeleteSecurityGroup(db.id())).code())
        .isEqualTo("DependencyViolation");
    ec2.done(new DeleteNetworkInterface(eni.id()));
    ec2.done(new DeleteSecurityGroup(db.id()));
    ec2.done(new DeleteSecurityGroup(web.id()));
    assertThat(ec2.world.table(SecurityGroupRule.KIND).stream())
        .allMatch(rule -> rule.group().equals(ec2.defaultGroup(vpc).id()));
  }

  @Test
  void aGroupThatNamesOnlyItselfCanBeDeleted() {
    ec2.done(authorize(web.id(), Permission.of(Traffic.ALL, web.id())));

    ec2.done(new DeleteSecurityGroup(web.id()));
    assertThat(ec2.vpcs().securityGroup(web.id())).isEmpty();
  }

  @Test
  void theDefaultGroupStays() {
    SecurityGroupId id = ec2.defaultGroup(vpc).id();

    assertThat(ec2.refused(new DeleteSecurityGroup(id)))
        .hasToString(
            "CannotDelete: the specified group: \""
                + id
                + "\" name: \"default\" cannot be deleted by a user");
  }

  private static Permission tcp(int port, String range) {
    return Permission.of(Traffic.tcp(port), Cidr.parse(range));
  }

  private static AuthorizeSecurityGroupIngress authorize(
      SecurityGroupId group, Permission... permissions) {
    return new AuthorizeSecurityGroupIngress(group, List.of(permissions), Tags.NONE);
  }

  private static RevokeSecurityGroupIngress revoke(
      SecurityGroupId group, Permission... permissions) {
    return new RevokeSecurityGroupIngress(group, List.of(permissions), List.of());
  }
}
