package io.eksnet.vpc;

import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.LaunchTemplateId;
import io.eksnet.id.Refusal;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The rules for launch templates. */
final class LaunchTemplates {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9().\\-/_]{3,128}");

  private LaunchTemplates() {}

  static Decision<LaunchTemplate> create(
      Facts facts, CreateLaunchTemplate command, Context context) {
    if (!NAME.matcher(command.name()).matches()) {
      return Decision.refuse(
          "InvalidLaunchTemplateName.MalformedException",
          "A launch template name must be between 3 and 128 characters, and may contain letters,"
              + " numbers, and the following characters: - ( ) . / _.");
    }
    if (command.data().isEmpty()) {
      return Decision.refuse(Ec2Refusals.missing("LaunchTemplateData"));
    }
    String key = LaunchTemplate.key(command.scope(), command.name());
    if (!facts.table(LaunchTemplate.KIND).keysBy(LaunchTemplate.BY_NAME, key).isEmpty()) {
      return Decision.refuse(
          "InvalidLaunchTemplateName.AlreadyExistsException",
          "Launch template name already in use.");
    }
    LaunchTemplate made =
        new LaunchTemplate(
            new LaunchTemplateId(context.ids().next("lt")),
            command.scope(),
            command.name(),
            context.now(),
            1,
            1,
            List.of(
                new LaunchTemplate.Version(
                    1, command.description(), context.now(), command.data())),
            command.tags());
    return Decision.accept(made, Change.put(LaunchTemplate.KIND, made));
  }

  static Decision<LaunchTemplate> createVersion(
      Facts facts, CreateLaunchTemplateVersion command, Context context) {
    return known(facts, command.id())
        .then(
            template ->
                command
                    .source()
                    .map(text -> version(template, text).map(LaunchTemplate.Version::data))
                    .orElseGet(() -> Decision.accept(new TreeMap<>()))
                    .then(base -> put(template.with(next(template, base, command, context)))));
  }

  static Decision<LaunchTemplate> modify(Facts facts, ModifyLaunchTemplate command) {
    return known(facts, command.id())
        .then(
            template ->
                version(template, command.defaultVersion())
                    .then(version -> put(template.withDefault(version.number()))));
  }

  static Decision<DeleteLaunchTemplateVersions.Deleted> deleteVersions(
      Facts facts, DeleteLaunchTemplateVersions command) {
    return known(facts, command.id())
        .then(
            template -> {
              List<Integer> gone = new ArrayList<>();
              List<String> missing = new ArrayList<>();
              List<Integer> kept = new ArrayList<>();
              for (String text : command.versions()) {
                Optional<LaunchTemplate.Version> version = template.version(text);
                if (version.isEmpty()) {
                  missing.add(text);
                } else if (version.get().number() == template.defaultVersion()) {
                  kept.add(version.get().number());
                } else if (!gone.contains(version.get().number())) {
                  gone.add(version.get().number());
                }
              }
              return put(template.without(gone))
                  .map(
                      _ ->
                          new DeleteLaunchTemplateVersions.Deleted(
                              List.copyOf(gone), List.copyOf(missing), List.copyOf(kept)));
            });
  }

  static Decision<LaunchTemplate> known(Facts facts, LaunchTemplateId id) {
    return facts
        .find(LaunchTemplate.KIND, id)
        .<Decision<LaunchTemplate>>map(Decision::accept)
        .orElseGet(
            () ->
                Decision.refuse(
                    "InvalidLaunchTemplateId.NotFound",
                    "The specified launch template, with template ID " + id + ", does not exist."));
  }

  private static Decision<LaunchTemplate.Version> version(LaunchTemplate template, String text) {
    return template
        .version(text)
        .<Decision<LaunchTemplate.Version>>map(Decision::accept)
        .orElseGet(() -> Decision.refuse(versionNotFound(template, text)));
  }

  private static Refusal versionNotFound(LaunchTemplate template, String text) {
    return new Refusal(
        "InvalidLaunchTemplateId.VersionNotFound",
        "Could not find the specified version "
            + text
            + " for the launch template with ID "
            + template.id()
            + ".");
  }

  private static LaunchTemplate.Version next(
      LaunchTemplate template,
      SortedMap<String, String> base,
      CreateLaunchTemplateVersion command,
      Context context) {
    return new LaunchTemplate.Version(
        template.latestVersion() + 1,
        command.description(),
        context.now(),
        over(base, command.data()));
  }

  /** The data of one in place of the other's, whole members at a time. */
  private static SortedMap<String, String> over(
      SortedMap<String, String> base, SortedMap<String, String> data) {
    Set<String> said =
        data.keySet().stream().map(LaunchTemplates::member).collect(Collectors.toSet());
    SortedMap<String, String> all = new TreeMap<>(base);
    all.keySet().removeIf(path -> said.contains(member(path)));
    all.putAll(data);
    return all;
  }

  private static String member(String path) {
    int dot = path.indexOf('.');
    return dot < 0 ? path : path.substring(0, dot);
  }

  private static Decision<LaunchTemplate> put(LaunchTemplate template) {
    return Decision.accept(template, Change.put(LaunchTemplate.KIND, template));
  }
}
