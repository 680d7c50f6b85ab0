package io.eksnet.app;

import io.eksnet.app.Verbs.Group;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Builds the tree of commands from {@link Verbs}: one root, one help, one way to refuse. */
final class CommandTree {

  private CommandTree() {}

  @Command(
      name = "eksnet",
      header = "EKS networking as one program: run it, ask it, look at it.",
      customSynopsis = "eksnet VERB [OPTIONS]",
      mixinStandardHelpOptions = true,
      versionProvider = Version.Provider.class,
      commandListHeading = "",
      footer = {
        "",
        "'eksnet VERB --help' tells more about a verb.",
        "Exit codes: 0 done, 1 the answer is no, 2 wrong usage, 70 a bug of eksnet."
      })
  private static final class Root {}

  static CommandLine of(Terminal terminal) {
    var root = new CommandLine(new Root());
    var groups = new EnumMap<Group, List<String>>(Group.class);
    for (var verb : Verbs.all()) {
      var command = new CommandLine(verb.command().get());
      addCommonOptions(command);
      layOut(command);
      root.addSubcommand(command);
      groups.computeIfAbsent(verb.group(), _ -> new ArrayList<>()).add(command.getCommandName());
    }
    layOut(root);
    root.setExpandAtFiles(false)
        .setColorScheme(Help.defaultColorScheme(terminal.ansi()))
        .setUsageHelpWidth(terminal.columns())
        .setParameterExceptionHandler((problem, _) -> Refusals.ofUsage(problem))
        .setExecutionExceptionHandler((bug, command, _) -> Refusals.ofBug(bug, command));
    root.getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, help -> verbs(help, groups));
    return root;
  }

  private static void addCommonOptions(CommandLine command) {
    var spec = command.getCommandSpec();
    if (spec.mixins().values().stream().noneMatch(it -> it.userObject() instanceof CommonOptions)) {
      spec.addMixin("common", CommandSpec.forAnnotatedObject(new CommonOptions()));
    }
    command.getSubcommands().values().forEach(CommandTree::addCommonOptions);
  }

  /** Every help has the same parts in the same order, a blank line between them. */
  private static void layOut(CommandLine command) {
    command
        .getCommandSpec()
        .usageMessage()
        .synopsisHeading("%nUsage: ")
        .parameterListHeading("%n")
        .optionListHeading("%nOptions:%n")
        .sortOptions(false);
    command.setHelpSectionKeys(
        List.of(
            UsageMessageSpec.SECTION_KEY_HEADER,
            UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING,
            UsageMessageSpec.SECTION_KEY_SYNOPSIS,
            UsageMessageSpec.SECTION_KEY_DESCRIPTION,
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
            UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_PARAMETER_LIST,
            UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_OPTION_LIST,
            UsageMessageSpec.SECTION_KEY_FOOTER));
    command.getSubcommands().values().forEach(CommandTree::layOut);
  }

  private static String verbs(Help help, Map<Group, List<String>> groups) {
    int nameWidth =
        2 + help.subcommands().keySet().stream().mapToInt(String::length).max().orElse(0);
    var text = new StringBuilder();
    groups.forEach(
        (group, names) -> {
          var visible =
              names.stream()
                  .flatMap(it -> Optional.ofNullable(help.subcommands().get(it)).stream())
                  .map(Help::commandSpec)
                  .toList();
          if (!visible.isEmpty()) {
            text.append("%n%s:%n".formatted(group.heading()));
          }
          for (var verb : visible) {
            text.append("  ")
                .append(help.colorScheme().commandText(verb.name()))
                .append(" ".repeat(nameWidth - verb.name().length()))
                .append(String.join(" ", verb.usageMessage().header()))
                .append("%n".formatted());
          }
        });
    return text.toString();
  }
}
