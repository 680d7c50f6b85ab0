package io.eksnet.app;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    header = "Print the completion script for a shell.",
    description = {
      "",
      "bash   source <(eksnet completion bash)",
      "zsh    source <(eksnet completion zsh)",
      "fish   eksnet completion fish | source",
      "",
      "Put the line into the shell's start-up file to keep it."
    })
final class CompletionCommand implements Callable<Integer> {

  /** The shells that can be served, spelled as their users spell them. */
  enum Shell {
    bash,
    zsh,
    fish
  }

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
  private Shell shell;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var root = spec.root().commandLine();
    out.print(
        switch (shell) {
          // picocli's script tells the two apart by itself
          case bash, zsh -> AutoComplete.bash(root.getCommandName(), root);
          case fish -> FishCompletion.of(root);
        });
    return Exit.DONE.code();
  }
}
