package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.DhcpOptionsId;
import io.eksnet.id.VpcId;
import io.eksnet.vpc.AssociateDhcpOptions;
import io.eksnet.vpc.CreateDhcpOptions;
import io.eksnet.vpc.DeleteDhcpOptions;
import io.eksnet.vpc.DhcpOptions;
import io.eksnet.vpc.Ec2Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.AssociateDhcpOptionsRequest;
import software.amazon.awssdk.services.ec2.model.AssociateDhcpOptionsResponse;
import software.amazon.awssdk.services.ec2.model.CreateDhcpOptionsRequest;
import software.amazon.awssdk.services.ec2.model.CreateDhcpOptionsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteDhcpOptionsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteDhcpOptionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeDhcpOptionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeDhcpOptionsResponse;
import software.amazon.awssdk.services.ec2.model.DhcpConfiguration;
import software.amazon.awssdk.services.ec2.model.NewDhcpConfiguration;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** Sets of DHCP options. */
final class DhcpOptionsActions {
  private DhcpOptionsActions() {}

  /** With AssociateDhcpOptions: no set at all. */
  private static final String DEFAULT = "default";

  private static final Resources<DhcpOptionsId, DhcpOptions> SETS =
      new Resources<>(
          Pages.of("DescribeDhcpOptions"),
          Ec2Resources.DHCP_OPTIONS,
          Filters.<DhcpOptions>of()
              .by("dhcp-options-id", DhcpOptions::id)
              .each("key", set -> set.options().keySet().stream())
              .each("value", set -> set.options().values().stream().flatMap(List::stream))
              .by("owner-id", set -> set.scope().account())
              .tags(DhcpOptions::tags)
              .build());

  static void register(Ec2Registration on) {
    on.on(
            "CreateDhcpOptions",
            CreateDhcpOptionsRequest::builder,
            served("DhcpConfigurations!", "TagSpecifications", "DryRun"),
            DhcpOptionsActions::create)
        .on(
            "DeleteDhcpOptions",
            DeleteDhcpOptionsRequest::builder,
            served("DhcpOptionsId!", "DryRun"),
            (q, call) ->
                call.execute(new DeleteDhcpOptions(new DhcpOptionsId(q.dhcpOptionsId())))
                    .map(_ -> DeleteDhcpOptionsResponse.builder().build()))
        .on(
            "AssociateDhcpOptions",
            AssociateDhcpOptionsRequest::builder,
            served("DhcpOptionsId!", "VpcId!", "DryRun"),
            DhcpOptionsActions::associate)
        .on(
            "DescribeDhcpOptions",
            DescribeDhcpOptionsRequest::builder,
            served("DhcpOptionsIds", "Filters", "MaxResults", "NextToken", "DryRun"),
            (q, call) ->
                SETS.list(call.view(), q, q.dhcpOptionsIds())
                    .map(
                        page ->
                            DescribeDhcpOptionsResponse.builder()
                                .dhcpOptions(page.map(DhcpOptionsActions::sdk))
                                .nextToken(page.nextOrNull())
                                .build()));
  }

  private static Reply<CreateDhcpOptionsResponse> create(CreateDhcpOptionsRequest q, Call call) {
    Map<String, List<String>> options = new TreeMap<>();
    for (NewDhcpConfiguration configuration : q.dhcpConfigurations()) {
      if (configuration.key() == null) {
        return Reply.refuse(
            "MissingParameter", "The request must contain the parameter dhcpConfiguration.key");
      }
      options
          .computeIfAbsent(configuration.key(), _ -> new ArrayList<>())
          .addAll(configuration.values());
    }
    return TagSpecifications.of(q.tagSpecifications(), ResourceType.DHCP_OPTIONS)
        .then(
            tags ->
                call.create(
                    Ec2Resources.DHCP_OPTIONS, new CreateDhcpOptions(call.scope(), options, tags)))
        .map(made -> CreateDhcpOptionsResponse.builder().dhcpOptions(sdk(made)).build());
  }

  private static Reply<AssociateDhcpOptionsResponse> associate(
      AssociateDhcpOptionsRequest q, Call call) {
    Reply<Optional<DhcpOptionsId>> options =
        q.dhcpOptionsId().equals(DEFAULT)
            ? Reply.answer(Optional.empty())
            : SETS.find(call.view(), q.dhcpOptionsId()).map(set -> Optional.of(set.id()));
    return options
        .then(id -> call.execute(new AssociateDhcpOptions(new VpcId(q.vpcId()), id)))
        .map(_ -> AssociateDhcpOptionsResponse.builder().build());
  }

  private static software.amazon.awssdk.services.ec2.model.DhcpOptions sdk(DhcpOptions set) {
    return software.amazon.awssdk.services.ec2.model.DhcpOptions.builder()
        .dhcpOptionsId(set.id().value())
        .ownerId(set.scope().account().value())
        .dhcpConfigurations(
            set.options().entrySet().stream()
                .map(option -> configuration(option.getKey(), option.getValue()))
                .toList())
        .tags(Sdk.tags(set.tags()))
        .build();
  }

  private static DhcpConfiguration configuration(String key, List<String> values) {
    return DhcpConfiguration.builder()
        .key(key)
        .values(values.stream().map(text -> value(text)).toList())
        .build();
  }

  private static software.amazon.awssdk.services.ec2.model.AttributeValue value(String text) {
    return software.amazon.awssdk.services.ec2.model.AttributeValue.builder().value(text).build();
  }
}
