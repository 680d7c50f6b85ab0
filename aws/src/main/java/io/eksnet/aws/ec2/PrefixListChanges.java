package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.PrefixListId;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpFamily;
import io.eksnet.vpc.CreateManagedPrefixList;
import io.eksnet.vpc.DeleteManagedPrefixList;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.ManagedPrefixList;
import io.eksnet.vpc.ModifyManagedPrefixList;
import io.eksnet.vpc.RestoreManagedPrefixListVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.AddPrefixListEntry;
import software.amazon.awssdk.services.ec2.model.CreateManagedPrefixListRequest;
import software.amazon.awssdk.services.ec2.model.CreateManagedPrefixListResponse;
import software.amazon.awssdk.services.ec2.model.DeleteManagedPrefixListRequest;
import software.amazon.awssdk.services.ec2.model.DeleteManagedPrefixListResponse;
import software.amazon.awssdk.services.ec2.model.ModifyManagedPrefixListRequest;
import software.amazon.awssdk.services.ec2.model.ModifyManagedPrefixListResponse;
import software.amazon.awssdk.services.ec2.model.RemovePrefixListEntry;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RestoreManagedPrefixListVersionRequest;
import software.amazon.awssdk.services.ec2.model.RestoreManagedPrefixListVersionResponse;

/** What changes customers' prefix lists. */
final class PrefixListChanges {
  private PrefixListChanges() {}

  private static final int LONGEST_DESCRIPTION = 255;

  static void register(Ec2Registration on) {
    on.on(
            "CreateManagedPrefixList",
            CreateManagedPrefixListRequest::builder,
            served(
                "PrefixListName!",
                "MaxEntries!",
                "AddressFamily!",
                "Entries",
                "TagSpecifications",
                "ClientToken",
                "DryRun"),
            (q, call) -> create(q, call))
        .on(
            "ModifyManagedPrefixList",
            ModifyManagedPrefixListRequest::builder,
            served(
                "PrefixListId!",
                "CurrentVersion",
                "PrefixListName",
                "AddEntries",
                "RemoveEntries",
                "MaxEntries",
                "DryRun"),
            (q, call) -> modify(q, call))
        .on(
            "RestoreManagedPrefixListVersion",
            RestoreManagedPrefixListVersionRequest::builder,
            served("PrefixListId!", "PreviousVersion!", "CurrentVersion!", "DryRun"),
            (q, call) ->
                PrefixListActions.find(q.prefixListId(), call.view())
                    .then(
                        list ->
                            call.execute(
                                new RestoreManagedPrefixListVersion(
                                    list.id(), q.previousVersion(), q.currentVersion())))
                    .map(
                        list ->
                            RestoreManagedPrefixListVersionResponse.builder()
                                .prefixList(PrefixListActions.sdk(list))
                                .build()))
        .on(
            "DeleteManagedPrefixList",
            DeleteManagedPrefixListRequest::builder,
            served("PrefixListId!", "DryRun"),
            (q, call) ->
                PrefixListActions.find(q.prefixListId(), call.view())
                    .then(list -> call.execute(new DeleteManagedPrefixList(list.id())))
                    .map(
                        list ->
                            DeleteManagedPrefixListResponse.builder()
                                .prefixList(PrefixListActions.sdk(list, "delete-complete"))
                                .build()));
  }

  private static Reply<CreateManagedPrefixListResponse> create(
      CreateManagedPrefixListRequest q, Call call) {
    return family(q.addressFamily())
        .then(
            family ->
                entries(q.entries())
                    .then(
                        entries ->
                            TagSpecifications.of(q.tagSpecifications(), ResourceType.PREFIX_LIST)
                                .then(
                                    tags ->
                                        call.create(
                                            Ec2Resources.PREFIX_LISTS,
                                            new CreateManagedPrefixList(
                                                call.scope(),
                                                q.prefixListName(),
                                                family,
                                                q.maxEntries(),
                                                entries,
                                                tags,
                                                Optional.<PrefixListId>empty())))))
        .map(
            list ->
                CreateManagedPrefixListResponse.builder()
                    .prefixList(PrefixListActions.sdk(list))
                    .build());
  }

  private static Reply<ModifyManagedPrefixListResponse> modify(
      ModifyManagedPrefixListRequest q, Call call) {
    return PrefixListActions.find(q.prefixListId(), call.view())
        .then(
            list ->
                entries(q.addEntries())
                    .then(
                        added ->
                            removals(q.removeEntries())
                                .then(
                                    removed ->
                                        call.execute(
                                            new ModifyManagedPrefixList(
                                                list.id(),
                                                Optional.ofNullable(q.currentVersion()),
                                                Optional.ofNullable(q.prefixListName()),
                                                added,
                                                removed,
                                                Optional.ofNullable(q.maxEntries()))))))
        .map(
            list ->
                ModifyManagedPrefixListResponse.builder()
                    .prefixList(PrefixListActions.sdk(list))
                    .build());
  }

  private static Reply<IpFamily> family(String name) {
    return switch (name) {
      case "IPv4" -> Reply.answer(IpFamily.IPV4);
      case "IPv6" -> Reply.answer(IpFamily.IPV6);
      case String other ->
          Reply.refuse(
              "InvalidParameterValue",
              "Value ("
                  + other
                  + ") for parameter addressFamily is invalid. Expected IPv4 or IPv6.");
    };
  }

  private static Reply<List<ManagedPrefixList.Entry>> entries(List<AddPrefixListEntry> asked) {
    List<ManagedPrefixList.Entry> entries = new ArrayList<>();
    for (AddPrefixListEntry entry : asked) {
      String description = AskedPermissions.text(entry.description());
      if (description.length() > LONGEST_DESCRIPTION) {
        return Reply.refuse(
            "InvalidParameterValue",
            "The description of an entry has up to 255 characters, not "
                + description.length()
                + ".");
      }
      switch (cidr(entry.cidr())) {
        case Reply.Answer<Cidr>(var cidr) ->
            entries.add(new ManagedPrefixList.Entry(cidr, description));
        case Reply.Refusal<Cidr>(var error) -> {
          return Reply.refuse(error);
        }
      }
    }
    return Reply.answer(entries);
  }

  private static Reply<List<Cidr>> removals(List<RemovePrefixListEntry> asked) {
    List<Cidr> cidrs = new ArrayList<>();
    for (RemovePrefixListEntry entry : asked) {
      switch (cidr(entry.cidr())) {
        case Reply.Answer<Cidr>(var cidr) -> cidrs.add(cidr);
        case Reply.Refusal<Cidr>(var error) -> {
          return Reply.refuse(error);
        }
      }
    }
    return Reply.answer(cidrs);
  }

  private static Reply<Cidr> cidr(String text) {
    return Optional.ofNullable(text)
        .flatMap(Cidr::tryParse)
        .map(Reply::answer)
        .orElseGet(
            () ->
                text == null
                    ? Reply.refuse(
                        "MissingParameter", "The request must contain the parameter cidr")
                    : Reply.refuse("InvalidParameterValue", "The CIDR '" + text + "' is invalid."));
  }
}
