package io.eksnet.kubernetes.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kubernetes.server.TestClient.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodRequestsTest extends ClusterTest {

  @Test
  void aBindingNamesThePodsNodeOnce() {
    pod("p", "");
    String path = core + "pods/p/binding";
    Answer bound = client.post(path, json("{'target':{'kind':'Node','name':'node-1'}}"));

    assertThat(bound.code()).isEqualTo(201);
    assertThat(client.get(core + "pods/p").at("/spec/nodeName").asString()).isEqualTo("node-1");
    Answer again = client.post(path, json("{'target':{'kind':'Node','name':'node-2'}}"));
    assertThat(again.code()).isEqualTo(409);
    assertThat(again.message())
        .isEqualTo(
            "Operation cannot be fulfilled on pods \"p\": pod p is already assigned to node"
                + " \"node-1\"");
  }

  @Test
  void anEvictionDeletesThePod() {
    pod("p", "");
    Answer evicted = client.post(core + "pods/p/eviction", json("{'metadata':{'name':'p'}}"));

    assertThat(evicted.code()).isEqualTo(201);
    assertThat(client.get(core + "pods/p").code()).isEqualTo(404);
  }

  @ParameterizedTest(name = "{0} says that there is no container")
  @CsvSource({"exec, exec", "attach, attach", "portforward, port-forward", "proxy, proxying"})
  void whatNeedsAContainerIsRefusedPlainly(String subresource, String word) {
    pod("p", "");
    Answer answer = client.post(core + "pods/p/" + subresource, "");

    assertThat(answer.code()).isEqualTo(501);
    assertThat(answer.message())
        .isEqualTo(
            word
                + " is not possible: pod \"p\" is simulated by eksnet and has no containers behind"
                + " it; it answers on its declared ports only");
  }

  @Test
  void logsAreTextWithTheLastLinesAskedFor() {
    started("p", "'talks':'yes'");

    assertThat(client.get(core + "pods/p/log").text()).isEqualTo("one\ntwo\nthree\n");
    assertThat(client.get(core + "pods/p/log?tailLines=1").text()).isEqualTo("three\n");
    assertThat(client.get(core + "pods/p/log?sinceTime=2026-01-01T00:00:01Z").text())
        .isEqualTo("two\nthree\n");
    assertThat(client.get(core + "pods/p/log?tailLines=1&timestamps=true").text())
        .isEqualTo("2026-01-01T00:00:02Z three\n");
    assertThat(client.get(core + "pods/p/log?limitBytes=5").text()).isEqualTo("one\nt");
  }

  @Test
  void aPodWithoutALogSaysWhy() {
    started("p", "");
    Answer answer = client.get(core + "pods/p/log");

    assertThat(answer.code()).isEqualTo(400);
    assertThat(answer.message())
        .startsWith("container \"c1\" in pod \"p\" is simulated by eksnet and writes no log");
  }

  @Test
  void logsNeedAPodOnANodeAndAContainerOfIt() {
    pod("p", "");
    assertThat(client.get(core + "pods/p/log").message())
        .isEqualTo("pod p does not have a host assigned");
    assertThat(client.get(core + "pods/p/log?container=x").message())
        .isEqualTo("container x is not valid for pod p");
    assertThat(client.get(core + "pods/ghost/log").message()).isEqualTo("pods \"ghost\" not found");
  }

  @Test
  void aFollowedLogStaysOpenUntilThePodIsGone() {
    started("p", "'talks':'yes'");
    try (var log = client.watch(core + "pods/p/log?follow=true")) {
      assertThat(log.response().headers().firstValue("Content-Type")).contains("text/plain");
      client.delete(core + "pods/p?gracePeriodSeconds=0");
      assertThat(log.reader().lines().toList()).containsExactly("one", "two", "three");
    }
  }

  @Test
  void aServiceAccountGetsATokenThatIsItsOwn() {
    client.post(core + "serviceaccounts", json("{'metadata':{'name':'web'}}"));
    String path = core + "serviceaccounts/web/token";
    Answer issued = client.post(path, json("{'spec':{'expirationSeconds':700}}"));

    assertThat(issued.code()).isEqualTo(201);
    Answer me =
        client.send(
            "POST",
            "/apis/authentication.k8s.io/v1/selfsubjectreviews",
            "{}",
            "Authorization",
            "Bearer " + issued.at("/status/token").asString());
    assertThat(me.at("/status/userInfo/username").asString())
        .isEqualTo("system:serviceaccount:" + namespace + ":web");

    assertThat(client.post(path, json("{'spec':{'expirationSeconds':10}}")).message())
        .contains(
            "spec.expirationSeconds: Invalid value: 10: may not specify a duration less than");
    assertThat(client.post(core + "serviceaccounts/ghost/token", "{}").code()).isEqualTo(404);
  }

  @Test
  void everythingIsAllowedAndTheReviewSaysSo() {
    Answer answer =
        client.post(
            "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
            json("{'spec':{'resourceAttributes':{'verb':'get','resource':'pods'}}}"));

    assertThat(answer.code()).isEqualTo(201);
    assertThat(answer.at("/status/allowed").asBoolean()).isTrue();
    assertThat(answer.at("/status/reason").asString()).contains("roles are not evaluated");
  }

  private void started(String name, String labels) {
    pod(name, labels);
    client.post(core + "pods/" + name + "/binding", json("{'target':{'name':'node-1'}}"));
  }
}
