package io.eksnet.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.aws.codec.Shapes;
import io.eksnet.aws.endpoint.Action;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AwsApiTest {

  private static final Iterable<Action<?, ?, ?>> ACTIONS =
      AwsApi.actions(new SmallNetwork().ledger).all();

  @Test
  void everyRegistrationNamesItsRequestAndItsMembersRightly() {
    Shapes shapes = new Shapes();
    List<String> names = new ArrayList<>();
    for (Action<?, ?, ?> action : ACTIONS) {
      assertThat(action.newRequest().getClass().getName())
          .as("the request's class is named after the action")
          .endsWithIgnoringCase("." + action.name() + "Request$BuilderImpl");
      assertThat(shapes.unknownNames(action.newRequest(), action.served()))
          .as(action.name())
          .isEmpty();
      names.add(action.name());
    }
    assertThat(names).hasSizeGreaterThan(25);
  }
}
