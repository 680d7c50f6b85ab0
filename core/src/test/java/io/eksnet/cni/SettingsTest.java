package io.eksnet.cni;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.cni.SettingFinding.Effect;
import io.eksnet.id.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the variables of aws-node are read. */
class SettingsTest {

  @Test
  void anEmptyContainerHasWhatIsCompiledInAndNotWhatTheManifestSays() {
    Settings compiledIn = Settings.of(Map.of());
    assertThat(compiledIn.targets()).isEqualTo(new Targets(1, 0, 0, 0));
    assertThat(compiledIn.subnetDiscovery()).isTrue();
    assertThat(compiledIn.cooldown()).isEqualTo(Duration.ofSeconds(30));
    assertThat(compiledIn.manageUntagged()).isTrue();
    assertThat(compiledIn.provisioning()).isTrue();
    assertThat(compiledIn.refusal())
        .as("ENABLE_IPv4 is false unless it is written")
        .get()
        .extracting(SettingFinding::variable)
        .isEqualTo("ENABLE_IPv4");

    Settings manifest = Settings.ofManifestWith(Map.of());
    assertThat(manifest.targets()).isEqualTo(new Targets(1, 0, 0, 1));
    assertThat(manifest.findings()).isEmpty();
  }

  @Test
  void aUsersVariableWinsOverTheManifests() {
    Settings settings =
        Settings.ofManifestWith(
            Map.of("WARM_ENI_TARGET", "0", "WARM_IP_TARGET", "5", "MAX_ENI", "2"));
    assertThat(settings.targets()).isEqualTo(new Targets(0, 5, 0, 1));
    assertThat(settings.targets().countAddresses()).isTrue();
    assertThat(settings.maxEni()).contains(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "t", "T", "true", "TRUE", "True"})
  void truthIsWhatGoTakesForTruth(String text) {
    assertThat(Env.parseBool(text)).contains(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "f", "F", "false", "FALSE", "False"})
  void untruthIsWhatGoTakesForUntruth(String text) {
    assertThat(Env.parseBool(text)).contains(false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "on", "tRUE", " true", "", "2"})
  void whatGoDoesNotTakeForATruthValueMeansTheDefaultAndIsReported(String text) {
    assertThat(Env.parseBool(text)).isEmpty();
    Settings settings = Settings.ofManifestWith(Map.of("ENABLE_SUBNET_DISCOVERY", text));
    assertThat(settings.subnetDiscovery()).isTrue();
    assertThat(settings.findings()).hasSize(text.isEmpty() ? 0 : 1);
  }

  @ParameterizedTest
  @CsvSource({"5, 5", "+5, 5", "05, 5", "-1, ", "5.0, ", "five, ", "' 5', ", "99999999999, "})
  void numbersAreReadAsGoReadsThemAndElseTheDefaultHolds(String text, Integer expected) {
    Settings settings = Settings.ofManifestWith(Map.of("WARM_ENI_TARGET", text));
    assertThat(settings.targets().warmEni()).isEqualTo(Optional.ofNullable(expected).orElse(1));
    assertThat(settings.findings()).hasSize(expected == null ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "0, ", "-1, ", "many, "})
  void aLimitOnInterfacesBelowOneIsNone(String text, Integer expected) {
    assertThat(Settings.ofManifestWith(Map.of("MAX_ENI", text)).maxEni())
        .isEqualTo(Optional.ofNullable(expected));
  }

  @ParameterizedTest(name = "{0}={1} keeps aws-node from starting")
  @CsvSource({
    "IP_COOLDOWN_PERIOD, -1",
    "IP_COOLDOWN_PERIOD, 30s",
    "ENABLE_IPv4, false",
    "ENABLE_IPv6, true",
    "NETWORK_POLICY_ENFORCING_MODE, strictly",
    "AWS_VPC_K8S_CNI_VETHPREFIX, eth",
    "AWS_VPC_K8S_CNI_VETHPREFIX, enixx",
    "AWS_VPC_ENI_MTU, 100",
    "POD_MTU, 9002"
  })
  void whatTheContainerRefusesIsSaidSo(String variable, String value) {
    Settings settings = Settings.ofManifestWith(Map.of(variable, value));
    assertThat(settings.refusal()).get().extracting(SettingFinding::value).isEqualTo(value);
    assertThat(settings.refusal().orElseThrow().effect().code()).isEqualTo("cni-refuses-to-start");
  }

  @Test
  void prefixDelegationWithoutAnyTargetIsRefusedAndElseReportedAsNotServed() {
    Settings without =
        Settings.ofManifestWith(
            Map.of("ENABLE_PREFIX_DELEGATION", "true", "WARM_PREFIX_TARGET", "0"));
    assertThat(without.refusal()).isPresent();

    Settings with = Settings.ofManifestWith(Map.of("ENABLE_PREFIX_DELEGATION", "true"));
    assertThat(with.refusal()).isEmpty();
    assertThat(with.asked()).containsExactly(Feature.PREFIX_DELEGATION);
    assertThat(with.findings())
        .extracting(SettingFinding::effect)
        .containsExactly(Effect.NOT_SERVED);
  }

  @Test
  void everyFeatureThatIsNotServedIsReported() {
    for (Feature feature : Feature.values()) {
      Settings settings = Settings.ofManifestWith(Map.of(feature.variable(), "true"));
      assertThat(settings.findings())
          .as("%s", feature)
          .extracting(SettingFinding::variable)
          .containsExactly(feature.variable());
    }
  }

  @Test
  void imdsOnlyModeTurnsProvisioningOff() {
    assertThat(Settings.ofManifestWith(Map.of("ENABLE_IMDS_ONLY_MODE", "true")).provisioning())
        .isFalse();
  }

  @Test
  void additionalTagsAreAFlatJsonObjectWithoutReservedKeys() {
    Settings settings =
        Settings.ofManifestWith(
            Map.of(
                "ADDITIONAL_ENI_TAGS",
                " {\"team\" : \"a \\\"b\\\" \\u00e9\", \"node.k8s.amazonaws.com/x\": \"y\"} "));
    assertThat(settings.additionalEniTags()).isEqualTo(Tags.of(Map.of("team", "a \"b\" é")));
    assertThat(settings.findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "{\"a\":1}", "[]", "{\"a\":\"b\",}", "{\"a\":\"b\"} x", "{\"a\":\"\\x\"}"})
  void additionalTagsThatAreNoSuchObjectAreIgnoredAndReported(String json) {
    Settings settings = Settings.ofManifestWith(Map.of("ADDITIONAL_ENI_TAGS", json));
    assertThat(settings.additionalEniTags()).isEqualTo(Tags.NONE);
    assertThat(settings.findings())
        .extracting(SettingFinding::effect)
        .isEqualTo(List.of(Effect.TAKES_DEFAULT));
  }

  @Test
  void aQuotedTextReadsBackAsItWas() {
    String text = "plugin \"aws\" \\ \n\t\u0001 é";
    assertThat(FlatJson.parse("{" + FlatJson.quote("k") + ":" + FlatJson.quote(text) + "}"))
        .contains(Map.of("k", text));
  }
}
