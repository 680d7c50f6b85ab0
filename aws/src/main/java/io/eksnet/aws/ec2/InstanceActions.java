package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.InstanceId;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.Instance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceCreditSpecificationsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceCreditSpecificationsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.InstanceCreditSpecification;
import software.amazon.awssdk.services.ec2.model.InstanceStatus;
import software.amazon.awssdk.services.ec2.model.InstanceStatusDetails;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.StatusName;

/** Instances, their health and their CPU credits, as EC2 shows them. */
final class InstanceActions {
  private InstanceActions() {}

  static final Resources<InstanceId, Instance> INSTANCES =
      new Resources<>(Pages.of("DescribeInstances"), Ec2Resources.INSTANCES, InstanceFilters.all());

  private static final Resources<InstanceId, Instance> STATUSES =
      new Resources<>(
          Pages.of("DescribeInstanceStatus"),
          Ec2Resources.INSTANCES,
          InstanceFilters.ofStatus(),
          (instance, view) -> instance.scope().equals(view.scope()));

  private static final Resources<InstanceId, Instance> CREDITS =
      new Resources<>(
          Pages.of("DescribeInstanceCreditSpecifications"),
          Ec2Resources.INSTANCES,
          Filters.<Instance>of().by("instance-id", Instance::id).build());

  static void register(Ec2Registration on) {
    on.on(
            "DescribeInstances",
            DescribeInstancesRequest::builder,
            served("InstanceIds", "Filters", "MaxResults", "NextToken", "DryRun"),
            InstanceActions::describe)
        .on(
            "DescribeInstanceStatus",
            DescribeInstanceStatusRequest::builder,
            served(
                "InstanceIds",
                "Filters",
                "MaxResults",
                "NextToken",
                "IncludeAllInstances",
                "DryRun"),
            InstanceActions::status)
        .on(
            "DescribeInstanceCreditSpecifications",
            DescribeInstanceCreditSpecificationsRequest::builder,
            served("InstanceIds", "Filters", "MaxResults", "NextToken", "DryRun"),
            InstanceActions::credits);
  }

  private static Reply<DescribeInstancesResponse> describe(DescribeInstancesRequest q, Call call) {
    if (!q.instanceIds().isEmpty() && q.getValueForField("MaxResults", Integer.class).isPresent()) {
      return Reply.refuse(
          "InvalidParameterCombination",
          "The parameter instancesSet cannot be used with the parameter maxResults");
    }
    View view = call.view();
    return INSTANCES
        .list(view, q, q.instanceIds())
        .map(
            page ->
                DescribeInstancesResponse.builder()
                    .reservations(reservations(page.items(), view))
                    .nextToken(page.nextOrNull())
                    .build());
  }

  /** Instances by their reservations, each where its first instance is. */
  private static List<Reservation> reservations(List<Instance> instances, View view) {
    Map<String, List<Instance>> byReservation = new LinkedHashMap<>();
    for (Instance instance : instances) {
      byReservation
          .computeIfAbsent(instance.origin().reservation(), _ -> new ArrayList<>())
          .add(instance);
    }
    return byReservation.values().stream().map(it -> InstanceView.reservation(it, view)).toList();
  }

  private static Reply<DescribeInstanceStatusResponse> status(
      DescribeInstanceStatusRequest q, Call call) {
    View view = call.view();
    boolean all = Boolean.TRUE.equals(q.includeAllInstances());
    return STATUSES
        .list(view, q, q.instanceIds())
        .map(
            page ->
                DescribeInstanceStatusResponse.builder()
                    .instanceStatuses(
                        page.items().stream()
                            .filter(it -> all || it.state() == Instance.State.RUNNING)
                            .map(InstanceActions::statusOf)
                            .toList())
                    .nextToken(page.nextOrNull())
                    .build());
  }

  private static InstanceStatus statusOf(Instance instance) {
    List<InstanceStatusDetails> details =
        InstanceFilters.reachable(instance)
            .map(
                it ->
                    InstanceStatusDetails.builder()
                        .name(StatusName.REACHABILITY)
                        .status(it)
                        .build())
            .stream()
            .toList();
    String health = InstanceFilters.health(instance);
    return InstanceStatus.builder()
        .instanceId(instance.id().value())
        .availabilityZone(instance.zone().name().value())
        .availabilityZoneId(instance.zone().id().value())
        .instanceState(s -> s.code(instance.state().code()).name(instance.state().text()))
        .instanceStatus(s -> s.status(health).details(details))
        .systemStatus(s -> s.status(health).details(details))
        .build();
  }

  private static Reply<DescribeInstanceCreditSpecificationsResponse> credits(
      DescribeInstanceCreditSpecificationsRequest q, Call call) {
    return CREDITS
        .list(call.view(), q, q.instanceIds())
        .map(
            page ->
                DescribeInstanceCreditSpecificationsResponse.builder()
                    .instanceCreditSpecifications(
                        page.map(
                            it ->
                                InstanceCreditSpecification.builder()
                                    .instanceId(it.id().value())
                                    .cpuCredits(cpuCredits(it))
                                    .build()))
                    .nextToken(page.nextOrNull())
                    .build());
  }

  /** T3 and later are unlimited from the start; T2, and what has no credits, are standard. */
  private static String cpuCredits(Instance instance) {
    boolean unlimited = instance.type().startsWith("t3") || instance.type().startsWith("t4g");
    return InstanceView.option(instance, "CreditSpecification.CpuCredits")
        .orElse(unlimited ? "unlimited" : "standard");
  }
}
