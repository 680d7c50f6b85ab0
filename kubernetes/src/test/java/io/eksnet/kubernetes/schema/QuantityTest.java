package io.eksnet.kubernetes.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
  @ParameterizedTest(name = "{0} is stored as {1}")
  @CsvSource({
    "0, 0",
    "0m, 0",
    "1, 1",
    "100m, 100m",
    "1000m, 1",
    "1500m, 1500m",
    "0.5, 500m",
    "1000, 1k",
    "1500, 1500",
    "2000000, 2M",
    "128Mi, 128Mi",
    "1024Mi, 1Gi",
    "1.5Gi, 1536Mi",
    "0.5Mi, 512Ki",
    "512Ki, 512Ki",
    "1000Ki, 1000Ki",
    "7935832Ki, 7935832Ki",
    "1e3, 1e3",
    "12E6, 12e6",
    "1E, 1E",
    "-5, -5",
    "+5, 5",
    "1u, 1u",
    "0.0000000001, 1n",
    "100n, 100n",
    ".5, 500m",
    "5., 5"
  })
  void theCanonicalFormIsThatOfKubernetes(String text, String canonical) {
    assertThat(Quantity.parse(text).orElseThrow().canonical()).isEqualTo(canonical);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"", "-", "m", "1.2.3", "1mi", "1 Gi", "Ki", "1K", "1ee3", "lots", "1e99999"})
  void whatIsNotAQuantityIsRefused(String text) {
    assertThat(Quantity.parse(text)).isEmpty();
  }
}
