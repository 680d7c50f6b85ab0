package io.eksnet.aws.codec;

import static io.eksnet.aws.codec.Served.served;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.ListClustersRequest;

class JsonCodecTest {

  private final JsonCodec json = new JsonCodec(new Shapes());

  private List<Problem> create(String body, CreateClusterRequest.Builder into, Served served) {
    return json.decode(Map.of(), List.of(), body.getBytes(UTF_8), into, served);
  }

  private List<Problem> create(String body) {
    return create(body, CreateClusterRequest.builder(), Served.everything());
  }

  @Test
  void aBodyBecomesATypedRequest() {
    var request = CreateClusterRequest.builder();
    var body =
        """
        {"name": "c", "version": null, "tags": {"a": "b"},
         "resourcesVpcConfig": {"subnetIds": ["s1", "s2"], "endpointPublicAccess": true}}
        """;
    assertThat(create(body, request, Served.everything())).isEmpty();
    assertThat(request.build().resourcesVpcConfig().subnetIds()).containsExactly("s1", "s2");
    assertThat(request.build().tags()).containsEntry("a", "b");
    assertThat(request.build().version()).isNull();
  }

  @Test
  void everyFieldThatIsUnknownOrNotServedIsNamedByItsPlace() {
    var body =
        """
        {"name": "c", "colour": {"a": [1, {"b": 2}]}, "version": "1.33",
         "resourcesVpcConfig": {"shape": 1, "subnetIds": [3]}}
        """;
    assertThat(create(body, CreateClusterRequest.builder(), served("name", "resourcesVpcConfig")))
        .containsExactly(
            new Problem.Unknown("colour"),
            new Problem.NotServed("version"),
            new Problem.Unknown("resourcesVpcConfig.shape"),
            new Problem.BadValue("resourcesVpcConfig.subnetIds[0]", "3", "a string"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "{} {}", "{\"name\": \"a\", \"name\": \"b\"}", "nonsense"})
  void aBodyThatIsNotOneJsonObjectIsMalformed(String body) {
    assertThat(create(body)).hasSize(1).first().isInstanceOf(Problem.Malformed.class);
  }

  @Test
  void aDeepBodyIsRefusedAndDoesNotExhaustTheStack() {
    assertThat(create("{\"x\":".repeat(100_000))).isNotEmpty();
    assertThat(create("{\"x\":" + "[".repeat(100_000))).isNotEmpty();
  }

  @Test
  void queryParametersAreTypedAndUnknownOnesNamed() {
    var request = ListClustersRequest.builder();
    assertThat(
            json.decode(
                Map.of(),
                List.of(Map.entry("maxResults", "5"), Map.entry("include", "all")),
                new byte[0],
                request,
                Served.everything()))
        .isEmpty();
    assertThat(request.build().maxResults()).isEqualTo(5);
    assertThat(request.build().include()).containsExactly("all");
    assertThat(
            json.decode(
                Map.of(),
                List.of(
                    Map.entry("maxResults", "x"),
                    Map.entry("nope", "1"),
                    Map.entry("nextToken", "a"),
                    Map.entry("nextToken", "b")),
                new byte[0],
                ListClustersRequest.builder(),
                Served.everything()))
        .containsExactly(
            new Problem.BadValue("maxResults", "x", "an integer"),
            new Problem.Unknown("nope"),
            new Problem.Repeated("nextToken"));
  }
}
