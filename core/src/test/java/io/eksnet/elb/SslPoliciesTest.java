package io.eksnet.elb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SslPoliciesTest {

  @ParameterizedTest(name = "{0} offers {1} and {2} ciphers, the first is {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ELBSecurityPolicy-2016-08                     | TLSv1.2 TLSv1.1 TLSv1         | 18 | ECDHE-ECDSA-AES128-GCM-SHA256
          ELBSecurityPolicy-TLS13-1-2-2021-06           | TLSv1.3 TLSv1.2               | 11 | TLS_AES_128_GCM_SHA256
          ELBSecurityPolicy-TLS13-1-3-2021-06           | TLSv1.3                       | 3  | TLS_AES_128_GCM_SHA256
          ELBSecurityPolicy-TLS13-1-0-PQ-2025-09        | TLSv1.3 TLSv1.2 TLSv1.1 TLSv1 | 21 | TLS_AES_128_GCM_SHA256
          ELBSecurityPolicy-TLS13-1-2-Ext0-FIPS-2023-04 | TLSv1.3 TLSv1.2               | 14 | TLS_AES_128_GCM_SHA256
          ELBSecurityPolicy-FS-1-2-Res-2020-10          | TLSv1.2                       | 4  | ECDHE-ECDSA-AES128-GCM-SHA256
          ELBSecurityPolicy-TLS-1-0-2015-04             | TLSv1.2 TLSv1.1 TLSv1         | 19 | ECDHE-ECDSA-AES128-GCM-SHA256
          """)
  void aPolicyIsWhatTheUserGuideSays(String name, String protocols, int ciphers, String first) {
    SslPolicy policy = SslPolicies.named(name).orElseThrow();

    assertThat(String.join(" ", policy.protocols())).isEqualTo(protocols);
    assertThat(policy.ciphers()).hasSize(ciphers).doesNotHaveDuplicates().startsWith(first);
  }

  @Test
  void theOldestIsForNetworkLoadBalancersOnly() {
    assertThat(SslPolicies.all())
        .filteredOn(policy -> !policy.types().contains(LoadBalancerType.APPLICATION))
        .extracting(SslPolicy::name)
        .containsExactly("ELBSecurityPolicy-2015-05");
  }
}
