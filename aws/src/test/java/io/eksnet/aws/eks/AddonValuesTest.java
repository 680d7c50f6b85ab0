package io.eksnet.aws.eks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class AddonValuesTest {
  private static final String FAILED =
      "ConfigurationValue provided in request is not supported: Json schema validation failed with"
          + " error: ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          vpc-cni    | {"envs":{}}                              | [$.envs: is not defined in the schema and the schema does not allow additional properties]
          vpc-cni    | {"env":{"FOO":"1"}}                      | [$.env.FOO: is not defined in the schema and the schema does not allow additional properties]
          vpc-cni    | {"env":{"WARM_IP_TARGET":2}}             | [$.env.WARM_IP_TARGET: integer found, string expected]
          vpc-cni    | {"env":{"ENABLE_POD_ENI":true}}          | [$.env.ENABLE_POD_ENI: boolean found, string expected]
          vpc-cni    | {"env":[]}                               | [$.env: array found, object expected]
          vpc-cni    | null                                     | [$: null found, object expected]
          vpc-cni    | {"resources":{"limits":{"cpu":1}}}       | [$.resources.limits.cpu: integer found, string expected]
          vpc-cni    | {"tolerations":["a"]}                    | [$.tolerations[0]: string found, object expected]
          vpc-cni    | {"eniConfig":{"create":true}}            | [$.eniConfig.region: is missing but it is required, $.eniConfig.subnets: is missing but it is required]
          coredns    | {"replicaCount":"3"}                     | [$.replicaCount: string found, integer expected]
          coredns    | {"autoScaling":{"enabled":true,"minReplicas":1}} | [$.autoScaling.minReplicas: must have a minimum value of 2]
          coredns    | {"podDisruptionBudget":{"maxUnavailable":"1"}}   | [$.podDisruptionBudget.maxUnavailable: does not match the regex pattern .*%$, $.podDisruptionBudget.maxUnavailable: string found, integer expected]
          kube-proxy | {"mode":"nft"}                           | [$.mode: does not have a value in the enumeration [iptables, ipvs]]
          """)
  void aWrongValueIsToldWithItsPath(String addon, String values, String problem) {
    assertThat(AddonValues.problem(addon, values)).contains(FAILED + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          vpc-cni    | {"env":{"ENABLE_PREFIX_DELEGATION":"true","WARM_PREFIX_TARGET":"1"},"enableNetworkPolicy":"true"}
          vpc-cni    | {"affinity":null,"init":{"env":{"DISABLE_TCP_EARLY_DEMUX":"true"}},"nodeAgent":{"enablePolicyEventLogs":"true"}}
          coredns    | {"replicaCount":3,"corefile":".:53 {}","nodeSelector":{"a":"b"}}
          kube-proxy | {"mode":"ipvs","resources":{"requests":{"cpu":"50m"}}}
          """)
  void whatTheSchemaHasIsTaken(String addon, String values) {
    assertThat(AddonValues.problem(addon, values)).isEmpty();
  }

  @Test
  void yamlIsTakenToo() {
    assertThat(AddonValues.problem("vpc-cni", "env:\n  WARM_ENI_TARGET: \"2\"\n")).isEmpty();
    assertThat(AddonValues.problem("vpc-cni", "env:\n  WARM_ENI_TARGET: 2\n"))
        .contains(FAILED + "[$.env.WARM_ENI_TARGET: integer found, string expected]");
    assertThat(AddonValues.problem("vpc-cni", "{\"env\":"))
        .hasValueSatisfying(
            it ->
                assertThat(it)
                    .startsWith("ConfigurationValue is not in valid JSON or YAML format: "));
    assertThat(AddonValues.problem("vpc-cni", " ")).isEmpty();
  }

  @Test
  void whatHasNoEffectInEksnetIsRefusedByName() {
    assertThat(AddonValues.problem("vpc-cni", "{\"enableWindowsIpam\":\"true\"}"))
        .contains(
            "ConfigurationValue provided in request is not supported: eksnet does not serve"
                + " $.enableWindowsIpam of vpc-cni yet");
  }

  @Test
  void everySchemaIsJsonWithARootThatItDefines() {
    for (String addon : List.of("vpc-cni", "coredns", "kube-proxy", "eks-pod-identity-agent")) {
      var schema = JsonMapper.shared().readTree(AddonValues.schema(addon));
      String ref = schema.path("$ref").asString();
      assertThat(schema.at(ref.substring(1)).path("properties").size()).as(addon).isPositive();
    }
  }
}
