package io.eksnet.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.aws.SmallNetwork;
import io.eksnet.aws.TestClient;
import io.eksnet.aws.TestClient.Said;
import io.eksnet.id.InstanceId;
import io.eksnet.table.Change;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.InstanceEnd;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class InstanceWireTest {
  private static final String SUBNET = SmallNetwork.PRIVATE.value();

  private final SmallNetwork network = new SmallNetwork();
  private final TestClient aws = new TestClient(network.ledger);

  @Test
  void aLaunchShowsWhatItWasAskedFor() {
    Said ran =
        said(
            "RunInstances MinCount=1 MaxCount=1 ImageId=ami-12345678 InstanceType=t3.small"
                + " KeyName=mine UserData=aGVsbG8= DisableApiTermination=true"
                + " IamInstanceProfile.Name=nodes MetadataOptions.HttpTokens=required"
                + " BlockDeviceMapping.1.DeviceName=/dev/xvda"
                + " BlockDeviceMapping.1.Ebs.VolumeSize=20 SubnetId="
                + SUBNET
                + " PrivateIpAddress=10.0.1.77 TagSpecification.1.ResourceType=instance"
                + " TagSpecification.1.Tag.1.Key=Name TagSpecification.1.Tag.1.Value=web"
                + " TagSpecification.2.ResourceType=volume TagSpecification.2.Tag.1.Key=disk"
                + " TagSpecification.2.Tag.1.Value=root");
    assertThat(ran.status()).as(ran.text()).isEqualTo(200);
    String id = ran.one("instanceId");

    Said shown = aws.ec2("DescribeInstances", "InstanceId.1", id);
    assertThat(shown.one("keyName")).isEqualTo("mine");
    assertThat(shown.one("httpTokens")).isEqualTo("required");
    assertThat(shown.one("httpEndpoint")).as("by default").isEqualTo("enabled");
    assertThat(shown.one("arn")).isEqualTo("arn:aws:iam::111122223333:instance-profile/nodes");
    assertThat(shown.one("privateIpAddress")).isEqualTo("10.0.1.77");
    assertThat(shown.one("rootDeviceName")).isEqualTo("/dev/xvda");
    assertThat(attribute(id, "userData")).contains("<value>aGVsbG8=</value>");
    assertThat(attribute(id, "disableApiTermination")).contains("<value>true</value>");
    assertThat(attribute(id, "instanceInitiatedShutdownBehavior")).contains("<value>stop</value>");
    Said volumes =
        said("DescribeVolumes Filter.1.Name=attachment.instance-id Filter.1.Value.1=" + id);
    assertThat(volumes.one("size")).isEqualTo("20");
    assertThat(shown.one("volumeId")).isEqualTo(volumes.one("volumeId"));
    assertThat(
            said("DescribeTags Filter.1.Name=resource-id Filter.1.Value.1="
                    + volumes.one("volumeId"))
                .one("resourceType"))
        .isEqualTo("volume");
  }

  @Test
  void severalInstancesShareAReservationAndAClientToken() {
    String line =
        "RunInstances MinCount=2 MaxCount=3 ImageId=ami-1 ClientToken=once SubnetId=" + SUBNET;
    Said first = said(line);
    Said again = said(line);

    assertThat(first.all("amiLaunchIndex")).containsExactly("0", "1", "2");
    assertThat(first.all("instanceType")).containsOnly("m1.small");
    assertThat(again.all("instanceId")).isEqualTo(first.all("instanceId"));
    assertThat(
            said("DescribeInstances Filter.1.Name=reservation-id Filter.1.Value.1="
                    + first.one("reservationId"))
                .all("amiLaunchIndex"))
        .hasSize(3);
  }

  @Test
  void anInstanceIsLaunchedWithInterfacesAsAsked() {
    String own = aws.ec2("CreateNetworkInterface", "SubnetId", SUBNET).one("networkInterfaceId");
    Said ran =
        said(
            "RunInstances MinCount=1 MaxCount=1 ImageId=ami-1 InstanceType=m5.large"
                + " NetworkInterface.1.DeviceIndex=0 NetworkInterface.1.SubnetId="
                + SUBNET
                + " NetworkInterface.1.Ipv4PrefixCount=1 NetworkInterface.1.Description=first"
                + " NetworkInterface.1.SecurityGroupId.1="
                + SmallNetwork.NODES
                + " NetworkInterface.2.DeviceIndex=1 NetworkInterface.2.NetworkInterfaceId="
                + own);

    assertThat(ran.status()).as(ran.text()).isEqualTo(200);
    assertThat(ran.all("networkInterfaceId")).contains(own);
    assertThat(ran.one("ipv4Prefix")).isEqualTo("10.0.1.16/28");
    assertThat(ran.all("deviceIndex")).containsExactly("0", "1");
  }

  @Test
  void aLentPublicAddressComesAndGoesWithTheInstance() {
    String id =
        said("RunInstances MinCount=1 MaxCount=1 ImageId=ami-1 InstanceType=m5.large"
                + " NetworkInterface.1.DeviceIndex=0 NetworkInterface.1.SubnetId="
                + SUBNET
                + " NetworkInterface.1.AssociatePublicIpAddress=true")
            .one("instanceId");
    assertThat(describe(id).one("ipOwnerId")).isEqualTo("amazon");
    in(id, Instance.State.RUNNING);

    assertThat(said("StopInstances InstanceId.1=" + id).all("name"))
        .containsExactly("stopping", "running");
    assertThat(describe(id).all("ipAddress")).isEmpty();
    in(id, Instance.State.STOPPED);
    assertThat(
            said("ModifyInstanceAttribute InstanceId=" + id + " InstanceType.Value=m5.xlarge")
                .one("return"))
        .isEqualTo("true");
    said("StartInstances InstanceId.1=" + id);
    assertThat(describe(id).all("ipAddress")).hasSize(1);
    assertThat(describe(id).one("instanceType")).isEqualTo("m5.xlarge");
  }

  @Test
  void aTerminatedInstanceIsShownWithoutItsNetwork() {
    String id = run();
    assertThat(said("TerminateInstances InstanceId.1=" + id).all("name"))
        .containsExactly("shutting-down", "pending");
    network.ledger.transact(
        (facts, _) ->
            io.eksnet.id.Decision.accept(
                true, InstanceEnd.of(new io.eksnet.vpc.Vpcs(facts), new InstanceId(id))));

    Said ended = describe(id);
    assertThat(ended.one("name")).isEqualTo("terminated");
    assertThat(ended.all("privateIpAddress")).isEmpty();
    assertThat(ended.all("subnetId")).isEmpty();
    assertThat(ended.one("reason")).startsWith("User initiated (2026-11-23 10:00:00 GMT)");
  }

  @Test
  void aLaunchTakesWhatItDoesNotSayFromItsTemplate() {
    String template =
        said("CreateLaunchTemplate LaunchTemplateName=web"
                + " LaunchTemplateData.ImageId=ami-1"
                + " LaunchTemplateData.InstanceType=t3.small"
                + " LaunchTemplateData.NetworkInterface.1.DeviceIndex=0"
                + " LaunchTemplateData.NetworkInterface.1.SubnetId="
                + SUBNET
                + " LaunchTemplateData.TagSpecification.1.ResourceType=instance"
                + " LaunchTemplateData.TagSpecification.1.Tag.1.Key=from"
                + " LaunchTemplateData.TagSpecification.1.Tag.1.Value=template")
            .one("launchTemplateId");
    said(
        "CreateLaunchTemplateVersion LaunchTemplateId="
            + template
            + " SourceVersion=1 VersionDescription=larger"
            + " LaunchTemplateData.InstanceType=m5.large");

    String launch = "RunInstances MinCount=1 MaxCount=1 LaunchTemplate.LaunchTemplateId=";
    Said byDefault = said(launch + template);
    Said latest = said(launch + template + " LaunchTemplate.Version=$Latest");
    Said own = said(launch + template + " LaunchTemplate.Version=2 InstanceType=c5.large");

    assertThat(byDefault.one("instanceType")).isEqualTo("t3.small");
    assertThat(byDefault.all("key"))
        .containsExactly("aws:ec2launchtemplate:id", "aws:ec2launchtemplate:version", "from");
    assertThat(byDefault.all("value")).contains(template, "1", "template");
    assertThat(latest.one("instanceType")).isEqualTo("m5.large");
    assertThat(own.one("instanceType")).isEqualTo("c5.large");
  }

  @Test
  void templatesAndVersionsAreDescribedModifiedAndDeleted() {
    String template =
        said("CreateLaunchTemplate LaunchTemplateName=web LaunchTemplateData.ImageId=ami-1")
            .one("launchTemplateId");
    said(
        "CreateLaunchTemplateVersion LaunchTemplateName=web"
            + " LaunchTemplateData.ImageId=ami-2 LaunchTemplateData.EbsOptimized=true");

    assertThat(
            said("ModifyLaunchTemplate LaunchTemplateName=web SetDefaultVersion=2")
                .one("defaultVersionNumber"))
        .isEqualTo("2");
    Said versions = said("DescribeLaunchTemplateVersions LaunchTemplateId=" + template);
    assertThat(versions.all("imageId")).containsExactly("ami-1", "ami-2");
    assertThat(versions.all("defaultVersion")).containsExactly("false", "true");
    Said gone =
        said(
            "DeleteLaunchTemplateVersions LaunchTemplateName=web LaunchTemplateVersion.1=1"
                + " LaunchTemplateVersion.2=2 LaunchTemplateVersion.3=7");
    assertThat(gone.all("code"))
        .containsExactly("launchTemplateVersionDoesNotExist", "unexpectedError");
    assertThat(said("DescribeLaunchTemplates LaunchTemplateName.1=web").one("latestVersionNumber"))
        .isEqualTo("2");
    said("DeleteLaunchTemplate LaunchTemplateId=" + template);
    assertThat(said("DescribeLaunchTemplates LaunchTemplateName.1=web").refusal())
        .isEqualTo(
            "InvalidLaunchTemplateName.NotFoundException: The specified launch template, with"
                + " template name web, does not exist.");
  }

  @Test
  void burstableTypesHaveCredits() {
    String id = run();

    assertThat(said("DescribeInstanceCreditSpecifications InstanceId.1=" + id).one("cpuCredits"))
        .isEqualTo("unlimited");
    assertThat(
            said("DescribeInstanceTypes InstanceType.1=t3.small")
                .one("burstablePerformanceSupported"))
        .isEqualTo("true");
  }

  @Test
  void healthIsTheStatesOwn() {
    String id = run();
    assertThat(said("DescribeInstanceStatus InstanceId.1=" + id).all("instanceId")).isEmpty();
    in(id, Instance.State.RUNNING);
    assertThat(said("DescribeInstanceStatus InstanceId.1=" + id).all("status"))
        .contains("ok", "passed");
  }

  @Test
  void anImageThatIsNamedHasARootDevice() {
    assertThat(said("DescribeImages ImageId.1=ami-12345678").one("rootDeviceName"))
        .isEqualTo("/dev/xvda");
  }

  @TestFactory
  Stream<DynamicTest> whatEc2RefusesIsRefusedInItsWords() {
    String id = run();
    String launch = "RunInstances MinCount=1 MaxCount=1 ImageId=ami-1 ";
    return Stream.of(
            List.of(
                launch + "InstanceType=m5.lage SubnetId=" + SUBNET,
                "InvalidParameterValue: Invalid value 'm5.lage' for InstanceType."),
            List.of(
                launch,
                "VPCIdNotSpecified: No default VPC for this user. GroupName is only supported for"
                    + " EC2-Classic and default VPC."),
            List.of(
                launch
                    + "SubnetId="
                    + SUBNET
                    + " NetworkInterface.1.DeviceIndex=0 NetworkInterface.1.SubnetId="
                    + SUBNET,
                "InvalidParameterCombination: Network interfaces and an instance-level subnet ID"
                    + " may not be specified on the same request"),
            List.of(
                "RunInstances MinCount=1 MaxCount=1 ImageId=image SubnetId=" + SUBNET,
                "InvalidAMIID.Malformed: Invalid id: \"image\" (expecting \"ami-...\")"),
            List.of(
                launch + "SubnetId=" + SUBNET + " PrivateIpAddress=10.0.1.4",
                "InvalidIPAddress.InUse: Address 10.0.1.4 is in use."),
            List.of(
                "RunInstances MinCount=300 MaxCount=300 ImageId=ami-1 SubnetId=" + SUBNET,
                "InsufficientFreeAddressesInSubnet: There are not enough free addresses in subnet '"
                    + SUBNET
                    + "' to satisfy the requested number of instances."),
            List.of(
                "StartInstances InstanceId.1=i-0000000000000000f",
                "InvalidInstanceID.NotFound: The instance ID 'i-0000000000000000f' does not"
                    + " exist"),
            List.of(
                "StopInstances InstanceId.1=" + id,
                "IncorrectInstanceState: The instance '"
                    + id
                    + "' is not in a state from which it can be stopped."),
            List.of(
                "ModifyInstanceAttribute InstanceId=" + id + " InstanceType.Value=m5.large",
                "IncorrectInstanceState: The instance '" + id + "' is not in the 'stopped' state."),
            List.of(
                launch + "LaunchTemplate.LaunchTemplateName=none",
                "InvalidLaunchTemplateName.NotFoundException: The specified launch template, with"
                    + " template name none, does not exist."))
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.getFirst(),
                    () -> assertThat(said(row.getFirst()).refusal()).isEqualTo(row.getLast())));
  }

  private String run() {
    return said("RunInstances MinCount=1 MaxCount=1 ImageId=ami-1 InstanceType=t3.small SubnetId="
            + SUBNET)
        .one("instanceId");
  }

  private void in(String id, Instance.State state) {
    network.ledger.transact(
        (facts, _) ->
            io.eksnet.id.Decision.accept(
                true,
                Change.put(
                    Instance.KIND,
                    facts.find(Instance.KIND, new InstanceId(id)).orElseThrow().withState(state))));
  }

  private Said describe(String id) {
    return aws.ec2("DescribeInstances", "InstanceId.1", id);
  }

  private String attribute(String id, String attribute) {
    return said("DescribeInstanceAttribute InstanceId=" + id + " Attribute=" + attribute).text();
  }

  private Said said(String line) {
    String[] parts = line.trim().split(" ", -1);
    String[] parameters =
        Stream.of(parts).skip(1).flatMap(it -> Stream.of(it.split("=", 2))).toArray(String[]::new);
    return aws.ec2(parts[0], parameters);
  }
}
