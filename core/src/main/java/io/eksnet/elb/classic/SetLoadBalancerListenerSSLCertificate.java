package io.eksnet.elb.classic;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Scope;
import io.eksnet.table.Facts;

/**
 * Gives a listener another certificate.
 *
 * <p>Refused with LoadBalancerNotFound, ListenerNotFound, CertificateNotFound,
 * InvalidConfigurationRequest (a listener that is not encrypted).
 *
 * @param owner whose load balancer it is
 */
public record SetLoadBalancerListenerSSLCertificate(
    Scope owner, String name, int port, String certificate)
    implements Command<ClassicLoadBalancer> {
  @Override
  public Decision<ClassicLoadBalancer> decide(Facts facts, Context context) {
    return ClassicListeners.certify(facts, this);
  }
}
