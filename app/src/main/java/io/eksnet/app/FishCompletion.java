package io.eksnet.app;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Writes the completion script for fish, which picocli does not know. */
final class FishCompletion {

  private FishCompletion() {}

  /** The script for the whole tree under a root command. */
  static String of(CommandLine root) {
    var name = root.getCommandName();
    var lines = new ArrayList<String>();
    lines.add("# fish completion for " + name);
    lines.add("complete -c %s -f".formatted(name));
    describe(name, root.getCommandSpec(), List.of(), lines);
    return lines.stream().map(it -> it + "\n").collect(Collectors.joining());
  }

  private static void describe(
      String name, CommandSpec command, List<String> path, List<String> lines) {
    var visible =
        command.subcommands().entrySet().stream()
            .filter(it -> !it.getValue().getCommandSpec().usageMessage().hidden())
            .toList();
    var names = visible.stream().map(it -> it.getKey()).toList();
    var here = "complete -c %s -n '%s'".formatted(name, condition(path, names));
    for (var sub : visible) {
      var header = String.join(" ", sub.getValue().getCommandSpec().usageMessage().header());
      lines.add("%s -a %s -d %s".formatted(here, sub.getKey(), quoted(header)));
    }
    for (var positional : command.positionalParameters()) {
      candidates(positional).ifPresent(it -> lines.add("%s -a %s".formatted(here, quoted(it))));
    }
    for (var option : command.options()) {
      if (!option.hidden()) {
        lines.add(here + option(option));
      }
    }
    for (var sub : visible) {
      var below = new ArrayList<>(path);
      below.add(sub.getKey());
      describe(name, sub.getValue().getCommandSpec(), below, lines);
    }
  }

  /** True where every word of the path was typed and none of the words that lead further down. */
  private static String condition(List<String> path, List<String> deeper) {
    var parts = new ArrayList<String>();
    path.forEach(it -> parts.add("__fish_seen_subcommand_from " + it));
    if (!deeper.isEmpty()) {
      parts.add("not __fish_seen_subcommand_from " + String.join(" ", deeper));
    }
    return parts.isEmpty() ? "true" : String.join("; and ", parts);
  }

  private static String option(OptionSpec option) {
    var text = new StringBuilder();
    for (var name : option.names()) {
      text.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
    }
    if (option.arity().max() > 0) {
      text.append(takesFile(option) ? " -r -F" : " -r");
      candidates(option).ifPresent(it -> text.append(" -a ").append(quoted(it)));
    }
    return text.append(" -d ")
        .append(quoted(String.join(" ", option.description()).replaceAll(" ?\\(default:.*\\)", "")))
        .toString();
  }

  private static Optional<String> candidates(ArgSpec arg) {
    return Optional.ofNullable(arg.completionCandidates())
        .map(
            it -> {
              var words = new ArrayList<String>();
              it.forEach(words::add);
              return String.join(" ", words);
            })
        .filter(it -> !it.isEmpty());
  }

  private static boolean takesFile(ArgSpec arg) {
    return arg.auxiliaryTypes().length > 0
        && List.of(Path.class, File.class).contains(arg.auxiliaryTypes()[0]);
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
