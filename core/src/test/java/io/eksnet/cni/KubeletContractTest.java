package io.eksnet.cni;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kube.KubeSamples;
import io.eksnet.kube.KubeWrite;
import io.eksnet.kube.ObjectKey;
import io.eksnet.kube.ObjectRef;
import io.eksnet.kube.PlainDocuments;
import io.eksnet.kube.Pod;
import io.eksnet.kube.PodSandbox;
import io.eksnet.kube.ResourceName;
import io.eksnet.net.IpAddress;
import io.eksnet.world.Pace;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The CNI together with the scheduler, the controllers and the kubelet that it serves. */
class KubeletContractTest {

  @ParameterizedTest
  @EnumSource(Pace.class)
  void newNodesBecomeReadyWithAwsNodeAndTheirPodsRunWithAddressesOfThePool(Pace pace) {
    Lab lab = Lab.cluster(pace);
    lab.newNode("n1", "m5.large").newNode("n2", "m5.large");
    lab.state(PlainDocuments.put(KubeSamples.deployment("web").replicas(30).build()));
    lab.run(Duration.ofMinutes(1));
    assertThat(lab.world().kube().nodes()).noneMatch(node -> node.ready());
    assertThat(web(lab)).allMatch(pod -> pod.status().podIps().isEmpty());

    lab.awsNodeDaemonSet("");
    lab.run(Duration.ofMinutes(5));

    assertThat(lab.world().kube().nodes()).hasSize(2).allMatch(node -> node.ready());
    assertThat(web(lab)).hasSize(30).allMatch(pod -> pod.status().ready());
    List<IpAddress> addresses =
        web(lab).stream().map(pod -> pod.status().podIp().orElseThrow()).toList();
    assertThat(addresses).doesNotHaveDuplicates();
    assertThat(addresses)
        .allSatisfy(address -> assertThat(lab.vpcs().interfaceWith(Lab.VPC, address)).isPresent());
    assertThat(lab.pool("n1").assigned() + lab.pool("n2").assigned()).isEqualTo(30);
  }

  @ParameterizedTest
  @EnumSource(Pace.class)
  void podsThatGoGiveTheirAddressesBack(Pace pace) {
    Lab lab = Lab.cluster(pace);
    lab.newNode("n1", "m5.large").awsNodeDaemonSet("");
    lab.state(PlainDocuments.put(KubeSamples.deployment("web").replicas(20).build()));
    lab.run(Duration.ofMinutes(5));
    assertThat(lab.pool("n1").assigned()).isEqualTo(20);

    lab.state(PlainDocuments.put(KubeSamples.deployment("web").replicas(5).build()));
    lab.run(Duration.ofMinutes(5));

    assertThat(lab.pool("n1").assigned()).isEqualTo(5);
    assertThat(lab.world().table(PodAddress.KIND).size()).isEqualTo(5);
    assertThat(lab.world().table(PodSandbox.KIND).size()).isEqualTo(5);
  }

  @Test
  void aPodWithoutAnAddressShowsTheEventThatEksShows() {
    Lab lab = Lab.cluster(Pace.FAST);
    lab.newNode("n1", "m5.large").awsNodeDaemonSet("");
    lab.state(PlainDocuments.put(KubeSamples.deployment("web").replicas(28).build()));
    lab.run(Duration.ofMinutes(1));

    assertThat(web(lab).stream().filter(pod -> pod.status().ready())).hasSize(27);
    assertThat(PlainDocuments.events(lab.world(), "FailedCreatePodSandBox"))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.message())
                    .startsWith("Failed to create pod sandbox: rpc error: code = Unknown desc =")
                    .endsWith(
                        "plugin type=\"aws-cni\" name=\"aws-cni\" failed (add): add cmd: failed to"
                            + " assign an IP address to container"));
  }

  @Test
  void aChangedSettingReachesEveryNodeByTheRollOfTheDaemonSet() {
    Lab lab = Lab.cluster(Pace.FAST);
    lab.newNode("n1", "m5.large").newNode("n2", "m5.large").awsNodeDaemonSet("");
    lab.run(Duration.ofMinutes(2));
    assertThat(lab.pool("n1").total()).isEqualTo(9);

    lab.awsNodeDaemonSet("WARM_IP_TARGET=4");
    lab.run(Duration.ofMinutes(5));

    assertThat(lab.pool("n1").total()).isEqualTo(4);
    assertThat(lab.pool("n2").total()).isEqualTo(4);
    assertThat(lab.world().kube().nodes()).allMatch(node -> node.ready());
  }

  @Test
  void podsOfADeletedNodeLeaveNothingBehind() {
    Lab lab = Lab.cluster(Pace.FAST);
    lab.newNode("n1", "m5.large").awsNodeDaemonSet("");
    lab.state(PlainDocuments.put(KubeSamples.deployment("web").replicas(5).build()));
    lab.run(Duration.ofMinutes(1));

    lab.write(new KubeWrite.Remove(new ObjectRef(ResourceName.NODES, ObjectKey.cluster("n1"))));
    lab.run(Duration.ofMinutes(10));

    assertThat(lab.world().table(PodAddress.KIND).size()).isZero();
    assertThat(lab.world().table(PodSandbox.KIND).size()).isZero();
  }

  private static List<Pod> web(Lab lab) {
    return lab.world().kube().podsIn("default");
  }
}
