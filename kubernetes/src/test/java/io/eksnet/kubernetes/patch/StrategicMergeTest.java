package io.eksnet.kubernetes.patch;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kubernetes.Fixtures;
import io.eksnet.kubernetes.schema.GroupVersionKind;
import io.eksnet.kubernetes.schema.Schema;
import io.eksnet.kubernetes.schema.TypeSchema;
import io.eksnet.kubernetes.status.Status;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class StrategicMergeTest {
  private static final TypeSchema DEPLOYMENT =
      Schema.shipped().of(new GroupVersionKind("apps", "v1", "Deployment")).orElseThrow();

  @Test
  void randomPatchesGiveWhatKubectlGives() {
    List<JsonNode> cases = Recorded.cases("strategic.jsonl", "strategic");

    assertThat(cases).hasSizeGreaterThan(100);
    assertThat(
            Recorded.differences(
                cases, (object, patch) -> StrategicMerge.apply(DEPLOYMENT, object, patch)))
        .isEmpty();
  }

  @Test
  void refusalsHaveTheWordsOfKubernetes() {
    for (JsonNode one : Recorded.cases("strategic.jsonl", "strategic")) {
      if (one.path("error").asString("").contains("retainKeys")) {
        assertThat(
                StrategicMerge.apply(DEPLOYMENT, (ObjectNode) one.get("object"), one.get("patch")))
            .isEqualTo(
                new Patched.Refused(Status.badRequest("invalid patch format of retainKeys")));
      }
    }
  }

  @Test
  void onlyListsThatTheSchemaSaysAreMerged() {
    ObjectNode object =
        Fixtures.yaml(
            """
            spec:
              template:
                spec:
                  containers: [{name: a, image: x, args: [one, two]}, {name: b, image: y}]
                  tolerations: [{key: t}]
            """);

    ObjectNode patched =
        done(
            object,
            "{'spec':{'template':{'spec':{'containers':[{'name':'a','args':['three']}],"
                + "'tolerations':[{'key':'u'}]}}}}");

    assertThat(patched.at("/spec/template/spec"))
        .isEqualTo(
            Fixtures.json(
                "{'containers':[{'name':'a','image':'x','args':['three']},"
                    + "{'name':'b','image':'y'}],'tolerations':[{'key':'u'}]}"));
  }

  @Test
  void aReplacedStrategyDropsWhatItDoesNotRetain() {
    ObjectNode object =
        Fixtures.yaml("spec: {strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1}}}");

    assertThat(
            done(object, "{'spec':{'strategy':{'$retainKeys':['type'],'type':'Recreate'}}}")
                .at("/spec/strategy"))
        .isEqualTo(Fixtures.json("{'type':'Recreate'}"));
  }

  @Test
  void anElementWithoutItsMergeKeyIsRefused() {
    ObjectNode object =
        Fixtures.yaml("spec: {template: {spec: {containers: [{name: a, image: x}]}}}");

    assertThat(
            StrategicMerge.apply(
                DEPLOYMENT,
                object,
                Fixtures.json("{'spec':{'template':{'spec':{'containers':[{'image':'y'}]}}}}")))
        .isInstanceOfSatisfying(
            Patched.Refused.class,
            it ->
                assertThat(it.status().message())
                    .isEqualTo("map: map[image:y] does not contain declared merge key: name"));
  }

  @Test
  void anUndecodableOutcomeIsInvalidOfThePatch() {
    assertThat(
            Patched.undecodable(
                    Fixtures.json("{'spec':{'foo':'bar'}}"),
                    "strict decoding error: unknown field \"spec.foo\"")
                .message())
        .isEqualTo(
            " \"\" is invalid: patch: Invalid value: \"map[spec:map[foo:bar]]\": strict decoding"
                + " error: unknown field \"spec.foo\"");
  }

  private static ObjectNode done(ObjectNode object, String patch) {
    return switch (StrategicMerge.apply(DEPLOYMENT, object, Fixtures.json(patch))) {
      case Patched.Done(var patched) -> patched;
      case Patched.Refused(var status) -> throw new AssertionError(status.message());
    };
  }
}
