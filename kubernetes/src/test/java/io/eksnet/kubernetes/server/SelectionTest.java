package io.eksnet.kubernetes.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kube.Json;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.LabelSelector;
import io.eksnet.kube.ResourceName;
import io.eksnet.kubernetes.documents.Metadata;
import io.eksnet.kubernetes.documents.ObjectParts;
import io.eksnet.kubernetes.status.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SelectionTest {

  @ParameterizedTest(name = "{0} selects {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          app=web                  | app=web           | true
          app==web                 | app=web           | true
          app=web                  | app=db            | false
          app!=web                 | app=db            | true
          app!=web                 | tier=x            | true
          app in (web, db)         | app=db            | true
          app in (web,db)          | tier=x            | false
          app notin (web)          | app=web           | false
          app notin (web)          | tier=x            | true
          app                      | app=              | true
          !app                     | app=web           | false
          !app                     | tier=x            | true
          app=web,tier=x           | app=web;tier=x    | true
          app=web,tier=x           | app=web           | false
          a.b/c-d_e=1.2_3          | a.b/c-d_e=1.2_3   | true
          n>5                      | n=6               | true
          n<5                      | n=6               | false
          app=                     | app=              | true
          app in (web),tier        | app=web;tier=y    | true
          """)
  void labelSelectorsMeanWhatKubernetesMeans(String selector, String labels, boolean expected) {
    Map<String, String> map = new java.util.TreeMap<>();
    for (String pair : labels.split(";", -1)) {
      map.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    assertThat(LabelSelectorText.parse(selector))
        .isInstanceOfSatisfying(
            Attempt.Passed.class,
            it -> assertThat(((LabelSelector) it.value()).matches(map)).isEqualTo(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app=web,",
        "=web",
        "app in web",
        "app in (we b)",
        "app=web tier=x",
        "-a=b",
        "n>x"
      })
  void whatIsNoSelectorIsABadRequest(String selector) {
    assertThat(LabelSelectorText.parse(selector))
        .isInstanceOfSatisfying(
            Attempt.Refused.class, it -> assertThat(it.status().code()).isEqualTo(400));
  }

  @Test
  void podsAreSelectedByTheFieldsThatKubernetesKnows() {
    KubeObject pod =
        object(
            ResourceName.PODS,
            """
            {"metadata":{"name":"p","namespace":"n"},
             "spec":{"nodeName":"node-1","hostNetwork":true,"restartPolicy":"Always"},
             "status":{"phase":"Running","podIP":"10.0.0.7","podIPs":[{"ip":"10.0.0.7"}]}}""");
    for (String selector :
        List.of(
            "metadata.name=p",
            "metadata.namespace==n",
            "spec.nodeName=node-1",
            "status.phase=Running",
            "status.phase!=Failed",
            "status.podIP=10.0.0.7",
            "spec.hostNetwork=true",
            "spec.restartPolicy=Always,spec.nodeName=node-1")) {
      assertThat(matches(ResourceName.PODS, selector, pod)).as(selector).isTrue();
    }
    assertThat(matches(ResourceName.PODS, "spec.nodeName=", pod)).isFalse();
    assertThat(matches(ResourceName.PODS, "spec.nodeName!=node-1", pod)).isFalse();
  }

  @Test
  void eventsAreSelectedByWhatTheyAreAbout() {
    KubeObject event =
        object(
            ResourceName.EVENTS,
            """
            {"metadata":{"name":"e","namespace":"n"},"reason":"Pulled","type":"Normal",
             "involvedObject":{"kind":"Pod","name":"p","uid":"u"},"source":{"component":"kubelet"}}""");
    String selector = "involvedObject.name=p,involvedObject.uid=u,reason=Pulled,source=kubelet";
    assertThat(matches(ResourceName.EVENTS, selector, event)).isTrue();
    assertThat(matches(ResourceName.EVENTS, "type=Warning", event)).isFalse();
  }

  @Test
  void anUnknownFieldIsRefusedByName() {
    assertThat(refusal(ResourceName.PODS, "spec.foo=1"))
        .isEqualTo(Status.badRequest("field label not supported: spec.foo"));
    assertThat(refusal(ResourceName.NODES, "spec.nodeName=1"))
        .isEqualTo(Status.badRequest("field label not supported: spec.nodeName"));
  }

  private static boolean matches(ResourceName resource, String fields, KubeObject object) {
    return switch (Selection.of(resource, "", query(fields))) {
      case Attempt.Passed<Selection>(var selection) -> selection.matches(object);
      case Attempt.Refused<Selection>(var status) -> throw new AssertionError(status);
    };
  }

  private static Status refusal(ResourceName resource, String fields) {
    return switch (Selection.of(resource, "", query(fields))) {
      case Attempt.Passed<Selection>(var selection) -> throw new AssertionError(selection);
      case Attempt.Refused<Selection>(var status) -> status;
    };
  }

  private static Query query(String fields) {
    return new Query(Map.of("fieldSelector", List.of(fields)));
  }

  private static KubeObject object(ResourceName resource, String json) {
    ObjectNode document = (ObjectNode) JsonMapper.shared().readTree(json);
    return ObjectParts.of(
        resource, Metadata.read(document.path("metadata")), document, Json.of("[]"));
  }
}
