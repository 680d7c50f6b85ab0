package io.eksnet.aws.elb.classic;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.elb.classic.ClassicListener;
import io.eksnet.elb.classic.CreateLoadBalancerListeners;
import io.eksnet.elb.classic.DeleteLoadBalancerListeners;
import io.eksnet.elb.classic.SetLoadBalancerListenerSSLCertificate;
import io.eksnet.elb.classic.SetLoadBalancerPoliciesForBackendServer;
import io.eksnet.elb.classic.SetLoadBalancerPoliciesOfListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancing.model.CreateLoadBalancerListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.CreateLoadBalancerListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.DeleteLoadBalancerListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DeleteLoadBalancerListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancing.model.SetLoadBalancerListenerSslCertificateRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.SetLoadBalancerListenerSslCertificateResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.SetLoadBalancerPoliciesForBackendServerRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.SetLoadBalancerPoliciesForBackendServerResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.SetLoadBalancerPoliciesOfListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.SetLoadBalancerPoliciesOfListenerResponse;

/** The listeners of Classic Load Balancers. */
final class ListenerActions {
  private ListenerActions() {}

  static void register(Call.Registry on) {
    on.on(
            "CreateLoadBalancerListeners",
            CreateLoadBalancerListenersRequest::builder,
            served("LoadBalancerName!", "Listeners!"),
            (q, call) ->
                read(q.listeners(), call)
                    .then(
                        listeners ->
                            call.execute(
                                new CreateLoadBalancerListeners(
                                    call.scope(), q.loadBalancerName(), listeners)))
                    .map(_ -> CreateLoadBalancerListenersResponse.builder().build()))
        .on(
            "DeleteLoadBalancerListeners",
            DeleteLoadBalancerListenersRequest::builder,
            served("LoadBalancerName!", "LoadBalancerPorts!"),
            (q, call) ->
                call.execute(
                        new DeleteLoadBalancerListeners(
                            call.scope(), q.loadBalancerName(), q.loadBalancerPorts()))
                    .map(_ -> DeleteLoadBalancerListenersResponse.builder().build()))
        .on(
            "SetLoadBalancerListenerSSLCertificate",
            SetLoadBalancerListenerSslCertificateRequest::builder,
            served("LoadBalancerName!", "LoadBalancerPort!", "SSLCertificateId!"),
            (q, call) ->
                call.execute(
                        new SetLoadBalancerListenerSSLCertificate(
                            call.scope(),
                            q.loadBalancerName(),
                            q.loadBalancerPort(),
                            q.sslCertificateId()))
                    .map(_ -> SetLoadBalancerListenerSslCertificateResponse.builder().build()))
        .on(
            "SetLoadBalancerPoliciesOfListener",
            SetLoadBalancerPoliciesOfListenerRequest::builder,
            served("LoadBalancerName!", "LoadBalancerPort!", "PolicyNames"),
            (q, call) ->
                call.execute(
                        new SetLoadBalancerPoliciesOfListener(
                            call.scope(),
                            q.loadBalancerName(),
                            q.loadBalancerPort(),
                            q.policyNames()))
                    .map(_ -> SetLoadBalancerPoliciesOfListenerResponse.builder().build()))
        .on(
            "SetLoadBalancerPoliciesForBackendServer",
            SetLoadBalancerPoliciesForBackendServerRequest::builder,
            served("LoadBalancerName!", "InstancePort!", "PolicyNames"),
            (q, call) ->
                call.execute(
                        new SetLoadBalancerPoliciesForBackendServer(
                            call.scope(), q.loadBalancerName(), q.instancePort(), q.policyNames()))
                    .map(_ -> SetLoadBalancerPoliciesForBackendServerResponse.builder().build()));
  }

  /** Listeners from a list; what is not said of the instances is as the load balancer's side. */
  static Reply<List<ClassicListener>> read(List<Listener> list, Call call) {
    List<ClassicListener> listeners = new ArrayList<>();
    for (Listener each : list) {
      if (each.protocol() == null
          || each.loadBalancerPort() == null
          || each.instancePort() == null) {
        return call.refuse(
            "ValidationError",
            "Listeners must have a Protocol, a LoadBalancerPort and an InstancePort");
      }
      String protocol = each.protocol().toUpperCase(Locale.ROOT);
      listeners.add(
          new ClassicListener(
              protocol,
              each.loadBalancerPort(),
              Optional.ofNullable(each.instanceProtocol())
                  .map(it -> it.toUpperCase(Locale.ROOT))
                  .orElse(plain(protocol)),
              each.instancePort(),
              Optional.ofNullable(each.sslCertificateId()).filter(it -> !it.isEmpty()),
              List.of()));
    }
    return Reply.answer(listeners);
  }

  /** What instances speak unless it is said: the same without encryption. */
  private static String plain(String protocol) {
    return switch (protocol) {
      case "HTTPS" -> "HTTP";
      case "SSL" -> "TCP";
      default -> protocol;
    };
  }
}
