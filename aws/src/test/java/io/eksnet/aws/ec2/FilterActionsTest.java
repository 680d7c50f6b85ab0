package io.eksnet.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.aws.SmallNetwork;
import io.eksnet.aws.TestClient;
import io.eksnet.aws.TestClient.Said;
import io.eksnet.id.AccountId;
import io.eksnet.id.Decision;
import io.eksnet.id.Region;
import io.eksnet.id.Scope;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.id.VpcPeeringConnectionId;
import io.eksnet.net.Cidr;
import io.eksnet.table.Change;
import io.eksnet.vpc.CreateSecurityGroup;
import io.eksnet.vpc.CreateVpc;
import io.eksnet.vpc.CreateVpcPeeringConnection;
import io.eksnet.vpc.VpcPeeringConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules of groups, network ACLs and prefix lists as clients ask for them and see them. */
class FilterActionsTest {
  private static final String NODES = SmallNetwork.NODES.value();
  private static final String S3 = "pl-68a54001";

  private final SmallNetwork network = new SmallNetwork();
  private final TestClient aws = new TestClient(network.ledger);

  private Said authorize(String protocol, int from, int to, String... peer) {
    List<String> parameters =
        new ArrayList<>(
            List.of(
                "GroupId",
                NODES,
                "IpPermissions.1.IpProtocol",
                protocol,
                "IpPermissions.1.FromPort",
                Integer.toString(from),
                "IpPermissions.1.ToPort",
                Integer.toString(to)));
    parameters.addAll(List.of(peer));
    return aws.ec2("AuthorizeSecurityGroupIngress", parameters.toArray(String[]::new));
  }

  @ParameterizedTest(name = "{0} is answered as {1}")
  @CsvSource({"6,tcp,80,81", "17,udp,53,53", "1,icmp,8,0", "58,icmpv6,128,-1", "icmp,icmp,3,4"})
  @DisplayName("A protocol asked for by its number is answered by its name")
  void protocols(String asked, String answered, int from, int to) {
    Said said = authorize(asked, from, to, "IpPermissions.1.IpRanges.1.CidrIp", "10.0.0.0/8");
    assertThat(said.one("ipProtocol")).isEqualTo(answered);
    assertThat(said.one("fromPort")).isEqualTo(Integer.toString(from));
    assertThat(said.one("toPort")).isEqualTo(Integer.toString(to));
    Said group = aws.ec2("DescribeSecurityGroups", "GroupId.1", NODES);
    assertThat(group.one("fromPort")).isEqualTo(Integer.toString(from));
    assertThat(
            aws.ec2(
                    "DescribeSecurityGroups",
                    "Filter.1.Name",
                    "ip-permission.protocol",
                    "Filter.1.Value.1",
                    answered)
                .all("groupId"))
        .contains(NODES);
  }

  @Test
  @DisplayName("A rule may name AWS's list of S3, and is found by it")
  void prefixListRule() {
    Said said = authorize("tcp", 443, 443, "IpPermissions.1.PrefixListIds.1.PrefixListId", S3);
    assertThat(said.one("prefixListId")).isEqualTo(S3);
    assertThat(
            aws.ec2(
                    "DescribeSecurityGroups",
                    "Filter.1.Name",
                    "ip-permission.prefix-list-id",
                    "Filter.1.Value.1",
                    S3)
                .all("groupName"))
        .containsExactly("nodes");
    assertThat(aws.ec2("GetManagedPrefixListAssociations", "PrefixListId", S3).all("resourceId"))
        .containsExactly(NODES);
    assertThat(
            aws.ec2(
                    "RevokeSecurityGroupIngress",
                    "GroupId",
                    NODES,
                    "SecurityGroupRuleId.1",
                    said.one("securityGroupRuleId"))
                .one("prefixListId"))
        .isEqualTo(S3);
  }

  @Test
  @DisplayName("Groups in a VPC of one's own are named by id, malformed and unknown ones refused")
  void groupPeers() {
    assertThat(authorize("tcp", 1, 1, "IpPermissions.1.Groups.1.GroupName", "nodes").refusal())
        .isEqualTo(
            "InvalidParameterValue: Invalid value 'nodes' for groupName. You may not reference"
                + " Amazon VPC security groups by name. Please use the corresponding id for this"
                + " operation.");
    assertThat(authorize("tcp", 1, 1, "IpPermissions.1.Groups.1.GroupId", "sg-x").refusal())
        .isEqualTo("InvalidGroupId.Malformed: Invalid id: \"sg-x\" (expecting \"sg-...\")");
    assertThat(
            authorize("tcp", 1, 1, "IpPermissions.1.PrefixListIds.1.PrefixListId", "pl-0")
                .one("Code"))
        .isEqualTo("InvalidPrefixListId.Malformed");
    assertThat(
            authorize(
                    "tcp",
                    1,
                    1,
                    "IpPermissions.1.Groups.1.GroupId",
                    NODES,
                    "IpPermissions.1.Groups.1.UserId",
                    "444455556666")
                .one("Code"))
        .isEqualTo("InvalidGroup.NotFound");
    assertThat(aws.ec2("DescribeSecurityGroups", "GroupName.1", "nodes").one("Code"))
        .isEqualTo("InvalidGroup.NotFound");
  }

  @Test
  @DisplayName("A rule is modified and described by its id")
  void rules() {
    String rule =
        authorize("tcp", 80, 80, "IpPermissions.1.IpRanges.1.CidrIp", "10.0.0.0/8")
            .one("securityGroupRuleId");
    String prefix = "SecurityGroupRule.1.SecurityGroupRule.";
    assertThat(
            aws.ec2(
                    "ModifySecurityGroupRules",
                    "GroupId",
                    NODES,
                    "SecurityGroupRule.1.SecurityGroupRuleId",
                    rule,
                    prefix + "IpProtocol",
                    "tcp",
                    prefix + "FromPort",
                    "443",
                    prefix + "ToPort",
                    "443",
                    prefix + "CidrIpv4",
                    "10.1.0.0/16")
                .one("return"))
        .isEqualTo("true");
    aws.ec2(
        "UpdateSecurityGroupRuleDescriptionsIngress",
        "GroupId",
        NODES,
        "SecurityGroupRuleDescription.1.SecurityGroupRuleId",
        rule,
        "SecurityGroupRuleDescription.1.Description",
        "https");
    Said said = aws.ec2("DescribeSecurityGroupRules", "SecurityGroupRuleId.1", rule);
    assertThat(said.one("cidrIpv4")).isEqualTo("10.1.0.0/16");
    assertThat(said.one("description")).isEqualTo("https");
    assertThat(
            aws.ec2(
                    "ModifySecurityGroupRules",
                    "GroupId",
                    NODES,
                    "SecurityGroupRule.1.SecurityGroupRuleId",
                    rule,
                    prefix + "IpProtocol",
                    "-1")
                .one("Code"))
        .isEqualTo("MissingParameter");
  }

  @Test
  @DisplayName("A group is used in another VPC once it is associated with it")
  void groupVpcs() {
    String other = "vpc-0aaaaaaaaaaaaaaa9";
    network.ledger.execute(
        new CreateVpc(
            SmallNetwork.SCOPE,
            Cidr.parse("10.9.0.0/16"),
            Tags.NONE,
            Optional.of(new VpcId(other))));
    assertThat(aws.ec2("GetSecurityGroupsForVpc", "VpcId", other).all("groupName"))
        .containsExactly("default");
    assertThat(aws.ec2("AssociateSecurityGroupVpc", "GroupId", NODES, "VpcId", other).one("state"))
        .isEqualTo("associated");
    assertThat(aws.ec2("GetSecurityGroupsForVpc", "VpcId", other).all("groupName"))
        .containsExactlyInAnyOrder("default", "nodes");
    assertThat(
            aws.ec2(
                    "DescribeSecurityGroupVpcAssociations",
                    "Filter.1.Name",
                    "vpc-id",
                    "Filter.1.Value.1",
                    other)
                .all("groupId"))
        .containsExactly(NODES);
    assertThat(aws.ec2("DescribeStaleSecurityGroups", "VpcId", other).all("groupId")).isEmpty();
    assertThat(aws.ec2("DescribeSecurityGroupReferences", "GroupId.1", NODES).all("groupId"))
        .isEmpty();
    aws.ec2("DisassociateSecurityGroupVpc", "GroupId", NODES, "VpcId", other);
    assertThat(aws.ec2("DescribeSecurityGroupVpcAssociations").all("groupId")).isEmpty();
  }

  @Test
  @DisplayName("A peered account's group is shown with its VPC and connection, then as stale")
  void peeredGroup() {
    Scope there = new Scope(new AccountId("444455556666"), new Region("us-west-2"));
    VpcId vpc = new VpcId("vpc-0aaaaaaaaaaaaaaa7");
    SecurityGroupId theirs = new SecurityGroupId("sg-0aaaaaaaaaaaaaaa7");
    VpcPeeringConnectionId pcx = new VpcPeeringConnectionId("pcx-0aaaaaaaaaaaaaaa7");
    network.ledger.execute(
        new CreateVpc(there, Cidr.parse("10.7.0.0/16"), Tags.NONE, Optional.of(vpc)));
    network.ledger.execute(
        new CreateSecurityGroup(vpc, "theirs", "x", Tags.NONE, Optional.of(theirs)));
    network.ledger.execute(
        new CreateVpcPeeringConnection(SmallNetwork.VPC, vpc, there, Tags.NONE, Optional.of(pcx)));
    network.ledger.transact(
        (facts, context) -> {
          var active =
              facts
                  .find(VpcPeeringConnection.KIND, pcx)
                  .orElseThrow()
                  .with(VpcPeeringConnection.State.ACTIVE, "Active", context.now());
          return Decision.accept(active, Change.put(VpcPeeringConnection.KIND, active));
        });
    String[] peer = {
      "IpPermissions.1.Groups.1.GroupId",
      theirs.value(),
      "IpPermissions.1.Groups.1.UserId",
      "444455556666"
    };
    Said said = authorize("tcp", 80, 80, peer);
    assertThat(said.one("userId")).isEqualTo("444455556666");
    assertThat(said.one("peeringStatus")).isEqualTo("active");
    Said references =
        aws.ofOtherAccount().ec2("DescribeSecurityGroupReferences", "GroupId.1", theirs.value());
    assertThat(references.one("referencingVpcId")).isEqualTo(SmallNetwork.VPC.value());
    assertThat(references.one("vpcPeeringConnectionId")).isEqualTo(pcx.value());

    assertThat(aws.ofOtherAccount().ec2("DeleteSecurityGroup", "GroupId", theirs.value()).status())
        .isEqualTo(200);
    Said stale = aws.ec2("DescribeStaleSecurityGroups", "VpcId", SmallNetwork.VPC.value());
    assertThat(stale.all("groupId")).containsExactlyInAnyOrder(NODES, theirs.value());
    assertThat(
            aws.ec2(
                    "RevokeSecurityGroupIngress",
                    "GroupId",
                    NODES,
                    "IpPermissions.1.IpProtocol",
                    "tcp",
                    "IpPermissions.1.FromPort",
                    "80",
                    "IpPermissions.1.ToPort",
                    "80",
                    peer[0],
                    peer[1],
                    peer[2],
                    peer[3])
                .one("return"))
        .isEqualTo("true");
  }

  private Said entry(String action, String acl, int number, String... more) {
    List<String> parameters =
        new ArrayList<>(
            List.of(
                "NetworkAclId",
                acl,
                "RuleNumber",
                Integer.toString(number),
                "Egress",
                "false",
                "RuleAction",
                "allow"));
    parameters.addAll(List.of(more));
    return aws.ec2(action, parameters.toArray(String[]::new));
  }

  @Test
  @DisplayName("A network ACL is made, filled, put before a subnet, emptied and deleted")
  void networkAcl() {
    Said made =
        aws.ec2(
            "CreateNetworkAcl",
            "VpcId",
            SmallNetwork.VPC.value(),
            "TagSpecification.1.ResourceType",
            "network-acl",
            "TagSpecification.1.Tag.1.Key",
            "Name",
            "TagSpecification.1.Tag.1.Value",
            "tight");
    String acl = made.one("networkAclId");
    assertThat(made.all("ruleNumber")).containsExactly("32767", "32767");
    entry(
        "CreateNetworkAclEntry",
        acl,
        100,
        "Protocol",
        "6",
        "CidrBlock",
        "10.0.0.7/8",
        "PortRange.From",
        "443",
        "PortRange.To",
        "443");
    entry(
        "CreateNetworkAclEntry",
        acl,
        110,
        "Protocol",
        "58",
        "Ipv6CidrBlock",
        "::/0",
        "Icmp.Type",
        "128",
        "Icmp.Code",
        "-1");
    entry("ReplaceNetworkAclEntry", acl, 100, "Protocol", "-1", "CidrBlock", "10.0.0.0/8");
    Said shown = aws.ec2("DescribeNetworkAcls", "NetworkAclId.1", acl);
    assertThat(shown.all("ruleNumber"))
        .containsExactly("100", "110", "32767", "32767", "32768", "32768");
    assertThat(shown.all("protocol")).containsExactly("-1", "58", "-1", "-1", "-1", "-1");
    assertThat(shown.one("type")).isEqualTo("128");
    assertThat(
            aws.ec2(
                    "DescribeNetworkAcls",
                    "Filter.1.Name",
                    "entry.icmp.type",
                    "Filter.1.Value.1",
                    "128")
                .all("networkAclId"))
        .contains(acl);

    Said found =
        aws.ec2(
            "DescribeNetworkAcls",
            "Filter.1.Name",
            "association.subnet-id",
            "Filter.1.Value.1",
            SmallNetwork.PRIVATE.value());
    String association =
        found
            .all("networkAclAssociationId")
            .get(found.all("subnetId").indexOf(SmallNetwork.PRIVATE.value()));
    Said moved =
        aws.ec2("ReplaceNetworkAclAssociation", "AssociationId", association, "NetworkAclId", acl);
    assertThat(aws.ec2("DeleteNetworkAcl", "NetworkAclId", acl).one("Code"))
        .isEqualTo("DependencyViolation");
    aws.ec2(
        "ReplaceNetworkAclAssociation",
        "AssociationId",
        moved.one("newAssociationId"),
        "NetworkAclId",
        found.one("networkAclId"));
    aws.ec2("DeleteNetworkAclEntry", "NetworkAclId", acl, "RuleNumber", "100", "Egress", "false");
    assertThat(aws.ec2("DeleteNetworkAcl", "NetworkAclId", acl).one("return")).isEqualTo("true");
    assertThat(aws.ec2("DescribeNetworkAcls", "NetworkAclId.1", acl).one("Code"))
        .isEqualTo("InvalidNetworkAclID.NotFound");
  }

  @ParameterizedTest(name = "{0} {1} {2}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          6   | CidrBlock     | 10.0.0.0/8 | MissingParameter: The request must contain the parameter portRange
          1   | CidrBlock     | 10.0.0.0/8 | MissingParameter: The request must contain the parameter icmpTypeCode
          -1  | CidrBlock     | 10.0.0.0   | InvalidParameterValue: Value (10.0.0.0) for parameter cidrBlock is invalid. This is not a valid CIDR block.
          -1  | Ipv6CidrBlock | 10.0.0.0/8 | InvalidParameterValue: Value (10.0.0.0/8) for parameter ipv6CidrBlock is invalid. This is not a valid CIDR block.
          foo | CidrBlock     | 10.0.0.0/8 | InvalidParameterValue: Invalid value 'foo' for IP protocol. Unknown protocol.
          """)
  @DisplayName("Entries that make no sense are refused")
  void badEntries(String protocol, String member, String cidr, String refusal) {
    String acl = aws.ec2("CreateNetworkAcl", "VpcId", SmallNetwork.VPC.value()).one("networkAclId");
    assertThat(
            entry("CreateNetworkAclEntry", acl, 100, "Protocol", protocol, member, cidr).refusal())
        .isEqualTo(refusal);
  }

  @Test
  @DisplayName("A prefix list is made, changed with its version, restored, and deleted")
  void prefixList() {
    Said made =
        aws.ec2(
            "CreateManagedPrefixList",
            "PrefixListName",
            "office",
            "AddressFamily",
            "IPv4",
            "MaxEntries",
            "5",
            "Entry.1.Cidr",
            "10.1.0.0/16",
            "Entry.1.Description",
            "one");
    String id = made.one("prefixListId");
    assertThat(made.one("state")).isEqualTo("create-complete");
    Said changed =
        aws.ec2(
            "ModifyManagedPrefixList",
            "PrefixListId",
            id,
            "CurrentVersion",
            "1",
            "AddEntry.1.Cidr",
            "10.2.0.0/16",
            "RemoveEntry.1.Cidr",
            "10.1.0.0/16");
    assertThat(changed.one("version")).isEqualTo("2");
    assertThat(aws.ec2("GetManagedPrefixListEntries", "PrefixListId", id).all("cidr"))
        .containsExactly("10.2.0.0/16");
    assertThat(
            aws.ec2("GetManagedPrefixListEntries", "PrefixListId", id, "TargetVersion", "1")
                .all("cidr"))
        .containsExactly("10.1.0.0/16");
    assertThat(
            aws.ec2(
                    "ModifyManagedPrefixList",
                    "PrefixListId",
                    id,
                    "CurrentVersion",
                    "1",
                    "AddEntry.1.Cidr",
                    "10.3.0.0/16")
                .refusal())
        .isEqualTo("PrefixListVersionMismatch: The prefix list has the incorrect version number.");
    aws.ec2(
        "RestoreManagedPrefixListVersion",
        "PrefixListId",
        id,
        "PreviousVersion",
        "1",
        "CurrentVersion",
        "2");
    assertThat(aws.ec2("DescribeManagedPrefixLists", "PrefixListId.1", id).one("version"))
        .isEqualTo("3");
    aws.ec2("DeleteManagedPrefixList", "PrefixListId", id);
    assertThat(aws.ec2("DescribeManagedPrefixLists", "PrefixListId.1", id).refusal())
        .isEqualTo("InvalidPrefixListID.NotFound: The prefix list ID '" + id + "' does not exist");
  }

  @Test
  @DisplayName("AWS's lists are in every account and Region, and nobody changes them")
  void awsLists() {
    assertThat(
            aws.ec2(
                    "DescribePrefixLists",
                    "Filter.1.Name",
                    "prefix-list-name",
                    "Filter.1.Value.1",
                    "com.amazonaws.us-west-2.s3")
                .one("prefixListId"))
        .isEqualTo(S3);
    TestClient other = aws.ofOtherAccount();
    Said described = other.ec2("DescribeManagedPrefixLists", "PrefixListId.1", S3);
    assertThat(described.one("ownerId")).isEqualTo("AWS");
    assertThat(described.one("prefixListArn"))
        .isEqualTo("arn:aws:ec2:us-west-2:aws:prefix-list/pl-68a54001");
    assertThat(
            aws.in("us-east-1").ec2("DescribeManagedPrefixLists", "PrefixListId.1", S3).one("Code"))
        .isEqualTo("InvalidPrefixListID.NotFound");
    assertThat(aws.ec2("DeleteManagedPrefixList", "PrefixListId", S3).one("Code"))
        .isEqualTo("UnsupportedOperation");
  }

  @Test
  @DisplayName("Another account does not see one's lists, and pages show every list once")
  void pages() {
    String id =
        aws.ec2(
                "CreateManagedPrefixList",
                "PrefixListName",
                "mine",
                "AddressFamily",
                "IPv6",
                "MaxEntries",
                "1")
            .one("prefixListId");
    assertThat(
            aws.ofOtherAccount()
                .ec2("DescribeManagedPrefixLists", "PrefixListId.1", id)
                .one("Code"))
        .isEqualTo("InvalidPrefixListID.NotFound");
    List<String> seen = new ArrayList<>();
    Said page = aws.ec2("DescribeManagedPrefixLists", "MaxResults", "5");
    seen.addAll(page.all("prefixListId"));
    while (!page.all("nextToken").isEmpty()) {
      page =
          aws.ec2(
              "DescribeManagedPrefixLists", "MaxResults", "5", "NextToken", page.one("nextToken"));
      seen.addAll(page.all("prefixListId"));
    }
    assertThat(seen).doesNotHaveDuplicates().contains(id, S3).hasSize(13);
  }
}
