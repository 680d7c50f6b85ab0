package io.eksnet.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.aws.endpoint.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequiredMembersTest {
  /** Their handlers take other names for the group too, and an empty list for "none of them". */
  private static final List<String> BY_HANDLERS =
      List.of(
          "AuthorizeSecurityGroupEgress GroupId",
          "RevokeSecurityGroupEgress GroupId",
          "SetLoadBalancerPoliciesForBackendServer PolicyNames",
          "SetLoadBalancerPoliciesOfListener PolicyNames");

  @Test
  void whatAwsRequiresIsRequired() {
    List<Action<?, ?, ?>> actions = List.copyOf(AwsApi.actions(new SmallNetwork().ledger).all());
    var answers =
        Botocore.orSkip()
            .run(
                "required",
                actions.stream()
                    .map(
                        a -> Map.<String, Object>of("service", botocoreName(a), "action", a.name()))
                    .toList());

    List<String> lacking = new ArrayList<>();
    for (int i = 0; i < actions.size(); i++) {
      for (Object member : (List<?>) Botocore.field(answers.get(i), "required")) {
        if (!actions.get(i).served().required().contains(member)) {
          lacking.add(actions.get(i).name() + " " + member);
        }
      }
    }
    lacking.removeAll(BY_HANDLERS);
    assertThat(lacking).as("members to be marked with !").isEmpty();
  }

  private static String botocoreName(Action<?, ?, ?> action) {
    return action.service().name().toLowerCase(Locale.ROOT).replace("_", "");
  }
}
