package io.eksnet.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.eksnet.aws.endpoint.AwsEndpoint;
import io.eksnet.aws.sigv4.Signing;
import io.eksnet.id.Tags;
import io.eksnet.vpc.CreateNetworkInterface;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The {@code aws} CLI against the endpoint; skipped where it is not installed. */
class RealClientTest {

  private final SmallNetwork network = new SmallNetwork();
  private final AwsApi api = network.api(InstantSource.system());
  private final AwsEndpoint endpoint =
      switch (api.listen(0)) {
        case AwsEndpoint.Listening(var it) -> it;
        case AwsEndpoint.PortTaken taken -> throw new AssertionError(taken);
      };

  @BeforeEach
  void theCliIsThere() throws InterruptedException {
    boolean there;
    try {
      there =
          new ProcessBuilder("aws", "--version").redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException missing) {
      there = false;
    }
    assumeTrue(there, "the aws CLI is not installed: not tried with it");
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  private String aws(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("aws"));
    command.addAll(List.of(arguments));
    ProcessBuilder cli = new ProcessBuilder(command).redirectErrorStream(true);
    cli.environment()
        .keySet()
        .removeIf(name -> name.startsWith("AWS_") || name.matches("(?i).*_proxy"));
    cli.environment()
        .putAll(
            Map.of(
                "AWS_ENDPOINT_URL", endpoint.uri().toString(),
                "AWS_ACCESS_KEY_ID", Signing.CREDENTIAL.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", Signing.CREDENTIAL.secretKey(),
                "AWS_DEFAULT_REGION", "us-west-2",
                "AWS_CONFIG_FILE", "/dev/null",
                "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
                "AWS_EC2_METADATA_DISABLED", "true",
                "AWS_PAGER", ""));
    Process process = cli.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return said.strip();
  }

  @Test
  void itsPaginatorSeesEveryInterfaceOnce() throws Exception {
    for (int i = 0; i < 12; i++) {
      network.done(CreateNetworkInterface.in(SmallNetwork.PUBLIC, List.of(), "", 0, Tags.NONE));
    }
    String ids =
        aws(
            "ec2",
            "describe-network-interfaces",
            "--page-size",
            "5",
            "--query",
            "NetworkInterfaces[].NetworkInterfaceId",
            "--output",
            "text");
    assertThat(List.of(ids.split("\\s+"))).hasSize(14).doesNotHaveDuplicates();
  }

  @Test
  void aTokenThatItMakesIsVerified() throws Exception {
    String token =
        aws(
            "eks",
            "get-token",
            "--cluster-name",
            "my-cluster",
            "--query",
            "status.token",
            "--output",
            "text");
    assertThat(api.tokens().verify(token, "my-cluster")).contains(Signing.PRINCIPAL);
  }

  @Test
  void itUnderstandsRefusals() throws Exception {
    assertThat(aws("ec2", "delete-security-group", "--group-id", SmallNetwork.NODES.value()))
        .contains("(DependencyViolation) when calling the DeleteSecurityGroup operation");
  }
}
