package io.eksnet.cni;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.EniId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.table.Change;
import io.eksnet.vpc.AssignPrivateIpAddresses;
import io.eksnet.vpc.AttachNetworkInterface;
import io.eksnet.vpc.CreateNetworkInterface;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.ModifyNetworkInterfaceAttribute;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.world.Pace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ipamd makes of EC2's refusals, faults and subnets, and of what others change there. */
class Ec2AnswersTest {

  @Test
  void anInterfaceThatCannotBeAttachedIsDeletedAgain() {
    Disturbance attach = new Disturbance(AttachNetworkInterface.class, "IncorrectState");
    Lab lab = disturbed(attach).node("n1", "m5.large", "").pods("n1", 1, 1);

    assertThat(attach.refusals()).isPositive();
    assertThat(lab.vpcs().facts().table(NetworkInterface.KIND).size()).isEqualTo(1);
    assertThat(lab.world().table(LooseEni.KIND).size()).isZero();

    attach.stop();
    lab.run(Duration.ofSeconds(10));
    assertThat(lab.pool("n1").enis()).hasSize(2);
  }

  @Test
  void anInterfaceThatCannotBeMarkedIsDetachedAndDeletedAgain() {
    Disturbance modify =
        new Disturbance(ModifyNetworkInterfaceAttribute.class, "RequestLimitExceeded");
    Lab lab = disturbed(modify).node("n1", "m5.large", "").pods("n1", 1, 1);

    assertThat(modify.refusals()).isPositive();
    assertThat(lab.vpcs().facts().table(NetworkInterface.KIND).size()).isEqualTo(1);
    assertThat(lab.world().table(LooseEni.KIND).size()).isZero();
  }

  @Test
  void aCrashBetweenTwoCallsLeaksNoInterface() {
    Lab lab = Lab.roomy().node("n1", "m5.large", "WARM_ENI_TARGET=0");
    lab.settle();
    // As a crash leaves it: made, and known to ipamd, but not attached.
    EniId made =
        lab.carryOut(
                CreateNetworkInterface.in(
                    Lab.NODES, List.of(Lab.GROUP), "aws-K8S-i-n1", 9, Tags.NONE))
            .id();
    lab.state(
        Change.put(LooseEni.KIND, new LooseEni(made, "n1", LooseEni.Purpose.ATTACH, lab.now())));
    lab.settle();

    assertThat(lab.pool("n1").enis()).hasSize(2);
    assertThat(lab.pool("n1").enis().get(1).eni().attachment().orElseThrow().deleteOnTermination())
        .isTrue();
  }

  @Test
  void anExhaustedSubnetIsLeftAloneForTwoMinutes() {
    // 11 usable addresses: the node's own, 9 for pods, 1 left: no second interface fits.
    Lab lab = new Lab(Pace.FAST, "10.0.0.0/28").node("n1", "m5.large", "").pods("n1", 1, 10);
    assertThat(lab.running("n1")).isEqualTo(9);
    assertThat(lab.said("n1", "Failed to CreateNetworkInterface InsufficientFreeAddressesInSubnet"))
        .isEqualTo(1);
    assertThat(lab.said("n1", "Unable to attach IPs/Prefixes for the ENI, subnet doesn't seem"))
        .isEqualTo(1);

    lab.run(Duration.ofSeconds(119));
    assertThat(lab.said("n1", "Failed to CreateNetworkInterface")).isEqualTo(1);
    assertThat(lab.said("n1", "Recently we had InsufficientCidr error")).isPositive();
    lab.run(Duration.ofSeconds(2));
    assertThat(lab.said("n1", "Failed to CreateNetworkInterface")).isEqualTo(2);
  }

  @ParameterizedTest(name = "subnet discovery {0}: asked {1} times in five minutes")
  @CsvSource({"true, 120", "false, 6"})
  void aFullSubnetAtTheInterfaceLimitIsAskedTwiceEveryRoundOrWithoutDiscoveryEveryTwoMinutes(
      boolean discovery, int asks) {
    // 11 usable addresses: the node's own and 10 for pods; the interface has room for 14.
    CallCount calls = new CallCount(AssignPrivateIpAddresses.class);
    Lab lab =
        new Lab(
                Pace.FAST,
                "10.0.0.0/28",
                new AddressOrder.Ascending(),
                controller -> new Disturbed(controller, calls))
            .node("n1", "m5.xlarge", "MAX_ENI=1 ENABLE_SUBNET_DISCOVERY=" + discovery);
    lab.run(Duration.ofMinutes(2));
    assertThat(lab.pool("n1").total()).as("one at a time, to the last").isEqualTo(10);
    int before = calls.count();
    lab.run(Duration.ofMinutes(5));

    assertThat(calls.count() - before).isBetween(asks - 2, asks + 2);
  }

  @Test
  void moreAddressesThanAnInterfaceTakesAreNoReasonToAskAgainAtOnce() {
    Disturbance assign =
        new Disturbance(AssignPrivateIpAddresses.class, "PrivateIpAddressLimitExceeded");
    Lab lab = disturbed(assign).node("n1", "m5.large", "");
    lab.run(Duration.ofSeconds(21));

    assertThat(assign.refusals()).isEqualTo(5);
    assertThat(lab.ready("n1")).as("an empty pool keeps no node from being Ready").isTrue();
    assertThat(lab.said("n1", "returned PrivateIpAddressLimitExceeded")).isEqualTo(5);
  }

  @Test
  void aFirstStepThatEc2RefusesForAnotherReasonKeepsTheNodeFromBeingReady() {
    Disturbance assign = new Disturbance(AssignPrivateIpAddresses.class, "UnauthorizedOperation");
    Lab lab = disturbed(assign).node("n1", "m5.large", "");
    lab.run(Duration.ofSeconds(9));
    assertThat(lab.ready("n1")).isFalse();
    assertThat(assign.refusals()).as("all, then one, every five seconds").isEqualTo(4);
    assertThat(lab.said("n1", "Trying to allocate 9 IP addresses on ENI eni-n1")).isEqualTo(2);
    assertThat(lab.said("n1", "Trying to allocate 1 IP addresses on ENI eni-n1")).isEqualTo(2);

    assign.stop();
    lab.run(Duration.ofSeconds(5));
    assertThat(lab.ready("n1")).isTrue();
    assertThat(lab.pool("n1").total()).isEqualTo(9);
  }

  @Test
  void aMachineThatIsOffAsksNothingOfEc2() {
    Lab lab = Lab.roomy().node("n1", "m5.large", "").pods("n1", 1, 3);
    Instance instance = lab.vpcs().instance(Lab.instanceOf("n1")).orElseThrow();
    lab.state(Change.put(Instance.KIND, instance.withState(Instance.State.TERMINATED)));
    lab.vpcs().interfacesOf(instance.id()).stream()
        .map(NetworkInterface::id)
        .forEach(eni -> lab.state(Change.remove(NetworkInterface.KIND, eni)));
    lab.run(Duration.ofMinutes(5));

    assertThat(lab.world().table(NetworkInterface.KIND).size()).isZero();
    assertThat(lab.said("n1", "Creating ENI")).isEqualTo(1);
  }

  @Test
  void newInterfacesGoToTaggedSubnetsWithMoreFreeAddressesFirst() {
    // B is open to this cluster, C is untagged, D is another cluster's.
    Lab lab = new Lab(Pace.FAST, "10.0.0.0/27");
    lab.subnet("subnet-b", "10.0.1.0/24", Tags.of(Map.of("kubernetes.io/role/cni", "1")));
    lab.subnet("subnet-c", "10.1.0.0/16", Tags.NONE);
    lab.subnet(
        "subnet-d",
        "10.2.0.0/16",
        Tags.of(Map.of("kubernetes.io/role/cni", "1", "cni.networking.k8s.aws/cluster/other", "")));
    lab.node("n1", "m5.large", "CLUSTER_NAME=prod").pods("n1", 1, 1);

    assertThat(lab.pool("n1").enis().get(1).eni().subnet()).isEqualTo(new SubnetId("subnet-b"));
    assertThat(
            PodSubnets.forNewEni(
                lab.vpcs(),
                lab.vpcs().instance(Lab.instanceOf("n1")).orElseThrow(),
                lab.pool("n1").settings()))
        .containsExactly(new SubnetId("subnet-b"), Lab.NODES);
  }

  @Test
  void aNodeInASubnetClosedToPodsTakesItsAddressesFromAnother() {
    Lab lab = new Lab(Pace.FAST, "10.0.0.0/24");
    lab.subnet(Lab.NODES.value(), "10.0.0.0/24", Tags.of(Map.of("kubernetes.io/role/cni", "0")));
    lab.subnet("subnet-b", "10.0.1.0/24", Tags.of(Map.of("kubernetes.io/role/cni", "1")));
    lab.node("n1", "m5.large", "").pods("n1", 1, 9);

    Pool pool = lab.pool("n1");
    assertThat(pool.enis().getFirst().excluded()).isTrue();
    assertThat(pool.enis().getFirst().addresses()).isEmpty();
    assertThat(pool.total()).isEqualTo(18);
    assertThat(lab.running("n1")).isEqualTo(9);
    assertThat(pool.open())
        .allSatisfy(eni -> assertThat(eni.eni().subnet()).isEqualTo(new SubnetId("subnet-b")));
  }

  @Test
  void aSubnetThatIsClosedLaterGetsItsUnusedAddressesBackAndKeepsThoseOfPods() {
    Lab lab = Lab.roomy().node("n1", "m5.large", "").pods("n1", 1, 3);
    lab.subnet(Lab.NODES.value(), "10.0.0.0/16", Tags.of(Map.of("kubernetes.io/role/cni", "0")));
    lab.settle();
    assertThat(lab.pool("n1").enis().getFirst().addresses()).hasSize(3);
    assertThat(lab.pool("n1").enis().get(1).addresses()).isEmpty();

    lab.delete("n1", "p1");
    lab.settle();
    assertThat(lab.pool("n1").enis().getFirst().addresses()).hasSize(2);
    assertThat(lab.running("n1")).isEqualTo(2);

    lab.subnet(Lab.NODES.value(), "10.0.0.0/16", Tags.NONE);
    lab.pods("n1", 4, 12);
    assertThat(lab.running("n1")).isEqualTo(11);
  }

  @Test
  void whatIsGoneInEc2IsForgottenByIpamd() {
    Lab lab = Lab.roomy().node("n1", "m5.large", "").pods("n1", 1, 13);
    PoolEni second = lab.pool("n1").enis().get(1);
    assertThat(second.assigned()).isEqualTo(4);

    lab.state(Change.put(NetworkInterface.KIND, second.eni().detached()));
    lab.settle();

    assertThat(lab.pool("n1").assigned()).isEqualTo(9);
    assertThat(lab.world().table(PodAddress.KIND).size()).isEqualTo(9);
    assertThat(lab.said("n1", "Reconcile and delete IP")).isEqualTo(4);
  }

  private static Lab disturbed(Disturbance disturbance) {
    return new Lab(
        Pace.FAST,
        "10.0.0.0/16",
        new AddressOrder.Ascending(),
        controller -> new Disturbed(controller, disturbance));
  }
}
