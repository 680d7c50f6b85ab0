package io.eksnet.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.aws.SmallNetwork;
import io.eksnet.aws.TestClient;
import io.eksnet.aws.TestClient.Said;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.Tags;
import io.eksnet.vpc.SecurityGroup;
import io.eksnet.vpc.SecurityGroupRule;
import io.eksnet.vpc.SecurityGroupRule.Direction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecurityGroupChangesTest {

  private final SmallNetwork network = new SmallNetwork();
  private final TestClient aws = new TestClient(network.ledger);

  private String group(String name) {
    return aws.ec2(
            "CreateSecurityGroup",
            "GroupName",
            name,
            "GroupDescription",
            "made in a test",
            "VpcId",
            SmallNetwork.VPC.value(),
            "TagSpecification.1.ResourceType",
            "security-group",
            "TagSpecification.1.Tag.1.Key",
            "k",
            "TagSpecification.1.Tag.1.Value",
            "v")
        .one("groupId");
  }

  private List<String> rules(String group, Direction direction) {
    return network.ledger.durable().vpcs().rulesOf(new SecurityGroupId(group)).stream()
        .filter(rule -> rule.direction() == direction)
        .map(SecurityGroupChangesTest::words)
        .sorted()
        .toList();
  }

  private static String words(SecurityGroupRule rule) {
    return rule.traffic()
        + " "
        + rule.peer()
        + (rule.description().isEmpty() ? "" : " " + rule.description());
  }

  @Test
  void aNewGroupIsAFactWithItsTags() {
    String id = group("db");
    SecurityGroup made =
        network.ledger.durable().vpcs().securityGroup(new SecurityGroupId(id)).orElseThrow();
    assertThat(made.name()).isEqualTo("db");
    assertThat(made.tags().get("k")).contains("v");
    assertThat(rules(id, Direction.EGRESS)).containsExactly("all traffic 0.0.0.0/0");
  }

  @Test
  void everyPeerOfAPermissionBecomesARule() {
    String id = group("db");
    Said said =
        aws.ec2(
            "AuthorizeSecurityGroupIngress",
            "GroupId",
            id,
            "IpPermissions.1.IpProtocol",
            "tcp",
            "IpPermissions.1.FromPort",
            "80",
            "IpPermissions.1.ToPort",
            "81",
            "IpPermissions.1.IpRanges.1.CidrIp",
            "10.0.0.0/8",
            "IpPermissions.1.IpRanges.1.Description",
            "web",
            "IpPermissions.1.Ipv6Ranges.1.CidrIpv6",
            "::/0",
            "IpPermissions.2.IpProtocol",
            "-1",
            "IpPermissions.2.Groups.1.GroupId",
            SmallNetwork.NODES.value());
    assertThat(said.all("securityGroupRuleId")).hasSize(3);
    assertThat(rules(id, Direction.INGRESS))
        .containsExactly(
            "all traffic " + SmallNetwork.NODES, "tcp 80-81 10.0.0.0/8 web", "tcp 80-81 ::/0");
  }

  @Test
  void theShortFormIsAPermissionToo() {
    String id = group("db");
    aws.ec2(
        "AuthorizeSecurityGroupIngress",
        "GroupId",
        id,
        "IpProtocol",
        "udp",
        "FromPort",
        "53",
        "ToPort",
        "53",
        "CidrIp",
        "10.0.0.9/16");
    assertThat(rules(id, Direction.INGRESS)).containsExactly("udp 53 10.0.0.0/16");
  }

  @Test
  void rulesGoByWhatTheyAllowOrById() {
    String id = group("db");
    String rule =
        aws.ec2(
                "AuthorizeSecurityGroupIngress",
                "GroupId",
                id,
                "IpPermissions.1.IpProtocol",
                "icmp",
                "IpPermissions.1.FromPort",
                "-1",
                "IpPermissions.1.ToPort",
                "-1",
                "IpPermissions.1.IpRanges.1.CidrIp",
                "0.0.0.0/0")
            .one("securityGroupRuleId");
    Said byId = aws.ec2("RevokeSecurityGroupIngress", "SecurityGroupRuleId.1", rule);
    assertThat(byId.one("return")).isEqualTo("true");
    assertThat(rules(id, Direction.INGRESS)).isEmpty();
    aws.ec2(
        "RevokeSecurityGroupEgress",
        "GroupId",
        id,
        "IpPermissions.1.IpProtocol",
        "-1",
        "IpPermissions.1.IpRanges.1.CidrIp",
        "0.0.0.0/0");
    assertThat(rules(id, Direction.EGRESS)).isEmpty();
    assertThat(aws.ec2("DeleteSecurityGroup", "GroupId", id).one("groupId")).isEqualTo(id);
  }

  @Test
  void aDryRunChangesNothing() {
    long before = network.ledger.durable().revision();
    Said said =
        aws.ec2(
            "CreateSecurityGroup",
            "GroupName",
            "db",
            "GroupDescription",
            "d",
            "VpcId",
            SmallNetwork.VPC.value(),
            "DryRun",
            "true");
    assertThat(said.status()).isEqualTo(412);
    assertThat(said.one("Code")).isEqualTo("DryRunOperation");
    assertThat(network.ledger.durable().revision()).isEqualTo(before);
    assertThat(
            aws.ec2("DeleteSecurityGroup", "GroupId", "sg-0fffffffffffffff1", "DryRun", "true")
                .one("Code"))
        .isEqualTo("InvalidGroup.NotFound");
  }

  @ParameterizedTest(name = "{0} {1}-{2} {3}: {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tcp  | 80    | -1    | 10.0.0.0/8  | InvalidParameterValue: Invalid TCP/UDP port range (80:-1). Expected 0 to 65535.
          tcp  | 90    | 80    | 10.0.0.0/8  | InvalidParameterValue: Invalid TCP/UDP port range (90:80). Expected 0 to 65535.
          tcp  | 0     | 70000 | 10.0.0.0/8  | InvalidParameterValue: Invalid TCP/UDP port range (0:70000). Expected 0 to 65535.
          foo  | 0     | 1     | 10.0.0.0/8  | InvalidParameterValue: Invalid value 'foo' for IP protocol. Unknown protocol.
          tcp  | 0     | 1     | 10.0.0.0/33 | InvalidParameterValue: CIDR block 10.0.0.0/33 is malformed
          tcp  | 0     | 1     | fd00::/8    | InvalidParameterValue: CIDR block fd00::/8 is malformed
          icmp | -1    | 0     | 10.0.0.0/8  | InvalidParameterValue: Invalid ICMP type and code (-1:0). Expected -1 to 255, and no code where the type is -1.
          icmp | 256   | -1    | 10.0.0.0/8  | InvalidParameterValue: Invalid ICMP type and code (256:-1). Expected -1 to 255, and no code where the type is -1.
          """)
  void permissionsThatMakeNoSenseAreRefused(
      String protocol, String from, String to, String cidr, String refusal) {
    assertThat(
            aws.ec2(
                    "AuthorizeSecurityGroupIngress",
                    "GroupId",
                    SmallNetwork.NODES.value(),
                    "IpPermissions.1.IpProtocol",
                    protocol,
                    "IpPermissions.1.FromPort",
                    from,
                    "IpPermissions.1.ToPort",
                    to,
                    "IpPermissions.1.IpRanges.1.CidrIp",
                    cidr)
                .refusal())
        .isEqualTo(refusal);
  }

  @Test
  void whatIsMissingIsNamed() {
    String nodes = SmallNetwork.NODES.value();
    assertThat(aws.ec2("CreateSecurityGroup", "GroupName", "x").refusal())
        .isEqualTo("MissingParameter: The request must contain the parameter groupDescription");
    assertThat(aws.ec2("CreateSecurityGroup", "GroupName", "x", "GroupDescription", "d").refusal())
        .startsWith("VPCIdNotSpecified: No default VPC for this user");
    assertThat(aws.ec2("DeleteSecurityGroup").refusal())
        .isEqualTo("MissingParameter: The request must contain the parameter groupName or groupId");
    assertThat(aws.ec2("AuthorizeSecurityGroupIngress", "GroupId", nodes).one("Code"))
        .isEqualTo("MissingParameter");
    assertThat(
            aws.ec2(
                    "AuthorizeSecurityGroupIngress",
                    "GroupId",
                    nodes,
                    "IpPermissions.1.IpProtocol",
                    "-1")
                .refusal())
        .isEqualTo(
            "MissingParameter: Missing source specification: include source security group or CIDR"
                + " information");
    assertThat(
            aws.ec2(
                    "AuthorizeSecurityGroupIngress",
                    "GroupId",
                    nodes,
                    "IpPermissions.1.IpProtocol",
                    "tcp",
                    "IpPermissions.1.IpRanges.1.CidrIp",
                    "10.0.0.0/8")
                .refusal())
        .contains("Must specify both from and to ports with TCP/UDP.");
  }

  @Test
  void tagsAreCheckedBeforeAnythingIsMade() {
    String[] start = {
      "GroupName", "x", "GroupDescription", "d", "VpcId", SmallNetwork.VPC.value(),
    };
    assertThat(tagged(start, "vpc", "k")).contains("'vpc' is not a valid taggable resource type");
    assertThat(tagged(start, "security-group", "aws:x")).contains("reserved for internal use");
    assertThat(network.ledger.durable().table(SecurityGroup.KIND).stream())
        .noneMatch(group -> group.name().equals("x"));
  }

  private String tagged(String[] start, String type, String key) {
    List<String> parameters = new ArrayList<>(List.of(start));
    parameters.addAll(
        List.of(
            "TagSpecification.1.ResourceType", type,
            "TagSpecification.1.Tag.1.Key", key,
            "TagSpecification.1.Tag.1.Value", "v"));
    return aws.ec2("CreateSecurityGroup", parameters.toArray(String[]::new)).refusal();
  }

  @Test
  void tagsComeAndGo() {
    String id = SmallNetwork.NODES.value();
    aws.ec2("CreateTags", "ResourceId.1", id, "Tag.1.Key", "team", "Tag.1.Value", "net");
    assertThat(
            aws.ec2(
                    "DescribeSecurityGroups",
                    "Filter.1.Name",
                    "tag:team",
                    "Filter.1.Value.1",
                    "net")
                .all("groupName"))
        .contains("nodes");
    aws.ec2("DeleteTags", "ResourceId.1", id, "Tag.1.Key", "team");
    assertThat(
            network.ledger.durable().vpcs().securityGroup(SmallNetwork.NODES).orElseThrow().tags())
        .isEqualTo(Tags.NONE);
  }
}
