package io.eksnet.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What boto's clients meet in IAM, STS, EKS, ELB and ACM; the script has the promises. */
@Execution(ExecutionMode.CONCURRENT)
class AwsServicesTest {
  private static final int PROMISES = 10;

  @TempDir private Path home;

  @Test
  void botoFindsRolesClustersNodesAndBalancersAsOnAws() {
    Tool.AWS.required();
    Tool.KUBECTL.required();
    try (RunningNetwork net = RunningNetwork.up(home, "services", "--without-cluster")) {
      assumeTrue(
          net.sh("python3 -c 'import botocore'").exit() == 0,
          "python3 with botocore is not installed: not tried with it");

      Cli.Result day =
          net.sh("python3 tests/src/test/resources/aws_services.py", Duration.ofMinutes(4));

      assertThat(day.succeeded().lines().filter(it -> it.startsWith("kept:"))).hasSize(PROMISES);
    }
  }
}
