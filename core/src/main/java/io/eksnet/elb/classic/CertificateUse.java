package io.eksnet.elb.classic;

import io.eksnet.elb.Listener;
import io.eksnet.table.Facts;
import java.util.List;
import java.util.stream.Stream;

/** Who presents a certificate to its clients: load balancers of both kinds. */
public final class CertificateUse {
  private CertificateUse() {}

  /** The ARNs of the load balancers whose listeners have a certificate, by its ARN. */
  public static List<String> of(Facts facts, String certificate) {
    Stream<String> balancers =
        facts.table(Listener.KIND).by(Listener.BY_CERTIFICATE, certificate).stream()
            .map(listener -> listener.loadBalancer().value());
    Stream<String> classic =
        facts
            .table(ClassicLoadBalancer.KIND)
            .by(ClassicLoadBalancer.BY_CERTIFICATE, certificate)
            .stream()
            .map(ClassicLoadBalancer::arn);
    return Stream.concat(balancers, classic).distinct().sorted().toList();
  }
}
