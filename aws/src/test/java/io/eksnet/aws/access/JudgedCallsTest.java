package io.eksnet.aws.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.aws.SmallNetwork;
import io.eksnet.aws.TestClient.Said;
import io.eksnet.aws.iam.IamClient;
import io.eksnet.aws.sts.SessionKey;
import io.eksnet.aws.sts.WebIdentity;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What roles may do, as their policies say. */
class JudgedCallsTest {
  private static final String TRUST_ACCOUNT =
      """
      {"Version":"2012-10-17","Statement":{"Effect":"Allow",\
      "Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"sts:AssumeRole"}}""";

  /** What the load balancer controller's policy says of load balancers and their tags. */
  private static final String CONTROLLER =
      """
      {"Version":"2012-10-17","Statement":[
       {"Effect":"Allow","Action":["ec2:Describe*","elasticloadbalancing:Describe*"],
        "Resource":"*"},
       {"Effect":"Allow","Action":["ec2:CreateSecurityGroup"],"Resource":"*"},
       {"Effect":"Allow","Action":["ec2:CreateTags"],
        "Resource":"arn:aws:ec2:*:*:security-group/*",
        "Condition":{"StringEquals":{"ec2:CreateAction":"CreateSecurityGroup"},
                     "Null":{"aws:RequestTag/elbv2.k8s.aws/cluster":"false"}}},
       {"Effect":"Allow","Action":["ec2:DeleteSecurityGroup"],"Resource":"*",
        "Condition":{"Null":{"aws:ResourceTag/elbv2.k8s.aws/cluster":"false"}}},
       {"Effect":"Allow","Action":"elasticloadbalancing:CreateLoadBalancer","Resource":"*",
        "Condition":{"Null":{"aws:RequestTag/elbv2.k8s.aws/cluster":"false"}}},
       {"Effect":"Allow","Action":"elasticloadbalancing:AddTags",
        "Resource":"arn:aws:elasticloadbalancing:*:*:loadbalancer/net/*/*",
        "Condition":{"StringEquals":{"elasticloadbalancing:CreateAction":"CreateLoadBalancer"},
                     "Null":{"aws:RequestTag/elbv2.k8s.aws/cluster":"false"}}},
       {"Effect":"Allow","Action":"elasticloadbalancing:DeleteLoadBalancer","Resource":"*",
        "Condition":{"Null":{"aws:ResourceTag/elbv2.k8s.aws/cluster":"false"}}}]}""";

  private final SmallNetwork network = new SmallNetwork();
  private final IamClient root = IamClient.of(network.ledger, WebIdentity.NONE);

  private void role(String name, String trust, String policy) {
    Said made = root.call("iam", "CreateRole", "RoleName", name, "AssumeRolePolicyDocument", trust);
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    put(name, policy);
  }

  private void put(String name, String policy) {
    Said put =
        root.call(
            "iam",
            "PutRolePolicy",
            "RoleName",
            name,
            "PolicyName",
            "own",
            "PolicyDocument",
            policy);
    assertThat(put.status()).as(put.text()).isEqualTo(200);
  }

  private static String allow(String action, String resource) {
    return """
        {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"%s","Resource":"%s"}}"""
        .formatted(action, resource);
  }

  private static Said balancer(IamClient client, String name, String... more) {
    String[] all = new String[more.length + 8];
    System.arraycopy(
        new String[] {
          "Name",
          name,
          "Type",
          "network",
          "Scheme",
          "internal",
          "Subnets.member.1",
          SmallNetwork.PRIVATE.value()
        },
        0,
        all,
        0,
        8);
    System.arraycopy(more, 0, all, 8, more.length);
    return client.call("elasticloadbalancing", "CreateLoadBalancer", all);
  }

  @Test
  void theControllerMakesTaggedBalancersAndLeavesOthersAlone() {
    role("lbc", TRUST_ACCOUNT, CONTROLLER);
    IamClient controller = root.assume("lbc");
    String[] tag = {
      "Tags.member.1.Key", "elbv2.k8s.aws/cluster", "Tags.member.1.Value", "my-cluster"
    };

    String own = balancer(controller, "tagged", tag).one("LoadBalancerArn");
    String others = balancer(root, "untagged").one("LoadBalancerArn");

    assertThat(balancer(controller, "untagged-2").refusal())
        .isEqualTo(
            "AccessDenied: User: arn:aws:sts::111122223333:assumed-role/lbc/test is not authorized"
                + " to perform: elasticloadbalancing:CreateLoadBalancer on resource:"
                + " arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/net/untagged-2/*"
                + " because no identity-based policy allows the"
                + " elasticloadbalancing:CreateLoadBalancer action");
    assertThat(delete(controller, others).refusal())
        .startsWith("AccessDenied: ")
        .contains("elasticloadbalancing:DeleteLoadBalancer on resource: " + others);
    assertThat(delete(controller, own).status()).isEqualTo(200);
    assertThat(delete(root, others).status()).isEqualTo(200);
  }

  private static Said delete(IamClient client, String arn) {
    return client.call("elasticloadbalancing", "DeleteLoadBalancer", "LoadBalancerArn", arn);
  }

  @Test
  void tagsForWhatIsMadeNeedCreateTags() {
    role("lbc", TRUST_ACCOUNT, CONTROLLER);
    IamClient controller = root.assume("lbc");

    assertThat(group(controller, "a", "elbv2.k8s.aws/cluster").status()).isEqualTo(200);
    assertThat(group(controller, "b", "other").refusal())
        .startsWith(
            "UnauthorizedOperation: You are not authorized to perform this operation. User:"
                + " arn:aws:sts::111122223333:assumed-role/lbc/test is not authorized to perform:"
                + " ec2:CreateTags on resource:"
                + " arn:aws:ec2:us-west-2:111122223333:security-group/* because no identity-based"
                + " policy allows the ec2:CreateTags action. Encoded authorization failure message:"
                + " ");
    assertThat(
            controller
                .call(
                    "ec2",
                    "CreateTags",
                    "ResourceId.1",
                    SmallNetwork.NODES.value(),
                    "Tag.1.Key",
                    "elbv2.k8s.aws/cluster",
                    "Tag.1.Value",
                    "x")
                .refusal())
        .startsWith("UnauthorizedOperation: ");
  }

  private static Said group(IamClient client, String name, String tag) {
    return client.call(
        "ec2",
        "CreateSecurityGroup",
        "GroupName",
        name,
        "GroupDescription",
        name,
        "VpcId",
        SmallNetwork.VPC.value(),
        "TagSpecification.1.ResourceType",
        "security-group",
        "TagSpecification.1.Tag.1.Key",
        tag,
        "TagSpecification.1.Tag.1.Value",
        "x");
  }

  @Test
  void aDryRunIsJudgedToo() {
    role("reader", TRUST_ACCOUNT, allow("ec2:Describe*", "*"));
    IamClient reader = root.assume("reader");
    assertThat(reader.call("ec2", "DescribeVpcs", "DryRun", "true").refusal())
        .startsWith("DryRunOperation: ");
    Said refused = reader.call("ec2", "CreateVpc", "CidrBlock", "10.9.0.0/16", "DryRun", "true");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.refusal()).startsWith("UnauthorizedOperation: ");
  }

  @Test
  void anEncodedMessageCanBeDecoded() {
    role("reader", TRUST_ACCOUNT, allow("ec2:Describe*", "*"));
    String refusal =
        root.assume("reader").call("ec2", "CreateVpc", "CidrBlock", "10.9.0.0/16").refusal();
    String encoded = refusal.substring(refusal.lastIndexOf(' ') + 1);
    assertThat(
            root.call("sts", "DecodeAuthorizationMessage", "EncodedMessage", encoded)
                .one("DecodedMessage"))
        .contains("ec2:CreateVpc");
  }

  @Test
  void resourcesAndRegionsAreToldApart() {
    role(
        "one-group",
        TRUST_ACCOUNT,
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:*",
         "Resource":"arn:aws:ec2:*:*:security-group/%s",
         "Condition":{"StringEquals":{"aws:RequestedRegion":"us-west-2"}}},
         {"Effect":"Deny","Action":"ec2:DeleteSecurityGroup","Resource":"*"}]}"""
            .formatted(SmallNetwork.NODES));
    IamClient client = root.assume("one-group");
    assertThat(client.call("ec2", "DescribeVpcs").refusal())
        .contains(
            "is not authorized to perform: ec2:DescribeVpcs because no identity-based policy"
                + " allows the ec2:DescribeVpcs action");
    assertThat(
            client
                .call("ec2", "DeleteSecurityGroup", "GroupId", SmallNetwork.NODES.value())
                .refusal())
        .contains("with an explicit deny in an identity-based policy");
  }

  @Test
  void eksSpeaksJson() {
    role("viewer", TRUST_ACCOUNT, allow("eks:DescribeCluster", "arn:aws:eks:*:*:cluster/my-*"));
    IamClient viewer = root.assume("viewer");
    assertThat(viewer.eks("/clusters/my-cluster").status()).isEqualTo(200);
    Said refused = viewer.eks("/clusters/other");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text())
        .contains(
            "is not authorized to perform: eks:DescribeCluster on resource:"
                + " arn:aws:eks:us-west-2:111122223333:cluster/other because no identity-based"
                + " policy allows the eks:DescribeCluster action");
  }

  @Test
  void aBoundaryAndASessionsPolicyOnlyTakeAway() {
    role("all", TRUST_ACCOUNT, allow("*", "*"));
    IamClient limited = root.assume("all", "Policy", allow("ec2:DescribeVpcs", "*"));
    assertThat(limited.call("ec2", "DescribeVpcs").status()).isEqualTo(200);
    assertThat(limited.call("ec2", "DescribeSubnets").refusal())
        .contains("because no session policy allows the ec2:DescribeSubnets action");

    root.call(
        "iam",
        "PutRolePermissionsBoundary",
        "RoleName",
        "all",
        "PermissionsBoundary",
        "arn:aws:iam::aws:policy/AmazonVPCReadOnlyAccess");
    IamClient bounded = root.assume("all");
    assertThat(bounded.call("ec2", "DescribeVpcs").status()).isEqualTo(200);
    assertThat(bounded.call("ec2", "CreateVpc", "CidrBlock", "10.9.0.0/16").refusal())
        .contains("because no permissions boundary allows the ec2:CreateVpc action");
  }

  @Test
  void policiesCountFromTheMomentTheyChange() {
    role("changing", TRUST_ACCOUNT, allow("ec2:DescribeSubnets", "*"));
    IamClient client = root.assume("changing");
    assertThat(client.call("ec2", "DescribeVpcs").status()).isEqualTo(403);
    put("changing", allow("ec2:DescribeVpcs", "*"));
    assertThat(client.call("ec2", "DescribeVpcs").status()).isEqualTo(200);
    root.call("iam", "DeleteRolePolicy", "RoleName", "changing", "PolicyName", "own");
    root.call("iam", "DeleteRole", "RoleName", "changing");
    assertThat(client.call("ec2", "DescribeVpcs").status()).isEqualTo(403);
    role("changing", TRUST_ACCOUNT, allow("*", "*"));
    assertThat(client.call("ec2", "DescribeVpcs").status())
        .as("another role of the same name")
        .isEqualTo(403);
  }

  @Test
  void everybodyMayAskWhoTheyAre() {
    role("nothing", TRUST_ACCOUNT, allow("ec2:DescribeVpcs", "*"));
    Said said = root.assume("nothing").call("sts", "GetCallerIdentity");
    assertThat(said.one("Arn")).isEqualTo("arn:aws:sts::111122223333:assumed-role/nothing/test");
    assertThat(said.one("UserId")).matches("AROA[0-9A-Z]{17}:test");
  }

  @Test
  void sessionsOutliveARestartAndNotTheirTime() {
    SessionKey key = SessionKey.make();
    IamClient before = IamClient.at(network.ledger, WebIdentity.NONE, key, SmallNetwork.NOW);
    role("r", TRUST_ACCOUNT, allow("ec2:Describe*", "*"));
    IamClient session = before.assume("r", "DurationSeconds", "900");

    IamClient restarted =
        IamClient.at(
            network.ledger,
            WebIdentity.NONE,
            SessionKey.of(key.text()),
            SmallNetwork.NOW.plus(Duration.ofMinutes(14)));
    IamClient late =
        IamClient.at(
            network.ledger, WebIdentity.NONE, key, SmallNetwork.NOW.plus(Duration.ofMinutes(15)));
    IamClient elsewhere =
        IamClient.at(network.ledger, WebIdentity.NONE, SessionKey.make(), SmallNetwork.NOW);

    assertThat(session.in(restarted).call("ec2", "DescribeVpcs").status()).isEqualTo(200);
    assertThat(session.in(late).call("ec2", "DescribeVpcs").refusal())
        .isEqualTo("RequestExpired: Request has expired.");
    assertThat(session.in(late).call("iam", "ListRoles").refusal())
        .isEqualTo("ExpiredToken: The security token included in the request is expired");
    assertThat(session.in(late).eks("/clusters").text())
        .contains("The security token included in the request is expired");
    assertThat(session.in(elsewhere).call("iam", "ListRoles").refusal())
        .isEqualTo("InvalidClientTokenId: The security token included in the request is invalid.");
  }
}
