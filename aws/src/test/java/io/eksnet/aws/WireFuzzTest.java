package io.eksnet.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.aws.endpoint.Action;
import io.eksnet.aws.endpoint.Service;
import io.eksnet.eks.Cluster;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Nothing that a client sends makes the server fail: each request is answered with what was asked
 * for or with a refusal of AWS's. (500 would be an exception of ours that got out.)
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES) // only for a hang
class WireFuzzTest {
  private static final int ROUNDS = Boolean.getBoolean("eksnet.long") ? 200 : 12;
  private static final Map<Service, String> VERSIONS =
      Map.of(
          Service.EC2, "2016-11-15",
          Service.STS, "2011-06-15",
          Service.ELB, "2012-06-01",
          Service.ELBV2, "2015-12-01",
          Service.IAM, "2010-05-08");

  private static final Pattern ARN = Pattern.compile("(arn:aws:[^<\"]+)");
  private static final Pattern ID = Pattern.compile(">([a-z-]+-[0-9a-f]{8,17})<");

  private final SmallNetwork network = new SmallNetwork();
  private final TestClient client = new TestClient(network.ledger);

  @Test
  void everyActionAnswersOrRefusesWhateverItsParametersAre() {
    makeSomeThings();
    List<Action<?, ?, ?>> actions = List.copyOf(AwsApi.actions(network.ledger).all());
    Set<Service> answered = EnumSet.noneOf(Service.class);
    for (long seed = 1; seed <= ROUNDS; seed++) {
      AskedAtRandom asked = new AskedAtRandom(new SplittableRandom(seed), ids());
      for (Action<?, ?, ?> action : actions) {
        String request = request(asked, action);
        TestClient.Said said = send(action, request);
        assertThat(said.status())
            .as("seed %d: %s %s%n%s", seed, action.name(), request, said.text())
            .isIn(200, 400, 401, 403, 404, 409, 412, 503);
        if (said.status() == 200) {
          answered.add(action.service());
        }
      }
    }
    assertThat(answered)
        .as("services of which some request was served")
        .hasSameSizeAs(Service.values());
  }

  /** A form; for the others a body, after the path where the path says which action is meant. */
  private static String request(AskedAtRandom asked, Action<?, ?, ?> action) {
    return switch (action.service()) {
      case EC2, STS, ELB, ELBV2, IAM ->
          asked.form(action, VERSIONS.getOrDefault(action.service(), ""));
      case EKS -> asked.path(action.path().orElseThrow()) + " " + asked.json(action);
      case ACM, DIRECT_CONNECT -> asked.json(action);
    };
  }

  private TestClient.Said send(Action<?, ?, ?> action, String request) {
    return switch (action.service()) {
      case EC2, STS, ELB, ELBV2, IAM -> client.form(action.service().signingName(), request);
      case EKS -> {
        String[] words = request.split(" ", 3);
        yield client.eks(words[0], words[1], words[0].equals("GET") ? "" : words[2]);
      }
      case ACM -> client.acm(action.name(), request);
      case DIRECT_CONNECT -> client.directConnect(action.name(), request);
    };
  }

  /** So that some requests name what is there. */
  private void makeSomeThings() {
    client.elb(
        "CreateLoadBalancer",
        "Name",
        "web",
        "Type",
        "network",
        "Subnets.member.1",
        SmallNetwork.PUBLIC.value());
    client.elb(
        "CreateTargetGroup",
        "Name",
        "web",
        "Protocol",
        "TCP",
        "Port",
        "80",
        "VpcId",
        SmallNetwork.VPC.value());
    client.acm("RequestCertificate", "{\"DomainName\":\"a.example.com\"}");
    client.form(
        "iam",
        "Action=CreateInstanceProfile&InstanceProfileName=web&Version="
            + VERSIONS.get(Service.IAM));
  }

  @Test
  void aBodyThatIsNoFormIsRefused() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 500; i++) {
      StringBuilder body = new StringBuilder();
      int length = random.nextInt(200);
      for (int j = 0; j < length; j++) {
        body.append(
            (char) (random.nextBoolean() ? 33 + random.nextInt(94) : random.nextInt(0x3000)));
      }
      TestClient.Said said = client.form("ec2", body.toString());
      assertThat(said.status()).as("body %s%n%s", body, said.text()).isBetween(400, 499);
    }
  }

  /** The ids of all that there is, in this account. */
  private List<String> ids() {
    TreeSet<String> ids = new TreeSet<>(List.of("web", "vpc-cni", "1.34", "m5.large"));
    ids.addAll(network.ledger.durable().table(Cluster.KIND).stream().map(Cluster::name).toList());
    for (TestClient.Said said :
        List.of(
            client.elb("DescribeLoadBalancers"),
            client.elb("DescribeTargetGroups"),
            client.acm("ListCertificates", "{}"),
            client.form("iam", "Action=ListRoles&Version=" + VERSIONS.get(Service.IAM)))) {
      ARN.matcher(said.text()).results().map(it -> it.group(1)).forEach(ids::add);
    }
    for (String action :
        List.of(
            "DescribeVpcs",
            "DescribeSubnets",
            "DescribeNetworkInterfaces",
            "DescribeRouteTables",
            "DescribeSecurityGroups",
            "DescribeSecurityGroupRules",
            "DescribeNetworkAcls",
            "DescribeInternetGateways",
            "DescribeNatGateways",
            "DescribeAddresses",
            "DescribeInstances")) {
      Matcher each = ID.matcher(client.ec2(action).text());
      while (each.find()) {
        ids.add(each.group(1));
      }
    }
    return List.copyOf(ids);
  }
}
