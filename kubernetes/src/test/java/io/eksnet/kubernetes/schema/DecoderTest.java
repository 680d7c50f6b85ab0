package io.eksnet.kubernetes.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kubernetes.Fixtures;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

class DecoderTest {
  private static final GroupVersionKind POD = new GroupVersionKind("", "v1", "Pod");
  private static final GroupVersionKind DEPLOYMENT =
      new GroupVersionKind("apps", "v1", "Deployment");

  private final Decoder decoder = new Decoder(Schema.shipped());

  static java.util.List<String> names() {
    return Fixtures.names();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void aRecordedObjectOfEveryKindPassesStrictDecodingWhole(String name) {
    ObjectNode object = Fixtures.recorded(name);
    GroupVersionKind kind = GroupVersionKind.of(object).orElseThrow();
    byte[] body = object.toString().getBytes(StandardCharsets.UTF_8);

    Decoded decoded = decoder.json(body, kind);

    assertThat(decoded).isInstanceOf(Decoded.Whole.class);
    Decoded.Whole whole = (Decoded.Whole) decoded;
    assertThat(whole.problems()).isEmpty();
    assertThat(whole.object()).isEqualTo(withoutNulls(object));
    assertThat(decoder.tree(whole.object(), kind)).isEqualTo(whole);
  }

  private static ObjectNode withoutNulls(ObjectNode object) {
    ObjectNode copy = object.deepCopy();
    copy.findParents("lastProbeTime").forEach(it -> ((ObjectNode) it).remove("lastProbeTime"));
    return copy;
  }

  @Test
  void unknownFieldsAreNamedWithTheirPathsInKubernetesWords() {
    Decoded.Whole pod =
        whole(
            "{'kind':'Pod','metadata':{'nam':'x'},'spec':{'containerz':[],"
                + "'containers':[{'name':'a','imagex':'b','ports':[{},{'p':1}]}]}}",
            POD);

    assertThat(Decoder.strict(POD, pod.problems()))
        .isEqualTo(
            "Pod in version \"v1\" cannot be handled as a Pod: strict decoding error: unknown field"
                + " \"metadata.nam\", unknown field \"spec.containerz\", unknown field"
                + " \"spec.containers[0].imagex\", unknown field"
                + " \"spec.containers[0].ports[1].p\"");
    assertThat(pod.object().toString()).doesNotContain("containerz", "imagex", "nam\"");
  }

  @Test
  void duplicateFieldsAreNamedAndTheLastOneCounts() {
    Decoded.Whole pod =
        whole(
            "{'kind':'Pod','spec':{'nodeName':'a','nodeName':'b'},"
                + "'metadata':{'labels':{'x':'1','x':'2'}}}",
            POD);

    assertThat(pod.problems())
        .containsExactly(
            "duplicate field \"spec.nodeName\"", "duplicate field \"metadata.labels.x\"");
    assertThat(pod.object().at("/spec/nodeName").asString()).isEqualTo("b");
    assertThat(pod.object().at("/metadata/labels/x").asString()).isEqualTo("2");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
      {'spec':{'template':{'spec':{'containers':[{'env':[{'name':'A','value':1}]}]}}}} | json: cannot unmarshal number into Go struct field EnvVar.spec.template.spec.containers.env.value of type string
      {'spec':{'replicas':'3'}} | json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32
      {'spec':{'replicas':1.5}} | json: cannot unmarshal number 1.5 into Go struct field DeploymentSpec.spec.replicas of type int32
      {'spec':{'replicas':3000000000}} | json: cannot unmarshal number 3000000000 into Go struct field DeploymentSpec.spec.replicas of type int32
      {'metadata':{'labels':{'a':true}}} | json: cannot unmarshal bool into Go struct field ObjectMeta.metadata.labels of type string
      {'spec':{'template':{'spec':{'containers':'x'}}}} | json: cannot unmarshal string into Go struct field PodSpec.spec.template.spec.containers of type []v1.Container
      {'spec':{'template':{'spec':{'containers':[{'resources':{'limits':{'cpu':'lots'}}}]}}}} | quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'
      {'spec':[]} | json: cannot unmarshal array into Go struct field Deployment.spec of type v1.DeploymentSpec
      {'spec':{'strategy':{'rollingUpdate':{'maxSurge':true}}}} | json: cannot unmarshal bool into Go value of type int32
      """)
  void aWrongTypeIsReportedInGosWords(String body, String why) {
    Decoded decoded = decoder.json(bytes(body), DEPLOYMENT);

    assertThat(decoded)
        .isEqualTo(
            new Decoded.Unreadable(
                "Deployment in version \"v1\" cannot be handled as a Deployment: " + why));
  }

  @Test
  void nullsAndEmptyOptionalListsAndMapsAreAsGoodAsAbsent() {
    Decoded.Whole pod =
        whole(
            "{'metadata':{'creationTimestamp':null,'labels':{}},'spec':{'containers':[],"
                + "'volumes':[{'name':'a','emptyDir':{}}],'tolerations':[],'nodeSelector':{}}}",
            POD);

    assertThat(pod.object())
        .isEqualTo(
            Fixtures.json(
                "{'apiVersion':'v1','kind':'Pod','metadata':{},'spec':{'containers':[],"
                    + "'volumes':[{'name':'a','emptyDir':{}}]}}"));
  }

  @Test
  void quantitiesAndTimesAreStoredInTheirCanonicalForm() {
    Decoded.Whole pod =
        whole(
            "{'metadata':{'creationTimestamp':'2026-11-20T12:00:00+02:00'},'spec':{'containers':"
                + "[{'name':'a','resources':{'limits':{'cpu':0.5,'memory':'1024Mi'}}}]}}",
            POD);

    assertThat(pod.object().at("/metadata/creationTimestamp").asString())
        .isEqualTo("2026-11-20T10:00:00Z");
    assertThat(pod.object().at("/spec/containers/0/resources/limits"))
        .isEqualTo(Fixtures.json("{'cpu':'500m','memory':'1Gi'}"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
      {'apiVersion':'v1','kind':'ConfigMap'} | ConfigMap in version "v1" cannot be handled as a Pod: converting (v1.ConfigMap) to (core.Pod): unknown conversion
      {'apiVersion':'v1','kind':'Pood'} | Pood in version "v1" cannot be handled as a Pod: no kind "Pood" is registered for version "v1" in scheme "pkg/api/legacyscheme/scheme.go:30"
      {'apiVersion':'v2','kind':'Pod'} | the API version in the data (v2) does not match the expected API version (v1)
      """)
  void aBodyOfAnotherKindIsRefused(String body, String message) {
    assertThat(decoder.json(bytes(body), POD)).isEqualTo(new Decoded.Unreadable(message));
  }

  @Test
  void bytesThatAreNotJsonAreRefusedWithPlaceAndBeginning() {
    assertThat(decoder.json(bytes("{'spec': nope}"), POD))
        .isInstanceOfSatisfying(
            Decoded.Unreadable.class,
            it ->
                assertThat(it.message())
                    .startsWith("the object provided is unrecognized (must be of type Pod):")
                    .contains("line 1, column")
                    .endsWith("({\"spec\": nope})"));
    assertThat(decoder.json(bytes(""), POD)).isInstanceOf(Decoded.Unreadable.class);
    assertThat(decoder.json(bytes("[1]"), POD)).isInstanceOf(Decoded.Unreadable.class);
    assertThat(decoder.json(bytes("{} {}"), POD)).isInstanceOf(Decoded.Unreadable.class);
  }

  @Test
  void yamlIsReadWithItsAnchorsAndItsDuplicatesAreRefused() {
    String yaml =
        """
        metadata: {name: a, labels: &l {app: web}, annotations: *l}
        spec: {containers: [{name: a, image: b}]}
        """;

    assertThat(decoder.yaml(bytes(yaml), POD))
        .isInstanceOfSatisfying(
            Decoded.Whole.class,
            it ->
                assertThat(it.object().at("/metadata/annotations/app").asString())
                    .isEqualTo("web"));
    assertThat(decoder.yaml(bytes("metadata: {}\nmetadata: {}\n"), POD))
        .isInstanceOfSatisfying(
            Decoded.Unreadable.class,
            it -> assertThat(it.message()).contains("duplicate key metadata"));
  }

  private Decoded.Whole whole(String body, GroupVersionKind kind) {
    return switch (decoder.json(bytes(body), kind)) {
      case Decoded.Whole whole -> whole;
      case Decoded.Unreadable(var message) -> throw new AssertionError(message);
    };
  }

  private static byte[] bytes(String text) {
    return (text.startsWith("{") ? text.replace('\'', '"') : text).getBytes(StandardCharsets.UTF_8);
  }
}
