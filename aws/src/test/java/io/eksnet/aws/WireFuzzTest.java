package io.eksnet.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.aws.endpoint.Action;
import io.eksnet.aws.endpoint.Service;
import java.util.ArrayList;
import java.util.List;
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
  private static final Pattern ID = Pattern.compile(">([a-z-]+-[0-9a-f]{8,17})<");

  private final SmallNetwork network = new SmallNetwork();
  private final TestClient client = new TestClient(network.ledger);

  @Test
  void everyActionAnswersOrRefusesWhateverItsParametersAre() {
    List<Action<?, ?, ?>> actions = new ArrayList<>(AwsApi.actions(network.ledger).all());
    actions.removeIf(action -> action.service() != Service.EC2);
    for (long seed = 1; seed <= ROUNDS; seed++) {
      AskedAtRandom asked = new AskedAtRandom(new SplittableRandom(seed), ids());
      for (Action<?, ?, ?> action : actions) {
        String form = asked.form(action, "2016-11-15");
        TestClient.Said said = client.form("ec2", form);
        assertThat(said.status())
            .as("seed %d: %s%n%s", seed, form, said.text())
            .isIn(200, 400, 401, 403, 404, 412, 503);
      }
    }
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
    TreeSet<String> ids = new TreeSet<>();
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
