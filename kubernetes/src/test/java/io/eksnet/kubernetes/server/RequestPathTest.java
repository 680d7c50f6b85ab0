package io.eksnet.kubernetes.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kubernetes.server.RequestPath.OfResource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          /api/v1/pods                                         | pods             | ''   | ''  | ''
          /api/v1/namespaces/n/pods                            | pods             | n    | ''  | ''
          /api/v1/namespaces/n/pods/p                          | pods             | n    | p   | ''
          /api/v1/namespaces/n/pods/p/log                      | pods             | n    | p   | log
          /api/v1/namespaces/n/pods/p/proxy/a/b                | pods             | n    | p   | proxy/a/b
          /api/v1/namespaces                                   | namespaces       | ''   | ''  | ''
          /api/v1/namespaces/n                                 | namespaces       | ''   | n   | ''
          /api/v1/namespaces/n/status                          | namespaces       | ''   | n   | status
          /api/v1/namespaces/n/finalize                        | namespaces       | ''   | n   | finalize
          /api/v1/nodes/x/status                               | nodes            | ''   | x   | status
          /apis/apps/v1/namespaces/n/deployments/d/scale       | deployments.apps | n    | d   | scale
          /apis/discovery.k8s.io/v1/endpointslices             | endpointslices.discovery.k8s.io | '' | '' | ''
          """)
  void pathsNameResourcesObjectsAndTheirParts(
      String path, String resource, String namespace, String name, String subresource) {
    assertThat(RequestPath.parse(path))
        .isInstanceOfSatisfying(
            OfResource.class,
            it -> {
              assertThat(it.resource().qualified()).isEqualTo(resource);
              assertThat(it.namespace()).isEqualTo(namespace);
              assertThat(it.name().orElse("")).isEqualTo(name);
              assertThat(it.subresource().orElse("")).isEqualTo(subresource);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/nonsense",
        "/api/v1/pods/p",
        "/api/v1/namespaces/n/nodes",
        "/api/v1/namespaces/n/pods/",
        "/api/v1/namespaces//pods",
        "/apis/apps/v9/deployments"
      })
  void pathsThatNameNothingAreUnknown(String path) {
    assertThat(RequestPath.parse(path)).isEqualTo(new RequestPath.Unknown());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/api", "/api/", "/api/v1", "/apis/apps/v1", "/version", "/apis/apps/v1/"})
  void theRestIsElsewhere(String path) {
    assertThat(RequestPath.parse(path)).isEqualTo(new RequestPath.Elsewhere());
  }
}
