package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.LaunchTemplateId;
import io.eksnet.id.Tags;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LaunchTemplatesTest {
  private final Ec2 ec2 = new Ec2();

  @Test
  void aNewVersionIsTheLatestAndTheDefaultStays() {
    LaunchTemplate template = ec2.done(create("web"));

    LaunchTemplate two = ec2.done(version(template.id(), "$Default", Map.of("KeyName", "k")));

    assertThat(two.defaultVersion()).isEqualTo(1);
    assertThat(two.latestVersion()).isEqualTo(2);
    assertThat(two.version("$Latest").orElseThrow().data())
        .containsExactlyEntriesOf(data(Map.of("InstanceType", "m5.large", "KeyName", "k")));
    assertThat(ec2.done(new ModifyLaunchTemplate(template.id(), "2")).defaultVersion())
        .isEqualTo(2);
  }

  @Test
  void aMemberThatIsSaidReplacesTheWholeMemberOfTheSource() {
    LaunchTemplate template =
        ec2.done(
            new CreateLaunchTemplate(
                Ec2.SCOPE,
                "web",
                "",
                data(Map.of("SecurityGroupIds.1", "sg-1", "SecurityGroupIds.2", "sg-2")),
                Tags.NONE));

    LaunchTemplate two =
        ec2.done(version(template.id(), "1", Map.of("SecurityGroupIds.1", "sg-3")));

    assertThat(two.version(2).orElseThrow().data())
        .containsExactlyEntriesOf(data(Map.of("SecurityGroupIds.1", "sg-3")));
  }

  @Test
  void theDefaultVersionIsNotDeletedAndNumbersAreNeverGivenAgain() {
    LaunchTemplate template = ec2.done(create("web"));
    ec2.done(version(template.id(), "1", Map.of()));

    var gone = ec2.done(new DeleteLaunchTemplateVersions(template.id(), List.of("1", "2", "9")));

    assertThat(gone.deleted()).containsExactly(2);
    assertThat(gone.kept()).containsExactly(1);
    assertThat(gone.missing()).containsExactly("9");
    assertThat(ec2.done(version(template.id(), "1", Map.of())).latestVersion()).isEqualTo(3);
  }

  @Test
  void namesAreUniqueAndWellFormed() {
    ec2.done(create("web"));

    assertThat(ec2.refused(create("web")))
        .hasToString(
            "InvalidLaunchTemplateName.AlreadyExistsException: Launch template name already in"
                + " use.");
    assertThat(ec2.refused(create("w")).code())
        .isEqualTo("InvalidLaunchTemplateName.MalformedException");
    assertThat(ec2.refused(create("a b c")).code())
        .isEqualTo("InvalidLaunchTemplateName.MalformedException");
  }

  @Test
  void whatIsNotThereIsNotFound() {
    LaunchTemplate template = ec2.done(create("web"));

    assertThat(ec2.refused(new ModifyLaunchTemplate(template.id(), "7")))
        .hasToString(
            "InvalidLaunchTemplateId.VersionNotFound: Could not find the specified version 7 for"
                + " the launch template with ID "
                + template.id()
                + ".");
    assertThat(ec2.refused(new DeleteLaunchTemplate(new LaunchTemplateId("lt-0"))).code())
        .isEqualTo("InvalidLaunchTemplateId.NotFound");
    ec2.done(new DeleteLaunchTemplate(template.id()));
    ec2.done(create("web"));
  }

  private static CreateLaunchTemplate create(String name) {
    return new CreateLaunchTemplate(
        Ec2.SCOPE, name, "", data(Map.of("InstanceType", "m5.large")), Tags.NONE);
  }

  private static CreateLaunchTemplateVersion version(
      LaunchTemplateId id, String source, Map<String, String> data) {
    return new CreateLaunchTemplateVersion(id, Optional.of(source), "", data(data));
  }

  private static SortedMap<String, String> data(Map<String, String> of) {
    return new TreeMap<>(of);
  }
}
