package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.AccountId;
import io.eksnet.id.Command;
import io.eksnet.id.NetworkAclAssociationId;
import io.eksnet.id.NetworkAclId;
import io.eksnet.id.PrefixListId;
import io.eksnet.id.Region;
import io.eksnet.id.Scope;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SecurityGroupRuleId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpFamily;
import io.eksnet.world.World;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** EC2's codes and words about groups, ACLs and prefix lists, a row for each way to be refused. */
class FilterRefusalsTest {
  private static final PrefixListId S3 = new PrefixListId("pl-68a54001");
  private static final NetworkAclId NO_ACL = new NetworkAclId("acl-none");

  private final Ec2 ec2 = new Ec2();
  private final Vpc vpc = ec2.vpc("vpc-1", "10.0.0.0/16");
  private final Vpc other = ec2.vpc("vpc-2", "10.0.0.0/16");
  private final Subnet subnet = ec2.subnet("subnet-1", vpc, Ec2.ZONE_A, "10.0.0.0/24");
  private final SecurityGroup web = ec2.group("sg-web", vpc, "web");
  private final SecurityGroup foreign = ec2.group("sg-foreign", other, "web");
  private final NetworkAcl first = ec2.vpcs().networkAclOf(subnet.id()).orElseThrow();
  private final NetworkAcl acl = acl("acl-1", vpc);
  private final NetworkAcl foreignAcl = acl("acl-2", other);
  private final ManagedPrefixList list = list("pl-1", 3, "10.1.0.0/16", "10.2.0.0/16");
  private final ManagedPrefixList used = list("pl-used", 59, "10.3.0.0/16");

  /**
   * A row of the table.
   *
   * @param what what is tried
   */
  private record Row(String what, Command<?> command, String refusal) {}

  private NetworkAcl acl(String id, Vpc in) {
    return ec2.done(new CreateNetworkAcl(in.id(), Tags.NONE, Optional.of(new NetworkAclId(id))));
  }

  private ManagedPrefixList list(String id, int size, String... blocks) {
    return ec2.done(create("list", size, Optional.of(new PrefixListId(id)), blocks));
  }

  private static CreateManagedPrefixList create(
      String name, int size, Optional<PrefixListId> id, String... blocks) {
    return new CreateManagedPrefixList(
        Ec2.SCOPE, name, IpFamily.IPV4, size, entries(blocks), Tags.NONE, id);
  }

  private static List<ManagedPrefixList.Entry> entries(String... blocks) {
    return Stream.of(blocks)
        .map(block -> new ManagedPrefixList.Entry(Cidr.parse(block), ""))
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> eachWrongRequestIsRefusedWithEc2sCodeAndWords() {
    ec2.done(authorize(web.id(), named(used.id())));
    ec2.done(new CreateNetworkAclEntry(acl.id(), entry(100, "10.0.0.0/8")));
    ec2.done(new ReplaceNetworkAclAssociation(first.associations().getFirst().id(), acl.id()));
    return Stream.of(groupRules(), associations(), acls(), lists(), listChanges())
        .flatMap(List::stream)
        .map(row -> DynamicTest.dynamicTest(row.what(), () -> check(row)));
  }

  private void check(Row row) {
    World before = ec2.world;
    assertThat(ec2.refused(row.command())).hasToString(row.refusal());
    assertThat(ec2.world).isSameAs(before);
  }

  private List<Row> groupRules() {
    SecurityGroupRuleId egress = ec2.vpcs().rulesOf(foreign.id()).getFirst().id();
    SecurityGroupRuleId own =
        ec2.vpcs().rulesOf(web.id()).stream()
            .filter(rule -> rule.direction() == SecurityGroupRule.Direction.EGRESS)
            .findFirst()
            .orElseThrow()
            .id();
    Permission tcp = Permission.of(Traffic.tcp(1), Cidr.ANY_IPV4);
    return List.of(
        new Row(
            "a prefix list that is not there",
            authorize(web.id(), named(new PrefixListId("pl-0"))),
            "InvalidPrefixListID.NotFound: The prefix list ID 'pl-0' does not exist"),
        new Row(
            "a list too large beside the rules that are there",
            authorize(web.id(), tcp, Permission.of(Traffic.tcp(2), Cidr.ANY_IPV4)),
            "RulesPerSecurityGroupLimitExceeded: The maximum number of rules per security group"
                + " has been reached."),
        new Row(
            "a rule of another group",
            modify(web.id(), egress, tcp),
            "InvalidSecurityGroupRuleId.NotFound: The security group rule ID '"
                + egress
                + "' does not exist"),
        new Row(
            "a range that becomes a group",
            modify(web.id(), own, Permission.of(Traffic.ALL, web.id())),
            "InvalidParameterValue: The type of the source or destination of the security group"
                + " rule '"
                + own
                + "' cannot be changed. Expected one of the same type."),
        new Row(
            "no rule to modify",
            new ModifySecurityGroupRules(web.id(), List.of()),
            "MissingParameter: The request must contain the parameter securityGroupRules"),
        new Row(
            "a description of no rule",
            new UpdateSecurityGroupRuleDescriptionsIngress(web.id(), List.of(tcp), List.of()),
            "InvalidPermission.NotFound: The specified rule does not exist in this security"
                + " group."),
        new Row(
            "a description of a rule of the other direction",
            new UpdateSecurityGroupRuleDescriptionsIngress(
                web.id(), List.of(), List.of(new RuleDescription(own, "x"))),
            "InvalidSecurityGroupRuleId.NotFound: The security group rule ID '"
                + own
                + "' does not exist"),
        new Row(
            "a group of a VPC that is not peered",
            authorize(web.id(), Permission.of(Traffic.ALL, foreign.id())),
            "InvalidGroup.NotFound: You have specified two resources that belong to different"
                + " networks."));
  }

  private List<Row> associations() {
    SecurityGroupId standard = ec2.defaultGroup(vpc).id();
    return List.of(
        new Row(
            "a default group for another VPC",
            new AssociateSecurityGroupVpc(standard, other.id()),
            "InvalidParameterCombination: The default security group '"
                + standard
                + "' cannot be associated with other VPCs."),
        new Row(
            "a group for its own VPC",
            new AssociateSecurityGroupVpc(web.id(), vpc.id()),
            "InvalidParameterValue: The security group 'sg-web' cannot be associated with VPC"
                + " 'vpc-1'. Expected another VPC of the same account and Region."),
        new Row(
            "a group for no VPC",
            new AssociateSecurityGroupVpc(web.id(), new VpcId("vpc-0")),
            "InvalidVpcID.NotFound: The vpc ID 'vpc-0' does not exist"),
        new Row(
            "a group taken from a VPC that does not have it",
            new DisassociateSecurityGroupVpc(web.id(), other.id()),
            "InvalidSecurityGroupVpcAssociation.NotFound: The security group 'sg-web' is not"
                + " associated with VPC 'vpc-2'."));
  }

  private List<Row> acls() {
    return List.of(
        new Row(
            "an ACL of no VPC",
            new CreateNetworkAcl(new VpcId("vpc-0"), Tags.NONE, Optional.empty()),
            "InvalidVpcID.NotFound: The vpc ID 'vpc-0' does not exist"),
        new Row(
            "no ACL deleted",
            new DeleteNetworkAcl(NO_ACL),
            "InvalidNetworkAclID.NotFound: The networkAcl ID 'acl-none' does not exist"),
        new Row(
            "the default ACL deleted",
            new DeleteNetworkAcl(first.id()),
            "InvalidParameterValue: cannot delete default network ACL " + first.id()),
        new Row(
            "an ACL deleted that guards a subnet",
            new DeleteNetworkAcl(acl.id()),
            "DependencyViolation: The networkAcl 'acl-1' has dependencies and cannot be deleted."),
        new Row(
            "an entry of no ACL",
            new CreateNetworkAclEntry(NO_ACL, entry(1, "0.0.0.0/0")),
            "InvalidNetworkAclID.NotFound: The networkAcl ID 'acl-none' does not exist"),
        new Row(
            "an entry with the number of the final denial",
            new CreateNetworkAclEntry(acl.id(), entry(32767, "0.0.0.0/0")),
            "InvalidParameterValue: Value (32767) for parameter ruleNumber is invalid. Expected 1"
                + " to 32766."),
        new Row(
            "a number twice, though of the other family",
            new CreateNetworkAclEntry(acl.id(), entry(100, "::/0")),
            "NetworkAclEntryAlreadyExists: The network acl entry identified by 100 already"
                + " exists."),
        new Row(
            "no entry replaced",
            new ReplaceNetworkAclEntry(acl.id(), entry(101, "::/0")),
            "InvalidNetworkAclEntry.NotFound: The network acl entry identified by 101 does not"
                + " exist."),
        new Row(
            "an entry deleted of the other direction",
            new DeleteNetworkAclEntry(acl.id(), 100, true),
            "InvalidNetworkAclEntry.NotFound: The network acl entry identified by 100 does not"
                + " exist."),
        new Row(
            "no association replaced",
            new ReplaceNetworkAclAssociation(new NetworkAclAssociationId("aclassoc-0"), acl.id()),
            "InvalidAssociationID.NotFound: The association ID 'aclassoc-0' does not exist"),
        new Row(
            "an ACL of another VPC",
            new ReplaceNetworkAclAssociation(
                ec2.vpcs().networkAclOf(subnet.id()).orElseThrow().associations().getFirst().id(),
                foreignAcl.id()),
            "InvalidParameterValue: Network ACL acl-2 and subnet subnet-1 belong to different"
                + " networks"));
  }

  private List<Row> lists() {
    Optional<PrefixListId> none = Optional.empty();
    String[] many =
        IntStream.range(0, 101).mapToObj(i -> "10.0." + i + ".0/24").toArray(String[]::new);
    return List.of(
        new Row(
            "a name of AWS",
            create("com.amazonaws.mine", 1, none),
            "InvalidParameterValue: Value (com.amazonaws.mine) for parameter prefixListName is"
                + " invalid. The name cannot start with com.amazonaws and has up to 255"
                + " characters."),
        new Row(
            "room for nothing",
            create("x", 0, none),
            "InvalidParameterValue: Value (0) for parameter maxEntries is invalid. Expected 1 to"
                + " 1000."),
        new Row(
            "a block of the other family",
            create("x", 1, none, "::/0"),
            "InvalidParameterValue: The CIDR '::/0' does not match the address family of the"
                + " prefix list. Expected IPv4."),
        new Row(
            "a block twice",
            create("x", 2, none, "10.0.0.0/8", "10.0.0.0/8"),
            "InvalidParameterValue: Request cannot contain the Cidr 10.0.0.0/8 more than once"),
        new Row(
            "more entries than room",
            create("x", 1, none, "10.0.0.0/8", "11.0.0.0/8"),
            "PrefixListMaxEntriesExceeded: The prefix list cannot have more than 1 entries."),
        new Row(
            "more than 100 entries at once",
            create("x", 200, none, many),
            "InvalidParameterValue: Request cannot contain more than 100 entry additions or"
                + " removals"),
        new Row(
            "no list deleted",
            new DeleteManagedPrefixList(new PrefixListId("pl-0")),
            "InvalidPrefixListID.NotFound: The prefix list ID 'pl-0' does not exist"),
        new Row(
            "AWS's list deleted",
            new DeleteManagedPrefixList(S3),
            "UnsupportedOperation: The prefix list 'pl-68a54001' is managed by AWS and cannot be"
                + " changed."),
        new Row(
            "a list deleted that a rule names",
            new DeleteManagedPrefixList(used.id()),
            "DependencyViolation: The prefix list 'pl-used' has dependencies and cannot be"
                + " deleted."));
  }

  private List<Row> listChanges() {
    return List.of(
        new Row(
            "a stale version",
            change(list.id(), 7, entries("10.9.0.0/16"), List.of(), Optional.empty()),
            "PrefixListVersionMismatch: The prefix list has the incorrect version number."),
        new Row(
            "an entry that is there",
            change(list.id(), 1, entries("10.1.0.0/16"), List.of(), Optional.empty()),
            "InvalidPrefixListModification: The entry '10.1.0.0/16' already exists."),
        new Row(
            "the removal of an entry that is not there",
            change(list.id(), 1, List.of(), List.of(Cidr.parse("10.9.0.0/16")), Optional.empty()),
            "InvalidPrefixListModification: The entry '10.9.0.0/16' does not exist."),
        new Row(
            "an entry added and removed",
            change(
                list.id(),
                1,
                entries("10.1.0.0/16"),
                List.of(Cidr.parse("10.1.0.0/16")),
                Optional.empty()),
            "InvalidParameterValue: Request cannot contain Cidr 10.1.0.0/16 in both"
                + " AddPrefixListEntries and RemovePrefixListEntries"),
        new Row(
            "entries and size at once",
            change(list.id(), 1, entries("10.9.0.0/16"), List.of(), Optional.of(9)),
            "InvalidParameterCombination: You cannot modify the entries of a prefix list and"
                + " modify the size of a prefix list at the same time."),
        new Row(
            "more entries than room",
            change(
                list.id(), 1, entries("10.8.0.0/16", "10.9.0.0/16"), List.of(), Optional.empty()),
            "PrefixListMaxEntriesExceeded: The prefix list cannot have more than 3 entries."),
        new Row(
            "less room than entries",
            change(list.id(), 1, List.of(), List.of(), Optional.of(1)),
            "InvalidParameterValue: Value (1) for parameter maxEntries is invalid. The prefix list"
                + " has 2 entries."),
        new Row(
            "more room than the groups have that name it",
            change(used.id(), 1, List.of(), List.of(), Optional.of(61)),
            "InvalidPrefixListModification: The size of the prefix list 'pl-used' cannot be"
                + " changed: it would exceed the quota of sg-web."),
        new Row(
            "no change",
            change(list.id(), 1, List.of(), List.of(), Optional.empty()),
            "InvalidRequest: The request received was invalid."),
        new Row(
            "a version that never was",
            new RestoreManagedPrefixListVersion(list.id(), 2, 1),
            "InvalidParameterValue: The prefix list 'pl-1' has no version 2 to restore."));
  }

  @org.junit.jupiter.api.Test
  void anotherAccountsListIsNotFound() {
    Scope stranger = new Scope(new AccountId("999999999999"), new Region("us-west-2"));
    var theirs =
        ec2.done(
            new CreateManagedPrefixList(
                stranger, "x", IpFamily.IPV4, 1, List.of(), Tags.NONE, Optional.empty()));
    assertThat(ec2.refused(authorize(web.id(), named(theirs.id()))).code())
        .isEqualTo("InvalidPrefixListID.NotFound");
  }

  private static NetworkAcl.Entry entry(int number, String cidr) {
    return new NetworkAcl.Entry(number, false, true, Traffic.ALL, Cidr.parse(cidr));
  }

  private static Permission named(PrefixListId id) {
    return new Permission(Traffic.tcp(443), new SecurityGroupRule.Peer.PrefixList(id), "");
  }

  private static AuthorizeSecurityGroupIngress authorize(
      SecurityGroupId group, Permission... permissions) {
    return new AuthorizeSecurityGroupIngress(group, List.of(permissions), Tags.NONE);
  }

  private static ModifySecurityGroupRules modify(
      SecurityGroupId group, SecurityGroupRuleId rule, Permission permission) {
    return new ModifySecurityGroupRules(
        group, List.of(new ModifySecurityGroupRules.Update(rule, permission)));
  }

  private static ModifyManagedPrefixList change(
      PrefixListId id,
      long version,
      List<ManagedPrefixList.Entry> added,
      List<Cidr> removed,
      Optional<Integer> size) {
    return new ModifyManagedPrefixList(
        id, Optional.of(version), Optional.empty(), added, removed, size);
  }
}
