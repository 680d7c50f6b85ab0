package io.eksnet.kubernetes.patch;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kubernetes.Fixtures;
import io.eksnet.kubernetes.patch.ServerSideApply.Applied;
import io.eksnet.kubernetes.schema.GroupVersionKind;
import io.eksnet.kubernetes.schema.Schema;
import io.eksnet.kubernetes.schema.TypeSchema;
import io.eksnet.kubernetes.status.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class ServerSideApplyTest {
  private static final TypeSchema DEPLOYMENT =
      Schema.shipped().of(new GroupVersionKind("apps", "v1", "Deployment")).orElseThrow();
  private static final TypeSchema POLICY =
      Schema.shipped()
          .of(new GroupVersionKind("networking.k8s.io", "v1", "NetworkPolicy"))
          .orElseThrow();
  private static final TypeSchema POD =
      Schema.shipped().of(new GroupVersionKind("", "v1", "Pod")).orElseThrow();
  private static final Instant T1 = Instant.parse("2026-11-20T10:00:00.5Z");
  private static final Instant T2 = Instant.parse("2026-11-20T11:00:00Z");

  private static final String WEB =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: default, labels: {app: web}}
      spec:
        replicas: 1
        selector: {matchLabels: {app: web}}
        strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 25%, maxUnavailable: 25%}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
            - name: web
              image: nginx
              ports: [{containerPort: 80, protocol: TCP}]
              resources: {}
            dnsPolicy: ClusterFirst
            securityContext: {}
      """;

  private static Writer writer(String manager, Instant at) {
    return new Writer(manager, "apps/v1", "", at);
  }

  @Test
  void aCreateIsOwnedFieldByFieldAsKubernetesRecordsIt() {
    ManagedFields managed =
        ManagedFields.none()
            .updated(
                DEPLOYMENT, Optional.empty(), Fixtures.yaml(WEB), writer("kubectl-create", T1));

    assertThat(managed.json())
        .isEqualTo(
            Fixtures.yaml(
                    """
                    entries:
                    - apiVersion: apps/v1
                      fieldsType: FieldsV1
                      fieldsV1:
                        f:metadata: {f:labels: {.: {}, f:app: {}}}
                        f:spec:
                          f:replicas: {}
                          f:selector: {}
                          f:strategy:
                            f:rollingUpdate: {.: {}, f:maxSurge: {}, f:maxUnavailable: {}}
                            f:type: {}
                          f:template:
                            f:metadata: {f:labels: {.: {}, f:app: {}}}
                            f:spec:
                              f:containers:
                                'k:{"name":"web"}':
                                  .: {}
                                  f:image: {}
                                  f:name: {}
                                  f:ports:
                                    .: {}
                                    'k:{"containerPort":80,"protocol":"TCP"}':
                                      .: {}
                                      f:containerPort: {}
                                      f:protocol: {}
                                  f:resources: {}
                              f:dnsPolicy: {}
                              f:securityContext: {}
                      manager: kubectl-create
                      operation: Update
                      time: "2026-11-20T10:00:00Z"
                    """)
                .path("entries"));
    assertThat(ManagedFields.parse(managed.json())).isEqualTo(managed);
  }

  @Test
  void anApplyIsOwnedByItsFieldsOnly() {
    ObjectNode applied = Fixtures.yaml(WEB);

    Applied.Done done = applied(Optional.empty(), ManagedFields.none(), applied, "me", false);

    assertThat(done.object()).isEqualTo(applied);
    assertThat(done.managed().json().at("/0/operation").asString()).isEqualTo("Apply");
    assertThat(done.managed().json().at("/0/fieldsV1/f:metadata"))
        .isEqualTo(Fixtures.json("{'f:labels':{'f:app':{}}}"));
  }

  @Test
  void whatAnotherManagerSetConflictsWithKubernetesText() {
    ObjectNode policy =
        Fixtures.yaml("spec: {podSelector: {}, policyTypes: [Ingress], ingress: [{}]}");
    ManagedFields managed =
        done(
                POLICY,
                Optional.empty(),
                ManagedFields.none(),
                policy,
                new Writer("kubectl", "networking.k8s.io/v1", "", T1),
                false)
            .managed();
    ObjectNode other = Fixtures.yaml("spec: {podSelector: {}, policyTypes: [Egress]}");

    Applied refused =
        ServerSideApply.apply(
            POLICY,
            Optional.of(policy),
            managed,
            other,
            new Writer("other", "networking.k8s.io/v1", "", T2),
            false);

    assertThat(refused)
        .isEqualTo(
            new Applied.Refused(
                Status.applyConflict(
                    "Apply failed with 1 conflict: conflict with \"kubectl\": .spec.policyTypes",
                    List.of(
                        new Status.Cause(
                            "FieldManagerConflict",
                            "conflict with \"kubectl\"",
                            ".spec.policyTypes")))));
  }

  @Test
  void conflictsWithSeveralManagersAreListedByManager() {
    ObjectNode live = Fixtures.yaml(WEB);
    ManagedFields managed =
        ManagedFields.none()
            .updated(DEPLOYMENT, Optional.empty(), live, writer("kubectl-create", T1));
    ObjectNode scaled = live.deepCopy();
    scaled.withObject("/spec").put("replicas", 5);
    managed = managed.updated(DEPLOYMENT, Optional.of(live), scaled, writer("hpa", T1));

    Applied refused =
        ServerSideApply.apply(
            DEPLOYMENT,
            Optional.of(scaled),
            managed,
            Fixtures.yaml(WEB.replace("image: nginx", "image: httpd")),
            writer("me", T2),
            false);

    assertThat(refused)
        .isInstanceOfSatisfying(
            Applied.Refused.class,
            it ->
                assertThat(it.status().message())
                    .isEqualTo(
                        """
                        Apply failed with 2 conflicts: conflicts with "hpa" using apps/v1:
                        - .spec.replicas
                        conflicts with "kubectl-create" using apps/v1:
                        - .spec.template.spec.containers[name="web"].image\
                        """));
  }

  @Test
  void forceTakesFieldsOver() {
    ObjectNode live = Fixtures.yaml(WEB);
    ManagedFields managed =
        ManagedFields.none().updated(DEPLOYMENT, Optional.empty(), live, writer("hpa", T1));

    Applied.Done done =
        applied(
            Optional.of(live),
            managed,
            Fixtures.yaml("metadata: {name: web}\nspec: {replicas: 7}"),
            "me",
            true);

    assertThat(done.object().at("/spec/replicas").asInt()).isEqualTo(7);
    assertThat(owner(done.managed(), "f:replicas")).containsExactly("me");
  }

  @Test
  void theSameValueIsSharedWithoutConflict() {
    ObjectNode live = Fixtures.yaml(WEB);
    ManagedFields managed =
        ManagedFields.none().updated(DEPLOYMENT, Optional.empty(), live, writer("hpa", T1));

    Applied.Done done =
        applied(Optional.of(live), managed, Fixtures.yaml("spec: {replicas: 1}"), "me", false);

    assertThat(done.object()).isEqualTo(live);
    assertThat(owner(done.managed(), "f:replicas")).containsExactly("me", "hpa");
  }

  @Test
  void whatIsNoLongerAppliedGoesUnlessAnotherOwnsIt() {
    Applied.Done first =
        applied(
            Optional.empty(),
            ManagedFields.none(),
            Fixtures.yaml(
                """
                metadata: {labels: {a: '1', b: '2', c: '3'}}
                spec:
                  strategy: {type: Recreate}
                  template:
                    spec:
                      containers: [{name: web, image: nginx}, {name: side, image: envoy}]
                """),
            "me",
            false);
    ManagedFields shared =
        applied(
                Optional.of(first.object()),
                first.managed(),
                Fixtures.yaml("metadata: {labels: {b: '2'}}"),
                "other",
                false)
            .managed();
    ObjectNode defaulted = first.object().deepCopy();
    ((ObjectNode) defaulted.at("/spec/template/spec/containers/1"))
        .put("imagePullPolicy", "Always");

    Applied.Done second =
        applied(
            Optional.of(defaulted),
            shared,
            Fixtures.yaml(
                """
                metadata: {labels: {c: '3'}}
                spec: {template: {spec: {containers: [{name: web, image: nginx}]}}}
                """),
            "me",
            false);

    assertThat(second.object())
        .isEqualTo(
            Fixtures.yaml(
                """
                metadata: {labels: {b: '2', c: '3'}}
                spec: {template: {spec: {containers: [{name: web, image: nginx}]}}}
                """));
  }

  @Test
  void elementsKeepTheServersPlaceAndFollowTheApplierAmongThemselves() {
    ObjectNode live =
        Fixtures.yaml(
            "spec: {template: {spec: {containers: [{name: a}, {name: x}, {name: b}, {name: y}]}}}");

    Applied.Done done =
        applied(
            Optional.of(live),
            ManagedFields.none(),
            Fixtures.yaml(
                "spec: {template: {spec: {containers: [{name: a}, {name: new}, {name: b}]}}}"),
            "me",
            false);

    assertThat(done.object().at("/spec/template/spec/containers").findValuesAsString("name"))
        .containsExactly("a", "new", "x", "b", "y");
  }

  @Test
  void anApplyThatChangesNothingLeavesTimesAlone() {
    ObjectNode applied = Fixtures.yaml(WEB);
    ManagedFields before =
        done(DEPLOYMENT, Optional.empty(), ManagedFields.none(), applied, writer("me", T1), false)
            .managed();

    Applied.Done again =
        done(DEPLOYMENT, Optional.of(applied), before, applied, writer("me", T2), false);

    assertThat(again.object()).isEqualTo(applied);
    assertThat(again.managed()).isEqualTo(before);
  }

  @Test
  void anApplyThatChangesAValueMovesItsTime() {
    ObjectNode applied = Fixtures.yaml("spec: {replicas: 1}");
    ManagedFields before =
        done(DEPLOYMENT, Optional.empty(), ManagedFields.none(), applied, writer("me", T1), false)
            .managed();

    ManagedFields after =
        done(
                DEPLOYMENT,
                Optional.of(applied),
                before,
                Fixtures.yaml("spec: {replicas: 2}"),
                writer("me", T2),
                false)
            .managed();

    assertThat(after.json().at("/0/time").asString()).isEqualTo("2026-11-20T11:00:00Z");
  }

  @Test
  void statusIsOwnedApart() {
    ObjectNode pod = Fixtures.yaml("metadata: {name: a}\nspec: {nodeName: n}\nstatus: {phase: P}");
    ObjectNode running = pod.deepCopy();
    running.withObject("/status").put("phase", "Running");

    ManagedFields managed =
        ManagedFields.none()
            .updated(POD, Optional.empty(), pod, new Writer("kubectl", "v1", "", T1))
            .updated(POD, Optional.of(pod), running, new Writer("kubelet", "v1", "status", T2));

    assertThat(managed.json().at("/0/fieldsV1"))
        .isEqualTo(Fixtures.json("{'f:spec':{'f:nodeName':{}}}"));
    assertThat(managed.json().at("/1/fieldsV1"))
        .isEqualTo(Fixtures.json("{'f:status':{'f:phase':{}}}"));
    assertThat(managed.json().at("/1/subresource").asString()).isEqualTo("status");
  }

  @Test
  void aWriterLosesWhatItOrOthersRemove() {
    ObjectNode live = Fixtures.yaml("metadata: {labels: {a: '1', b: '2'}}");
    ManagedFields managed =
        ManagedFields.none().updated(DEPLOYMENT, Optional.empty(), live, writer("me", T1));
    ObjectNode less = Fixtures.yaml("metadata: {labels: {b: '2'}}");

    ManagedFields after = managed.updated(DEPLOYMENT, Optional.of(live), less, writer("other", T2));

    assertThat(after.json().size()).isEqualTo(1);
    assertThat(after.json().at("/0/fieldsV1"))
        .isEqualTo(Fixtures.json("{'f:metadata':{'f:labels':{'.':{},'f:b':{}}}}"));
  }

  @Test
  void theOldestOfTooManyUpdatersBecomeOne() {
    ObjectNode live = Fixtures.yaml("metadata: {labels: {l: '0'}}");
    ManagedFields managed = ManagedFields.none();
    for (int i = 0; i < 13; i++) {
      ObjectNode more = live.deepCopy();
      more.withObject("/metadata/labels").put("l" + i, "1");
      managed =
          managed.updated(DEPLOYMENT, Optional.of(live), more, writer("m" + i, T1.plusSeconds(i)));
      live = more;
    }

    assertThat(managed.json().findValuesAsString("manager"))
        .containsExactly(
            "ancient-changes", "m4", "m5", "m6", "m7", "m8", "m9", "m10", "m11", "m12");
    assertThat(managed.json().at("/0/fieldsV1/f:metadata/f:labels").propertyNames())
        .contains("f:l0", "f:l1", "f:l2", "f:l3");
  }

  @Test
  void nonsenseInManagedFieldsIsBorne() {
    assertThat(
            ManagedFields.parse(
                    Fixtures.json(
                        "[{'manager':'a','fieldsV1':{'k:{nope':{}}},{'fieldsV1':{}},{'manager':'b'},"
                            + "{'manager':'c','time':'now','fieldsV1':{'f:a':{}}}]"))
                .json()
                .findValuesAsString("manager"))
        .containsExactly("a", "c");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
      {'metadata':{'managedFields':[{}]}} | metadata.managedFields must be nil
      {'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'w','namespace':'d'},'spec':{'template':{'spec':{'containers':[{'image':'a'}]}}}} | failed to create typed patch object (d/w; apps/v1, Kind=Deployment): .spec.template.spec.containers: element 0: associative list with keys has an element that omits key field "name" (and doesn't have default value)
      {'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'w','namespace':'d'},'spec':{'template':{'spec':{'containers':[{'name':'a','ports':[{'containerPort':80},{'containerPort':80,'protocol':'TCP'}]}]}}}} | failed to create typed patch object (d/w; apps/v1, Kind=Deployment): .spec.template.spec.containers[name="a"].ports: duplicate entries for key [containerPort=80,protocol="TCP"]
      """)
  void aBodyThatCannotBeAppliedIsRefused(String body, String message) {
    assertThat(
            ServerSideApply.apply(
                DEPLOYMENT,
                Optional.empty(),
                ManagedFields.none(),
                (ObjectNode) Fixtures.json(body),
                writer("me", T1),
                false))
        .isInstanceOfSatisfying(
            Applied.Refused.class, it -> assertThat(it.status().message()).isEqualTo(message));
  }

  private static List<String> owner(ManagedFields managed, String specField) {
    return managed
        .json()
        .valueStream()
        .filter(it -> it.at("/fieldsV1/f:spec").has(specField))
        .map(it -> it.path("manager").asString())
        .toList();
  }

  private static Applied.Done applied(
      Optional<ObjectNode> live,
      ManagedFields managed,
      ObjectNode applied,
      String manager,
      boolean force) {
    return done(DEPLOYMENT, live, managed, applied, writer(manager, T2), force);
  }

  private static Applied.Done done(
      TypeSchema type,
      Optional<ObjectNode> live,
      ManagedFields managed,
      ObjectNode applied,
      Writer writer,
      boolean force) {
    return switch (ServerSideApply.apply(type, live, managed, applied, writer, force)) {
      case Applied.Done done -> done;
      case Applied.Refused(var status) -> throw new AssertionError(status.message());
    };
  }
}
