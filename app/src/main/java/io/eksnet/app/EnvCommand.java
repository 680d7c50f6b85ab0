package io.eksnet.app;

import io.eksnet.app.config.ClusterConfig;
import io.eksnet.app.network.Endpoints;
import io.eksnet.app.network.StateFolder;
import io.eksnet.id.Region;
import io.eksnet.vpc.Zones;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "env",
    header = "Print what points kubectl and aws at it: eval \"$(eksnet env)\".",
    description = {
      "Prints export lines for KUBECONFIG and for the endpoint, Region and keys of the AWS clients,"
          + " and takes any other profile and token away, so that no client is left pointing at real"
          + " AWS."
    })
final class EnvCommand implements Callable<Integer> {
  private static final Pattern AWS_VERSION = Pattern.compile("aws-cli/(\\d+)\\.(\\d+)\\.");

  @Spec private CommandSpec spec;
  @Mixin private CommonOptions common;

  @Option(
      names = "--account",
      paramLabel = "ID",
      description = "The AWS account whose keys to print (default: the cluster's own).")
  private Optional<String> account = Optional.empty();

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "The Region to point at (default: the cluster's own).")
  private Optional<String> region = Optional.empty();

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    StateFolder folder = StateFolder.of(common.network(), System.getenv());
    if (!DaemonClient.isLocked(folder)) {
      err.println(RunningNetwork.notRunning(common.network()));
      return Exit.USAGE.code();
    }
    Optional<String> tooOld = oldAws();
    if (tooOld.isPresent()) {
      err.println(
          "eksnet: this aws ("
              + tooOld.get()
              + ") is too old to honour AWS_ENDPOINT_URL and would talk to real AWS; use 2.13 or"
              + " 1.29 and newer");
      return Exit.USAGE.code();
    }
    Endpoints endpoints = folder.readEndpoints().orElseThrow();
    Map<String, String> secrets = folder.readSecrets();
    String owner = account.orElse(ClusterConfig.ACCOUNT);
    if (!secrets.containsKey(StateFolder.accessKeyOf(owner))) {
      err.println(
          "eksnet: there is no account "
              + owner
              + " here; the cluster's is "
              + ClusterConfig.ACCOUNT
              + ", the other is "
              + ClusterConfig.OTHER_ACCOUNT);
      return Exit.USAGE.code();
    }
    String where = region.orElse(endpoints.region());
    if (Zones.beside(new Region(endpoints.region())).stream()
        .noneMatch(it -> it.value().equals(where))) {
      err.println(
          "eksnet: there is no Region " + where + "; `aws ec2 describe-regions` lists them");
      return Exit.USAGE.code();
    }
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("KUBECONFIG", folder.kubeconfig().toString());
    variables.put("AWS_ENDPOINT_URL", endpoints.aws());
    variables.put("AWS_ACCESS_KEY_ID", secrets.getOrDefault(StateFolder.accessKeyOf(owner), ""));
    variables.put(
        "AWS_SECRET_ACCESS_KEY", secrets.getOrDefault(StateFolder.secretKeyOf(owner), ""));
    variables.put("AWS_REGION", where);
    variables.put("AWS_DEFAULT_REGION", where);
    variables.put("AWS_EC2_METADATA_DISABLED", "true");
    variables.put("AWS_PAGER", "");
    variables.put("NO_PROXY", "127.0.0.1,localhost");
    variables.put("no_proxy", "127.0.0.1,localhost");
    // A profile or a session token of the real account must not be mixed in, and a service's own
    // endpoint variable would win over the general one.
    out.println(
        "unset AWS_PROFILE AWS_DEFAULT_PROFILE AWS_SESSION_TOKEN AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"
            + " AWS_ENDPOINT_URL_EC2 AWS_ENDPOINT_URL_EKS AWS_ENDPOINT_URL_STS AWS_ENDPOINT_URL_IAM");
    variables.forEach((name, value) -> out.println("export " + name + "=" + quoted(value)));
    return Exit.DONE.code();
  }

  /** The version of the {@code aws} on the path if it is too old; none if it is not there. */
  private static Optional<String> oldAws() throws InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder("aws", "--version").redirectErrorStream(true).start();
    } catch (IOException notThere) {
      return Optional.empty();
    }
    try (InputStream in = process.getInputStream()) {
      String said = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      process.waitFor(20, TimeUnit.SECONDS);
      return isTooOld(said) ? Optional.of(said.split(" ", 2)[0]) : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** AWS_ENDPOINT_URL came with 1.29 and 2.13 (AWS CLI changelogs, July 2023). */
  static boolean isTooOld(String version) {
    Matcher matcher = AWS_VERSION.matcher(version);
    if (!matcher.find()) {
      return false;
    }
    int major = Integer.parseInt(matcher.group(1));
    int minor = Integer.parseInt(matcher.group(2));
    return (major == 1 && minor < 29) || (major == 2 && minor < 13);
  }

  private static String quoted(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }
}
