package io.eksnet.kubernetes.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.eksnet.kubernetes.protobuf.ProtobufDocument.Document;
import io.eksnet.kubernetes.protobuf.ProtobufDocument.Malformed;
import io.kubernetes.client.proto.IntStr.IntOrString;
import io.kubernetes.client.proto.Meta.DeleteOptions;
import io.kubernetes.client.proto.Meta.LabelSelector;
import io.kubernetes.client.proto.Meta.MicroTime;
import io.kubernetes.client.proto.Meta.ObjectMeta;
import io.kubernetes.client.proto.Meta.Preconditions;
import io.kubernetes.client.proto.Meta.Time;
import io.kubernetes.client.proto.Resource.Quantity;
import io.kubernetes.client.proto.Runtime.TypeMeta;
import io.kubernetes.client.proto.Runtime.Unknown;
import io.kubernetes.client.proto.V1;
import io.kubernetes.client.proto.V1Apps;
import io.kubernetes.client.proto.V1Networking;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtobufDocumentsTest {
  private static final ProtobufDocuments DOCUMENTS = ProtobufDocuments.load();

  @Test
  void aSecretCarriesItsBytesAsBase64AndLosesWhatGoWritesForUnsetFields() {
    var secret =
        V1.Secret.newBuilder()
            .setMetadata(
                ObjectMeta.newBuilder()
                    .setName("x1")
                    .setGenerateName("")
                    .setNamespace("default")
                    .setUid("")
                    .setGeneration(0)
                    .setCreationTimestamp(Time.newBuilder()))
            .putData("a", ByteString.copyFromUtf8("b"))
            .putData("none", ByteString.EMPTY)
            .setType("Opaque");

    assertThat(json("v1", "Secret", secret.build()))
        .isEqualTo(
            """
            {"apiVersion":"v1","kind":"Secret","metadata":{"name":"x1","namespace":"default"},\
            "data":{"a":"Yg==","none":""},"type":"Opaque"}""");
  }

  @Test
  void aDeploymentScaledToZeroKeepsItsZero() {
    var deployment =
        V1Apps.Deployment.newBuilder()
            .setSpec(V1Apps.DeploymentSpec.newBuilder().setReplicas(0).setMinReadySeconds(0))
            .setStatus(V1Apps.DeploymentStatus.newBuilder());

    assertThat(json("apps/v1", "Deployment", deployment.build()))
        .isEqualTo(
            "{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"spec\":{\"replicas\":0}}");
  }

  @Test
  void aPodKeepsItsVolumesProbesAndQuantitiesInTheirJsonForm() {
    var container =
        V1.Container.newBuilder()
            .setName("c1")
            .setImage("nginx")
            .setWorkingDir("")
            .addPorts(V1.ContainerPort.newBuilder().setContainerPort(80).setHostPort(0))
            .addEnv(
                V1.EnvVar.newBuilder()
                    .setName("KEY")
                    .setValueFrom(
                        V1.EnvVarSource.newBuilder()
                            .setConfigMapKeyRef(
                                V1.ConfigMapKeySelector.newBuilder()
                                    .setLocalObjectReference(
                                        V1.LocalObjectReference.newBuilder().setName("cm"))
                                    .setKey("k")
                                    .setOptional(false))))
            .setResources(
                V1.ResourceRequirements.newBuilder()
                    .putRequests("cpu", Quantity.newBuilder().setString("100m").build()))
            .setReadinessProbe(
                V1.Probe.newBuilder()
                    .setHandler(
                        V1.ProbeHandler.newBuilder()
                            .setHttpGet(
                                V1.HTTPGetAction.newBuilder()
                                    .setPath("/ready")
                                    .setPort(IntOrString.newBuilder().setType(1).setStrVal("web"))))
                    .setPeriodSeconds(5)
                    .setTimeoutSeconds(0))
            .setSecurityContext(V1.SecurityContext.newBuilder().setRunAsUser(0));
    var pod =
        V1.Pod.newBuilder()
            .setSpec(
                V1.PodSpec.newBuilder()
                    .addContainers(container)
                    .addVolumes(
                        V1.Volume.newBuilder()
                            .setName("tmp")
                            .setVolumeSource(
                                V1.VolumeSource.newBuilder()
                                    .setEmptyDir(V1.EmptyDirVolumeSource.newBuilder())))
                    .setHostNetwork(false)
                    .setTerminationGracePeriodSeconds(0));

    assertThat(json("v1", "Pod", pod.build()))
        .isEqualTo(
            """
            {"apiVersion":"v1","kind":"Pod","spec":{"volumes":[{"name":"tmp","emptyDir":{}}],\
            "containers":[{"name":"c1","image":"nginx","ports":[{"containerPort":80}],\
            "env":[{"name":"KEY","valueFrom":{"configMapKeyRef":{"name":"cm","key":"k","optional":false}}}],\
            "resources":{"requests":{"cpu":"100m"}},\
            "readinessProbe":{"httpGet":{"path":"/ready","port":"web"},"periodSeconds":5},\
            "securityContext":{"runAsUser":0}}],"terminationGracePeriodSeconds":0}}""");
  }

  @Test
  void anEmptySelectorOfAPolicyPeerStaysBecauseItSelectsEverything() {
    var policy =
        V1Networking.NetworkPolicy.newBuilder()
            .setSpec(
                V1Networking.NetworkPolicySpec.newBuilder()
                    .setPodSelector(LabelSelector.newBuilder())
                    .addIngress(
                        V1Networking.NetworkPolicyIngressRule.newBuilder()
                            .addFrom(
                                V1Networking.NetworkPolicyPeer.newBuilder()
                                    .setNamespaceSelector(LabelSelector.newBuilder()))
                            .addPorts(
                                V1Networking.NetworkPolicyPort.newBuilder()
                                    .setPort(IntOrString.newBuilder().setType(0).setIntVal(8080))))
                    .addIngress(V1Networking.NetworkPolicyIngressRule.newBuilder()));

    assertThat(json("networking.k8s.io/v1", "NetworkPolicy", policy.build()))
        .isEqualTo(
            """
            {"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","spec":{"podSelector":{},\
            "ingress":[{"ports":[{"port":8080}],"from":[{"namespaceSelector":{}}]},{}]}}""");
  }

  @Test
  void deleteOptionsAreReadableInEveryGroup() {
    var options =
        DeleteOptions.newBuilder()
            .setGracePeriodSeconds(0)
            .setPropagationPolicy("Background")
            .setPreconditions(Preconditions.newBuilder().setUid("u"));

    assertThat(json("apps/v1", "DeleteOptions", options.build()))
        .isEqualTo(
            """
            {"apiVersion":"apps/v1","kind":"DeleteOptions","gracePeriodSeconds":0,\
            "preconditions":{"uid":"u"},"propagationPolicy":"Background"}""");
  }

  @Test
  void anEventsMicroTimeHasSixDigits() {
    var event =
        V1.Event.newBuilder()
            .setEventTime(MicroTime.newBuilder().setSeconds(1_700_000_000).setNanos(1_234_000))
            .setFirstTimestamp(Time.newBuilder().setSeconds(1_700_000_000))
            .setCount(0);

    assertThat(json("v1", "Event", event.build()))
        .isEqualTo(
            """
            {"apiVersion":"v1","kind":"Event","firstTimestamp":"2023-11-14T22:13:20Z",\
            "eventTime":"2023-11-14T22:13:20.001234Z"}""");
  }

  @Test
  void kindsThatTheProtoJarLacksAreReadToo() throws Exception {
    // EndpointSlice: addressType is field 4
    byte[] slice = {4 << 3 | 2, 4, 'I', 'P', 'v', '4'};

    assertThat(jsonOf(body("discovery.k8s.io/v1", "EndpointSlice", slice)))
        .isEqualTo(
            "{\"apiVersion\":\"discovery.k8s.io/v1\",\"kind\":\"EndpointSlice\",\"addressType\":\"IPv4\"}");
  }

  @Test
  void fieldsOfALaterVersionAreSkipped() throws Exception {
    byte[] secret = {(byte) (((200 << 3) & 0x7F) | 0x80), (byte) ((200 << 3) >>> 7), 1};

    assertThat(jsonOf(body("v1", "Secret", secret)))
        .isEqualTo("{\"apiVersion\":\"v1\",\"kind\":\"Secret\"}");
  }

  @Test
  void aBodyWithoutThePrefixIsRefusedInKubernetesWords() {
    assertThat(DOCUMENTS.read("{}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(
            new Malformed(
                "provided data does not appear to be a protobuf message, expected prefix [107 56"
                    + " 115 0]"));
  }

  @Test
  void anUnknownKindIsNamed() {
    assertThat(DOCUMENTS.read(body("example.com/v1", "Widget", new byte[0])))
        .isEqualTo(
            new Malformed(
                "no protobuf form is known for kind \"Widget\" in version \"example.com/v1\"; send"
                    + " it as application/json"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void damagedBodiesAreRefusedAndNeverBreakTheReader(long seed) {
    var random = new SplittableRandom(seed);
    byte[] good =
        body(
            "v1",
            "Pod",
            V1.Pod.newBuilder()
                .setSpec(
                    V1.PodSpec.newBuilder()
                        .addContainers(V1.Container.newBuilder().setName("c").setImage("i"))
                        .putNodeSelector("a", "b")
                        .setPriority(7))
                .build()
                .toByteArray());
    for (int round = 0; round < 20_000; round++) {
      byte[] damaged = Arrays.copyOf(good, random.nextInt(4, good.length + 1));
      for (int hits = random.nextInt(4); hits > 0; hits--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      assertThat(DOCUMENTS.read(damaged)).as("seed %d round %d", seed, round).isNotNull();
    }
  }

  private static String json(String apiVersion, String kind, Message message) {
    return jsonOf(body(apiVersion, kind, message.toByteArray()));
  }

  private static String jsonOf(byte[] body) {
    return switch (DOCUMENTS.read(body)) {
      case Document(var json) -> json.toString();
      case Malformed(var reason) -> throw new AssertionError(reason);
    };
  }

  private static byte[] body(String apiVersion, String kind, byte[] raw) {
    var unknown =
        Unknown.newBuilder()
            .setTypeMeta(TypeMeta.newBuilder().setApiVersion(apiVersion).setKind(kind))
            .setRaw(ByteString.copyFrom(raw))
            .setContentEncoding("")
            .setContentType("")
            .build();
    var out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {'k', '8', 's', 0});
    out.writeBytes(unknown.toByteArray());
    return out.toByteArray();
  }
}
