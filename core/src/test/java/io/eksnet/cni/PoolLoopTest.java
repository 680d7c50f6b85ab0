package io.eksnet.cni;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.EniId;
import io.eksnet.kube.PodSandbox.Network;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Ipv4Address;
import io.eksnet.table.Change;
import io.eksnet.vpc.AssignPrivateIpAddresses;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.world.Pace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a pool grows, shrinks and waits; numbers are those of the vendor's scenarios. */
class PoolLoopTest {
  private static final String WARM_IP_2 = "WARM_IP_TARGET=2";

  @Test
  void theTwentyEighthPodOfAnM5LargeGetsNoAddressThoughTheKubeletTakesTwentyNine() {
    Lab lab = Lab.roomy().node("n1", "m5.large", "").pods("n1", 1, 28);

    assertThat(lab.pool("n1").limits().pods()).isEqualTo(29);
    assertThat(lab.running("n1")).isEqualTo(27);
    assertThat(lab.network("n1", "p28"))
        .get()
        .isEqualTo(
            new Network.Failed(
                "plugin type=\"aws-cni\" name=\"aws-cni\" failed (add): add cmd: failed to assign"
                    + " an IP address to container",
                lab.now(),
                1));
    assertThat(lab.said("n1", "Skipping ENI allocation as the max ENI limit is already reached"))
        .isEqualTo(1);
    assertThat(lab.said("n1", "DataStore has no available IP/Prefix addresses")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Pace.class)
  void anInterfaceThatIsNotNeededIsFreedOnceOldAndCoolAndDoesNotComeBack(Pace pace) {
    Lab lab = new Lab(pace, "10.0.0.0/16").node("n1", "m5.large", "");
    lab.run(Duration.ofMinutes(1)).pods("n1", 1, 10).run(Duration.ofMinutes(5));
    assertThat(lab.pool("n1").enis()).hasSize(3);

    lab.delete("n1", "p10");
    lab.run(Duration.ofSeconds(20));
    assertThat(lab.pool("n1").enis()).as("a pod's address cools elsewhere").hasSize(2);

    lab.run(Duration.ofMinutes(10));
    assertThat(lab.pool("n1").enis()).hasSize(2);
    assertThat(lab.pool("n1").total()).isEqualTo(18);
    assertThat(lab.vpcs().addressesInUse(Lab.NODES).size()).isEqualTo(20);
    assertThat(lab.said("n1", "Created a new ENI")).as("no flapping").isEqualTo(2);
  }

  @Test
  void aYoungInterfaceIsKeptForAMinute() {
    Lab lab = Lab.roomy().node("n1", "m5.large", "").pods("n1", 1, 10);
    assertThat(lab.pool("n1").enis()).hasSize(3);

    lab.delete("n1", "p10");
    lab.run(Duration.ofSeconds(59));
    lab.cordon("n1", true); // makes ipamd look
    lab.cordon("n1", false);
    lab.settle();
    assertThat(lab.pool("n1").enis()).hasSize(3);

    lab.run(Duration.ofSeconds(2));
    assertThat(lab.pool("n1").enis()).hasSize(2);
  }

  @Test
  void anInterfaceWithACoolingAddressIsKeptUntilItIsCool() {
    Lab lab = Lab.roomy().node("n1", "m5.large", "").pods("n1", 1, 10);
    lab.run(Duration.ofMinutes(5));
    IpAddress tenth = lab.addressOf("n1", "p10").orElseThrow();
    assertThat(lab.vpcs().interfaceWith(Lab.VPC, tenth).orElseThrow().attachment().orElseThrow())
        .extracting(NetworkInterface.Attachment::deviceIndex)
        .isEqualTo(1);

    // Everything but the primary's pods goes: ENI 3 is empty, ENI 2 cools.
    lab.delete("n1", "p10");
    lab.delete("n1", "p9");
    lab.settle();
    assertThat(lab.pool("n1").enis()).hasSize(2);
    assertThat(lab.pool("n1").enis().getLast().cooling()).isEqualTo(1);

    for (int pod = 1; pod <= 8; pod++) {
      lab.delete("n1", "p" + pod);
    }
    lab.run(Duration.ofSeconds(29));
    assertThat(lab.pool("n1").enis()).hasSize(2);
    lab.run(Duration.ofSeconds(2));
    assertThat(lab.pool("n1").enis()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Pace.class)
  void coolingAddressesCountAsAvailableSoAnAddWaitsAndNothingIsAskedOfEc2(Pace pace) {
    CallCount calls = new CallCount(AssignPrivateIpAddresses.class);
    Lab lab =
        new Lab(
                pace,
                "10.0.0.0/16",
                new AddressOrder.Ascending(),
                controller -> new Disturbed(controller, calls))
            .node("n1", "m5.large", WARM_IP_2);
    lab.run(Duration.ofMinutes(1)).pods("n1", 1, 18).run(Duration.ofMinutes(5));
    lab.delete("n1", "p17");
    lab.delete("n1", "p18");
    lab.run(Duration.ofSeconds(6)); // the two that were warm go back
    Pool pool = lab.pool("n1");
    assertThat(pool.total()).isEqualTo(18);
    assertThat(pool.assigned()).isEqualTo(16);
    assertThat(pool.cooling()).isEqualTo(2);
    assertThat(pool.available()).isEqualTo(2);
    int before = calls.count();

    lab.pods("n1", 19, 19).run(Duration.ofSeconds(22));
    assertThat(lab.network("n1", "p19")).get().isInstanceOf(Network.Failed.class);
    assertThat(calls.count()).isEqualTo(before);

    lab.run(RetryingKubelet.RETRY);
    assertThat(lab.addressOf("n1", "p19")).isPresent();
  }

  @Test
  void anAddFailsWhileAllThatIsLeftCoolsDownAndSucceedsAfterThirtySeconds() {
    Lab lab = Lab.roomy().node("n1", "m5.large", "MINIMUM_IP_TARGET=9").pods("n1", 1, 9);
    lab.run(Duration.ofMinutes(2));
    IpAddress first = lab.addressOf("n1", "p1").orElseThrow();
    lab.delete("n1", "p1");
    lab.settle();
    long calls = lab.said("n1", "Trying to allocate");

    lab.pod("n1", "late");
    lab.run(Duration.ofSeconds(29));
    assertThat(lab.network("n1", "late")).get().isInstanceOf(Network.Failed.class);
    lab.run(Duration.ofSeconds(11));

    assertThat(lab.addressOf("n1", "late")).contains(first);
    assertThat(lab.said("n1", "Trying to allocate")).as("calls to EC2").isEqualTo(calls);
  }

  @Test
  void aCooldownOfZeroGivesAnAddressToTheNextPodAtOnce() {
    Lab lab =
        Lab.roomy()
            .node("n1", "m5.large", "MINIMUM_IP_TARGET=1 IP_COOLDOWN_PERIOD=0")
            .pods("n1", 1, 1);
    IpAddress only = lab.addressOf("n1", "p1").orElseThrow();

    lab.delete("n1", "p1");
    lab.pod("n1", "p2");
    lab.settle();
    lab.run(RetryingKubelet.RETRY);

    assertThat(lab.addressOf("n1", "p2")).contains(only);
  }

  @ParameterizedTest
  @EnumSource(Pace.class)
  void aCordonedNodeNeitherAttachesNorFreesInterfacesUntilItIsUncordoned(Pace pace) {
    Lab lab = new Lab(pace, "10.0.0.0/16").node("n1", "m5.large", "");
    lab.run(Duration.ofMinutes(1));
    lab.cordon("n1", true);
    lab.pods("n1", 1, 12).run(Duration.ofMinutes(5));
    assertThat(lab.running("n1")).isEqualTo(9);
    assertThat(lab.pool("n1").enis()).hasSize(1);
    assertThat(lab.said("n1", "AWS CNI is on a non schedulable node")).isPositive();

    lab.cordon("n1", false);
    lab.run(Duration.ofMinutes(1));
    assertThat(lab.running("n1")).isEqualTo(12);
    assertThat(lab.pool("n1").enis()).hasSize(3);

    lab.cordon("n1", true);
    for (int pod = 1; pod <= 12; pod++) {
      lab.delete("n1", "p" + pod);
    }
    lab.run(Duration.ofMinutes(5));
    assertThat(lab.pool("n1").enis()).hasSize(3);

    lab.cordon("n1", false);
    lab.run(Duration.ofMinutes(5));
    assertThat(lab.pool("n1").enis()).hasSize(1);
  }

  @Test
  void aCordonedNodeIsManagedAllTheSameWhenToldSo() {
    Lab lab = Lab.roomy().node("n1", "m5.large", "AWS_MANAGE_ENIS_NON_SCHEDULABLE=true");
    lab.settle();
    lab.cordon("n1", true);
    lab.pods("n1", 1, 12);

    assertThat(lab.running("n1")).isEqualTo(12);
  }

  @Test
  void theEleventhPodOverAPinnedMinimumNeverGetsAnAddress() {
    Lab lab = Lab.roomy().node("n1", "m5.large", "MINIMUM_IP_TARGET=10").pods("n1", 1, 11);
    lab.run(Duration.ofHours(1));

    assertThat(lab.running("n1")).isEqualTo(10);
    assertThat(lab.pool("n1").total()).isEqualTo(10);
    assertThat(lab.network("n1", "p11"))
        .get()
        .isInstanceOfSatisfying(
            Network.Failed.class, failed -> assertThat(failed.attempts()).isGreaterThan(100));
  }

  @Test
  void surplusAddressesGoBackEveryThirtySecondsAtMost() {
    Lab lab = Lab.roomy().node("n1", "m5.large", WARM_IP_2).pods("n1", 1, 10);
    lab.run(Duration.ofMinutes(5));
    assertThat(lab.pool("n1").total()).isEqualTo(12);

    lab.delete("n1", "p1");
    lab.settle();
    assertThat(lab.pool("n1").total()).isEqualTo(11);
    lab.delete("n1", "p2");
    lab.delete("n1", "p3");
    lab.run(Duration.ofSeconds(29));
    assertThat(lab.pool("n1").total()).isEqualTo(11);
    lab.run(Duration.ofSeconds(1));
    assertThat(lab.pool("n1").total()).isEqualTo(9);
  }

  @Test
  void aNewInterfaceIsMadeInEc2sOwnStepsWithTheVendorsDescriptionAndTags() {
    Lab lab =
        Lab.roomy()
            .node(
                "n1",
                "m5.large",
                "CLUSTER_NAME=prod ADDITIONAL_ENI_TAGS={\"team\":\"net\",\"k8s.amazonaws.com/x\":\"y\"}")
            .pods("n1", 1, 1);

    NetworkInterface second = lab.pool("n1").enis().get(1).eni();
    assertThat(second.description()).isEqualTo("aws-K8S-i-n1");
    assertThat(second.tags().values())
        .isEqualTo(
            Map.of(
                "node.k8s.amazonaws.com/instance_id", "i-n1",
                "node.k8s.amazonaws.com/createdAt", "2026-01-01T00:00:00Z",
                "cluster.k8s.amazonaws.com/name", "prod",
                "eks:eni:owner", "amazon-vpc-cni",
                "team", "net"));
    assertThat(second.groups()).containsExactly(Lab.GROUP);
    assertThat(second.attachment().orElseThrow().deviceIndex()).isEqualTo(1);
    assertThat(second.attachment().orElseThrow().deleteOnTermination()).isTrue();
    assertThat(lab.world().table(LooseEni.KIND).size()).isZero();
  }

  @Test
  void interfacesThatIpamdMustNotManageAreLeftAloneAndTakeUpTheirPlace() {
    Lab lab = Lab.roomy().node("n1", "m5.large", "").pods("n1", 1, 1);
    EniId second = lab.pool("n1").enis().get(1).id();
    NetworkInterface eni = lab.vpcs().networkInterface(second).orElseThrow();
    lab.state(
        Change.put(
            NetworkInterface.KIND,
            eni.withTags(eni.tags().with("node.k8s.amazonaws.com/no_manage", "true"))));
    lab.pods("n1", 2, 28);

    assertThat(lab.pool("n1").unmanaged()).isEqualTo(1);
    assertThat(lab.said("n1", "Creating ENI")).as("one before, one after").isEqualTo(2);
    assertThat(lab.pool("n1").enis()).hasSize(2);
    assertThat(lab.running("n1")).isEqualTo(18);
    assertThat(lab.addressOf("n1", "p28")).isEmpty();
  }

  @Test
  void aNodeWhoseInstanceTypeNobodyKnowsStaysUnready() {
    Lab lab = Lab.roomy().node("n1", "m5.large", "");
    Instance instance = lab.vpcs().instance(Lab.instanceOf("n1")).orElseThrow();
    Lab other = Lab.roomy().node("n1", "m5.large", "");
    other.state(
        Change.put(
            Instance.KIND,
            new Instance(
                instance.id(),
                instance.scope(),
                "m5.lage",
                instance.subnet(),
                instance.vpc(),
                instance.zone(),
                instance.privateAddress(),
                instance.state(),
                instance.launchedAt(),
                instance.imageId(),
                instance.tags())));
    other.settle();

    assertThat(other.ready("n1")).isFalse();
    assertThat(other.said("n1", "unknown instance type m5.lage")).isEqualTo(1);
  }

  @Test
  void withProvisioningOffOnlyWhatIsThereIsHandedOut() {
    Lab lab = Lab.roomy().node("n1", "m5.large", "DISABLE_NETWORK_RESOURCE_PROVISIONING=true");
    lab.settle();
    assertThat(lab.ready("n1")).isTrue();
    assertThat(lab.pool("n1").total()).isZero();

    NetworkInterface primary = lab.pool("n1").primary().orElseThrow();
    lab.state(
        Change.put(
            NetworkInterface.KIND, primary.withSecondary(List.of(Ipv4Address.of(10, 0, 9, 9)))));
    lab.pods("n1", 1, 2);
    assertThat(lab.running("n1")).isEqualTo(1);
    assertThat(lab.addressOf("n1", "p1")).contains(Ipv4Address.of(10, 0, 9, 9));
  }

  @Test
  void aNodeThatGoesTakesAllThatItsIpamdKnewWithIt() {
    Lab lab = Lab.roomy().node("n1", "m5.large", "").node("n2", "m5.large", "");
    lab.pods("n1", 1, 3).pods("n2", 1, 3);

    lab.state(
        Change.remove(io.eksnet.kube.KubeObject.NODES, io.eksnet.kube.ObjectKey.cluster("n1")));
    lab.settle();

    assertThat(lab.world().table(PodAddress.KIND).stream().map(PodAddress::node))
        .containsOnly("n2");
    assertThat(lab.world().table(IpamdState.KIND).stream().map(IpamdState::node))
        .containsExactly("n2");
    assertThat(lab.log("n1")).isEmpty();
    assertThat(Optional.of(lab.running("n2"))).contains(3L);
  }
}
