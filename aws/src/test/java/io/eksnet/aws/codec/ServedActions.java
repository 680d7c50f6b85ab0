package io.eksnet.aws.codec;

import io.eksnet.aws.AwsApi;
import io.eksnet.aws.SmallNetwork;
import io.eksnet.aws.endpoint.Action;
import io.eksnet.aws.endpoint.Actions;
import io.eksnet.aws.endpoint.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The actions whose wire forms are tested: all that are served, and some with deeper shapes. */
final class ServedActions {

  static final Actions SERVED = AwsApi.actions(new SmallNetwork().ledger);

  private ServedActions() {}

  static Map<String, List<String>> byService() {
    Map<String, List<String>> actions = new LinkedHashMap<>();
    actions.put("ec2", new ArrayList<>(List.of("RunInstances", "CreateVpcEndpoint")));
    actions.put("sts", new ArrayList<>(List.of("AssumeRole")));
    for (Action<?, ?, ?> action : SERVED.all()) {
      actions.computeIfAbsent(model(action.service()), _ -> new ArrayList<>()).add(action.name());
    }
    return actions;
  }

  /** What botocore calls a service; all but two by their signing name. */
  private static String model(Service service) {
    return switch (service) {
      case ELBV2 -> "elbv2";
      case ELB -> "elb";
      default -> service.signingName();
    };
  }
}
