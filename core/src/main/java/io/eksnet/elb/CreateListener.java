package io.eksnet.elb;

import io.eksnet.id.Command;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.LoadBalancerArn;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.table.Facts;
import java.util.List;
import java.util.Optional;

/**
 * Makes a listener. With the settings of one that exists it makes nothing and answers that one.
 *
 * <p>Refused with LoadBalancerNotFound, ValidationError (a protocol of the other type, no port, no
 * certificate, actions that cannot be), DuplicateListener, TooManyListeners, CertificateNotFound,
 * SSLPolicyNotFound, InvalidLoadBalancerAction, TooManyActions, TargetGroupNotFound,
 * IncompatibleProtocols, InvalidConfigurationRequest, TargetGroupAssociationLimit,
 * TooManyUniqueTargetGroupsPerLoadBalancer and TooManyTags.
 *
 * @param owner whose load balancer it is
 * @param port 1 to 65535
 */
public record CreateListener(
    Scope owner,
    LoadBalancerArn loadBalancer,
    Optional<ElbProtocol> protocol,
    Optional<Integer> port,
    TlsRequest tls,
    List<ListenerAction> defaultActions,
    Tags tags)
    implements Command<Listener> {

  /**
   * What is asked of an encrypted listener; empty parts are those that are not given.
   *
   * @param certificates exactly one
   * @param alpnPolicies at most one
   */
  public record TlsRequest(
      Optional<String> sslPolicy,
      List<String> certificates,
      List<String> alpnPolicies,
      Optional<Listener.MutualAuthentication> mutualAuthentication) {
    /** Nothing of that kind. */
    public static final TlsRequest NONE =
        new TlsRequest(Optional.empty(), List.of(), List.of(), Optional.empty());

    public TlsRequest {
      certificates = List.copyOf(certificates);
      alpnPolicies = List.copyOf(alpnPolicies);
    }
  }

  public CreateListener {
    defaultActions = ActionRules.ordered(defaultActions);
  }

  @Override
  public Decision<Listener> decide(Facts facts, Context context) {
    return Listeners.create(facts, this, context);
  }
}
