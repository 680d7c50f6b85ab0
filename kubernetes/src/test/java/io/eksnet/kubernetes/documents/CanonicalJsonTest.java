package io.eksnet.kubernetes.documents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class CanonicalJsonTest {

  private static String canonical(String text) {
    return CanonicalJson.of(JsonMapper.shared().readTree(text)).toString();
  }

  @Test
  void every_spelling_of_a_template_has_one_text() {
    String one =
        """
        {"metadata": {"creationTimestamp": null, "labels": {"b": "2", "a": "1"}},
         "spec": {"containers": [{"name": "web", "image": "nginx"}], "volumes": [{"emptyDir": {}}]}}
        """;
    String other =
        """
        {"spec": {"volumes": [{"emptyDir": {}}], "containers": [{"image": "nginx", "name": "web"}]},
         "metadata": {"labels": {"a": "1", "b": "2"}}}
        """;

    assertThat(canonical(one))
        .isEqualTo(canonical(other))
        .isEqualTo(
            "{\"metadata\":{\"labels\":{\"a\":\"1\",\"b\":\"2\"}},\"spec\":{\"containers\":"
                + "[{\"image\":\"nginx\",\"name\":\"web\"}],\"volumes\":[{\"emptyDir\":{}}]}}");
  }

  @Test
  void the_order_of_lists_and_every_value_count() {
    assertThat(canonical("[{\"a\":1},{\"b\":2}]")).isNotEqualTo(canonical("[{\"b\":2},{\"a\":1}]"));
    assertThat(canonical("{\"a\":1}")).isNotEqualTo(canonical("{\"a\":2}"));
  }
}
