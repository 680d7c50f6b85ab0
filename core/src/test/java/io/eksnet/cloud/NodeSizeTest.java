package io.eksnet.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kube.Resources;
import io.eksnet.vpc.InstanceType;
import io.eksnet.vpc.InstanceTypes;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeSizeTest {
  /** Reserved CPU by the EKS image's table: amazon-eks-ami, nodeadm's kubelet defaults. */
  @ParameterizedTest(name = "{0}: {1} pods, {2}m allocatable, {3} MiB reserved")
  @CsvSource({
    "m5.large, 29, 1930, 674",
    "t3.medium, 17, 1930, 542",
    "t3.small, 11, 1930, 476",
    "m5.xlarge, 58, 3920, 993",
    "c5.2xlarge, 58, 7910, 993",
    "m5.8xlarge, 234, 31850, 2929",
  })
  void theKubeletKeepsAShareForItselfAndTheSystem(
      String name, int pods, long milliCpu, long reservedMib) {
    InstanceType type = InstanceTypes.standard().find(name).orElseThrow();
    int maxPods = NodeSize.maxPods(Optional.empty(), type, List.of());
    Resources capacity = NodeSize.capacity(type, maxPods);
    Resources allocatable = NodeSize.allocatable(type, maxPods);

    assertThat(maxPods).isEqualTo(pods);
    assertThat(allocatable.pods()).isEqualTo(pods);
    assertThat(allocatable.milliCpu()).isEqualTo(milliCpu);
    assertThat((capacity.memoryBytes() - allocatable.memoryBytes()) >> 20).isEqualTo(reservedMib);
  }

  @ParameterizedTest(name = "{0} pods asked for: {0}")
  @CsvSource({"110", "8"})
  void theGroupsOwnMaxPodsIsWhatTheKubeletTakes(int asked) {
    InstanceType type = InstanceTypes.standard().find("m5.large").orElseThrow();

    assertThat(NodeSize.maxPods(Optional.of(asked), type, List.of())).isEqualTo(asked);
  }
}
