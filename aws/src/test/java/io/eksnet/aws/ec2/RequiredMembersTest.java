package io.eksnet.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.aws.AwsApi;
import io.eksnet.aws.Botocore;
import io.eksnet.aws.SmallNetwork;
import io.eksnet.aws.endpoint.Action;
import io.eksnet.aws.endpoint.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequiredMembersTest {
  /** Asked for by their handlers, which take other names for the group too. */
  private static final List<String> BY_HANDLERS =
      List.of("AuthorizeSecurityGroupEgress GroupId", "RevokeSecurityGroupEgress GroupId");

  @Test
  void whatAwsRequiresIsRequired() {
    List<Action<?, ?, ?>> actions =
        AwsApi.actions(new SmallNetwork().ledger).all().stream()
            .filter(action -> action.service() == Service.EC2)
            .toList();
    var answers =
        Botocore.orSkip()
            .run(
                "required",
                actions.stream()
                    .map(a -> Map.<String, Object>of("service", "ec2", "action", a.name()))
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
}
