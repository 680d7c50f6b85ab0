package io.eksnet.elb;

import io.eksnet.elb.classic.ClassicLoadBalancer;
import io.eksnet.table.Facts;
import java.util.List;

/** Who presents a certificate to its clients. */
public final class CertificateUse {
  private CertificateUse() {}

  /** The ARNs of the load balancers whose listeners have a certificate, by its ARN. */
  public static List<String> of(Facts facts, String certificate) {
    return facts.table(ClassicLoadBalancer.KIND).stream()
        .filter(
            balancer ->
                balancer.listeners().stream()
                    .anyMatch(it -> it.certificate().filter(certificate::equals).isPresent()))
        .map(ClassicLoadBalancer::arn)
        .toList();
  }
}
